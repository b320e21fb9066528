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
from portal.clients.case_facts import Cases, StepsWanted, Wanted
from portal.clients.decision_facts import AwaitingAgreement, AwaitingDecision, WithheldReferral
from portal.clients.mailbox_facts import Tasks
from portal.forms.cases import CaseFilter
from portal.views.cases import announcement_of, standings
from portal.views.desk import Desk, Visitor
from portal.views.not_agreed import withheld_from
from portal.views.tasks import seen_cases
from portal.views.todo import (
    DECIDE_REFERRALS,
    TASK_OF,
    VIEW,
    Board,
    covered_by,
    ready_of,
    still_asked,
    todos_of,
)
from portal.views.ways import REFERS, ways_to_begin

MOST_URGENT = 8
TO_DO_MAX = 25
SEES_THE_LOAD = frozenset({roles.COORDINATOR, roles.AUDITOR})


async def home(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The page. Where tasks cannot be asked for, it says so and shows the rest."""
    held = visitor.person.roles
    found, undecided = await asyncio.gather(_tasks(desk, visitor), _undecided(desk, visitor))
    tasks = found or Tasks()
    about = [*(one.case_id for one in tasks.tasks), *(one.case_id for one in undecided)]
    answer, seen, waiting, withheld = await asyncio.gather(
        _cases(desk, visitor, tasks, ready_of(undecided)), seen_cases(desk, visitor.caller, about),
        _waiting(desk, visitor), _withheld(desk, visitor),
    )  # fmt: skip
    today = answer.today or london_date(datetime.now(UTC))
    asked = still_asked(tasks.tasks, undecided)
    given = [one for one in tasks.tasks if one not in asked]
    figures, steps = answer.figures, answer.steps
    board = Board(visitor.person, steps.cases, asked, waiting, undecided, seen, today, withheld)
    todos = todos_of(desk, request, board)
    beyond = tasks.found - len(tasks.tasks) + steps.found - len(steps.cases)
    return desk.live_page(
        request,
        visitor,
        "home",
        has_tasks=held != {roles.AUDITOR},
        first=role_words.first_words(held),
        todos=todos[:TO_DO_MAX],
        more=beyond + max(0, len(todos) - TO_DO_MAX),
        late=tasks.late + steps.late - sum(one.overdue for one in given),
        today=tasks.due_today + steps.due_today - sum(one.due_on == today for one in given),
        tasks_away=found is None,
        several=len(visitor.person.partnerships) > 1,
        figures=figures,
        urgent=standings(answer.cases),
        agencies=answer.agencies,
        weeks=answer.weeks,
        busiest=max([1, *(week.returns + week.meetings + week.reports for week in answer.weeks)]),
        waiting_address=lambda agency: CaseFilter(waiting=agency).address,
        begin=ways_to_begin(request, visitor.person),
        revision=answer.revision,
        tasks_revision=tasks.revision,
        announcement=announcement_of(figures),
    )


async def _cases(desk: Desk, visitor: Visitor, tasks: Tasks, ready: frozenset[str]) -> Cases:
    """The most urgent, and those in which the visitor acts next, but for those for which a task stands."""
    tasked = (one for one in tasks.cases if not (one[1] == VIEW and one[0] in ready))
    return await desk.reporting.cases(
        visitor.caller, Wanted(MOST_URGENT), load=bool(visitor.person.roles & SEES_THE_LOAD),
        steps=StepsWanted(TO_DO_MAX, covered_by(tasked)),
    )  # fmt: skip


async def _tasks(desk: Desk, visitor: Visitor) -> Tasks | None:
    try:
        return await desk.notifications.tasks(
            visitor.caller, size=TO_DO_MAX, cases_of=TASK_OF.values()
        )
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


async def _withheld(desk: Desk, visitor: Visitor) -> tuple[WithheldReferral, ...]:
    """What the visitor wrote, was not agreed, and has not been looked at by them since."""
    try:
        found = await withheld_from(desk, visitor)
    except (NotAllowed, Temporary):
        return ()
    return tuple(one for one in found if one.own and not one.seen)


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
