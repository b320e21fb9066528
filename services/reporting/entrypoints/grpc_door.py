"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.access.roles import (
    AGENCY_LEAD,
    AGENCY_ROLES,
    AUTHORITY_NOTIFIER,
    MEETING_MEMBER,
    REVIEWER,
    WHOLE_READERS,
)
from chassis.doors.grpc_door import caller, moment_of, stamp_of, uuid_of
from chassis.errors import NotFound
from chassis.fields import Malformed
from contracts.grpc import history_pb2
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.application.cases import Cases
from services.reporting.application.histories import Histories, Wanted
from services.reporting.application.shown_cases import Detail, Summary
from services.reporting.domain.load import Load
from services.reporting.domain.viewer import Viewer
from services.reporting.entrypoints.audit_answers import entry_of, replayed, wanted_of
from services.reporting.readmodel.revisions import Revisions

OF_AN_AGENCY = AGENCY_ROLES | {AUTHORITY_NOTIFIER}
BY_NAME = frozenset({MEETING_MEMBER, REVIEWER, AGENCY_LEAD})
"""Roles to which a case is open by a place on its team, or by a broken glass."""


class ReportingDoor(rpc.ReportingServiceServicer):
    """Answers the calls of contracts/grpc/reporting.proto, to each caller for their partnerships."""

    def __init__(self, cases: Cases, revisions: Revisions, histories: Histories) -> None:
        self._cases, self._revisions, self._histories = cases, revisions, histories

    async def ListCases(self, request: wire.ListCasesRequest, context: Any) -> wire.Cases:
        """The cases of the caller's partnerships, the most urgent first."""
        viewer = _viewer()
        # The number before the rows: they may be newer than it says, never older.
        revision = await self._revisions.current()
        found = await self._cases.list(viewer, closed=request.include_closed)
        today = self._cases.today().isoformat()
        answer = wire.Cases(cases=map(_summary, found), revision=revision, today=today)
        if request.with_load:
            _add_load(answer, *self._cases.load_of(found))
        return answer

    async def GetCase(self, request: wire.GetCaseRequest, context: Any) -> wire.CaseDetail:
        """One case with its timeline, agencies and milestones."""
        case_id, reference = _key(request.case_id, request.reference)
        revision = await self._revisions.current()
        detail = await self._cases.get(_viewer(), case_id=case_id, reference=reference)
        return _detail(detail, revision)

    async def SearchCases(self, request: wire.SearchCasesRequest, context: Any) -> wire.FoundCases:
        """The cases that have these codes, also those that are over."""
        viewer, wanted = _viewer(), wanted_of(request)
        found, more = await self._cases.search(viewer, wanted)
        agencies, themes = self._cases.codes_of(viewer)
        answer = wire.FoundCases(more=more, agencies=agencies, themes=themes)
        for summary, begun_at, of_case in found:
            answer.cases.add(summary=_summary(summary), begun_at=stamp_of(begun_at), themes=of_case)
        return answer

    async def ReplayCase(self, request: wire.ReplayCaseRequest, context: Any) -> wire.CaseReplay:
        """A case step by step, in the order in which it became known."""
        case_id, reference = _key(request.case_id, request.reference)
        known_at = moment_of(request.known_at, "known_at") if request.HasField("known_at") else None
        found = await self._cases.replay(
            _viewer(), case_id=case_id, reference=reference, known_at=known_at
        )
        return replayed(found)

    async def WatchCases(
        self, request: wire.ListCasesRequest, context: Any
    ) -> AsyncIterator[wire.Revision]:
        """The current revision at once, then each change of a case that the caller may see."""
        viewer = _viewer()
        seen = await self._revisions.current()
        yield wire.Revision(revision=seen)
        while await self._revisions.beyond(seen):
            seen, case_ids = await self._revisions.since(seen, viewer)
            if case_ids:
                yield wire.Revision(revision=seen, case_ids=case_ids)

    async def CaseHistory(
        self, request: wire.CaseHistoryRequest, context: Any
    ) -> AsyncIterator[history_pb2.HistoricEvent]:
        """Every event of a case from every owner, asked for in the name of the caller."""
        case_id, reference = _key(request.case_id, request.reference)
        if case_id is None:
            detail = await self._cases.get(_viewer(), reference=reference)
            case_id = detail.summary.case.case_id
        known_at = moment_of(request.known_at, "known_at") if request.HasField("known_at") else None
        wanted = Wanted(case_id, known_at, request.with_body, request.with_seal)
        metadata = dict(context.invocation_metadata() or ())
        for event in await self._histories.of(wanted, str(metadata.get("authorization", ""))):
            if isinstance(event.told, history_pb2.HistoricEvent):
                yield event.told


def _viewer() -> Viewer:
    """The caller as somebody who looks; the guard has left only the partnership that was asked for."""
    held = caller().memberships
    return Viewer(
        partnerships=tuple(one.partnership for one in held if one.role in WHOLE_READERS),
        person=caller().person,
        agencies=tuple(
            (one.agency, one.partnership) for one in held if one.role in OF_AN_AGENCY and one.agency
        ),
        member_of=tuple(one.partnership for one in held if one.role in BY_NAME),
    )


def _key(case_id: str, reference: str) -> tuple[UUID | None, str | None]:
    if case_id and reference:
        raise Malformed(
            field="reference", problem="give the id of a case or its reference, not both"
        )
    if not case_id and not (reference and reference.isprintable()):
        raise NotFound
    return (uuid_of("case_id", case_id), None) if case_id else (None, reference)


def _summary(summary: Summary) -> wire.CaseSummary:
    case = summary.case
    answer = wire.CaseSummary(
        case_id=str(case.case_id), reference=case.reference, partnership=case.partnership,
        partnership_name=summary.partnership_name, stage=summary.stage,
        stage_label=summary.stage_label, day=summary.day, of_days=summary.of_days,
        due_on=_text(case.due_on), sent_on=_text(case.sent_on), days_late=summary.days_late,
        next_step=summary.next_step.words, next_actor=summary.next_step.actor,
        outcome=summary.outcome, live=summary.live, contributing=summary.contributing,
        returns_in=summary.returns_in, returns_asked=len(case.asked_returns),
        changed_at=stamp_of(case.changed_at), next_due_on=_text(summary.next_due_on),
        waiting_for=summary.waiting_for,
    )  # fmt: skip
    for late, who in summary.late:
        answer.late.add(
            what=late.what, who=who, due_on=_text(late.due_on), working_days=late.working_days
        )
    return answer


def _detail(detail: Detail, revision: int) -> wire.CaseDetail:
    answer = wire.CaseDetail(summary=_summary(detail.summary), revision=revision)
    answer.timeline.extend(map(entry_of, detail.timeline))
    for one, name, days_late in detail.agencies:
        answer.agencies.add(
            agency=one.agency, agency_name=name, status=one.status, due_on=_text(one.due_on),
            returned_on=_text(one.returned_on), nil_return=one.nil_return,
            chronology_rows=one.chronology_rows, days_late=days_late,
        )  # fmt: skip
    for milestone, done in detail.milestones:
        answer.milestones.add(
            code=milestone.code, label=milestone.label, working_day=milestone.working_day,
            due_on=_text(milestone.due_on), done_on=_text(done),
        )  # fmt: skip
    for gate in detail.gates:
        answer.gates.add(
            gate=gate.standing.gate, label=gate.label, question=gate.question, body=gate.body,
            state=gate.standing.state, decided_on=_text(gate.standing.decided_on),
            outcome=gate.outcome, review_on=_text(gate.standing.review_on),
            outcomes=gate.outcomes, quorum=gate.quorum,
        )  # fmt: skip
    return answer


def _add_load(answer: wire.Cases, load: Load, names: Mapping[str, str]) -> None:
    for one in load.by_agency():
        answer.agencies.add(
            agency=one.agency, agency_name=names[one.agency], outstanding=one.outstanding,
            late=one.late, first_due_on=_text(one.first_due_on),
        )  # fmt: skip
    for week in load.weeks.values():
        answer.weeks.add(
            begins_on=week.begins_on.isoformat(), returns=week.returns, meetings=week.meetings,
            reports=week.reports,
        )  # fmt: skip


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
