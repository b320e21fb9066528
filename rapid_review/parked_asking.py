"""What ``rapid-review parked`` asks of the services' operations, and what it makes of the answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from contracts.grpc import common_pb2
from contracts.grpc import operations_pb2 as wire
from rapid_review.doors import CONTRACTS, Doors, Refused
from rapid_review.reading import plain

PATIENCE_S = 10.0
PLACE = re.compile(r"([a-z_-]+)/([a-z_-]+)/(\d{1,9})/(\d{1,18})")
IN_WORDS = {
    "waiting_for_earlier": "waits for an earlier event",
    "queued_behind": "waits behind another",
    "unknown_type": "of a type that this version does not know",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What each service answered."""

    answers: Sequence[tuple[str, wire.ParkedList]]

    @property
    def cases(self) -> list[tuple[str, wire.ParkedCase]]:
        """Each parked case with the service that parked it, the one that has waited longest first."""
        found = [(service, case) for service, answer in self.answers for case in answer.cases]
        return sorted(found, key=lambda one: one[1].oldest_at.ToNanoseconds())

    @property
    def unreadable(self) -> list[tuple[str, wire.UnreadableMessage]]:
        """Each message that cannot be read, with the service that could not read it."""
        return [(service, one) for service, answer in self.answers for one in answer.unreadable]

    def as_json(self) -> dict[str, Any]:
        """The keys are documented in docs/reference/command-line.md."""
        return {
            "cases": [{"service": service} | plain(case) for service, case in self.cases],
            "unreadable": [{"service": service} | plain(one) for service, one in self.unreadable],
        }


@dataclass(frozen=True, slots=True)
class Target:
    """One parked case of one listener, or one message that cannot be read."""

    service: str
    listener: str
    partnership: str
    case: wire.ParkedCase | None = None
    place: wire.MessagePlace | None = None

    def __str__(self) -> str:
        if self.case is not None:
            return f"{self.case.reference or self.case.case_id} for {self.listener}"
        return f"the message {written(self.listener, self.place or wire.MessagePlace())}"

    @property
    def events(self) -> str:
        """How much it is, in words."""
        count = self.case.events if self.case is not None else 1
        return "1 event" if count == 1 else f"{count} events"

    async def redrive(self, doors: Doors, by: str, reason: str) -> wire.ParkedDone:
        """Try it again."""
        if self.case is None:
            return await self._of_message(doors, "RedriveUnreadable", by, reason)
        request = wire.RedriveRequest(header=self._header, listener=self.listener, reason=reason)
        return await self._asked(doors, "Redrive", request, by)

    async def skip(self, doors: Doors, by: str, reason: str) -> wire.ParkedDone:
        """Leave out what holds up the case; of a message, that is all of it."""
        if self.case is None:
            return await self._of_message(doors, "PurgeUnreadable", by, reason)
        request = wire.SkipRequest(
            header=self._header, listener=self.listener, reason=reason,
            event_id=self.case.holding_up.event_id or str(UUID(int=0)),
        )  # fmt: skip
        return await self._asked(doors, "Skip", request, by)

    async def purge(self, doors: Doors, by: str, reason: str) -> wire.ParkedDone:
        """Leave out all of it."""
        if self.case is None:
            return await self._of_message(doors, "PurgeUnreadable", by, reason)
        request = wire.PurgeRequest(header=self._header, listener=self.listener, reason=reason)
        return await self._asked(doors, "Purge", request, by)

    @property
    def _header(self) -> common_pb2.CommandHeader:
        return common_pb2.CommandHeader(
            command_id=str(uuid4()), partnership=self.partnership,
            case_id=self.case.case_id if self.case is not None else "",
        )  # fmt: skip

    async def _of_message(self, doors: Doors, method: str, by: str, reason: str) -> wire.ParkedDone:
        kind = getattr(wire, f"{method}Request")
        request = kind(header=self._header, listener=self.listener, place=self.place, reason=reason)
        return await self._asked(doors, method, request, by)

    async def _asked(self, doors: Doors, method: str, request: Any, by: str) -> wire.ParkedDone:
        done: wire.ParkedDone = await doors.ask(
            self.service, method, request, by=by, patience_s=PATIENCE_S
        )
        return done


async def listed(doors: Doors, by: str, *, service: str = "", listener: str = "") -> Listed:
    """What is parked at every service, or at one."""
    if service and service not in CONTRACTS:
        raise Refused("no_service", f"There is no service {service}.")
    asked = [service] if service else list(CONTRACTS)
    answers = await asyncio.gather(
        *(doors.ask(name, "ListParked", wire.ListParkedRequest(), by=by) for name in asked)
    )
    kept = [
        wire.ParkedList(
            cases=[one for one in answer.cases if listener in {"", one.listener}],
            unreadable=[one for one in answer.unreadable if listener in {"", one.listener}],
        )
        for answer in answers
    ]
    return Listed(list(zip(asked, kept, strict=True)))


async def targets(
    doors: Doors, by: str, what: str, *, service: str = "", listener: str = "", every: bool = False
) -> list[Target]:
    """What ``what`` names, for each listener for which it is parked. Raises ``Refused`` where that is nothing."""
    found = await listed(doors, by, service=service, listener=listener)
    place = PLACE.fullmatch(what)
    if place:
        partnership = doors.people[by].partnerships[0]
        messages = [
            Target(name, one.listener, partnership, place=one.place)
            for name, one in found.unreadable
            if written(one.listener, one.place) == what
        ]
        return _some(messages, what)
    named = {what.lower(), what.upper()}
    cases = [
        Target(name, case.listener, case.partnership, case=case)
        for name, case in found.cases
        if every or named & {case.case_id, case.reference}
    ]
    return cases if every else _some(cases, what)


async def shown(
    doors: Doors, by: str, what: str, *, service: str, listener: str, with_value: bool
) -> list[Any]:
    """Each parked event of a case, or the message, that ``what`` names."""
    answers: list[Any] = []
    for target in await targets(doors, by, what, service=service, listener=listener):
        if target.case is None:
            message = wire.ShowUnreadableRequest(
                listener=target.listener, place=target.place, with_value=with_value
            )
            answers.append(await doors.ask(target.service, "ShowUnreadable", message, by=by))
        else:
            asked = wire.ShowParkedRequest(listener=target.listener, case_id=target.case.case_id)
            answer = await doors.ask(target.service, "ShowParked", asked, by=by)
            answers.extend(answer.events)
    return answers


def only(found: Sequence[Target]) -> Target:
    """The one target. Raises ``Refused`` where there are several."""
    if len(found) > 1:
        listeners = ", ".join(target.listener for target in found)
        raise Refused(
            "several_listeners", f"This is parked for {listeners}; choose one with --listener."
        )
    return found[0]


def written(listener: str, place: wire.MessagePlace) -> str:
    """How the place of a message is written on the command line."""
    return f"{listener}/{place.source}/{place.partition}/{place.offset}"


def redriven(done: wire.ParkedDone) -> str:
    """What came of a redrive, as a sentence."""
    sentence = f"{done.events} got through."
    if done.still_parked:
        why = IN_WORDS.get(done.stopped_by, done.stopped_by)
        sentence += f" {done.still_parked} still parked" + (f": {why}." if why else ".")
    return sentence


def _some(found: list[Target], what: str) -> list[Target]:
    if not found:
        raise Refused("parked.nothing", f"Nothing is parked as {what}.")
    return found
