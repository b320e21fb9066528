"""From a service's own events to what it tells the world: the event store is the outbox.

Nothing is published from a use case. Whoever wants to know follows the published log, in its order,
from any position, as often as they like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chassis.aggregate import Event
from chassis.store.event_store import EventStore, StoredEvent
from chassis.store.seal import CaseKeys, KeyDestroyed, KeyMissing, open_body
from chassis.streams import decoded
from contracts.envelope import Envelope
from contracts.events.base import CaseEvent
from contracts.topics import source_of

GENERATION = "SELECT generation FROM relay FOR SHARE"
"""Which life of its log a database is in; whoever raises it keeps those who ask waiting until it is raised."""

CaseFields = dict[str, Any]
"""What every published event begins with: case_id, reference, partnership."""

Tell = Callable[[Event, CaseFields], CaseEvent | None]
"""What the world is told of a domain event; None keeps it private."""


class PublishedLog(Protocol):
    """What a service has told the world, in order."""

    service: str

    async def read(self, *, after: int, limit: int) -> tuple[list[Envelope], int]:
        """Published events after a position, and the position up to which the log has been read."""

    async def wait_beyond(self, position: int, timeout_s: float) -> int:
        """The head of the log, as soon as it exceeds ``position`` or the time is up."""


@dataclass(frozen=True, slots=True)
class RelayProgress:
    """Up to where a log has been told, and the position of the last event told in each partition."""

    position: int
    partitions: Mapping[int, int]


class Telling(Protocol):
    """Whoever tells a log elsewhere, and can say how far that has come."""

    async def progress(self) -> RelayProgress:
        """How far the log has been told, whichever replica tells it."""


class TellingLog:
    """The published log of one service, translated from its event store as it is read.

    The words of an erased case cannot be told again: its events are passed over.
    """

    def __init__(self, service: str, store: EventStore, keys: CaseKeys, tell: Tell) -> None:
        self.service = service
        self._store, self._keys, self._tell = store, keys, tell

    async def read(self, *, after: int, limit: int) -> tuple[list[Envelope], int]:
        """Published events after a position, and the position up to which the log has been read."""
        stored = await self._store.log(after=after, limit=limit)
        told = [envelope for event in stored if (envelope := await self._told(event))]
        return told, stored[-1].position if stored else after

    async def wait_beyond(self, position: int, timeout_s: float) -> int:
        """The head of the log, as soon as it exceeds ``position`` or the time is up."""
        return await self._store.wait_beyond(position, timeout_s)

    async def _told(self, stored: StoredEvent) -> Envelope | None:
        try:
            body = open_body(stored, await self._keys.of_event(stored.header))
        except (KeyDestroyed, KeyMissing):
            return None
        header = stored.header
        own = decoded(header, body)
        case = {
            "case_id": header.case_id,
            "reference": own.reference,
            "partnership": header.partnership,
        }
        event = self._tell(own, case)
        return _envelope(self.service, stored, event) if event else None


def _envelope(service: str, stored: StoredEvent, event: CaseEvent) -> Envelope:
    header = stored.header
    return Envelope(
        id=header.event_id,
        source=source_of(service),
        type=event.TYPE,
        subject=header.case_id,
        time=header.occurred_at,
        recordedtime=header.recorded_at,
        partnership=header.partnership,
        actor=header.actor,
        stream=header.stream,
        streamversion=header.version,
        position=stored.position,
        correlationid=header.correlation_id,
        causationid=header.causation_id,
        hash=stored.hash.hex(),
        traceparent=stored.traceparent,
        data=event.model_dump_json().encode(),
    )
