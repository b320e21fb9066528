// The OpenID provider of the npm package oidc-provider, with invented people: node provider.mjs PORT PORTAL.
// Whoever signs in as "x" has the subject "x" and is in the groups of that name.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const [port, portal] = process.argv.slice(2);
const groups = { coordinator: ["PLY-coordinators"], stranger: [] };

const key = (kid) => ({
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  kid,
  use: "sig",
  alg: "RS256",
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [key("invented-key")] },
  cookies: { keys: ["invented"] },
  clients: [
    {
      client_id: "portal",
      client_secret: "an invented secret of the portal",
      redirect_uris: [`${portal}/signed-in`],
      post_logout_redirect_uris: [`${portal}/signed-out`],
      grant_types: ["authorization_code", "refresh_token"],
    },
  ],
  scopes: ["openid", "offline_access"],
  claims: { openid: ["sub", "groups"] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, groups: groups[id] ?? [] }),
  }),
  extraTokenClaims: (_, token) => ({ groups: groups[token.accountId] ?? [] }),
  issueRefreshToken: () => true,
  ttl: { AccessToken: 300, IdToken: 300, RefreshToken: 3600, Session: 3600, Interaction: 600, Grant: 3600 },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => "urn:rapid-review",
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "openid offline_access",
        audience: "rapid-review",
        // 50 seconds: so that the portal renews it at once.
        accessTokenTTL: 50,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
