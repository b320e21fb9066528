"""Reminders come on working mornings, in order, and what was missed brings no flood."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.rules.rule_pack import ReminderRule
from chassis.rules.working_days import LONDON, is_working_day, london_date
from services.notifications.domain.reminders import (
    next_morning,
    reminders,
    still_to_come,
)
from services.notifications.domain.templates import Stage

RULE = ReminderRule(to="agency_author", escalated_after=3, escalated_to="agency_lead")
MONDAY = date(2026, 9, 7)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
OVERDUE = st.lists(st.integers(1, 10), unique=True, max_size=3).map(
    lambda days: tuple(sorted(days))
)
RULES = st.builds(
    ReminderRule,
    to=st.just("agency_author"),
    half_way=st.booleans(),
    due_tomorrow=st.booleans(),
    overdue_after=OVERDUE,
    escalated_after=st.none() | st.integers(1, 10),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001


def plan(asked_on: date, due_on: date, rule: ReminderRule = RULE) -> list[tuple[str, str]]:
    return [
        (one.stage.value, one.at.astimezone(LONDON).strftime("%a %d %b %H:%M"))
        for one in reminders(asked_on, due_on, rule)
    ]


def test_the_reminders_of_eight_working_days() -> None:
    assert plan(MONDAY, date(2026, 9, 17)) == [
        ("half_way", "Fri 11 Sep 09:00"),
        ("due_tomorrow", "Wed 16 Sep 09:00"),
        ("overdue", "Fri 18 Sep 09:00"),
        ("escalated", "Tue 22 Sep 09:00"),
    ]


def test_nobody_is_reminded_on_a_day_on_which_offices_are_closed_though_it_counts() -> None:
    closed = {date(2026, 9, 16), date(2026, 9, 18)}

    moved = reminders(MONDAY, date(2026, 9, 17), RULE, closed)

    assert [london_date(one.at).day for one in moved] == [11, 17, 21, 22]


def test_a_bank_holiday_and_the_end_of_summer_time_are_passed_over() -> None:
    assert plan(date(2026, 12, 21), date(2026, 12, 29)) == [
        ("half_way", "Wed 23 Dec 09:00"),
        ("due_tomorrow", "Thu 24 Dec 09:00"),
        ("overdue", "Wed 30 Dec 09:00"),
        ("escalated", "Mon 04 Jan 09:00"),
    ]
    assert reminders(date(2026, 10, 23), date(2026, 10, 26), RULE)[0].at.hour == 9


def test_what_is_due_at_once_is_overdue_on_the_next_working_day() -> None:
    assert plan(date(2026, 9, 11), date(2026, 9, 11)) == [
        ("overdue", "Mon 14 Sep 09:00"),
        ("escalated", "Wed 16 Sep 09:00"),
    ]


def test_what_was_due_before_it_was_asked_for_is_counted_from_then() -> None:
    assert plan(date(2026, 9, 11), date(2026, 9, 1))[0] == ("overdue", "Mon 14 Sep 09:00")


def test_a_pack_may_leave_out_stages() -> None:
    rule = ReminderRule(to="agency_author", half_way=False, due_tomorrow=False)

    assert [stage for stage, _ in plan(MONDAY, date(2026, 9, 17), rule)] == ["overdue"]


def test_somebody_is_told_more_than_once_that_it_is_overdue_until_it_is_escalated() -> None:
    rule = ReminderRule(
        to="agency_lead", half_way=False, due_tomorrow=False, overdue_after=(1, 2, 3),
        escalated_after=3, escalated_to="subgroup_chair",
    )  # fmt: skip

    assert plan(MONDAY, date(2026, 9, 17), rule) == [
        ("overdue", "Fri 18 Sep 09:00"),
        ("overdue", "Mon 21 Sep 09:00"),
        ("escalated", "Tue 22 Sep 09:00"),
    ]


@given(asked_on=DAYS, due_on=DAYS, rule=RULES)
def test_any_plan_is_in_order_on_different_working_mornings_after_it_was_asked_for(
    asked_on: date, due_on: date, rule: ReminderRule
) -> None:
    planned = reminders(asked_on, due_on, rule)

    days = [london_date(one.at) for one in planned]
    assert days == sorted(set(days))
    assert all(is_working_day(day) and day > asked_on for day in days)
    assert all(one.at.astimezone(LONDON).hour == 9 for one in planned)
    stages = list(Stage)
    order = [stages.index(one.stage) for one in planned]
    assert order == sorted(order)
    late = {Stage.OVERDUE, Stage.ESCALATED}
    for one, day in zip(planned, days, strict=True):
        assert (day > due_on) == (one.stage in late)


@given(asked_on=DAYS, due_on=DAYS, rule=RULES, now=MOMENTS)
def test_whatever_was_missed_brings_one_reminder_at_most_and_none_at_once(
    asked_on: date, due_on: date, rule: ReminderRule, now: datetime
) -> None:
    planned = reminders(asked_on, due_on, rule)

    left = still_to_come(planned, now)

    ahead = [(place, one.at) for place, one in enumerate(planned) if one.at > now]
    assert left[len(left) - len(ahead) :] == ahead
    assert len(left) <= len(ahead) + 1
    assert all(at > now for _, at in left)
    assert [at for _, at in left] == sorted({at for _, at in left})
    if len(left) > len(ahead):
        assert left[0] == (len(planned) - len(ahead) - 1, next_morning(now))


def test_a_case_that_is_played_long_after_says_only_the_last_thing_and_only_the_next_morning() -> (
    None
):
    planned = reminders(date(2025, 3, 3), date(2025, 3, 13), RULE)
    now = datetime(2026, 9, 11, 15, 0, tzinfo=UTC)  # a Friday

    assert still_to_come(planned, now) == [(3, datetime(2026, 9, 14, 8, 0, tzinfo=UTC))]
    assert planned[3].stage is Stage.ESCALATED


@pytest.mark.parametrize("hour", [7, 8])
def test_the_next_morning_is_today_until_nine(hour: int) -> None:
    now = datetime(2026, 9, 7, hour, 0, tzinfo=UTC)

    assert next_morning(now) - now in {timedelta(hours=1), timedelta(days=1)}
