"""Who is asking: a verified token becomes a ``Caller``.

A token is a signed JSON Web Token that says a person's id, role and partnerships. In the embedded mode
the platform signs tokens for its example people with a key of its own data folder; a region's identity
provider takes its place there, behind the same ``Caller``.
A person's id is a pseudonym, such as ``ply-coordinator``: it goes into the header of every event.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

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
class Caller:
    """A verified person: a pseudonymous id, a role, and the partnerships they act for."""

    person: str
    role: str
    partnerships: tuple[str, ...]

    def must_act_for(self, partnership: str) -> None:
        """Raises ``OtherPartnership`` unless this caller acts for ``partnership``."""
        if partnership not in self.partnerships:
            raise OtherPartnership(partnership=partnership)

    def must_be_let_into(self, method: str) -> None:
        """Raises ``OperatorsOnly`` or ``NotForOperators``; ``method`` is the full path of a gRPC call."""
        if method.startswith(OPERATIONS_API):
            if self.role not in OPERATIONS.get(method.removeprefix(OPERATIONS_API), frozenset()):
                raise OperatorsOnly
        elif self.role == OPERATOR and method not in OPERATORS_ALSO:
            raise NotForOperators

    def must_be_able_to_write(self) -> None:
        """Raises ``ReadsOnly`` for an auditor, who reads and never writes."""
        if self.role in READING_ROLES:
            raise ReadsOnly


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
