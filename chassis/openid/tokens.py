"""Tokens of an identity provider: verified, and their claims turned into a ``Caller``.

    shape ── algorithm ── issuer, audience, times ── key of this id ── signature ── claims ── memberships

What costs nothing is looked at first: only a token that would be good with a good signature makes us ask the
provider for a key that we do not know. Nothing of a token is ever in a log line or an error.
"""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jws import JWSRegistry

from chassis.errors import NotAllowed
from chassis.identity import Caller, NotSignedIn
from chassis.openid.keys import ALGORITHMS, ProviderKeys
from chassis.openid.memberships import Memberships

TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
"""What a token may say that it is; one that says nothing is taken, one for signing out and the like is not."""
TOKEN_BYTES = 32 * 1024
SUBJECT_MAX = 255
PERSONS = UUID("5f0a2c1e-8d3b-4f67-9a54-1c7be0d2f386")


class NoMembership(NotAllowed):
    """The provider knows this person, and the mapping makes them nobody here."""

    code = "identity.no_membership"
    sentence = (
        "You are signed in, but your account gives you no part in any partnership here."
        " Ask your partnership's business unit to be added."
    )


class OpenIdTokens:
    """Verifies the tokens of one issuer that are meant for one audience."""

    def __init__(
        self,
        keys: ProviderKeys,
        *,
        issuer: str,
        audience: str,
        leeway_s: int,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._keys, self._issuer, self._now = keys, issuer, now
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(self._now()),
            leeway=leeway_s,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )

    async def claims_of(self, token: str) -> Mapping[str, Any]:
        """The verified claims. Raises ``NotSignedIn``, or ``ProviderAway`` when that cannot be found out now."""
        header, claims = _unverified(token)
        algorithm, kid = header.get("alg"), header.get("kid")
        if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
            raise NotSignedIn
        if not isinstance(kid, str) or str(header.get("typ", "JWT")).lower() not in TYPES:
            raise NotSignedIn
        self._must_hold(claims)
        key = await self._keys.key(kid)
        if key is None:
            raise NotSignedIn
        try:
            verified = jwt.decode(token, key, registry=_ACCEPTED).claims
        except (JoseError, ValueError, TypeError):
            raise NotSignedIn from None
        if verified != claims:  # What was looked at is what was signed.
            raise NotSignedIn
        return verified

    def _must_hold(self, claims: dict[str, Any]) -> None:
        try:
            self._claims.validate(claims)
        except (JoseError, ValueError, TypeError, OverflowError):
            raise NotSignedIn from None
        if not 0 < len(claims["sub"]) <= SUBJECT_MAX:
            raise NotSignedIn


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a token names, and until when."""

    caller: Caller
    expires_at: float


class People:
    """Makes callers of verified claims.

    A person's id is a pseudonym: a keyed hash of issuer and subject. It is the same for ever while ``person_key``
    is, and says nothing to whoever reads it in a log or in a published event without having the key.
    """

    def __init__(
        self, tokens: OpenIdTokens, *, issuer: str, memberships: Memberships, person_key: bytes
    ) -> None:
        self._tokens, self._issuer = tokens, issuer
        self._memberships, self._person_key = memberships, person_key

    async def caller_of(self, token: str) -> Caller:
        """As ``chassis.tokens.Tokens`` says."""
        return (await self.known(token)).caller

    async def known(self, token: str) -> Known:
        """The caller whom ``token`` names, and when it expires. Raises as ``caller_of`` does."""
        claims = await self._tokens.claims_of(token)
        memberships = self._memberships.of(claims)
        if not memberships:
            raise NoMembership
        caller = Caller(self.person(str(claims["sub"])), memberships)
        return Known(caller, float(claims["exp"]))

    def person(self, subject: str) -> str:
        """The pseudonym of whom the issuer knows as ``subject``."""
        said = json.dumps([self._issuer, subject]).encode()
        return str(uuid5(PERSONS, hmac.digest(self._person_key, said, "sha256").hex()))


class _Accepted(JWSRegistry):
    """Our algorithms and no others, and without a warning that EdDSA has got a newer name."""

    def get_alg(self, name: str) -> Any:
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


_ACCEPTED = _Accepted(algorithms=list(ALGORITHMS), strict_check_header=False)


def _unverified(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims as the token says them, to be believed only after its signature."""
    pieces = token.split(".")
    if len(token) > TOKEN_BYTES or len(pieces) != 3:  # noqa: PLR2004 - as RFC 7515 says
        raise NotSignedIn
    return _object_in(pieces[0]), _object_in(pieces[1])


def _object_in(piece: str) -> dict[str, Any]:
    try:
        padded = piece + "=" * (-len(piece) % 4)
        content = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        raise NotSignedIn from None
    if not isinstance(content, dict):
        raise NotSignedIn
    return content
