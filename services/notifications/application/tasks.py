"""What can be asked of tasks: that there be one, that it be over, and that somebody be reminded of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from chassis.aggregate import class_for
from chassis.clock import Clock
from chassis.delivery.handed_over import LeadChanged
from chassis.errors import NotFound
from chassis.rules.rule_pack import ReminderRule
from chassis.rules.rule_packs import RulePacks, UnknownPartnership
from chassis.rules.working_days import DayZero, date_of_working_day, london_date
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.use_cases import AlreadyBegun, Cause, Erased, UseCases
from services.notifications.application.messages import ACTOR, Messages
from services.notifications.domain.message import CaseIdentity
from services.notifications.domain.recipients import AGENCY_ROLES, PARTNERSHIP_ROLES
from services.notifications.domain.reminders import Reminder, reminders
from services.notifications.domain.task import (
    Task,
    TaskIsOpen,
    TaskIsOver,
    TaskOpened,
    TaskStatus,
    task_id_of,
)
from services.notifications.domain.templates import Stage, Template

WITHIN = {Template.VIEW_AWAITED: 5, Template.RETURN_QUERIED: 2}
"""Working days for what no told event dates."""
OTHERWISE = ReminderRule(to="coordinator")
"""For what a rule pack says nothing about: the usual reminders, and nobody else hears of it."""

Decide: TypeAlias = Callable[[Task], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a told event asks for: of whom, which of its kind, and by when if it says so."""

    kind: Template
    recipient: str
    detail: str = ""
    due_on: date | None = None


class Tasks(UseCases):
    """The use cases of tasks."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        packs: RulePacks,
        messages: Messages,
    ) -> None:
        super().__init__(store, keys, clock)
        self._store, self._packs, self._messages = store, packs, messages

    async def ask(self, cause: Cause, identity: CaseIdentity, asked: Asked) -> bool:
        """Let there be a task; one that is open already stays as it is. Whether its recipient is to be told so."""
        rule = self._rule(identity, cause, asked.kind)
        asked_on = london_date(cause.occurred_at)
        due_on = asked.due_on
        if due_on is None and (within := WITHIN.get(asked.kind)):
            due_on = date_of_working_day(within, asked_on, DayZero.START_IS_DAY_0)
        planned: tuple[Reminder, ...] = reminders(asked_on, due_on, rule) if due_on else ()

        def make() -> Task:
            return Task.open(
                identity=identity, kind=asked.kind, recipient=asked.recipient, detail=asked.detail,
                due_on=due_on, escalated_to=_escalated_to(rule, asked.recipient), reminders=planned,
                at=cause.occurred_at,
            )  # fmt: skip

        def again(task: Task) -> None:
            task.open_again(due_on=due_on, reminders=planned, at=cause.occurred_at)

        task_id = task_id_of(identity.case_id, asked.kind, asked.recipient, asked.detail)
        try:
            await self.begin(Task, task_id, cause, make)
        except AlreadyBegun:
            await self._decide(task_id, cause, again)
        except Erased:
            return False
        return rule.asked

    async def finish(self, cause: Cause, *which: UUID) -> None:
        """These tasks are done; those that never were, or are over, stay as they are."""
        for task_id in which:
            await self._decide(task_id, cause, lambda task: task.finish(at=cause.occurred_at))

    async def withdraw(self, cause: Cause, *which: UUID) -> None:
        """These tasks need not be done any more."""
        for task_id in which:
            await self._decide(task_id, cause, lambda task: task.withdraw(at=cause.occurred_at))

    async def restate(
        self, cause: Cause, identity: CaseIdentity, asked: Asked, due_on: date
    ) -> None:
        """An open task that has a day has another one."""
        rule = self._rule(identity, cause, asked.kind)

        def again(task: Task) -> None:
            if task.due_on is not None:
                planned = reminders(london_date(task.created_on), due_on, rule)
                task.restate(due_on=due_on, reminders=planned, at=cause.occurred_at)

        task_id = task_id_of(identity.case_id, asked.kind, asked.recipient, asked.detail)
        await self._decide(task_id, cause, again)

    async def follow(
        self, cause: Cause, identity: CaseIdentity, *, former: str, agencies_stay: bool
    ) -> list[Asked]:
        """The tasks of a case go to its new lead; gives those of which the people there are to be told.

        What an agency has to do stays with the partnership through which it takes part, unless that has ended.
        """
        lead, to_tell = identity.partnership, list[Asked]()

        def change(task: Task) -> None:
            moves = not agencies_stay or _is_of_a_partnership(task.recipient)
            if moves and task.partnership == former:
                task.record(LeadChanged, at=cause.occurred_at, lead=lead, contributing=())

        for stored in await self._store.case(cause.case_id):
            if class_for(stored.header.topic) is TaskOpened:
                await self._decide(stored.header.stream, cause, change)
                with suppress(Erased):
                    to_tell += await self.look(Task, stored.header.stream, _to_do)
        return [
            one
            for one in to_tell
            if _is_of_a_partnership(one.recipient) and self._rule(identity, cause, one.kind).asked
        ]

    async def remind(self, task_id: UUID, place: int, timer_id: UUID) -> None:
        """Tell who has to do it, and at last also to whom it is escalated. Raises ``TaskIsOver`` and its like."""
        at = self._clock()
        task = await self.look(Task, task_id, lambda task: Task.restore(task.snapshot()))
        if any(one.at > at for one in task.reminders[place : place + 1]):
            return  # The timer is of a plan that another one has taken the place of.
        (opened,) = await self._store.stream(task_id, upto=1)
        cause = Cause(
            case_id=task.case_id, partnership=task.partnership, actor=ACTOR, causation_id=timer_id,
            correlation_id=opened.header.correlation_id, occurred_at=at,
        )  # fmt: skip
        await self.change(Task, task_id, cause, lambda task: task.remind(place, at=at))
        stage = task.reminders[place].stage
        recipients = [task.recipient]
        if stage is Stage.ESCALATED and task.escalated_to:
            recipients.append(task.escalated_to)
        identity = CaseIdentity(
            case_id=task.case_id, partnership=task.partnership, reference=task.reference
        )
        for recipient in dict.fromkeys(recipients):
            await self._messages.ask(
                cause,
                identity,
                template=task.kind,
                recipient=recipient,
                told_id=timer_id,
                stage=stage,
            )

    async def _decide(self, task_id: UUID, cause: Cause, decide: Decide) -> None:
        try:
            await self.change(Task, task_id, cause, decide)
        except (NotFound, TaskIsOver, TaskIsOpen, Erased):
            return

    def _rule(self, identity: CaseIdentity, cause: Cause, kind: Template) -> ReminderRule:
        """The reminders of a kind of task in the rule pack that was in force when it was asked for."""
        try:
            pack = self._packs.of(identity.partnership, london_date(cause.occurred_at))
        except UnknownPartnership:
            return OTHERWISE
        written = {str(task): rule for task, rule in pack.reminders.items()}
        return written.get(kind, OTHERWISE)


def _to_do(task: Task) -> list[Asked]:
    open_now = task.status is TaskStatus.OPEN
    return [Asked(task.kind, task.recipient, task.detail, task.due_on)] if open_now else []


def _is_of_a_partnership(recipient: str) -> bool:
    """Whether it is a role of the partnership that has something to do, and no agency."""
    return recipient.partition(":")[0] in PARTNERSHIP_ROLES


def _escalated_to(rule: ReminderRule, recipient: str) -> str:
    """Who hears of it at last: a role of the partnership, or of the agency that has it to do."""
    role = rule.escalated_to or ""
    return f"{role}:{recipient}" if role in AGENCY_ROLES else role
