"""What every service answers about its past and its progress: one door, the same in each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from chassis.access.admission import admitted
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import EventSource
from chassis.delivery.relay import Telling
from chassis.doors.grpc_door import moment_of, stamp_of, uuid_of
from chassis.readmodel import Projector
from chassis.store.event_store import EventStore, StoredEvent
from chassis.store.seal import CaseKeys, KeyDestroyed, KeyMissing, open_body
from contracts.grpc import history_pb2 as wire
from contracts.grpc import history_pb2_grpc as rpc

OwnStreams: TypeAlias = Callable[[UUID, Iterable[str]], frozenset[UUID]]
"""The streams of a case that hold what is some agencies' own."""


def no_streams(_case_id: UUID, _agencies: Iterable[str]) -> frozenset[UUID]:
    """Of a service in which nothing is one agency's own."""
    return frozenset()


class HistoryDoor(rpc.HistoryServicer):
    """Answers with the events of a case, and with how far each listener has come."""

    def __init__(
        self,
        service: str,
        store: EventStore,
        keys: CaseKeys,
        *,
        projector: Projector,
        doors: Sequence[EventDoor],
        source: EventSource,
        relay: Telling | None = None,
        own_streams: OwnStreams = no_streams,
    ) -> None:
        self._service, self._store, self._keys = service, store, keys
        self._projector, self._doors, self._source = projector, doors, source
        self._relay, self._own_streams = relay, own_streams

    async def EventsOfCase(
        self, request: wire.HistoryRequest, context: Any
    ) -> AsyncIterator[wire.HistoricEvent]:
        """The events of one case that the caller's partnerships may see, in the order of recording.

        The history is evidence and holds the words: it belongs to the partnership that leads the case,
        under whose name every event is kept, also what a contributing one did in it. To contribute
        opens the aggregate and the board, not the history; to its people there is none. The people of an
        agency see the streams of their own agency's part, and nothing of another's.

        Reads that are to be recorded one by one hook in here, and in the door that answers ``Get…`` calls.
        """
        known_at = moment_of(request.known_at, "known_at") if request.HasField("known_at") else None
        case_id, asker = uuid_of("case_id", request.case_id), admitted()
        events = await self._store.case(case_id, recorded_by=known_at)
        streams = self._own_streams(case_id, asker.own_agencies)
        for stored in events:
            header = stored.header
            if header.partnership in asker.whole_of or header.stream in streams:
                yield await self._historic(stored, request)

    async def Progress(self, request: wire.ProgressRequest, context: Any) -> wire.ProgressReport:
        """The head of this service's log and the position of each read model and listener."""
        report = wire.ProgressReport(service=self._service, head=await self._store.head())
        for projection in self._projector.projections:
            position = await self._projector.position(projection.name)
            report.listeners.add(
                name=projection.name, source=self._service, position=position, read_model=True
            )
        for door in self._doors:
            positions = await self._source.positions(door.listener)
            parked = await door.parked_count()
            for service in door.services:
                places = positions.get(service, {})
                report.listeners.add(
                    name=door.listener,
                    source=service,
                    position=max(places.values(), default=0),
                    parked=parked,
                    places=_places(places),
                )
        if self._relay is not None:
            told = await self._relay.progress()
            report.relay.CopyFrom(wire.Relay(position=told.position, told=_places(told.partitions)))
        return report

    async def _historic(
        self, stored: StoredEvent, request: wire.HistoryRequest
    ) -> wire.HistoricEvent:
        header = stored.header
        event = wire.HistoricEvent(
            event_id=str(header.event_id), service=self._service, stream=str(header.stream),
            version=header.version, topic=header.topic, case_id=str(header.case_id),
            partnership=header.partnership, actor=header.actor, correlation_id=str(header.correlation_id),
            causation_id=str(header.causation_id), occurred_at=stamp_of(header.occurred_at),
            recorded_at=stamp_of(header.recorded_at), position=stored.position,
            previous_hash=stored.previous, hash=stored.hash,
        )  # fmt: skip
        if request.with_seal:
            event.sealed = stored.state
        try:
            key = await self._keys.of_event(header)
        except (KeyDestroyed, KeyMissing):
            event.erased = True
        else:
            if request.with_body:
                event.body = open_body(stored, key).decode()
        return event


def _places(positions: Mapping[int, int]) -> list[wire.Place]:
    return [
        wire.Place(partition=number, position=position)
        for number, position in sorted(positions.items())
    ]
