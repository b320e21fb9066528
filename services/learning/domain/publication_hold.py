"""Whether another process holds back what is published about a case, as the review service tells it.

It is an aggregate of its own, because a hold may be told before there is a briefing, and because a rule needs
sound ground: a read model may lag. A hold that is told while a briefing is being published comes too late for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from services.learning.domain.values import CaseIdentity

HOLDING = frozenset({"hold_publication", "hold_sharing_of_material"})
"""Restrictions of a case under which its learning is not shared."""


class PublicationHold(Aggregate):
    """What was told last of a case."""

    TOPIC = "learning.PublicationHold"

    in_force: tuple[str, ...] = ()

    @classmethod
    def note(cls, identity: CaseIdentity, *, in_force: tuple[str, ...], at: datetime) -> Self:
        """Note the restrictions that were told of first."""
        return cls._create(
            RestrictionsNoted, id=stream_of(identity.case_id), **dict(identity), in_force=in_force,
            timestamp=at,
        )  # fmt: skip

    def change(self, *, in_force: tuple[str, ...], at: datetime) -> None:
        """Note those in force from now on; the same again changes nothing."""
        if in_force != self.in_force:
            self.record(RestrictionsChanged, at=at, in_force=in_force)

    @property
    def holds(self) -> tuple[str, ...]:
        """What holds publications back at present."""
        return tuple(one for one in self.in_force if one in HOLDING)


class RestrictionsNoted(FirstEvent, topic="learning.RestrictionsNoted.v1"):
    """Restrictions of the case were told of for the first time."""

    in_force: tuple[str, ...]

    def apply(self, hold: PublicationHold) -> None:
        """They hold."""
        hold.in_force = self.in_force


class RestrictionsChanged(Event, topic="learning.RestrictionsChanged.v1"):
    """Other restrictions are in force from now on."""

    in_force: tuple[str, ...]

    def apply(self, hold: PublicationHold) -> None:
        """They take the place of the earlier ones."""
        hold.in_force = self.in_force


def stream_of(case_id: UUID) -> UUID:
    """The stream of what holds back the publications of a case."""
    return uuid5(case_id, "publication-hold")


register_aggregate(PublicationHold)
