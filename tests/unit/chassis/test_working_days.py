"""The working-day clock, against the published test vectors and by its own laws."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.rules.working_days import (
    DayZero,
    date_of_working_day,
    is_working_day,
    london_date,
    working_day_number,
    working_days_after,
)

# start, then day 5, 10 and 15 where the start is day 0, then day 15 where it is day 1
VECTORS = [
    ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-01-23"),
    ("2025-12-17", "2025-12-24", "2026-01-05", "2026-01-12", "2026-01-09"),
    ("2026-03-24", "2026-03-31", "2026-04-09", "2026-04-16", "2026-04-15"),
    ("2026-04-30", "2026-05-08", "2026-05-15", "2026-05-22", "2026-05-21"),
    ("2026-08-29", "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-21"),
    ("2026-12-14", "2026-12-21", "2026-12-30", "2027-01-07", "2027-01-06"),
    ("2027-03-18", "2027-03-25", "2027-04-05", "2027-04-12", "2027-04-09"),
    ("2027-12-16", "2027-12-23", "2028-01-04", "2028-01-11", "2028-01-10"),
]
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))
CONVENTIONS = st.sampled_from(DayZero)


@pytest.mark.parametrize(
    ("start", "day_5", "day_10", "day_15", "day_15_counting_the_start"), VECTORS
)
def test_the_published_vectors_hold(
    start: str, day_5: str, day_10: str, day_15: str, day_15_counting_the_start: str
) -> None:
    begun = date.fromisoformat(start)

    from_zero = [date_of_working_day(n, begun, DayZero.START_IS_DAY_0) for n in (5, 10, 15)]
    from_one = date_of_working_day(15, begun, DayZero.START_IS_DAY_1)

    assert from_zero == [date.fromisoformat(day) for day in (day_5, day_10, day_15)]
    assert from_one == date.fromisoformat(day_15_counting_the_start)


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-25",
        "2026-12-28",
        "2027-12-27",
        "2027-12-28",
        "2028-01-03",
        "2026-04-03",
        "2026-11-22",
    ],
)
def test_bank_holidays_substitutes_and_weekends_do_not_count(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@given(start=DAYS, number=st.integers(min_value=1, max_value=60), day_zero=CONVENTIONS)
def test_the_number_of_a_working_days_date_is_that_number(
    start: date, number: int, day_zero: DayZero
) -> None:
    day = date_of_working_day(number, start, day_zero)

    assert is_working_day(day)
    assert working_day_number(day, start, day_zero) == number


@given(start=DAYS, days=st.integers(min_value=0, max_value=90), day_zero=CONVENTIONS)
def test_the_clock_never_runs_backwards(start: date, days: int, day_zero: DayZero) -> None:
    today = start + timedelta(days=days)
    tomorrow = today + timedelta(days=1)

    assert working_day_number(today, start, day_zero) <= working_day_number(
        tomorrow, start, day_zero
    )


def test_before_its_start_a_clock_shows_nothing() -> None:
    assert working_day_number(date(2026, 9, 1), date(2026, 9, 7), DayZero.START_IS_DAY_1) == 0
    assert working_days_after(date(2026, 9, 7), date(2026, 9, 1)) == 0


def test_a_day_ends_by_the_clock_of_london() -> None:
    summer_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    winter_evening = datetime(2026, 12, 30, 23, 30, tzinfo=UTC)

    assert london_date(summer_evening) == date(2026, 7, 1)
    assert london_date(winter_evening) == date(2026, 12, 30)
