"""One case, in pages that each answer one question; what the visitor may not see is not there.

The owners of its decisions and its team are asked only by those to whom they could answer, so that nobody is
refused, and recorded as refused, for what they never asked.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from chassis.access import roles
from chassis.errors import Invalid, NotAllowed, NotFound, Temporary
from portal import words
from portal.clients.case_facts import CaseDetail
from portal.clients.decision_facts import ComingGate, DecisionRecord, Decisions, Team
from portal.clients.form_facts import Subject
from portal.views import case_parts as parts
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.case_steps import Part, Step, of_people
from portal.views.filling_in.filling import roles_in
from portal.views.standing import standing_of
from portal.views.ways import way_to_return, way_to_work

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}")
READS_DECISIONS = frozenset({*roles.WHOLE_READERS, roles.MEETING_MEMBER, roles.REVIEWER})
READS_THE_TEAM = frozenset({roles.COORDINATOR, *roles.LEADERS, roles.AUDITOR})

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Found:
    """A case as the visitor may see it. ``away`` says that something could not be asked for now."""

    detail: CaseDetail
    decisions: tuple[DecisionRecord, ...] = ()
    coming: ComingGate | None = None
    team: Team | None = None
    away: bool = False

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        """The pages of the case that are there for the visitor: name, address, words."""
        address = f"/cases/{self.detail.summary.reference}"
        told = any(one.service == parts.MESSAGES for one in self.detail.timeline)
        there = {
            "people": "People and agencies",
            "documents": "Documents" if parts.documents_of(self.detail) else "",
            "decisions": "Decisions" if self.decisions or self.away else "",
            "messages": "Messages" if told else "",
            "history": "History",
        }
        pages = [(name, f"{address}/{name}", label) for name, label in there.items() if label]
        return [("overview", address, "Overview"), *pages]


async def overview(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Where the case stands, what comes next and who must act, its gates and its milestones."""
    found = await _found(desk, visitor, request)
    summary = found.detail.summary
    return _page(
        desk, visitor, request, found, "overview",
        work=way_to_work(request, visitor.person, summary),
        steps=parts.steps_of(summary, summary.stage_label),
        gates=parts.gates_of(found.detail, found.coming),
        milestones=[
            (one, parts.milestone_status(one, summary)) for one in found.detail.milestones
        ],
    )  # fmt: skip


async def people(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The agencies and how far each return is, and the team of the case."""
    found = await _found(desk, visitor, request)
    return _page(
        desk, visitor, request, found, "people",
        agencies=[(agency, parts.agency_status(agency)) for agency in found.detail.agencies],
        returns={
            one.agency: way_to_return(request, visitor.person, found.detail.summary, one.agency)
            for one in found.detail.agencies
        },
        team=parts.team_of(found.team, desk) if found.team else None,
        steps=_people_steps(visitor, found),
    )  # fmt: skip


def _people_steps(visitor: Visitor, found: Found) -> list[Step]:
    """What the visitor can do about the people of the case, in the partnership for which they act."""
    case = found.detail.summary
    places = visitor.person.partnerships
    place = case.partnership if case.partnership in places else next(iter(places), "")
    subject = Subject(place, UUID(case.case_id))
    leads = place == case.partnership and not case.contributing
    part = Part(subject, roles_in(visitor, subject))
    return [*of_people(part, found.team, reviewed=case.clock_started, leads=leads)]


async def documents(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What has been written, the newest first."""
    found = await _found(desk, visitor, request)
    return _page(
        desk, visitor, request, found, "documents", documents=parts.documents_of(found.detail)
    )


async def decisions(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Every decision in full. Where none may be seen, there is no such page."""
    found = await _found(desk, visitor, request)
    if not found.decisions and not found.away:
        raise NotFound
    shown = parts.decisions_of(found.detail, found.decisions, desk.agency_names)
    return _page(desk, visitor, request, found, "decisions", decisions=shown)


async def messages(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The messages to people and agencies about the case."""
    found = await _found(desk, visitor, request)
    told = parts.timeline_of(found.detail, desk.people, messages=True)
    if not told:
        raise NotFound
    return _page(desk, visitor, request, found, "messages", messages=told)


async def history(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What has happened, the newest first."""
    found = await _found(desk, visitor, request)
    told = parts.timeline_of(found.detail, desk.people, messages=False)
    return _page(desk, visitor, request, found, "history", timeline=told)


async def _found(desk: Desk, visitor: Visitor, request: Request) -> Found:
    """The case with the reference of the address. One that may not be seen is as one that is not there."""
    reference = request.path_params["reference"]
    if not REFERENCE.fullmatch(reference):
        raise NotFound
    try:
        detail = await desk.reporting.case(visitor.caller, reference)
    except (NotAllowed, Invalid):
        raise NotFound from None
    return await _with_its_owners(desk, visitor, detail)


async def _with_its_owners(desk: Desk, visitor: Visitor, detail: CaseDetail) -> Found:
    case = detail.summary
    held = {one.role for one in visitor.person.memberships if one.partnership == case.partnership}
    asked: list[Awaitable[object]] = []
    if held & READS_DECISIONS:
        asked += [
            _told(desk.owners.before_the_review(visitor.caller, case.case_id)),
            _told(desk.owners.in_the_review(visitor.caller, case.case_id)),
        ]
    if held & READS_THE_TEAM:
        asked.append(_told(desk.owners.team(visitor.caller, case.case_id)))
    answers = await asyncio.gather(*asked)
    told = [one for one in answers if isinstance(one, Decisions)]
    return Found(
        detail=detail,
        decisions=tuple(record for one in told for record in one.records),
        coming=next((one.coming for one in told if one.coming), None),
        team=next((one for one in answers if isinstance(one, Team)), None),
        away=any(isinstance(one, Temporary) for one in answers),
    )


async def _told(asked: Awaitable[Told]) -> Told | Temporary | None:
    """What an owner answers; nothing where there is nothing, or nothing to be seen."""
    try:
        return await asked
    except (NotFound, NotAllowed):
        return None
    except Temporary as delay:
        return delay


def _page(  # noqa: PLR0917 - what every page is drawn with, and which part
    desk: Desk, visitor: Visitor, request: Request, found: Found, part: str, **shown: Any
) -> Response:
    summary = found.detail.summary
    standing = standing_of(summary, words.stage_of(summary.stage))
    return desk.live_page(
        request,
        visitor,
        "case",
        part=part,
        tabs=found.tabs,
        away=found.away,
        standing=standing,
        revision=found.detail.revision,
        announcement=f"This case has been updated. Stage: {standing.stage_label}.",
        **shown,
    )
