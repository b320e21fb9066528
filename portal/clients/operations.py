"""Asks every service how it stands and what is parked there, and tells it what an operator does about it.

Raises the refusals of ``chassis.errors``, and ``Temporary`` where one service is asked and cannot be reached.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.errors import NotFound, Refusal
from chassis.identity import Caller
from contracts.grpc import common_pb2
from contracts.grpc import operations_pb2 as wire
from portal.clients.dates import moment_in
from portal.clients.operations_facts import (
    Command,
    Done,
    MessagePlace,
    Parked,
    ParkedCase,
    ParkedEvent,
    Part,
    ServiceStanding,
    TimersOfAKind,
    Unreadable,
    UntoldCase,
)
from portal.clients.services import SERVICES, Away, Services

REQUESTS: Mapping[str, Any] = {
    "Redrive": wire.RedriveRequest,
    "Skip": wire.SkipRequest,
    "Purge": wire.PurgeRequest,
    "RedriveUnreadable": wire.RedriveUnreadableRequest,
    "PurgeUnreadable": wire.PurgeUnreadableRequest,
}


class Operations:
    """The operations of all services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def standing(self, caller: Caller) -> Sequence[ServiceStanding]:
        """How every service stands, in the order in which a case goes through them."""
        answers = await self._each(caller, "Standing", wire.StandingRequest())
        return [_standing(name, answer) for name, answer in answers.items()]

    async def parked(self, caller: Caller) -> Parked:
        """What is parked in all services, what has waited longest first."""
        answers = await self._each(caller, "ListParked", wire.ListParkedRequest())
        there = {name: one for name, one in answers.items() if not isinstance(one, Away)}
        cases = [_case(name, case) for name, one in there.items() for case in one.cases]
        messages = [_unreadable(name, m) for name, one in there.items() for m in one.unreadable]
        return Parked(
            sorted(cases, key=lambda one: one.oldest_at), messages, sorted(answers.keys() - there)
        )

    async def parked_case(
        self, caller: Caller, service: str, listener: str, case_id: str
    ) -> tuple[ParkedCase, Sequence[ParkedEvent]]:
        """What is parked of one case, and each event of it. Raises ``NotFound`` where that is nothing."""
        asked = wire.ListParkedRequest(listener=listener, case_id=case_id)
        found = await self._one(service, caller, "ListParked", asked)
        if not found.cases:
            raise NotFound
        shown = wire.ShowParkedRequest(listener=listener, case_id=case_id)
        events = await self._one(service, caller, "ShowParked", shown)
        return _case(service, found.cases[0]), [_event(one) for one in events.events]

    async def unreadable(
        self, caller: Caller, service: str, listener: str, place: MessagePlace, *, with_value: bool
    ) -> Unreadable:
        """One message that cannot be read. Raises ``NotFound`` where there is none."""
        request = wire.ShowUnreadableRequest(
            listener=listener, place=_place(place), with_value=with_value
        )
        return _unreadable(service, await self._one(service, caller, "ShowUnreadable", request))

    async def act(
        self, caller: Caller, service: str, method: str, command: Command, **said: Any
    ) -> Done:
        """Redrive, skip or purge; ``said`` are the fields of the request besides its header."""
        header = common_pb2.CommandHeader(
            command_id=str(command.id), partnership=command.partnership, case_id=command.case_id
        )
        if isinstance(place := said.get("place"), MessagePlace):
            said["place"] = _place(place)
        request = REQUESTS[method](header=header, **said)
        done: wire.ParkedDone = await self._services.door(service).ask(caller, method, request)
        return Done(done.events, done.still_parked, done.stopped_by)

    async def untold(self, caller: Caller) -> Sequence[UntoldCase]:
        """The cases of which a service that answers cannot tell an event, what has waited longest first."""
        answers = await self._each(caller, "ListUntold", wire.ListUntoldRequest())
        found = [
            UntoldCase(
                name, one.case_id, one.partnership, one.since, one.stuck_at, one.topic, one.problem,
                moment_in(one.noted_at),
            )
            for name, answer in answers.items()
            if not isinstance(answer, Away)
            for one in answer.cases
        ]  # fmt: skip
        return sorted(found, key=lambda one: one.noted_at)

    async def resume(self, caller: Caller, service: str, command: Command, *, reason: str) -> None:
        """Let a case be told again. Raises why its service still cannot."""
        header = common_pb2.CommandHeader(
            command_id=str(command.id), partnership=command.partnership, case_id=command.case_id
        )
        request = wire.ResumeTellingRequest(header=header, reason=reason)
        await self._services.door(service).ask(caller, "ResumeTelling", request)

    async def _each(self, caller: Caller, method: str, request: Any) -> Mapping[str, Any]:
        answers = await self._services.each(caller, method, request)
        for answer in answers.values():
            if isinstance(answer, Refusal):
                raise answer
        return answers

    async def _one(self, service: str, caller: Caller, method: str, request: Any) -> Any:
        """What is not there, and what is no id, cannot be told from one another."""
        if service not in SERVICES:
            raise NotFound
        try:
            return await self._services.door(service).ask(caller, method, request)
        except Refusal as refusal:
            if refusal.code.startswith("parked.") or refusal.code == "request.malformed":
                raise NotFound from None
            raise


def _standing(name: str, answer: Any) -> ServiceStanding:
    if isinstance(answer, Away):
        return ServiceStanding(name, away=True, is_there=answer.is_there)
    return ServiceStanding(
        name,
        head=answer.head,
        looked_at=moment_in(answer.looked_at) if answer.HasField("looked_at") else None,
        parts=[
            Part(name, one.kind, one.name, one.source, one.position, one.lag, one.stalled)
            for one in answer.parts
        ],
        timers=[
            TimersOfAKind(
                name, one.kind, one.waiting, one.late, one.attempts,
                moment_in(one.oldest_at) if one.HasField("oldest_at") else None,
            )
            for one in answer.timers
        ],
        oldest_unkept_read_s=answer.oldest_unkept_read_s,
    )  # fmt: skip


def _case(service: str, case: wire.ParkedCase) -> ParkedCase:
    return ParkedCase(
        service=service, listener=case.listener, case_id=case.case_id, partnership=case.partnership,
        reference=case.reference, events=case.events,
        reasons=[(one.reason, one.events) for one in case.reasons],
        oldest_at=moment_in(case.oldest_at), holding_up=case.holding_up.event_id,
    )  # fmt: skip


def _event(one: wire.ParkedEvent) -> ParkedEvent:
    return ParkedEvent(
        event_id=one.event_id, source=one.source, type=one.type, position=one.position,
        previous=one.previous, reason=one.reason, attempts=one.attempts,
        parked_at=moment_in(one.parked_at), actor=one.actor, facts=_facts(one.data),
    )  # fmt: skip


def _facts(data: str) -> Mapping[str, Any]:
    """The body of an event; what is none is shown as it came."""
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"data": data}


def _unreadable(service: str, one: wire.UnreadableMessage) -> Unreadable:
    return Unreadable(
        service=service, listener=one.listener,
        place=MessagePlace(one.place.source, one.place.partition, one.place.offset),
        problem=one.problem, arrived_at=moment_in(one.arrived_at), size=one.size,
        headers=list(one.headers), key=one.key, value=one.value,
    )  # fmt: skip


def _place(place: MessagePlace) -> wire.MessagePlace:
    return wire.MessagePlace(source=place.source, partition=place.partition, offset=place.offset)
