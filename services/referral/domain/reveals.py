"""Who saw the identities of a case, and for which purpose. Beside the referral: to look changes nothing there."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.limits import must_say
from services.referral.domain.values import CaseIdentity


class Reveals(Aggregate):
    """Every reveal of the identities of one case."""

    TOPIC = "referral.Reveals"

    count: int = 0

    @classmethod
    def begin(cls, identity: CaseIdentity, *, purpose: str, at: datetime) -> Self:
        """The first reveal."""
        _must_be_meant(purpose)
        return cls._create(
            RevealsBegun, id=reveals_of(identity.case_id), **dict(identity), purpose=purpose,
            count=1, timestamp=at,
        )  # fmt: skip

    def reveal(self, *, purpose: str, at: datetime) -> None:
        """One more."""
        _must_be_meant(purpose)
        self.record(IdentitiesRevealed, at=at, purpose=purpose)


class RevealsBegun(FirstEvent, topic="referral.RevealsBegun.v1"):
    """The identities of the case were revealed for the first time, to the actor of this event."""

    purpose: str
    count: int


class IdentitiesRevealed(Event, topic="referral.IdentitiesRevealed.v1"):
    """The identities of the case were revealed to the actor of this event."""

    purpose: str

    def apply(self, reveals: Reveals) -> None:
        """They are counted."""
        reveals.count += 1


def reveals_of(case_id: UUID) -> UUID:
    """The stream of a case's reveals."""
    return uuid5(case_id, "referral-reveals")


def _must_be_meant(purpose: str) -> None:
    must_say(purpose=purpose)


register_aggregate(Reveals)
