"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
from services.reporting.application.listings import Listings
from services.reporting.domain.viewer import Viewer
from services.reporting.entrypoints.audit_answers import replayed, wanted_of
from services.reporting.entrypoints.case_answers import detail_answer, summary_answer
from services.reporting.entrypoints.list_answers import case_ids_of, listed, listing_of, steps_of
from services.reporting.readmodel.revisions import Revisions

OF_AN_AGENCY = AGENCY_ROLES | {AUTHORITY_NOTIFIER}
BY_NAME = frozenset({MEETING_MEMBER, REVIEWER, AGENCY_LEAD})
"""Roles to which a case is open by a place on its team, or by a broken glass."""


class ReportingDoor(rpc.ReportingServiceServicer):
    """Answers the calls of contracts/grpc/reporting.proto, to each caller for their partnerships."""

    def __init__(
        self, cases: Cases, listings: Listings, revisions: Revisions, histories: Histories
    ) -> None:
        self._cases, self._listings = cases, listings
        self._revisions, self._histories = revisions, histories

    async def ListCases(self, request: wire.ListCasesRequest, context: Any) -> wire.Cases:
        """A page of the cases that the caller may see, or all of them, the most urgent first."""
        asked, steps = listing_of(request), steps_of(request, caller())
        # The number before the rows: they may be newer than it says, never older.
        revision = await self._revisions.current()
        found = await self._listings.of(_viewer(), asked, steps)
        today = self._cases.today().isoformat()
        return listed(found, revision=revision, today=today, load=request.with_load)

    async def WhichCases(
        self, request: wire.WhichCasesRequest, context: Any
    ) -> wire.WhichCasesAnswer:
        """Which of some cases the caller may open."""
        found = await self._cases.which(_viewer(), case_ids_of(request.case_ids))
        return wire.WhichCasesAnswer(case_ids=sorted(map(str, found)))

    async def GetCase(self, request: wire.GetCaseRequest, context: Any) -> wire.CaseDetail:
        """One case with its timeline, agencies and milestones."""
        case_id, reference = _key(request.case_id, request.reference)
        revision = await self._revisions.current()
        detail = await self._cases.get(_viewer(), case_id=case_id, reference=reference)
        return detail_answer(detail, revision)

    async def SearchCases(self, request: wire.SearchCasesRequest, context: Any) -> wire.FoundCases:
        """The cases that have these codes, also those that are over."""
        viewer, wanted = _viewer(), wanted_of(request)
        found, more = await self._cases.search(viewer, wanted)
        agencies, themes = self._cases.codes_of(viewer)
        answer = wire.FoundCases(more=more, agencies=agencies, themes=themes)
        for summary, begun_at, of_case in found:
            answer.cases.add(
                summary=summary_answer(summary), begun_at=stamp_of(begun_at), themes=of_case
            )
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
