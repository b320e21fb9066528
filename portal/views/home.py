"""The first page: what is the visitor's to do and by when, and how their cases stand."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from chassis.access import roles
from chassis.errors import NotAllowed, Temporary
from chassis.rules.working_days import london_date
from portal import role_words
from portal.clients.decision_facts import AwaitingAgreement, AwaitingDecision
from portal.clients.mailbox_facts import Task
from portal.forms.cases import CaseFilter
from portal.views.cases import announcement_of, figures_of, standings
from portal.views.desk import Desk, Visitor
from portal.views.tasks import seen_cases
from portal.views.todo import DECIDE_REFERRALS, Board, todos_of
from portal.views.ways import REFERS, ways_to_begin

MOST_URGENT = 8
TO_DO_MAX = 25
SEES_THE_LOAD = frozenset({roles.COORDINATOR, roles.AUDITOR})


async def home(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The page. Where tasks cannot be asked for, it says so and shows the rest."""
    held = visitor.person.roles
    answer = await desk.reporting.cases(visitor.caller, load=bool(held & SEES_THE_LOAD))
    tasks = await _tasks(desk, visitor)
    seen = frozenset(case.case_id for case in answer.cases)
    if any(task.case_id not in seen for task in tasks or ()):
        seen = await seen_cases(desk, visitor.caller)
    today = answer.today or london_date(datetime.now(UTC))
    waiting, undecided = await asyncio.gather(_waiting(desk, visitor), _undecided(desk, visitor))
    board = Board(visitor.person, answer.cases, tasks or (), waiting, undecided, seen, today)
    todos = todos_of(desk, request, board)
    figures = figures_of(answer.cases)
    return desk.live_page(
        request,
        visitor,
        "home",
        has_tasks=held != {roles.AUDITOR},
        first=role_words.first_words(held),
        todos=todos[:TO_DO_MAX],
        more=max(0, len(todos) - TO_DO_MAX),
        late=sum(one.overdue for one in todos),
        today=sum(one.today for one in todos),
        tasks_away=tasks is None,
        several=len(visitor.person.partnerships) > 1,
        figures=figures,
        urgent=standings(answer.cases[:MOST_URGENT]),
        live=len(answer.cases),
        agencies=answer.agencies,
        weeks=answer.weeks,
        busiest=max([1, *(week.returns + week.meetings + week.reports for week in answer.weeks)]),
        waiting_address=lambda agency: CaseFilter(waiting=agency).address,
        begin=ways_to_begin(request, visitor.person),
        revision=answer.revision,
        announcement=announcement_of(figures),
    )


async def _tasks(desk: Desk, visitor: Visitor) -> tuple[Task, ...] | None:
    try:
        return await desk.notifications.tasks(visitor.caller)
    except (NotAllowed, Temporary):
        return None


async def _waiting(desk: Desk, visitor: Visitor) -> tuple[AwaitingAgreement, ...]:
    """What an agency has prepared; only its people ask. What cannot be asked for now comes with the next look."""
    asked = dict.fromkeys(
        one.partnership for one in visitor.person.memberships if one.role in REFERS
    )
    try:
        answers = await asyncio.gather(
            *(desk.owners.awaiting_agreement(visitor.caller, code) for code in asked)
        )
    except (NotAllowed, Temporary):
        return ()
    return tuple(one for answer in answers for one in answer)


async def _undecided(desk: Desk, visitor: Visitor) -> tuple[AwaitingDecision, ...]:
    """The referrals about which the statutory partners, and the local authority, still have something to say."""
    asked = dict.fromkeys(
        one.partnership for one in visitor.person.memberships if one.role in DECIDE_REFERRALS
    )
    try:
        answers = await asyncio.gather(
            *(desk.owners.awaiting_decision(visitor.caller, code) for code in asked)
        )
    except (NotAllowed, Temporary):
        return ()
    return tuple(one for answer in answers for one in answer)
