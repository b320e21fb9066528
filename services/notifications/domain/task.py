"""A task: a role of a partnership, or an agency, has something to do for a case by a day.

    open ──> done         what was told later says that it was done
     │  └──> withdrawn    …or that it need not be done any more
     └<── opened again    asked for once more, as by a second query

While it is open, the day by which it is to be done may be said otherwise; its reminders begin anew.

There is one task for each kind of thing and part of a case, or detail such as an action, however often it is asked
for. A part is whose it is, such as an agency; its recipient is whom the rule pack has reminded of it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.errors import WrongState
from services.notifications.domain.message import CODE, CaseIdentity, RecipientNotACode
from services.notifications.domain.reminders import Reminder
from services.notifications.domain.templates import Stage, Template


class TaskStatus(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class TaskIsOver(WrongState):
    """The task is done or was withdrawn: nobody is reminded of it."""

    code = "notifications.task_is_over"
    sentence = "This task is {status}."


class TaskIsOpen(WrongState):
    """The task was asked for and is not done: it is not asked for again."""

    code = "notifications.task_is_open"
    sentence = "This task is open already."


class AlreadyReminded(WrongState):
    """The reminder has gone out before."""

    code = "notifications.already_reminded"
    sentence = "This reminder has been given already."


class LaterReminderDue(WrongState):
    """We were away, and meanwhile a later reminder has become due: that one alone goes out."""

    code = "notifications.later_reminder_due"
    sentence = "A later reminder of this task is due already."


class Task(Aggregate):
    """Something that a recipient has to do for a case."""

    TOPIC = "notifications.Task"

    kind: Template = Template.RETURN_REQUESTED
    recipient: str = ""
    detail: str = ""
    due_on: date | None = None
    escalated_to: str = ""
    reminders: tuple[Reminder, ...] = ()
    reminded: int = 0
    """How many of the reminders have gone out, or been passed over by a later one."""
    round: int = 1
    status: TaskStatus = TaskStatus.OPEN

    @classmethod
    def open(
        cls,
        *,
        identity: CaseIdentity,
        kind: Template,
        part: str,
        recipient: str,
        detail: str,
        due_on: date | None,
        escalated_to: str,
        reminders: tuple[Reminder, ...],
        at: datetime,
    ) -> Self:
        """Ask for something, to be done by ``due_on`` if there is such a day."""
        if not CODE.fullmatch(recipient):
            raise RecipientNotACode
        return cls._create(
            TaskOpened, id=task_id_of(identity.case_id, kind, part, detail), **dict(identity), kind=kind,
            recipient=recipient, detail=detail, due_on=due_on, escalated_to=escalated_to, reminders=reminders,
            timestamp=at,
        )  # fmt: skip

    def is_open_to(self, partnership: str) -> bool:  # noqa: ARG002 - see below
        """To whatever is told of its case: what one service tells may come before or after another told who leads."""
        return True

    def open_again(
        self, *, due_on: date | None, reminders: tuple[Reminder, ...], at: datetime
    ) -> None:
        """Ask for it once more; its reminders begin anew."""
        if self.status is TaskStatus.OPEN:
            raise TaskIsOpen
        self.record(
            TaskOpenedAgain, at=at, due_on=due_on, reminders=reminders, round=self.round + 1
        )

    def restate(self, *, due_on: date, reminders: tuple[Reminder, ...], at: datetime) -> None:
        """It is to be done by another day than was said; what was passed is not reminded of again."""
        self._must_be_open()
        if due_on != self.due_on:
            self.record(TaskDueRestated, at=at, due_on=due_on, reminders=reminders)

    def remind(self, place: int, *, at: datetime) -> None:
        """Remember that who has to do it is reminded, by the reminder in a place of the plan, from zero."""
        self._must_be_open()
        if not self.reminded <= place < len(self.reminders):
            raise AlreadyReminded
        if any(one.at <= at for one in self.reminders[place + 1 :]):
            raise LaterReminderDue
        stage = self.reminders[place].stage
        self.record(TaskReminded, at=at, stage=stage, number=place + 1, round=self.round)

    def finish(self, *, at: datetime) -> None:
        """It was done."""
        self._must_be_open()
        self.record(TaskDone, at=at)

    def withdraw(self, *, at: datetime) -> None:
        """It need not be done any more."""
        self._must_be_open()
        self.record(TaskWithdrawn, at=at)

    def _must_be_open(self) -> None:
        if self.status is not TaskStatus.OPEN:
            raise TaskIsOver(status=self.status)


class TaskOpened(FirstEvent, topic="notifications.TaskOpened.v1"):
    """A told event asks somebody for something. The reminders are those of the rule pack at that moment."""

    kind: Template
    recipient: str
    detail: str
    due_on: date | None
    escalated_to: str
    reminders: tuple[Reminder, ...]


class TaskOpenedAgain(Event, topic="notifications.TaskOpenedAgain.v1"):
    """The same was asked for once more."""

    due_on: date | None
    reminders: tuple[Reminder, ...]
    round: int

    def apply(self, task: Task) -> None:
        """It is to be done as if it had never been asked for."""
        task.status = TaskStatus.OPEN
        task.due_on = self.due_on
        task.reminders = self.reminders
        task.reminded = 0
        task.round = self.round


class TaskDueRestated(Event, topic="notifications.TaskDueRestated.v1"):
    """The clock of the case runs from another day, and so does what is to be done by it."""

    due_on: date
    reminders: tuple[Reminder, ...]

    def apply(self, task: Task) -> None:
        """Its reminders begin anew."""
        task.due_on, task.reminders, task.reminded = self.due_on, self.reminders, 0


class TaskReminded(Event, topic="notifications.TaskReminded.v1"):
    """Who has to do it is reminded, or at last somebody else hears of it."""

    stage: Stage
    number: int
    round: int

    def apply(self, task: Task) -> None:
        """No reminder comes twice, and none after a later one."""
        task.reminded = self.number


class TaskDone(Event, topic="notifications.TaskDone.v1"):
    """A told event says that it was done."""

    def apply(self, task: Task) -> None:
        """Nobody is reminded any more."""
        task.status = TaskStatus.DONE


class TaskWithdrawn(Event, topic="notifications.TaskWithdrawn.v1"):
    """A told event says that it need not be done any more."""

    def apply(self, task: Task) -> None:
        """Nobody is reminded any more."""
        task.status = TaskStatus.WITHDRAWN


def task_id_of(case_id: UUID, kind: Template, part: str, detail: str = "") -> UUID:
    """The stream of a task; where a detail tells it apart, its end is told without the part."""
    return uuid5(case_id, f"task:{kind}:{detail or part}")


register_aggregate(Task)
