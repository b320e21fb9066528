"""When somebody is reminded of a task: at nine in the morning of London, on working days only.

asked ──> half-way ──> the working day before it is due ──> overdue ──> escalated
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from pydantic import Field

from chassis.aggregate import Value
from chassis.rules.working_days import (
    LONDON,
    DayZero,
    date_of_working_day,
    is_working_day,
    london_date,
    working_days_after,
)
from services.notifications.domain.templates import Stage

AT = time(9)
ONE_DAY = timedelta(days=1)


class ReminderRule(Value):
    """How the reminders of one kind of task are spread; in working days.

    ``within`` gives a day to tasks that come without one; zero leaves them without.
    """

    half_way: bool = True
    due_tomorrow: bool = True
    overdue_after: int = Field(default=1, ge=1)
    escalated_after: int = Field(default=3, ge=1)
    escalated_to: str = "coordinator"
    within: int = Field(default=0, ge=0)


class Reminder(Value):
    """One reminder of a task and its moment."""

    stage: Stage
    at: datetime


def reminders(asked_on: date, due_on: date, rule: ReminderRule) -> tuple[Reminder, ...]:
    """All reminders of a task, in order, none before the day after it was asked for."""
    days = working_days_after(asked_on, due_on)
    found: list[tuple[Stage, date]] = []
    if rule.half_way and 1 <= days // 2 < days - 1:
        found.append((Stage.HALF_WAY, _working_day(asked_on, days // 2)))
    eve = _last_working_day_before(due_on)
    if rule.due_tomorrow and eve > asked_on:
        found.append((Stage.DUE_TOMORROW, eve))
    overdue = max(due_on, asked_on)
    found.append((Stage.OVERDUE, _working_day(overdue, rule.overdue_after)))
    if rule.escalated_to:
        after = max(rule.escalated_after, rule.overdue_after + 1)
        found.append((Stage.ESCALATED, _working_day(overdue, after)))
    return tuple(Reminder(stage=stage, at=_nine(day)) for stage, day in found)


def still_to_come(planned: tuple[Reminder, ...], now: datetime) -> list[Reminder]:
    """What is left of a plan at ``now``: what has been missed is made good by its last reminder alone.

    A task that was asked for long ago, as when an old case is played, must not bring a flood. The last missed
    reminder goes out on the next working morning; by then the task may be done, or the next reminder be due.
    """
    ahead = [one for one in planned if one.at > now]
    missed = [one for one in planned if one.at <= now]
    morning = next_morning(now)
    if missed and not (ahead and ahead[0].at <= morning):
        return [Reminder(stage=missed[-1].stage, at=morning), *ahead]
    return ahead


def next_morning(now: datetime) -> datetime:
    """The next nine o'clock of a working day."""
    day = london_date(now)
    while not is_working_day(day) or _nine(day) <= now:
        day += ONE_DAY
    return _nine(day)


def due_day(asked_on: date, due_on: date | None, rule: ReminderRule) -> date | None:
    """The day by which a task is to be done."""
    if due_on is None and rule.within:
        return _working_day(asked_on, rule.within)
    return due_on


def _working_day(start: date, number: int) -> date:
    return date_of_working_day(number, start, DayZero.START_IS_DAY_0)


def _last_working_day_before(day: date) -> date:
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def _nine(day: date) -> datetime:
    return datetime.combine(day, AT, LONDON).astimezone(UTC)
