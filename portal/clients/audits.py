"""Asks on behalf of an auditor, or a data protection officer: search, replay, histories, who read what.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when a service that is needed cannot be reached.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.doors.events_as_json import event_json
from chassis.doors.grpc_door import stamp_of
from chassis.errors import NotFound, Refusal
from chassis.identity import Caller
from contracts.grpc import history_pb2
from contracts.grpc import reporting_pb2 as wire
from portal.clients.audit_facts import (
    CaseRead,
    Change,
    Found,
    FoundCase,
    KeptEvent,
    Reads,
    Replay,
    ToldStep,
    VerifiedStream,
)
from portal.clients.dates import moment_in
from portal.clients.reporting import summary_of
from portal.clients.services import REPORTING, Away, Services
from portal.clients.verifying import verified


class Audits:
    """What is asked of reporting, of the owners through it, and of every service."""

    def __init__(self, services: Services) -> None:
        self._services, self._reporting = services, services.door(REPORTING)

    async def search(self, caller: Caller, wanted: Mapping[str, str]) -> Found:
        """The cases that have these codes, the newest first."""
        content: dict[str, Any] = dict(wanted)
        request = wire.SearchCasesRequest(**content)
        answer: wire.FoundCases = await self._reporting.ask(caller, "SearchCases", request)
        cases = [
            FoundCase(summary_of(one.summary), moment_in(one.begun_at), list(one.themes))
            for one in answer.cases
        ]
        return Found(cases, answer.more, list(answer.agencies), list(answer.themes))

    async def replay(self, caller: Caller, reference: str, known_at: datetime | None) -> Replay:
        """A case step by step, as it was known at a moment."""
        request = wire.ReplayCaseRequest(
            reference=reference, known_at=stamp_of(known_at) if known_at else None
        )
        answer: wire.CaseReplay = await self._reporting.ask(caller, "ReplayCase", request)
        return Replay(
            answer.case_id, answer.reference, answer.partnership, answer.partnership_name,
            [_step(one) for one in answer.steps],
        )  # fmt: skip

    async def history(
        self, caller: Caller, case_id: str, known_at: datetime | None = None
    ) -> Sequence[KeptEvent]:
        """Every stored event of a case from every owner, with its words, as it was known at a moment.

        Raises ``Temporary`` when an owner does not answer: an incomplete history must never look complete.
        """
        try:
            return [_kept(one) for one in await self._events(caller, case_id, known_at)]
        except NotFound:
            if known_at is None:
                raise
            return []

    async def verified(self, caller: Caller, case_id: str) -> Sequence[VerifiedStream]:
        """Each stream of a case, and whether it is what was stored."""
        return verified(await self._events(caller, case_id, with_seal=True))

    async def as_lines(self, caller: Caller, case_id: str) -> str:
        """Every event with its words, hashes and sealed bytes, one JSON object a line."""
        events = await self._events(caller, case_id, with_seal=True)
        lines = (event_json(one, with_words=True, with_seal=True) for one in events)
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

    async def reads(self, caller: Caller, reference: str) -> Reads:
        """Who read a case, the latest first. Raises ``NotFound`` where no service knows it, or may say so."""
        request = history_pb2.ReadsRequest(reference=reference)
        answers = await self._services.each(caller, "ReadsOfCase", request)
        away = [name for name, one in answers.items() if isinstance(one, Away)]
        given = {
            name: one for name, one in answers.items() if isinstance(one, history_pb2.CaseReads)
        }
        refused = [one for one in answers.values() if isinstance(one, Refusal)]
        if not given and refused:
            raise refused[0]
        # A service to which nothing of the case was told yet does not know its reference.
        if wrong := [one for one in refused if not isinstance(one, NotFound)]:
            raise wrong[0]
        lines = [_read(name, one) for name, answer in given.items() for one in answer.reads]
        lines.sort(key=lambda one: (one.first_at, one.person, one.service), reverse=True)
        return Reads(lines, away, [name for name, answer in given.items() if answer.more])

    async def _events(
        self,
        caller: Caller,
        case_id: str,
        known_at: datetime | None = None,
        *,
        with_seal: bool = False,
    ) -> list[history_pb2.HistoricEvent]:
        request = wire.CaseHistoryRequest(
            case_id=case_id, with_body=True, with_seal=with_seal,
            known_at=stamp_of(known_at) if known_at else None,
        )  # fmt: skip
        return await self._reporting.ask_for_many(caller, "CaseHistory", request)


def _step(step: wire.ReplayStep) -> ToldStep:
    entry = step.entry
    return ToldStep(
        event_id=entry.event_id, service=entry.service, type=entry.type, sentence=entry.sentence,
        role=entry.actor, occurred_at=moment_in(entry.occurred_at),
        recorded_at=moment_in(entry.recorded_at),
        stages=(step.stage_label_before, step.stage_label_after),
        changes=[Change(one.what, one.who, one.before, one.after) for one in step.changes],
    )  # fmt: skip


def _kept(event: history_pb2.HistoricEvent) -> KeptEvent:
    return KeptEvent(
        event_id=event.event_id, service=event.service, stream=event.stream, version=event.version,
        topic=event.topic, actor=event.actor, causation_id=event.causation_id,
        occurred_at=moment_in(event.occurred_at), recorded_at=moment_in(event.recorded_at),
        position=event.position, hash=event.hash.hex(),
        body=json.loads(event.body) if event.body else None, erased=event.erased,
    )  # fmt: skip


def _read(service: str, one: history_pb2.CaseRead) -> CaseRead:
    return CaseRead(
        service=service, person=one.person, role=one.role, partnership=one.partnership,
        method=one.method, first_at=moment_in(one.first_at), last_at=moment_in(one.last_at),
        times=one.times, with_words=one.with_words, glass=one.glass,
    )  # fmt: skip
