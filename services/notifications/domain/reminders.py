"""When somebody is reminded of a task: at nine in the morning of London, on working days only.

asked ──> half-way ──> the working day before it is due ──> overdue, once or more ──> escalated
"""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta

from chassis.aggregate import Value
from chassis.rules.rule_pack import ReminderRule
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


class Reminder(Value):
    """One reminder of a task and its moment."""

    stage: Stage
    at: datetime


def reminders(
    asked_on: date, due_on: date, rule: ReminderRule, closed: Container[date] = ()
) -> tuple[Reminder, ...]:
    """All reminders of a task, in order, none before the day after it was asked for.

    What is overdue and escalated on the same morning is escalated, which its recipient hears, too. Days on which
    offices are ``closed`` count as always, but nobody is reminded on them: it is done on the next morning.
    """
    days = working_days_after(asked_on, due_on)
    found: list[tuple[Stage, date]] = []
    if rule.half_way and 1 <= days // 2 < days - 1:
        found.append((Stage.HALF_WAY, _working_day(asked_on, days // 2)))
    eve = _last_working_day_before(due_on)
    if rule.due_tomorrow and eve > asked_on:
        found.append((Stage.DUE_TOMORROW, eve))
    due_on, last = max(due_on, asked_on), rule.escalated_after
    found += [
        (Stage.OVERDUE, _working_day(due_on, after))
        for after in rule.overdue_after
        if last is None or after < last
    ]
    if last is not None:
        found.append((Stage.ESCALATED, _working_day(due_on, last)))
    return tuple(Reminder(stage=stage, at=_nine(_open_day(day, closed))) for stage, day in found)


def still_to_come(planned: tuple[Reminder, ...], now: datetime) -> list[tuple[int, datetime]]:
    """The places and moments of what is left of a plan: what was missed is made good by its last reminder alone.

    A task that was asked for long ago, as when an old case is played, must not bring a flood. The last missed
    reminder goes out on the next working morning; by then the task may be done, or the next reminder be due.
    """
    moments = [(place, one.at) for place, one in enumerate(planned)]
    ahead = [one for one in moments if one[1] > now]
    missed = len(moments) - len(ahead)
    morning = next_morning(now)
    if missed and not (ahead and ahead[0][1] <= morning):
        return [(missed - 1, morning), *ahead]
    return ahead


def next_morning(now: datetime) -> datetime:
    """The next nine o'clock of a working day."""
    day = london_date(now)
    while not is_working_day(day) or _nine(day) <= now:
        day += ONE_DAY
    return _nine(day)


def _working_day(start: date, number: int) -> date:
    return date_of_working_day(number, start, DayZero.START_IS_DAY_0)


def _open_day(day: date, closed: Container[date]) -> date:
    while day in closed or not is_working_day(day):
        day += ONE_DAY
    return day


def _last_working_day_before(day: date) -> date:
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def _nine(day: date) -> datetime:
    return datetime.combine(day, AT, LONDON).astimezone(UTC)
