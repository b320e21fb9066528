"""What can be asked of tasks: that there be one, that it be over, and that somebody be reminded of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from chassis.aggregate import class_for
from chassis.clock import Clock
from chassis.delivery.handed_over import LeadChanged
from chassis.errors import NotFound
from chassis.rules.rule_pack import ReminderRule, RulePack
from chassis.rules.rule_packs import RulePacks, UnknownPartnership, UnknownRulePack, pinned_rules
from chassis.rules.working_days import DayZero, date_of_working_day, london_date
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Erased, UseCases, together
from services.notifications.application.messages import ACTOR, Messages
from services.notifications.domain.message import CaseIdentity
from services.notifications.domain.recipients import (
    AGENCY_ROLES,
    is_of_a_partnership,
    recipient_for,
)
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

Decide: TypeAlias = Callable[[Task], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a told event asks for: whose it is, which of its kind, and what is known of its day.

    ``rule_pack`` is the key of the pack that the case's review pinned; it is empty before that. ``steps`` are the days
    by which the steps of the review are to be done; ``sent_on`` is when the report went to the Panel.
    With ``told_id``, the event, whose it is is told so, unless the rule pack does without.
    """

    kind: Template
    part: str
    detail: str = ""
    due_on: date | None = None
    rule_pack: str = ""
    steps: Mapping[str, date] = field(default_factory=dict)
    sent_on: date | None = None
    told_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A task that is to be done, and who is reminded of it."""

    kind: Template
    recipient: str


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

    async def ask(self, cause: Cause, identity: CaseIdentity, asked: Asked) -> None:
        """Let there be a task, and say so; one that is open already stays as it is.

        Both are kept together, the task before its message where the task need not be read first.
        """
        asked_on = london_date(cause.occurred_at)
        pack = self._pack(identity, asked.rule_pack, asked_on)
        rule = _rule(pack, asked.kind)
        due_on = _due_on(asked, rule, pack, asked_on)
        if asked.sent_on and due_on is None:
            return  # Nobody is bound to a reply: without a rule there is nothing to look for.
        recipient = recipient_for(rule.to, asked.part)
        planned: tuple[Reminder, ...] = ()
        if due_on:
            planned = reminders(asked_on, due_on, rule, pack.closure_days if pack else ())

        def make() -> Task:
            return Task.open(
                identity=identity, kind=asked.kind, part=asked.part, recipient=recipient,
                detail=asked.detail, due_on=due_on, escalated_to=_escalated_to(rule, asked.part),
                reminders=planned, at=cause.occurred_at,
            )  # fmt: skip

        def again(task: Task) -> None:
            task.open_again(due_on=due_on, reminders=planned, at=cause.occurred_at)

        task_id = task_id_of(identity.case_id, asked.kind, asked.part, asked.detail)
        to_do: list[Coroutine[Any, Any, None]] = [self._open(task_id, cause, make, again)]
        if asked.told_id and rule.asked:
            to_do.append(
                self._messages.ask(
                    cause, identity, template=asked.kind, recipients=[recipient], told_id=asked.told_id
                )
            )  # fmt: skip
        await self._have_key(identity.case_id)
        await together(*to_do)

    async def finish(self, cause: Cause, *which: UUID) -> None:
        """These tasks are done; those that never were, or are over, stay as they are."""
        await self._each(which, cause, lambda task: task.finish(at=cause.occurred_at))

    async def withdraw(self, cause: Cause, *which: UUID) -> None:
        """These tasks need not be done any more."""
        await self._each(which, cause, lambda task: task.withdraw(at=cause.occurred_at))

    async def restate(self, cause: Cause, identity: CaseIdentity, asked: Asked) -> None:
        """The clock was restated, and an open task has another day: its own, or that of its step of the review."""
        pack = self._pack(identity, asked.rule_pack, london_date(cause.occurred_at))
        rule = _rule(pack, asked.kind)
        due_on = asked.due_on or asked.steps.get(rule.milestone or "")
        if due_on is None:
            return
        closed = pack.closure_days if pack else ()

        def again(task: Task) -> None:
            if task.due_on is not None:
                planned = reminders(london_date(task.created_on), due_on, rule, closed)
                task.restate(due_on=due_on, reminders=planned, at=cause.occurred_at)

        task_id = task_id_of(identity.case_id, asked.kind, asked.part, asked.detail)
        await self._decide(task_id, cause, again)

    async def follow(
        self,
        cause: Cause,
        identity: CaseIdentity,
        *,
        former: str,
        agencies_stay: bool,
        rule_pack: str,
    ) -> list[Open]:
        """The tasks of a case go to its new lead; gives those of which the people there are to be told.

        What an agency has to do stays with the partnership through which it takes part, unless that has ended.
        """
        lead = identity.partnership

        def change(task: Task) -> None:
            moves = not agencies_stay or is_of_a_partnership(task.recipient)
            if moves and task.partnership == former:
                task.record(LeadChanged, at=cause.occurred_at, lead=lead, contributing=())

        which = [
            stored.header.stream
            for stored in await self._store.case(cause.case_id)
            if class_for(stored.header.topic) is TaskOpened
        ]
        await self._each(which, cause, change)
        to_do = list[Open]()
        for task_id in which:
            with suppress(Erased):
                to_do += await self.look(Task, task_id, _to_do)
        asked_on = london_date(cause.occurred_at)
        pack = self._pack(identity, rule_pack, asked_on)
        return [
            one
            for one in to_do
            if is_of_a_partnership(one.recipient) and _rule(pack, one.kind).asked
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
        await self._messages.ask(
            cause, identity, template=task.kind, recipients=dict.fromkeys(recipients), told_id=timer_id,
            stage=stage,
        )  # fmt: skip

    async def _open(
        self, task_id: UUID, cause: Cause, make: Callable[[], Task], again: Decide
    ) -> None:
        try:
            await self.begin(Task, task_id, cause, make)
        except AlreadyBegun:
            await self._decide(task_id, cause, again)
        except Erased:
            return

    async def _each(self, which: Sequence[UUID], cause: Cause, decide: Decide) -> None:
        await together(*(self._decide(task_id, cause, decide) for task_id in which))

    async def _decide(self, task_id: UUID, cause: Cause, decide: Decide) -> None:
        try:
            await self.change(Task, task_id, cause, decide)
        except (NotFound, TaskIsOver, TaskIsOpen, Erased):
            return

    def _pack(self, identity: CaseIdentity, key: str, asked_on: date) -> RulePack | None:
        """The pack that the review pinned; before that, the one in force when it was asked for."""
        try:
            return pinned_rules(self._packs, key, identity.partnership, otherwise_on=asked_on)
        except (UnknownPartnership, UnknownRulePack):
            return None


def _to_do(task: Task) -> list[Open]:
    return [Open(task.kind, task.recipient)] if task.status is TaskStatus.OPEN else []


def _rule(pack: RulePack | None, kind: Template) -> ReminderRule:
    """What the pack says of this kind of task; without a word, whose it is has the usual reminders."""
    written = {str(task): rule for task, rule in pack.reminders.items()} if pack else {}
    return written.get(kind) or ReminderRule(to="agency")


def _due_on(asked: Asked, rule: ReminderRule, pack: RulePack | None, asked_on: date) -> date | None:
    """The day that was told, or else the one that follows from the rules."""
    if asked.due_on or rule.milestone:
        return asked.due_on or asked.steps.get(rule.milestone or "")
    if asked.sent_on:
        return pack.panel_reply.expected_on(asked.sent_on) if pack and pack.panel_reply else None
    if rule.within is None:
        return None
    return date_of_working_day(rule.within, asked_on, DayZero.START_IS_DAY_0)


def _escalated_to(rule: ReminderRule, part: str) -> str:
    """Who hears of it at last: a role of the partnership, or of the agency that has it to do."""
    role = rule.escalated_to or ""
    return f"{role}:{part}" if role in AGENCY_ROLES else role
