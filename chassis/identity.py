"""Who is asking: a verified token becomes a ``Caller``.

A token is a signed JSON Web Token that says a person's id, role and partnerships. In the embedded mode
the platform signs tokens for its example people with a key of its own data folder; a region's identity
provider takes its place there, behind the same ``Caller``.
A person's id is a pseudonym, such as ``ply-coordinator``: it goes into the header of every event.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from chassis.errors import NotAllowed
from chassis.limits import shortened

ISSUER = "rapid-review"
LIFETIME_S = 3600
CLOCK_LEEWAY_S = 30
READING_ROLES = frozenset({"auditor"})


class NotSignedIn(NotAllowed):
    """There is no token, or it does not verify."""

    code = "identity.not_signed_in"
    sentence = "You are not signed in, or your session has ended. Sign in again."


class OtherPartnership(NotAllowed):
    """The caller does not act for this partnership."""

    code = "identity.other_partnership"
    sentence = "You do not act for the partnership {partnership}."

    def __init__(self, *, partnership: str) -> None:
        super().__init__(partnership=shortened(partnership))


class ReadsOnly(NotAllowed):
    """The caller's role may look and may not change anything."""

    code = "identity.reads_only"
    sentence = "With your role you can look at cases, but not change them."


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified person: a pseudonymous id, a role, and the partnerships they act for."""

    person: str
    role: str
    partnerships: tuple[str, ...]

    def must_act_for(self, partnership: str) -> None:
        """Raises ``OtherPartnership`` unless this caller acts for ``partnership``."""
        if partnership not in self.partnerships:
            raise OtherPartnership(partnership=partnership)

    def must_be_able_to_write(self) -> None:
        """Raises ``ReadsOnly`` for an auditor, who reads and never writes."""
        if self.role in READING_ROLES:
            raise ReadsOnly


def token_for(caller: Caller, key: bytes, *, lifetime_s: int = LIFETIME_S) -> str:
    """A token that says who ``caller`` is, valid for ``lifetime_s`` seconds from now."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": caller.person,
        "role": caller.role,
        "partnerships": list(caller.partnerships),
        "iat": now,
        "exp": now + lifetime_s,
    }
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(key))


def caller_of(token: str, key: bytes) -> Caller:
    """The caller whom ``token`` names. Raises ``NotSignedIn`` when it does not verify or has expired."""
    registry = jwt.JWTClaimsRegistry(
        leeway=CLOCK_LEEWAY_S,
        iss={"essential": True, "value": ISSUER},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, OctKey.import_key(key), algorithms=["HS256"]).claims
        registry.validate(claims)
        return Caller(claims["sub"], claims["role"], tuple(claims["partnerships"]))
    except (JoseError, KeyError, TypeError, ValueError):
        raise NotSignedIn from None
