"""An OpenID provider of the tests: a real HTTP server that signs, rotates its keys, goes away and talks rubbish.

It answers as OpenID Connect Core, Discovery, PKCE (RFC 7636) and RP-initiated logout say, and checks what it is sent:
the client's secret, the redirect address, the code verifier, that a code and a refresh token come once only.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
import time
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from chassis.openid.settings import IdentitySettings

CLIENT, SECRET = "portal", "an invented secret of the portal"
AUDIENCE = "rapid-review"
PERSON_KEY = "ab" * 32
Key = RSAKey | ECKey | OKPKey
_MAKERS: Mapping[str, Any] = {
    "RS256": lambda kid: RSAKey.generate_key(2048, {"kid": kid}),
    "PS256": lambda kid: RSAKey.generate_key(2048, {"kid": kid}),
    "ES256": lambda kid: ECKey.generate_key("P-256", {"kid": kid}),
    "Ed25519": lambda kid: OKPKey.generate_key("Ed25519", {"kid": kid}),
    "EdDSA": lambda kid: OKPKey.generate_key("Ed25519", {"kid": kid}),
}


@cache
def _made(algorithm: str, kid: str) -> Key:
    """A key that every test of this process shares: making one takes long."""
    made: Key = _MAKERS[algorithm](kid)
    return made


@dataclass
class Issuer:
    """The provider: its keys, its people, and what it has been asked."""

    port: int = 0
    keys: dict[str, tuple[str, Key]] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    rubbish: dict[str, Response] = field(default_factory=dict)
    slow: asyncio.Event = field(default_factory=asyncio.Event)
    """Answers wait while it is not set."""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "invented-1", "groups": []})
    """Who signs in next, without being asked."""
    asks: bool = False
    """Whether a person must press a button first."""
    token_s: int = 300
    refuse: str = ""
    """What it answers instead of a code or a token."""
    changed: dict[str, Any] = field(default_factory=dict)
    """Claims of the next ID tokens that are other than they should be."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refreshing: dict[str, dict[str, Any]] = field(default_factory=dict)
    _server: uvicorn.Server | None = None
    _serving: asyncio.Task[None] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rotate(self, algorithm: str = "RS256", *, publish: bool = True) -> str:
        """A new key, with which it signs from now on; gives its id."""
        kid = f"key-{len(self.keys) + 1}"
        self.keys[kid] = (algorithm, _made(algorithm, kid))
        if publish:
            self.published.append(kid)
        return kid

    def sign(
        self, claims: Mapping[str, Any], kid: str = "", header: Mapping[str, Any] | None = None
    ) -> str:
        """A token with these claims, by its newest key unless told otherwise."""
        kid = kid or list(self.keys)[-1]
        algorithm, key = self.keys[kid]
        said = {"alg": algorithm, "kid": kid, "typ": "JWT"} | dict(header or {})
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # EdDSA has got a newer name; providers use the old one.
            return jwt.encode(said, dict(claims), key, algorithms=[algorithm])

    def claims(self, **more: Any) -> dict[str, Any]:
        """The claims of a good token for the platform; ``None`` takes one away."""
        now = int(time.time())
        good = {
            "iss": self.issuer, "aud": AUDIENCE, "sub": "invented-1", "iat": now, "exp": now + 300,
            "groups": ["PLY-coordinators"],
        }  # fmt: skip
        return {name: value for name, value in (good | more).items() if value is not None}

    def token(self, **more: Any) -> str:
        """A good token for the platform, unless ``more`` spoils it."""
        return self.sign(self.claims(**more))

    def settings(self, mapping: Any, **more: Any) -> IdentitySettings:
        """How a part of the platform is told of this provider."""
        given = {
            "issuer": self.issuer, "audience": AUDIENCE, "mapping_file": mapping,
            "person_key": PERSON_KEY,
        }  # fmt: skip
        return IdentitySettings(**(given | more))

    async def open(self) -> None:
        """Begin to answer, at the same address as before."""
        self.slow.set()
        config = uvicorn.Config(
            self._app(), host="127.0.0.1", port=self.port, log_config=None, lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Go away."""
        if self._server and self._serving:
            self.slow.set()
            self._server.should_exit = True
            self._server.force_exit = True
            await self._serving
        self._server = None

    def _app(self) -> Starlette:
        answers = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": self._jwks,
            "/other-keys": self._jwks,
            "/authorize": self._authorize,
            "/token": self._token,
            "/sign-out": self._sign_out,
            "/favicon.ico": self._picture,
        }
        return Starlette(
            routes=[
                Route(path, self._watched(path, answer), methods=["GET", "POST"])
                for path, answer in answers.items()
            ]
        )

    def _watched(self, path: str, answer: Any) -> Any:
        async def endpoint(request: Request) -> Response:
            self.asked[path] += 1
            await self.slow.wait()
            return self.rubbish.get(path) or await answer(request)

        return endpoint

    def document(self, **more: Any) -> Response:
        """What it says about itself."""
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/sign-out",
        }
        return JSONResponse(said | more)

    def key_set(self, **more: Any) -> Response:
        """Its keys, as it publishes them."""
        keys = [self.keys[kid][1].as_dict(private=False) for kid in self.published]
        return JSONResponse({"keys": keys, **more})

    async def _discovery(self, _request: Request) -> Response:
        return self.document()

    async def _jwks(self, _request: Request) -> Response:
        return self.key_set()

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        good = asked.get("client_id") == CLIENT and asked.get("code_challenge_method") == "S256"
        if not good or asked.get("response_type") != "code" or not asked.get("code_challenge"):
            return Response("bad request", 400)
        if self.asks and "yes" not in asked:
            fields = "".join(f"<input type=hidden name={k} value='{v}'>" for k, v in asked.items())
            return HTMLResponse(
                f"<form>{fields}<input type=hidden name=yes value=1><button>Sign in</button></form>"
            )
        back = {"state": asked["state"], "iss": self.issuer}
        if self.refuse:
            back["error"] = self.refuse
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.codes[back["code"]] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def _token(self, request: Request) -> Response:
        fields = dict(parse_qsl((await request.body()).decode()))
        if self.refuse:
            return JSONResponse({"error": self.refuse}, 400)
        user = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {user}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if fields.get("grant_type") == "refresh_token":
            person = self.refreshing.pop(fields.get("refresh_token", ""), None)
            return self._tokens(person, "") if person else _invalid_grant()
        began = self.codes.pop(fields.get("code", ""), None)
        if began is None or fields.get("redirect_uri") != began["redirect_uri"]:
            return _invalid_grant()
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != began["code_challenge"]:
            return _invalid_grant()
        return self._tokens(dict(self.person), began.get("nonce", ""))

    def _tokens(self, person: dict[str, Any], nonce: str) -> Response:
        exp = int(time.time()) + self.token_s
        refresh = secrets.token_urlsafe(16)
        self.refreshing[refresh] = person
        own = {"nonce": nonce} if nonce else {}
        identity = {**self.claims(sub=person["sub"], aud=CLIENT, exp=exp), **own, **self.changed}
        answer = {
            "access_token": self.token(**person, exp=exp, jti=secrets.token_hex(8)),
            "id_token": self.sign(identity),
            "refresh_token": refresh,
            "token_type": "Bearer",
            "expires_in": self.token_s,
        }
        return JSONResponse(answer)

    async def _picture(self, _request: Request) -> Response:
        return Response(status_code=204)

    async def _sign_out(self, request: Request) -> Response:
        back = request.query_params.get("post_logout_redirect_uri", "")
        if not request.query_params.get("id_token_hint") or not back:
            return Response("bad request", 400)
        return RedirectResponse(back, 302)


def _invalid_grant() -> Response:
    return JSONResponse({"error": "invalid_grant"}, 400)


@asynccontextmanager
async def an_issuer(algorithm: str = "RS256") -> AsyncIterator[Issuer]:
    """A provider with one key, until the block ends."""
    issuer = Issuer()
    issuer.rotate(algorithm)
    await issuer.open()
    try:
        yield issuer
    finally:
        await issuer.close()
