"""Signing in at the identity provider, as its client: authorization code with PKCE, state and nonce.

    address of the provider ── (the person signs in there) ── code ── tokens ── who it is, verified

What the provider sends is verified before it is believed, by the same rules as at the doors of the services.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import structlog

from chassis.errors import NotAllowed
from chassis.identity import Caller, NotSignedIn
from chassis.openid.identity_provider import IdentityProvider
from chassis.openid.keys import ProviderAway
from chassis.openid.provider import ProviderFault
from portal.settings import SignInSettings

BACK, LEFT = "/signed-in", "/signed-out"
OK = 200

_log = structlog.get_logger(__name__)


class SignInFailed(NotAllowed):
    """The provider did not say who the person is, or what it said does not hold."""

    code = "portal.sign_in_failed"
    sentence = "You could not be signed in. Nothing was changed; try again."

    def __init__(self, why: str) -> None:
        super().__init__()
        _log.warning("portal.sign_in_failed", why=why)


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that has begun: what the browser must bring back, and where its person wanted to go."""

    state: str
    nonce: str
    verifier: str
    to: str

    @classmethod
    def anew(cls, to: str) -> Begun:
        """One that nobody can guess."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, to)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the tokens that prove it; these never reach the browser."""

    caller: Caller
    token: str
    expires_at: float
    refresh_token: str
    id_token: str


class SignInClient:
    """The portal as a client of one provider."""

    def __init__(self, identity: IdentityProvider, settings: SignInSettings) -> None:
        self._identity, self._provider, self._settings = identity, identity.provider, settings
        self._id_tokens = identity.tokens_for(settings.client_id)

    async def address_for(self, begun: Begun) -> str:
        """Where the person signs in. Raises ``ProviderAway``."""
        challenge = hashlib.sha256(begun.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.address + BACK,
            "scope": self._settings.scopes,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return _with(await self._address("authorization_endpoint"), asked)

    async def signed_in(self, answer: Mapping[str, str], begun: Begun) -> SignedIn:
        """Who came back with this answer.

        Raises ``SignInFailed``, ``NoMembership``, or ``ProviderAway``.
        """
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise SignInFailed("other_state")
        issuer = answer.get("iss")
        if issuer is not None and issuer != self._provider.issuer:
            raise SignInFailed("other_issuer")
        if "error" in answer or not answer.get("code"):
            raise SignInFailed("refused_by_provider")
        fields = {
            "grant_type": "authorization_code",
            "code": answer["code"],
            "redirect_uri": self._settings.address + BACK,
            "code_verifier": begun.verifier,
        }
        given = await self._tokens(fields)
        id_token = _word(given, "id_token")
        await self._must_be_answer(id_token, begun)
        return await self._known(given, id_token, _word(given, "refresh_token"))

    async def refreshed(self, before: SignedIn) -> SignedIn:
        """The same person with new tokens. Raises ``SignInFailed``, ``NoMembership``, or ``ProviderAway``."""
        fields = {"grant_type": "refresh_token", "refresh_token": before.refresh_token}
        given = await self._tokens(fields)
        again = _word(given, "refresh_token") or before.refresh_token
        now = await self._known(given, _word(given, "id_token") or before.id_token, again)
        if now.caller.person != before.caller.person:
            raise SignInFailed("other_person")
        return now

    async def address_to_leave(self, id_token: str) -> str:
        """Where the person signs out of the provider, too; empty where it has no such place."""
        try:
            address = await self._provider.address("end_session_endpoint")
        except ProviderFault:
            return ""
        asked = {
            "id_token_hint": id_token,
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.address + LEFT,
        }
        return _with(address, asked) if address else ""

    async def _must_be_answer(self, id_token: str, begun: Begun) -> None:
        """The ID token is meant for us, and answers what this browser began."""
        try:
            claims = await self._id_tokens.claims_of(id_token)
        except NotSignedIn:
            raise SignInFailed("id_token") from None
        nonce = str(claims.get("nonce", ""))
        if not hmac.compare_digest(nonce.encode(), begun.nonce.encode()):
            raise SignInFailed("other_nonce")
        if claims.get("azp", self._settings.client_id) != self._settings.client_id:
            raise SignInFailed("other_client")

    async def _known(self, given: Mapping[str, Any], id_token: str, refresh_token: str) -> SignedIn:
        token = id_token if self._settings.sends == "id" else _word(given, "access_token")
        try:
            known = await self._identity.people.known(token)
        except NotSignedIn:
            raise SignInFailed(f"{self._settings.sends}_token") from None
        return SignedIn(known.caller, token, known.expires_at, refresh_token, id_token)

    async def _tokens(self, fields: dict[str, str]) -> Mapping[str, Any]:
        client, secret = self._settings.client_id, self._settings.client_secret.get_secret_value()
        address, user = await self._address("token_endpoint"), None
        ways = await self._provider.said("token_endpoint_auth_methods_supported")
        if secret and isinstance(ways, list) and "client_secret_basic" not in ways:
            fields = {**fields, "client_id": client, "client_secret": secret}
        elif secret:
            user = quote_plus(client), quote_plus(secret)  # As RFC 6749 says, 2.3.1.
        else:
            fields = {**fields, "client_id": client}
        try:
            status, given = await self._provider.post(address, fields, user=user)
        except ProviderFault:
            raise ProviderAway from None
        if status >= 500:  # noqa: PLR2004 - a failure of theirs, as HTTP counts
            raise ProviderAway
        if status != OK:
            raise SignInFailed("no_tokens")
        return given

    async def _address(self, name: str) -> str:
        try:
            address = await self._provider.address(name)
        except ProviderFault:
            raise ProviderAway from None
        if not address:
            raise SignInFailed("no_address")
        return address


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


def _word(given: Mapping[str, Any], name: str) -> str:
    found = given.get(name)
    return found if isinstance(found, str) else ""
