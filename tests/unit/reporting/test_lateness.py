"""Days of the clock, and what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.lateness import (
    Late,
    day_of,
    days_late_of,
    done_on,
    late_of,
    return_days_late,
)
from services.reporting.domain.standing import AgencyReturn, Milestone
from tests.unit.reporting.a_case import (
    BEGUN,
    DUE,
    HELD,
    PARTIAL,
    REFERRED,
    SENT,
    TODAY,
    with_returns,
)

MONDAY_AFTER = date(2026, 10, 5)
NOTIFIED_LATE = replace(
    BEGUN, authority="plymouth-childrens-social-care", authority_aware_on=date(2026, 9, 1),
    notified_late=True, notified_working_days=7,
)  # fmt: skip


def test_there_is_no_day_before_the_clock_starts() -> None:
    assert day_of(REFERRED, TODAY) == 0


@pytest.mark.parametrize(
    ("on", "day"),
    [(date(2026, 9, 9), 0), (date(2026, 9, 16), 5), (date(2026, 9, 19), 7), (MONDAY_AFTER, 18)],
)
def test_the_day_counts_working_days_from_the_start(on: date, day: int) -> None:
    assert day_of(BEGUN, on) == day


def test_a_partnership_may_count_the_start_as_day_one() -> None:
    assert day_of(replace(BEGUN, day_zero="clock_start_is_day_1"), TODAY) == 6


def test_the_day_stays_that_of_sending() -> None:
    assert day_of(SENT, MONDAY_AFTER) == 14
    assert days_late_of(SENT, MONDAY_AFTER) == 0


def test_the_day_stays_that_of_closing_if_nothing_was_sent() -> None:
    closed = replace(BEGUN, review_step="ReviewClosed", closed_on=TODAY)

    assert day_of(closed, MONDAY_AFTER) == 5


def test_a_report_that_is_not_sent_by_its_day_is_late() -> None:
    assert late_of(HELD, date(2026, 9, 30)) == ()
    assert late_of(HELD, MONDAY_AFTER) == (Late("report", "", date(2026, 9, 30), 3),)


def test_a_report_that_was_sent_late_is_late_no_more_but_its_days_stay() -> None:
    sent = replace(SENT, sent_days_late=2, sent_working_day=17)

    assert late_of(sent, MONDAY_AFTER) == ()
    assert days_late_of(sent, MONDAY_AFTER) == 2


def test_returns_past_their_day_that_are_not_in_are_late_the_latest_first() -> None:
    case = with_returns(BEGUN, "requested", "returned", "queried", "excused", "involved")
    returns = list(case.returns)
    returns[4] = replace(returns[4], due_on=date(2026, 9, 18))

    late = late_of(replace(case, returns=tuple(returns)), date(2026, 9, 22))

    assert late == (
        Late("return", "agency-4", date(2026, 9, 18), 2),
        Late("return", "agency-0", DUE, 1),
    )


def test_a_return_that_is_missing_after_the_meeting_is_waited_for_no_more() -> None:
    held = replace(
        with_returns(BEGUN, "requested"), review_step="MeetingHeld", meeting_held_on=TODAY
    )

    assert late_of(held, date(2026, 9, 28)) == ()


def test_a_notification_that_was_late_stays_a_fact_of_the_case() -> None:
    assert late_of(NOTIFIED_LATE, TODAY) == (
        Late("notification", "plymouth-childrens-social-care", date(2026, 9, 8), 2),
    )


def test_nothing_is_late_in_a_case_that_is_over() -> None:
    over = replace(NOTIFIED_LATE, review_step="ReviewClosed", closed_on=TODAY)

    assert late_of(over, MONDAY_AFTER) == ()


def test_a_return_that_came_late_keeps_its_days() -> None:
    came = AgencyReturn("a", status="accepted", due_on=DUE, returned_on=MONDAY_AFTER, days_late=9)

    assert return_days_late(came, date(2026, 12, 1)) == 9


@given(st.integers(0, 400))
def test_the_day_never_goes_back(days: int) -> None:
    on = date(2026, 1, 1) + timedelta(days=days)

    assert day_of(BEGUN, on) <= day_of(BEGUN, on + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "done"),
    [
        ("meeting", date(2026, 9, 23)), ("sent_to_panel", date(2026, 9, 29)), ("decision", None),
        ("scrutiny", None), ("a_local_step", None),
    ],
)  # fmt: skip
def test_a_milestone_says_when_it_was_reached(code: str, done: date | None) -> None:
    milestone = Milestone(code, "Invented", 10, date(2026, 9, 23))

    assert done_on(milestone, SENT) == done


def test_returns_are_in_on_the_day_of_the_last_one() -> None:
    milestone = Milestone("returns_due", "Invented", 8, DUE)
    came = AgencyReturn("a", status="queried", returned_on=date(2026, 9, 15))
    excused = AgencyReturn("b", status="excused", excused_on=date(2026, 9, 16))
    waiting = AgencyReturn("c", status="requested")

    assert done_on(milestone, replace(BEGUN, returns=(came, excused))) == date(2026, 9, 16)
    assert done_on(milestone, replace(BEGUN, returns=(came, waiting))) is None
    assert done_on(milestone, PARTIAL) is None
