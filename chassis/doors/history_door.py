"""What every service answers about its past and its progress: one door, the same in each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from chassis.access.admission import Admitted, admitted
from chassis.access.relations import Relations
from chassis.access.roles import CONTRIBUTING, LEAD
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import EventSource
from chassis.delivery.relay import Telling
from chassis.delivery.untold_cases import UntoldCases
from chassis.doors.grpc_door import caller, moment_of, stamp_of, uuid_of
from chassis.errors import NotFound
from chassis.readmodel import Projector
from chassis.reads import LISTED_MAX, CaseReads, KeptRead
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore, StoredEvent
from chassis.store.seal import KeyDestroyed, KeyMissing, open_body
from contracts.grpc import history_pb2 as wire
from contracts.grpc import history_pb2_grpc as rpc

OwnStreams: TypeAlias = Callable[[UUID, Iterable[str]], frozenset[UUID]]
"""The streams of a case that hold what is some agencies' own."""


KeptIn: TypeAlias = Callable[[UUID], Awaitable[Mapping[UUID, str]]]
"""The streams of a case of which only one agency knows yet, each with that agency."""


def no_streams(_case_id: UUID, _agencies: Iterable[str]) -> frozenset[UUID]:
    """Of a service in which nothing is one agency's own."""
    return frozenset()


async def nothing_kept(_case_id: UUID) -> Mapping[UUID, str]:
    """Of a service whose events a partnership may always know."""
    return {}


@dataclass(frozen=True, slots=True)
class OfAgencies:
    """Which streams of a case are an agency's ``own`` part, and which are ``kept_in`` it, unknown to everybody else."""

    own: OwnStreams = no_streams
    kept_in: KeptIn = nothing_kept


NOTHING_OF_AGENCIES = OfAgencies()


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
        untold: UntoldCases,
        relay: Telling | None = None,
        of_agencies: OfAgencies = NOTHING_OF_AGENCIES,
        reads: CaseReads,
        relations: Relations,
    ) -> None:
        self._service, self._store, self._keys = service, store, keys
        self._projector, self._doors, self._source = projector, doors, source
        self._untold, self._relay, self._of_agencies = untold, relay, of_agencies
        self._reads, self._relations = reads, relations

    async def EventsOfCase(
        self, request: wire.HistoryRequest, context: Any
    ) -> AsyncIterator[wire.HistoricEvent]:
        """The events of one case that the caller's partnerships may see, in the order of recording.

        The history is evidence and holds the words: it belongs to the partnership that leads the case, from its
        first event, whoever led then. Who led before keeps its own time: the events that are kept under its name,
        also what a contributing one did in it. To contribute opens the aggregate and the board, not the history.
        The people of an agency see the streams of their own agency's part, and nothing of another's; of what an
        agency keeps to itself yet, nobody else sees anything.
        """
        known_at = moment_of(request.known_at, "known_at") if request.HasField("known_at") else None
        case_id, asker = uuid_of("case_id", request.case_id), admitted()
        events = await self._store.case(case_id, recorded_by=known_at)
        streams = self._of_agencies.own(case_id, asker.own_agencies)
        kept_in = await self._of_agencies.kept_in(case_id)
        leads, own_time = asker.lead in asker.whole_of, _with_a_part(asker)
        for stored in events:
            header = stored.header
            if (agency := kept_in.get(header.stream)) is not None:
                is_seen = _acts_for(asker, header.partnership, agency)
            else:
                is_seen = leads or header.partnership in own_time or header.stream in streams
            if is_seen:
                yield await self._historic(stored, request)

    async def ReadsOfCase(self, request: wire.ReadsRequest, context: Any) -> wire.CaseReads:
        """Who read a case here, as far as the caller's partnerships answer for it."""
        before = moment_of(request.before, "before") if request.HasField("before") else None
        theirs = caller().partnerships
        case_id = (
            uuid_of("case_id", request.case_id)
            if request.case_id
            else await self._relations.case_of(request.reference, theirs)
        )
        if case_id is None or case_id in admitted().left_out:
            raise NotFound
        found = await self._reads.of_case(case_id, theirs, before)
        return wire.CaseReads(
            service=self._service, case_id="" if request.case_id else str(case_id), more=len(found) == LISTED_MAX,
            reads=[_read(one) for one in found],
        )  # fmt: skip

    async def Progress(self, request: wire.ProgressRequest, context: Any) -> wire.ProgressReport:
        """The head of this service's log and the position of each read model and listener."""
        report = wire.ProgressReport(
            service=self._service, head=await self._store.head(), untold=len(await self._untold.waiting())
        )  # fmt: skip
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


def _with_a_part(asker: Admitted) -> frozenset[str]:
    """The asker's partnerships that lead the case or contribute to it; any, while nothing was told of it."""
    found = (one.partnership for one, has in asker.found.items() if has & (LEAD | CONTRIBUTING))
    return frozenset(found) & frozenset(asker.whole_of)


def _acts_for(asker: Admitted, partnership: str, agency: str) -> bool:
    members = asker.caller.memberships
    return any((one.partnership, one.agency) == (partnership, agency or None) for one in members)


def _read(one: KeptRead) -> wire.CaseRead:
    return wire.CaseRead(
        person=one.person, role=one.role, partnership=one.partnership, method=one.method,
        first_at=stamp_of(one.first_at), last_at=stamp_of(one.last_at), times=one.times,
        with_words=one.with_words, glass=one.glass,
    )  # fmt: skip


def _places(positions: Mapping[int, int]) -> list[wire.Place]:
    return [
        wire.Place(partition=number, position=position)
        for number, position in sorted(positions.items())
    ]
