"""What the visitor has to do, over all their partnerships and agencies, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import NotAllowed, Temporary
from chassis.identity import Caller
from chassis.rules.working_days import london_date
from portal import message_words
from portal.clients.mailbox_facts import Task
from portal.forms.paging import ON_A_PAGE, Pages, page_asked
from portal.permissions import FILL
from portal.views.desk import Desk, Visitor
from portal.views.ways import way_to

OF_A_RETURN = frozenset({"return_requested", "return_queried"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One task in words. ``may_open`` says whether the visitor may see its case."""

    task: Task
    what: str
    due: str
    reminded: str
    recipient: str
    partnership: str
    may_open: bool
    address: str
    """Where it is done; empty where the visitor may not, or where it is done elsewhere."""


async def tasks(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The list. To it leads the link in a message."""
    found = await desk.notifications.tasks(
        visitor.caller, size=ON_A_PAGE, page=page_asked(request.query_params)
    )
    open_to_me = await seen_cases(desk, visitor.caller, (task.case_id for task in found.tasks))
    today = london_date(datetime.now(UTC))
    return desk.live_page(
        request,
        visitor,
        "tasks",
        tasks=[
            _shown(
                desk,
                task,
                today,
                may_open=task.case_id in open_to_me,
                address=_where(request, visitor, task),
            )
            for task in found.tasks
        ],
        found=found.found,
        late=found.late,
        revision=found.revision,
        pages=Pages(found.page, found.found, "/tasks", {}),
    )


async def seen_cases(desk: Desk, caller: Caller, case_ids: Iterable[str]) -> frozenset[str]:
    """Those of some cases whose page ``caller`` may open; none while nobody can say."""
    try:
        return await desk.reporting.which(caller, case_ids)
    except (NotAllowed, Temporary):
        return frozenset()


def _where(request: Request, visitor: Visitor, task: Task) -> str:
    """The return that a task asks for, for the people of its agency; else the form in which it is done."""
    if task.kind not in OF_A_RETURN:
        held = visitor.person.memberships
        here = {one.role for one in held if one.partnership == task.partnership}
        return way_to(request, task.kind, here, case_id=task.case_id, partnership=task.partnership)
    own = [
        one.partnership
        for one in visitor.person.memberships
        if one.agency == task.recipient and one.role in FILL["agency_return"]
    ]
    if not own:
        return ""
    through = task.partnership if task.partnership in own else own[0]
    return f"/returns/{through}/{task.case_id}.{task.recipient}"


def _shown(desk: Desk, task: Task, today: date, *, may_open: bool, address: str) -> Shown:
    return Shown(
        task=task,
        what=message_words.task_words(task.kind),
        due=message_words.due_words(task.due_on, today, overdue=task.overdue),
        reminded=message_words.REMINDED.get(task.stage, ""),
        recipient=message_words.recipient_words(task.recipient, desk.agency_names),
        partnership=desk.partnership_name(task.partnership),
        may_open=may_open,
        address=address,
    )
