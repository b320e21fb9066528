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
from services.notifications.domain.message import RecipientNotACode
from services.notifications.domain.reminders import ReminderRule, reminders
from services.notifications.domain.task import (
    AlreadyReminded,
    LaterReminderDue,
    Task,
    TaskDone,
    TaskIsOpen,
    TaskIsOver,
    TaskOpened,
    TaskOpenedAgain,
    TaskReminded,
    TaskStatus,
    TaskWithdrawn,
    task_id_of,
)
from services.notifications.domain.templates import Stage, Template
from tests.support.facts import kept, recorded, replayed
from tests.unit.notifications.a_message import CASE, IDENTITY, NOON

DUE = date(2026, 9, 17)
PLAN = reminders(NOON.date(), DUE, ReminderRule())


def opened(**changes: Any) -> Task:
    content: dict[str, Any] = {
        "identity": IDENTITY, "kind": Template.RETURN_REQUESTED, "recipient": "plymouth-schools",
        "detail": "", "due_on": DUE, "escalated_to": "coordinator", "reminders": PLAN, "at": NOON,
    }  # fmt: skip
    return Task.open(**(content | changes))


ACTS: st.SearchStrategy[Callable[[Task], object]] = st.one_of(
    st.just(lambda task: task.finish(at=NOON)),
    st.just(lambda task: task.withdraw(at=NOON)),
    st.just(lambda task: task.open_again(due_on=None, reminders=(), at=NOON)),
    st.builds(lambda stage: lambda task: task.remind(stage, at=NOON), st.sampled_from(Stage)),
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
        task.remind(Stage.OVERDUE, at=NOON)

    assert recorded(task) == []


def test_what_is_open_is_not_opened_again() -> None:
    with pytest.raises(TaskIsOpen):
        opened().open_again(due_on=None, reminders=(), at=NOON)


def test_no_stage_is_told_twice() -> None:
    task = opened()
    task.remind(Stage.OVERDUE, at=NOON)

    with pytest.raises(AlreadyReminded):
        task.remind(Stage.OVERDUE, at=NOON)


def test_after_a_time_away_only_the_last_reminder_goes_out() -> None:
    task = opened()
    long_after = PLAN[-1].at

    for one in PLAN[:-1]:
        with pytest.raises(LaterReminderDue):
            task.remind(one.stage, at=long_after)
    task.remind(PLAN[-1].stage, at=long_after)

    assert recorded(task) == [TaskOpened, TaskReminded]


def test_a_task_is_opened_reminded_of_and_done() -> None:
    task = opened()
    task.remind(Stage.HALF_WAY, at=NOON)
    task.finish(at=NOON)

    assert recorded(task) == [TaskOpened, TaskReminded, TaskDone]
    assert task.status is TaskStatus.DONE


def test_what_is_asked_for_once_more_begins_anew() -> None:
    task = opened()
    task.remind(Stage.OVERDUE, at=NOON)
    task.withdraw(at=NOON)
    task.open_again(due_on=DUE, reminders=PLAN, at=NOON)
    task.remind(Stage.OVERDUE, at=NOON)

    assert recorded(task)[2:] == [TaskWithdrawn, TaskOpenedAgain, TaskReminded]
    assert (task.status, task.round) == (TaskStatus.OPEN, 2)


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
