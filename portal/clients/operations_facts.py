"""What operators look at, as plain objects: ids, codes, counts and moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Part:
    """A relay, a listener with one source, or a read model."""

    service: str
    kind: str
    name: str
    source: str
    position: int
    lag: int
    stalled: bool


@dataclass(frozen=True, slots=True)
class TimersOfAKind:
    """The timers of one kind in one service."""

    service: str
    kind: str
    waiting: int
    late: int
    attempts: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServiceStanding:
    """One service; without an answer it is ``away``, and ``is_there`` says whether its door answers at all."""

    service: str
    away: bool = False
    is_there: bool = False
    head: int = 0
    looked_at: datetime | None = None
    parts: Sequence[Part] = ()
    timers: Sequence[TimersOfAKind] = ()
    oldest_unkept_read_s: float = 0.0

    @property
    def stalled(self) -> int:
        """How many of its parts stand still."""
        return sum(part.stalled for part in self.parts)

    @property
    def lag(self) -> int:
        """How many events its parts have still to take."""
        return sum(part.lag for part in self.parts)


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """One parked event, as it was published."""

    event_id: str
    source: str
    type: str
    position: int
    previous: int
    reason: str
    attempts: int
    parked_at: datetime
    actor: str
    facts: Mapping[str, Any]
    """What it says: ids, codes, days and counts."""


@dataclass(frozen=True, slots=True)
class ParkedCase:
    """What is parked of one case for one listener."""

    service: str
    listener: str
    case_id: str
    partnership: str
    reference: str
    events: int
    reasons: Sequence[tuple[str, int]]
    oldest_at: datetime
    holding_up: str


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a message stood in the topic of a service."""

    source: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that could not be read."""

    service: str
    listener: str
    place: MessagePlace
    problem: str
    arrived_at: datetime
    size: int
    headers: Sequence[str]
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class UntoldCase:
    """A case that its service does not tell from a position on, and the event that it cannot tell."""

    service: str
    case_id: str
    partnership: str
    since: int
    stuck_at: int
    topic: str
    problem: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """What is parked in all services that answered, and those that did not."""

    cases: Sequence[ParkedCase]
    unreadable: Sequence[Unreadable]
    away: Sequence[str]


@dataclass(frozen=True, slots=True)
class Command:
    """What an operator does, in the name of a partnership, and to a case where it is about one."""

    id: UUID
    partnership: str
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a redrive, a skip or a purge."""

    events: int
    still_parked: int
    stopped_by: str
