"""A task is open until it is done or withdrawn, and nobody is reminded of what is over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from chassis.rules.rule_pack import ReminderRule
from services.notifications.domain.message import RecipientNotACode
from services.notifications.domain.reminders import reminders
from services.notifications.domain.task import (
    AlreadyReminded,
    LaterReminderDue,
    Task,
    TaskDone,
    TaskDueRestated,
    TaskIsOpen,
    TaskIsOver,
    TaskOpened,
    TaskOpenedAgain,
    TaskReminded,
    TaskStatus,
    TaskWithdrawn,
    task_id_of,
)
from services.notifications.domain.templates import Template
from tests.support.facts import kept, recorded, replayed
from tests.unit.notifications.a_message import CASE, IDENTITY, NOON

DUE = date(2026, 9, 17)
PLAN = reminders(
    NOON.date(),
    DUE,
    ReminderRule(to="agency_author", escalated_after=3, escalated_to="agency_lead"),
)


def opened(**changes: Any) -> Task:
    content: dict[str, Any] = {
        "identity": IDENTITY, "kind": Template.RETURN_REQUESTED, "part": "plymouth-schools",
        "recipient": "plymouth-schools", "detail": "", "due_on": DUE, "escalated_to": "coordinator",
        "reminders": PLAN, "at": NOON,
    }  # fmt: skip
    return Task.open(**(content | changes))


ACTS: st.SearchStrategy[Callable[[Task], object]] = st.one_of(
    st.just(lambda task: task.finish(at=NOON)),
    st.just(lambda task: task.withdraw(at=NOON)),
    st.just(lambda task: task.open_again(due_on=None, reminders=(), at=NOON)),
    st.just(lambda task: task.restate(due_on=NOON.date(), reminders=(), at=NOON)),
    st.builds(lambda place: lambda task: task.remind(place, at=NOON), st.integers(-1, 5)),
)


def test_a_task_for_a_person_by_name_is_refused() -> None:
    with pytest.raises(RecipientNotACode):
        opened(recipient="Invented Person")


@pytest.mark.parametrize("end", ["finish", "withdraw"])
def test_what_is_over_is_neither_ended_again_nor_reminded_of(end: str) -> None:
    task = opened()
    getattr(task, end)(at=NOON)
    kept(task)

    with pytest.raises(TaskIsOver):
        task.finish(at=NOON)
    with pytest.raises(TaskIsOver):
        task.withdraw(at=NOON)
    with pytest.raises(TaskIsOver):
        task.remind(2, at=NOON)

    assert recorded(task) == []


def test_what_is_open_is_not_opened_again() -> None:
    with pytest.raises(TaskIsOpen):
        opened().open_again(due_on=None, reminders=(), at=NOON)


@pytest.mark.parametrize("place", [0, 2, len(PLAN), -1])
def test_no_reminder_is_given_twice_or_after_a_later_one_or_without_a_plan(place: int) -> None:
    task = opened()
    task.remind(2, at=NOON)
    kept(task)

    with pytest.raises(AlreadyReminded):
        task.remind(place, at=NOON)

    assert recorded(task) == []


def test_after_a_time_away_only_the_last_reminder_goes_out() -> None:
    task = opened()
    long_after = PLAN[-1].at

    for place in range(len(PLAN) - 1):
        with pytest.raises(LaterReminderDue):
            task.remind(place, at=long_after)
    task.remind(len(PLAN) - 1, at=long_after)

    assert recorded(task) == [TaskOpened, TaskReminded]


def test_a_task_is_opened_reminded_of_and_done() -> None:
    task = opened()
    task.remind(0, at=NOON)
    task.finish(at=NOON)

    assert recorded(task) == [TaskOpened, TaskReminded, TaskDone]
    assert task.status is TaskStatus.DONE


def test_what_is_asked_for_once_more_begins_anew() -> None:
    task = opened()
    task.remind(2, at=NOON)
    task.withdraw(at=NOON)
    task.open_again(due_on=DUE, reminders=PLAN, at=NOON)
    task.remind(2, at=NOON)

    assert recorded(task)[2:] == [TaskWithdrawn, TaskOpenedAgain, TaskReminded]
    assert (task.status, task.round) == (TaskStatus.OPEN, 2)


def test_another_day_brings_another_plan_and_the_same_day_none() -> None:
    task, later = opened(), date(2026, 9, 21)
    plan = reminders(NOON.date(), later, ReminderRule(to="coordinator"))
    task.remind(0, at=NOON)

    task.restate(due_on=DUE, reminders=plan, at=NOON)
    assert TaskDueRestated not in recorded(task)
    task.restate(due_on=later, reminders=plan, at=NOON)

    assert recorded(task)[-1] is TaskDueRestated
    assert (task.due_on, task.reminders, task.reminded) == (later, plan, 0)
    task.finish(at=NOON)
    with pytest.raises(TaskIsOver):
        task.restate(due_on=DUE, reminders=(), at=NOON)


def test_there_is_one_task_of_a_kind_for_each_recipient_or_detail_of_a_case() -> None:
    kind = Template.RETURN_REQUESTED
    ids = {
        task_id_of(CASE, kind, "plymouth-schools"),
        task_id_of(CASE, kind, "plymouth-housing"),
        task_id_of(uuid4(), kind, "plymouth-schools"),
        task_id_of(CASE, Template.ACTION_DUE, "devon-icb", "A1"),
        task_id_of(CASE, Template.ACTION_DUE, "devon-icb", "A2"),
    }

    assert len(ids) == 5
    # Whoever tells that an action was carried out does not say whose it was.
    assert task_id_of(CASE, Template.ACTION_DUE, "", "A1") in ids


@given(acts=st.lists(ACTS, max_size=12))
def test_replaying_any_history_gives_an_equal_task(acts: list[Callable[[Task], object]]) -> None:
    task = opened()
    for act in acts:
        with suppress(Refusal):
            act(task)
    events = task.collect_events()

    assert replayed(events) == task
    assert Task.restore(task.snapshot()) == task
