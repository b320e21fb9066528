"""Who is asking: a verified token becomes a ``Caller``.

A token is a signed JSON Web Token that says a person's id and memberships: one for each role in each
partnership, and for each agency on whose behalf the role is held. In the embedded mode the platform signs
tokens for its example people with a key of its own data folder; a region's identity provider takes its
place there, behind the same ``Caller``.
A person's id is a pseudonym, such as ``ply-coordinator``: it goes into the header of every event.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Self

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import TypeAdapter

from chassis.errors import NotAllowed
from chassis.limits import shortened

ISSUER = "rapid-review"
LIFETIME_S = 3600
CLOCK_LEEWAY_S = 30


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


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of a person in one partnership, for an agency where the role is an agency's."""

    partnership: str
    role: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified person: a pseudonymous id, and who they are in each partnership for which they act."""

    person: str
    memberships: tuple[Membership, ...]

    @classmethod
    def acting(cls, person: str, role: str, *partnerships: str, agency: str = "") -> Self:
        """Somebody with one role in each of ``partnerships``."""
        return cls(person, tuple(Membership(code, role, agency) for code in partnerships))

    @property
    def partnerships(self) -> tuple[str, ...]:
        """The partnerships for which this person acts, in the order of the memberships."""
        return tuple(dict.fromkeys(one.partnership for one in self.memberships))

    @property
    def roles(self) -> frozenset[str]:
        """Every role that this person has somewhere."""
        return frozenset(one.role for one in self.memberships)

    def role_in(self, partnership: str) -> str:
        """The role in which this person acts for ``partnership``; the first, where there are several."""
        held = (one.role for one in self.memberships if one.partnership == partnership)
        return next(held, "")

    def must_act_for(self, partnership: str) -> None:
        """Raises ``OtherPartnership`` unless this caller acts for ``partnership``."""
        if partnership not in self.partnerships:
            raise OtherPartnership(partnership=partnership)


_MEMBERSHIPS = TypeAdapter(tuple[Membership, ...])


def token_for(caller: Caller, key: bytes, *, lifetime_s: int = LIFETIME_S) -> str:
    """A token that says who ``caller`` is, valid for ``lifetime_s`` seconds from now."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": caller.person,
        "memberships": [asdict(one) for one in caller.memberships],
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
        return Caller(claims["sub"], _MEMBERSHIPS.validate_python(claims["memberships"]))
    except (JoseError, KeyError, TypeError, ValueError):
        raise NotSignedIn from None
