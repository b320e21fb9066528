"""From a service's own events to what it tells the world: the event store is the outbox.

Nothing is published from a use case. Whoever wants to know follows the published log, in its order,
from any position, as often as they like.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import plain_uuid
from chassis.delivery.untold_cases import Order, Untold, UntoldCases
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore, StoredEvent
from chassis.store.seal import CaseKey, KeyDestroyed, KeyMissing, open_body
from chassis.streams import decoded
from contracts.envelope import Envelope
from contracts.events.base import CaseEvent
from contracts.topics import source_of

GENERATION = "SELECT generation FROM relay FOR SHARE"
"""Which life of its log a database is in; whoever raises it keeps those who ask waiting until it is raised."""

RECENT_MAX = 1_000

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
    An event that today's code cannot read or translate holds up its own case only (untold_cases.py). A key that
    cannot be had is another matter: without the right master key nothing can be told, and nothing is.
    """

    def __init__(
        self, service: str, store: EventStore, keys: CaseKeys, tell: Tell, *, untold: UntoldCases
    ) -> None:
        self.service = service
        self._store, self._keys, self._tell, self.untold = store, keys, tell, untold
        # In one process with its listeners, each of them reads the same events within a moment.
        self._recent: OrderedDict[int, Envelope | None] = OrderedDict()

    async def read(self, *, after: int, limit: int) -> tuple[list[Envelope], int]:
        """Published events after a position, and the position up to which the log has been read."""
        stored = await self._store.follow(after=after, limit=limit)
        if not stored:
            return [], after
        told: list[Envelope] = []
        stuck: set[UUID] = set()
        order = await self.untold.order(stored, after=after)
        await self._keys.load(event.header for event in stored)
        for event in stored:
            for row in order.resumed_at(event.position):
                told += await self._told_late(row, order, stuck)
            if order.place_of(event) != event.position or event.header.case_id in stuck:
                continue
            try:
                told += await self._told([event])
            except CannotTell as why:
                await self.untold.note(event, why.problem)
                stuck.add(event.header.case_id)
        return told, stored[-1].position

    async def wait_beyond(self, position: int, timeout_s: float) -> int:
        """The head of the log, as soon as it exceeds ``position`` or the time is up."""
        return await self._store.wait_beyond(position, timeout_s)

    async def must_be_tellable(self, case_id: UUID, since: int) -> None:
        """Raises ``CannotTell`` when an event of a case from a position on cannot be told with today's code."""
        stored = await self._store.case(case_id)
        await self._told([event for event in stored if event.position >= since])

    async def _told_late(self, row: Untold, order: Order, stuck: set[UUID]) -> list[Envelope]:
        """What waited up to here is told whole, or, when one of it still cannot be told, waits on."""
        case = await self._store.case(row.case_id)
        waited = [
            event for event in case if row.covers(event) and order.place_of(event) == row.resumed_at
        ]
        try:
            return await self._told(waited)
        except CannotTell as why:
            await self.untold.note_again(row, why.stored, why.problem)
            stuck.add(row.case_id)
            return []

    async def _told(self, page: Sequence[StoredEvent]) -> list[Envelope]:
        """Raises ``CannotTell`` at the first event that cannot be read or translated."""
        told = []
        for stored in page:
            try:
                key = await self._keys.of_event(stored.header)
            except (KeyDestroyed, KeyMissing):
                continue
            if stored.position not in self._recent:
                self._recent[stored.position] = self._translated(stored, key)
                if len(self._recent) > RECENT_MAX:
                    self._recent.popitem(last=False)
            if envelope := self._recent[stored.position]:
                told.append(envelope)
        return told

    def _translated(self, stored: StoredEvent, key: CaseKey) -> Envelope | None:
        header = stored.header
        try:
            own = decoded(header, open_body(stored, key))
            event = self._tell(
                own,
                {
                    "case_id": plain_uuid(header.case_id),
                    "reference": own.reference,
                    "partnership": header.partnership,
                },
            )
            return _envelope(self.service, stored, event) if event else None
        except Exception as error:  # Whatever it is, it fails the same way for whoever reads next.
            raise CannotTell(stored, type(error).__name__) from error


class CannotTell(Exception):
    """A stored event that today's code cannot read or translate; ``problem`` is the kind of the failure."""

    def __init__(self, stored: StoredEvent, problem: str) -> None:
        self.stored, self.problem = stored, problem
        super().__init__(problem)


def _envelope(service: str, stored: StoredEvent, event: CaseEvent) -> Envelope:
    header = stored.header
    # All of it was checked when it was stored.
    return Envelope.model_construct(
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
        previous=0,
        correlationid=header.correlation_id,
        causationid=header.causation_id,
        hash=stored.hash.hex(),
        traceparent=stored.traceparent,
        data=event.model_dump_json().encode(),
    )
