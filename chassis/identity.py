"""Who is asking: a verified token becomes a ``Caller``.

A token is a signed JSON Web Token that says a person's id and memberships: one for each role in each
partnership, and for each agency on whose behalf the role is held. In the embedded mode the platform signs
tokens for its example people with a key of its own data folder; a region's identity provider takes its
place there, behind the same ``Caller``.
A person's id is a pseudonym, such as ``ply-coordinator``: it goes into the header of every event.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
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
AUDITOR, OPERATOR = "auditor", "operator"
READING_ROLES = frozenset({AUDITOR})
LOOKING, ACTING = frozenset({AUDITOR, OPERATOR}), frozenset({OPERATOR})
OPERATIONS_API = "/rapidreview.operations.v1.Operations/"
OPERATIONS: Mapping[str, frozenset[str]] = {
    "ListParked": LOOKING,
    "ShowParked": LOOKING,
    "ShowUnreadable": LOOKING,
    "Redrive": ACTING,
    "Skip": ACTING,
    "Purge": ACTING,
    "RedriveUnreadable": ACTING,
    "PurgeUnreadable": ACTING,
}
"""Who may call which method of the operations. One that is not here stops the service from starting."""
OPERATORS_ALSO = frozenset({"/rapidreview.history.v1.History/Progress"})
"""What an operator may call besides: nothing that holds the words of a case."""


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


class OperatorsOnly(NotAllowed):
    """What is parked is for operators to act on, and for auditors to look at."""

    code = "identity.operators_only"
    sentence = "Only operators can do this; auditors can look at what is parked."


class NotForOperators(NotAllowed):
    """An operator runs the platform and has no part in the cases."""

    code = "identity.not_for_operators"
    sentence = "With your role you can see to what is parked, but not look at cases."


class UnlistedOperation(Exception):
    """A method of the operations has no row in ``OPERATIONS``, or a row has no method."""


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
        """The role in which this person acts for ``partnership``: the first one with which they can act."""
        held = [one.role for one in self.memberships if one.partnership == partnership]
        acting = [role for role in held if role not in READING_ROLES]
        return next(iter(acting or held), "")

    def must_act_for(self, partnership: str) -> None:
        """Raises ``OtherPartnership`` unless this caller acts for ``partnership``."""
        if partnership not in self.partnerships:
            raise OtherPartnership(partnership=partnership)

    def must_be_let_into(self, method: str) -> None:
        """Raises ``OperatorsOnly`` or ``NotForOperators``; ``method`` is the full path of a gRPC call."""
        if method.startswith(OPERATIONS_API):
            if not self.roles & OPERATIONS.get(method.removeprefix(OPERATIONS_API), frozenset()):
                raise OperatorsOnly
        elif self.roles == {OPERATOR} and method not in OPERATORS_ALSO:
            raise NotForOperators

    def must_be_able_to_write(self) -> None:
        """Raises ``ReadsOnly`` for an auditor, who reads and never writes."""
        if self.roles <= READING_ROLES:
            raise ReadsOnly


_MEMBERSHIPS = TypeAdapter(tuple[Membership, ...])


def all_operations_listed(methods: Iterable[str]) -> None:
    """Raises ``UnlistedOperation`` unless the table says for each method of the operations who may call it."""
    unlisted = sorted(set(methods) ^ OPERATIONS.keys())
    if unlisted:
        raise UnlistedOperation(f"say in chassis/identity.py who may call: {', '.join(unlisted)}")


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
