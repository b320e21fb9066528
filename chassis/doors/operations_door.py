"""What every service answers to operators: how its parts stand, what is parked, and what they do about it, recorded.

Who may call which method stands in ``chassis.identity.OPERATIONS``; the doorkeeper sees to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from chassis.clock import Clock
from chassis.delivery.event_door import EventDoor
from chassis.delivery.inbox import ParkedEvent
from chassis.delivery.parked_decisions import NothingParked
from chassis.delivery.parked_events import Done, HeldCase, ParkedEvents
from chassis.delivery.unreadable_messages import (
    MessagePlace,
    UnreadableMessage,
    UnreadableMessages,
    decisions_of,
)
from chassis.delivery.untold_cases import Untold
from chassis.delivery.untold_decisions import UntoldDecisions
from chassis.doors.grpc_door import caller, cause_of, one_of, stamp_of, uuid_of
from chassis.limits import must_say, text_must_fit
from chassis.reads import CaseReads
from chassis.store.event_store import EventStore
from chassis.timers import Timers, TimersOfAKind
from chassis.use_cases import Cause
from chassis.watch import PartSeen, Watch
from contracts.grpc import operations_pb2 as wire
from contracts.grpc import operations_pb2_grpc as rpc

SHOWN_MAX = 500
"""As many parked events as one answer shows; a case that waits longer than that is seen from its beginning."""


@dataclass(frozen=True, slots=True)
class StandingOf:
    """Where the door sees how a service stands."""

    service: str
    store: EventStore
    watch: Watch
    timers: Timers
    reads: CaseReads


class OperationsDoor(rpc.OperationsServicer):
    """Translates the request, asks, translates the answer."""

    def __init__(
        self,
        parked: ParkedEvents,
        unreadable: UnreadableMessages,
        untold: UntoldDecisions,
        *,
        clock: Clock,
        watched: StandingOf,
    ) -> None:
        self._parked, self._unreadable, self._untold = parked, unreadable, untold
        self._clock, self._watched = clock, watched

    async def Standing(self, request: wire.StandingRequest, context: Any) -> wire.ServiceStanding:
        """How the parts of this service stand, as they were seen last, and its timers now."""
        watched = self._watched
        answer = wire.ServiceStanding(
            service=watched.service, head=await watched.store.head(),
            parts=[_part(one, watched.service) for one in watched.watch.parts],
            timers=[_timers(one) for one in await watched.timers.standing()],
            oldest_unkept_read_s=watched.reads.oldest_waiting_s(),
        )  # fmt: skip
        if watched.watch.looked_at is not None:
            answer.looked_at.FromSeconds(int(watched.watch.looked_at))
        return answer

    async def ListParked(self, request: wire.ListParkedRequest, context: Any) -> wire.ParkedList:
        """What is parked for the caller's partnerships, and what could not be read, whoever's it is."""
        case_id = uuid_of("case_id", request.case_id) if request.case_id else None
        answer = wire.ParkedList()
        for listener in self._listeners(request.listener):
            held = await self._parked.listed(listener, caller().partnerships, case_id)
            answer.cases.extend(_case(one) for one in held)
            if case_id is None:
                found = await self._unreadable.listed(listener)
                answer.unreadable.extend(_message(one) for one in found)
        return answer

    async def ShowParked(self, request: wire.ShowParkedRequest, context: Any) -> wire.ParkedEvents:
        """The parked events of one case, or one of them."""
        self._door(request.listener)
        case_id = uuid_of("case_id", request.case_id)
        held = await self._parked.listed(request.listener, caller().partnerships, case_id)
        events = [one for case in held for one in case.parked]
        if request.event_id:
            wanted = uuid_of("event_id", request.event_id)
            events = [one for one in events if one.envelope.id == wanted]
        if not events:
            raise NothingParked(listener=request.listener)
        return wire.ParkedEvents(events=[_event(one, with_data=True) for one in events[:SHOWN_MAX]])

    async def ShowUnreadable(
        self, request: wire.ShowUnreadableRequest, context: Any
    ) -> wire.UnreadableMessage:
        """One message that could not be read."""
        self._door(request.listener)
        found = await self._unreadable.one(request.listener, _place(request.place))
        return _message(found, with_value=request.with_value)

    async def Redrive(self, request: wire.RedriveRequest, context: Any) -> wire.ParkedDone:
        """Try what is parked of a case again."""
        text_must_fit("Reason", request.reason)
        cause = cause_of(request, self._clock)
        return _done(await self._parked.redrive(request.listener, cause, reason=request.reason))

    async def Skip(self, request: wire.SkipRequest, context: Any) -> wire.ParkedDone:
        """Leave out what holds up a case."""
        _must_give(request.reason)
        event_id = uuid_of("event_id", request.event_id)
        cause = cause_of(request, self._clock)
        return _done(
            await self._parked.skip(request.listener, event_id, cause, reason=request.reason)
        )

    async def Purge(self, request: wire.PurgeRequest, context: Any) -> wire.ParkedDone:
        """Leave out everything that is parked of a case."""
        _must_give(request.reason)
        cause = cause_of(request, self._clock)
        return _done(await self._parked.purge(request.listener, cause, reason=request.reason))

    async def RedriveUnreadable(
        self, request: wire.RedriveUnreadableRequest, context: Any
    ) -> wire.ParkedDone:
        """Read a message again."""
        text_must_fit("Reason", request.reason)
        place, door = _place(request.place), self._door(request.listener)
        cause = self._cause_without_a_case(request)
        problem = await self._unreadable.redrive(door, place, cause, reason=request.reason)
        left = 1 if problem else 0
        return wire.ParkedDone(events=1 - left, still_parked=left, stopped_by=problem)

    async def PurgeUnreadable(
        self, request: wire.PurgeUnreadableRequest, context: Any
    ) -> wire.ParkedDone:
        """Leave out a message."""
        _must_give(request.reason)
        place, door = _place(request.place), self._door(request.listener)
        cause = self._cause_without_a_case(request)
        await self._unreadable.purge(door, place, cause, reason=request.reason)
        return wire.ParkedDone(events=1)

    async def ListUntold(self, request: wire.ListUntoldRequest, context: Any) -> wire.UntoldList:
        """The cases of the caller's partnerships that this service cannot tell further."""
        found = await self._untold.listed(caller().partnerships)
        return wire.UntoldList(cases=[_untold(row) for row in found])

    async def ResumeTelling(
        self, request: wire.ResumeTellingRequest, context: Any
    ) -> wire.TellingResumed:
        """Let a case be told again."""
        text_must_fit("Reason", request.reason)
        cause = cause_of(request, self._clock)
        position = await self._untold.resume(cause, reason=request.reason)
        return wire.TellingResumed(position=position)

    def _listeners(self, wanted: str) -> Sequence[str]:
        return [self._door(wanted).listener] if wanted else list(self._parked.doors)

    def _door(self, listener: str) -> EventDoor:
        return self._parked.door(listener)

    def _cause_without_a_case(self, request: Any) -> Cause:
        case_id = decisions_of(request.listener, request.header.partnership)
        return cause_of(request, self._clock, case_id=case_id)


def _part(seen: PartSeen, service: str) -> wire.PartStanding:
    """By the name of a part: ``relay``, ``listener/<listener>/<source>`` or ``readmodel/<name>``."""
    kind, _, rest = seen.name.partition("/")
    name, _, source = rest.partition("/")
    return wire.PartStanding(
        kind=kind, name=name, source=source or service, position=seen.position, lag=seen.lag,
        stalled=seen.stalled,
    )  # fmt: skip


def _timers(one: TimersOfAKind) -> wire.TimerStanding:
    found = wire.TimerStanding(
        kind=one.kind, waiting=one.waiting, late=one.late, attempts=one.attempts
    )
    if one.oldest_at is not None:
        found.oldest_at.CopyFrom(stamp_of(one.oldest_at))
    return found


def _must_give(reason: str) -> None:
    must_say(reason=reason)
    text_must_fit("Reason", reason)


def _place(given: Message) -> MessagePlace:
    return one_of(
        "place", MessagePlace,
        {"source": given.source, "partition": given.partition, "offset": given.offset},  # type: ignore[attr-defined]
    )  # fmt: skip


def _done(done: Done) -> wire.ParkedDone:
    return wire.ParkedDone(
        events=done.events, still_parked=done.still_parked, stopped_by=done.stopped_by
    )


def _case(held: HeldCase) -> wire.ParkedCase:
    case = wire.ParkedCase(
        listener=held.listener, case_id=str(held.case_id), partnership=held.partnership,
        reference=held.reference, events=len(held.parked),
        reasons=[
            wire.ReasonCount(reason=reason, events=events)
            for reason, events in Counter(one.reason for one in held.parked).most_common()
        ],
        oldest_at=stamp_of(min(one.parked_at for one in held.parked)),
    )  # fmt: skip
    if held.holding_up is not None:
        case.holding_up.CopyFrom(_event(held.holding_up))
    return case


def _event(parked: ParkedEvent, *, with_data: bool = False) -> wire.ParkedEvent:
    told = parked.envelope
    return wire.ParkedEvent(
        event_id=str(told.id), source=told.source, type=told.type, stream=str(told.stream),
        version=told.streamversion, position=told.position, previous=told.previous,
        reason=parked.reason, attempts=parked.attempts, parked_at=stamp_of(parked.parked_at),
        occurred_at=stamp_of(told.time), recorded_at=stamp_of(told.recordedtime), actor=told.actor,
        partnership=told.partnership, case_id=str(told.subject),
        correlation_id=str(told.correlationid), causation_id=str(told.causationid), hash=told.hash,
        data=told.data.decode("utf-8", "backslashreplace") if with_data else "",
    )  # fmt: skip


def _message(found: UnreadableMessage, *, with_value: bool = False) -> wire.UnreadableMessage:
    place = found.place
    return wire.UnreadableMessage(
        listener=found.listener, problem=found.problem, arrived_at=stamp_of(found.arrived_at),
        place=wire.MessagePlace(source=place.source, partition=place.partition, offset=place.offset),
        size=len(found.value or b""), headers=[name for name, _ in found.headers],
        key=(found.key or b"").hex(), value=(found.value or b"").hex() if with_value else "",
    )  # fmt: skip


def _untold(row: Untold) -> wire.UntoldCase:
    return wire.UntoldCase(
        case_id=str(row.case_id), partnership=row.partnership, since=row.since, stuck_at=row.stuck_at,
        topic=row.topic, problem=row.problem, noted_at=stamp_of(row.noted_at),
    )  # fmt: skip
