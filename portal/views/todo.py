"""What is somebody's to do: tasks, the next steps of cases that are theirs, and what waits for their agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from chassis.access import roles
from portal import message_words, role_words, words
from portal.clients.case_facts import CaseSummary
from portal.clients.decision_facts import AwaitingAgreement, AwaitingDecision, WithheldReferral
from portal.clients.mailbox_facts import Task
from portal.settings import Person
from portal.views.desk import Desk
from portal.views.ways import REFERRAL_AWAITED, way_to

DECIDE_REFERRALS = frozenset({roles.STATUTORY_PARTNER, roles.AUTHORITY_NOTIFIER})
"""Roles that are asked while it is not decided what follows a referral."""
VIEW, BEGINNING, NOTICE = "view_awaited", "beginning_awaited", "notice_awaited"
TASK_OF: Mapping[str, str] = {
    "referral": "view_awaited",
    "report": "report_awaited",
    "cspr_decision": "decision_awaited",
    "scrutiny": "scrutiny_awaited",
}
"""By the stage of a case: the task that stands for its next step."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do, in words. ``about`` is a reference where ``may_open``; ``way`` is empty where none is there."""

    key: str
    what: str
    about: str
    may_open: bool
    partnership: str
    whose: str
    reminded: str
    way: str
    due_on: date | None
    overdue: bool
    on: date

    @property
    def due(self) -> str:
        """By when, seen from today."""
        return message_words.due_words(self.due_on, self.on, overdue=self.overdue)

    @property
    def today(self) -> bool:
        """Whether it is due today."""
        return self.due_on == self.on


@dataclass(frozen=True, slots=True)
class Board:
    """What somebody has before them: the first tasks, and the first cases in which they act next."""

    person: Person
    steps: Sequence[CaseSummary]
    tasks: Sequence[Task]
    waiting: Sequence[AwaitingAgreement]
    undecided: Sequence[AwaitingDecision]
    seen: frozenset[str]
    today: date
    withheld: Sequence[WithheldReferral] = ()


def still_asked(tasks: Iterable[Task], undecided: Sequence[AwaitingDecision]) -> list[Task]:
    """Tasks without the partners' views that are there: theirs stay until it is decided what follows."""
    missing = {one.case_id: one.views_missing for one in undecided}

    def is_given(task: Task) -> bool:
        awaited = missing.get(task.case_id) if task.kind == VIEW else None
        return awaited is not None and task.recipient.rpartition(":")[2] not in awaited

    return [task for task in tasks if not is_given(task)]


def ready_of(undecided: Iterable[AwaitingDecision]) -> frozenset[str]:
    """The cases of which every partner has given its view, so that it can be decided what follows."""
    return frozenset(one.case_id for one in undecided if not one.views_missing)


def covered_by(tasked: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The stages of cases for which a task stands, by cases with the kinds of their tasks."""
    stages = {kind: stage for stage, kind in TASK_OF.items()}
    return tuple((case_id, stages[kind]) for case_id, kind in tasked)


def todos_of(desk: Desk, request: Request, board: Board) -> list[Todo]:
    """All of it, the most urgent first: what is late, then what is due first."""
    found = [*_tasks(desk, request, board), *_steps(desk, request, board)]
    found += [*_agreements(desk, request, board), *_notices(desk, request, board)]
    found += _withheld(desk, request, board)
    return sorted(found, key=lambda one: (not one.overdue, one.due_on or date.max, one.about))


def _tasks(desk: Desk, request: Request, board: Board) -> Iterable[Todo]:
    for task in board.tasks:
        yield Todo(
            key=task.task_id,
            what=message_words.task_words(task.kind),
            about=task.reference,
            may_open=task.case_id in board.seen,
            partnership=desk.partnership_name(task.partnership),
            whose=message_words.recipient_words(task.recipient, desk.agency_names),
            reminded=message_words.REMINDED.get(task.stage, ""),
            way=way_to(
                request, task.kind, board.person.roles, case_id=task.case_id,
                partnership=task.partnership, agency=task.recipient,
            ),
            due_on=task.due_on, overdue=task.overdue, on=board.today,
        )  # fmt: skip


def _steps(desk: Desk, request: Request, board: Board) -> Iterable[Todo]:
    held = {(one.partnership, one.role) for one in board.person.memberships}
    for case in board.steps:
        if case.case_id in ready_of(board.undecided):
            yield _step(desk, request, board, case, BEGINNING, role_words.BEGIN_OR_NOT)
        elif (case.partnership, case.next_actor) in held:
            kind = TASK_OF.get(case.stage, "")
            yield _step(desk, request, board, case, kind, case.next_step)
        else:
            yield _step(desk, request, board, case, "comment_awaited", role_words.OPEN_TO_COMMENT)


def _step(  # noqa: PLR0917 - the case, what is to be done, and what it stands on
    desk: Desk, request: Request, board: Board, case: CaseSummary, kind: str, what: str
) -> Todo:
    due_on = case.next_due_on
    mine = case.next_actor if kind != "comment_awaited" else roles.SCRUTINEER
    return Todo(
        key=f"{kind or 'next'}-{case.case_id}",
        what=what,
        about=case.reference,
        may_open=True,
        partnership=desk.partnership_name(case.partnership),
        whose=words.role_words(mine),
        reminded="",
        way=way_to(
            request, kind, board.person.roles, case_id=case.case_id, partnership=case.partnership
        ),
        due_on=due_on, overdue=due_on is not None and due_on < board.today, on=board.today,
    )  # fmt: skip


def _agreements(desk: Desk, request: Request, board: Board) -> Iterable[Todo]:
    leads = {one.agency for one in board.person.memberships if one.role == roles.AGENCY_LEAD}
    for one in board.waiting:
        agency = message_words.recipient_words(one.agency, desk.agency_names)
        mine = one.agency in leads
        back = one.status == "safeguarding_first"
        theirs = role_words.SAFEGUARDING_FIRST if back else role_words.AGREED_BY_THE_LEAD
        yield Todo(
            key=f"agreement-{one.case_id}",
            what=role_words.AGREE if mine else theirs,
            about=f"Prepared {words.day(one.prepared_on)}",
            may_open=False,
            partnership=desk.partnership_name(one.partnership),
            whose=agency,
            reminded="",
            way=way_to(
                request,
                "agreement_awaited" if mine else REFERRAL_AWAITED,
                board.person.roles,
                case_id=one.case_id,
                partnership=one.partnership,
            ),
            due_on=None,
            overdue=False,
            on=board.today,
        )


def _withheld(desk: Desk, request: Request, board: Board) -> Iterable[Todo]:
    """Referrals that were not agreed, for their authors until they have seen who decided so, and why."""
    for one in board.withheld:
        yield Todo(
            key=f"withheld-{one.case_id}",
            what=role_words.NOT_AGREED,
            about=f"Prepared {words.day(one.prepared_on)}",
            may_open=False,
            partnership=desk.partnership_name(one.partnership),
            whose=message_words.recipient_words(one.agency, desk.agency_names),
            reminded=f"Decided {words.day(one.decided_on)}",
            way=way_to(
                request, REFERRAL_AWAITED, board.person.roles, case_id=one.case_id,
                partnership=one.partnership,
            ),
            due_on=None, overdue=False, on=board.today,
        )  # fmt: skip


def _notices(desk: Desk, request: Request, board: Board) -> Iterable[Todo]:
    """Referrals before their decision, for the local authority, which alone may notify an incident."""
    places = {
        one.partnership: one.agency
        for one in board.person.memberships
        if one.role == roles.AUTHORITY_NOTIFIER
    }
    for one in board.undecided:
        if one.partnership not in places:
            continue
        yield Todo(
            key=f"{NOTICE}-{one.case_id}",
            what=role_words.NOTIFY_OR_FOLLOW,
            about=one.reference,
            may_open=one.case_id in board.seen,
            partnership=desk.partnership_name(one.partnership),
            whose=message_words.recipient_words(places[one.partnership], desk.agency_names),
            reminded=f"Received {words.day(one.received_on)}" if one.received_on else "",
            way=way_to(
                request, NOTICE, board.person.roles, case_id=one.case_id,
                partnership=one.partnership,
            ),
            due_on=None, overdue=False, on=board.today,
        )  # fmt: skip
