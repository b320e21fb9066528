"""What people decided about parked events: kept in the service's own event store, on the case.

A decision names the events that it is about, so that it can be carried out again and again with one result: one
that was recorded and not carried out, because the process died in between, is carried out by whoever comes next.
The reason is a person's words: it is sealed in the body like all words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Self, TypeAlias
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, Value, register_aggregate
from chassis.delivery.inbox import ParkedEvent
from chassis.errors import NotFound, WrongState


class NothingParked(NotFound):
    """There is nothing parked of this case."""

    code = "parked.nothing"
    sentence = "Nothing of this case is parked for {listener}."


class NotHoldingUp(WrongState):
    """The event does not hold up its case: to leave it out would leave out something good."""

    code = "parked.not_holding_up"
    sentence = "This event does not hold up its case. Look at what is parked, and try again."


class ParkedFacts(Value):
    """One parked event as it was when somebody decided about it: ids and codes only."""

    source: str
    type: str
    event_id: UUID
    stream: UUID
    version: int
    position: int
    parked_because: str
    attempts: int

    @classmethod
    def of(cls, parked: ParkedEvent) -> Self:
        """The facts of a parked event."""
        told = parked.envelope
        return cls(
            source=told.source, type=told.type, event_id=told.id, stream=told.stream,
            version=told.streamversion, position=told.position, parked_because=parked.reason,
            attempts=parked.attempts,
        )  # fmt: skip


Kind: TypeAlias = Literal["redriven", "skipped", "skipped_missing", "purged"]


class Decision(Value):
    """What was decided at a version of the stream, about which events, and up to which position of each source."""

    version: int
    kind: Kind
    events: tuple[UUID, ...]
    upto: dict[str, int]


class ParkedCase(Aggregate):
    """The decisions about what is parked of one case for one listener."""

    TOPIC = "chassis.ParkedCase"

    listener: str = ""
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def begun(
        cls, case_id: UUID, listener: str, *, partnership: str, reference: str, at: datetime
    ) -> Self:
        """A case about whose parked events nothing was decided yet."""
        return cls._create(
            ParkedCaseBegun, id=stream_of(case_id, listener), case_id=case_id, listener=listener,
            partnership=partnership, reference=reference, timestamp=at,
        )  # fmt: skip

    def redrive(self, events: Sequence[ParkedFacts], *, reason: str, at: datetime) -> None:
        """Try what is parked again, in order."""
        self.record(
            ParkedRedriven, at=at, listener=self.listener, first=events[0], events=len(events),
            upto=_reach(events), reason=reason,
        )  # fmt: skip

    def skip(
        self, event: ParkedFacts, *, missing_upto: int | None, reason: str, at: datetime
    ) -> None:
        """Leave out one event; or, of one that came early, what is missing before it."""
        self.record(
            ParkedSkipped, at=at, listener=self.listener, event=event,
            missing_upto=missing_upto, reason=reason,
        )  # fmt: skip

    def purge(self, events: Sequence[ParkedFacts], *, reason: str, at: datetime) -> None:
        """Leave out everything that is parked, and what is missing before it."""
        self.record(
            ParkedPurged, at=at, listener=self.listener, events=tuple(events), reason=reason
        )

    def decided(self, decision: Decision) -> None:
        """One more decision; called by the events only."""
        self.decisions = (*self.decisions, decision)


class ParkedCaseBegun(FirstEvent, topic="chassis.ParkedCaseBegun.v1"):
    """The first decision is about to follow."""

    listener: str


class ParkedRedriven(Event, topic="chassis.ParkedRedriven.v1"):
    """Somebody let the parked events of the case be tried again."""

    listener: str
    first: ParkedFacts
    events: int
    upto: dict[str, int]
    reason: str

    def apply(self, case: ParkedCase) -> None:
        """One more decision."""
        case.decided(
            Decision(version=self.originator_version, kind="redriven", events=(), upto=self.upto)
        )


class ParkedSkipped(Event, topic="chassis.ParkedSkipped.v1"):
    """Somebody left out an event; with ``missing_upto``, not the event but what never came before it."""

    listener: str
    event: ParkedFacts
    missing_upto: int | None
    reason: str

    def apply(self, case: ParkedCase) -> None:
        """One more decision."""
        missing = self.missing_upto is not None
        position = self.event.position if self.missing_upto is None else self.missing_upto
        case.decided(
            Decision(
                version=self.originator_version,
                kind="skipped_missing" if missing else "skipped",
                events=(self.event.event_id,),
                upto={self.event.source: position},
            )
        )


class ParkedPurged(Event, topic="chassis.ParkedPurged.v1"):
    """Somebody left out everything that was parked of the case."""

    listener: str
    events: tuple[ParkedFacts, ...]
    reason: str

    def apply(self, case: ParkedCase) -> None:
        """One more decision."""
        case.decided(
            Decision(
                version=self.originator_version,
                kind="purged",
                events=tuple(event.event_id for event in self.events),
                upto=_reach(self.events),
            )
        )


register_aggregate(ParkedCase)


def stream_of(case_id: UUID, listener: str) -> UUID:
    """The stream of the decisions about what is parked of a case for a listener."""
    return uuid5(case_id, f"parked:{listener}")


def _reach(events: Sequence[ParkedFacts]) -> dict[str, int]:
    """The highest position of each source."""
    upto: dict[str, int] = {}
    for event in events:
        upto[event.source] = max(event.position, upto.get(event.source, 0))
    return upto
