"""What is still to come: by agency, by week, and by when the next step of a case is due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.reporting.domain.load import WEEKS, Load
from services.reporting.domain.stages import Stage
from services.reporting.domain.standing import AgencyReturn, Standing
from services.reporting.domain.steps import next_due_on

TODAY = date(2026, 9, 16)  # A Wednesday.
MONDAY, NEXT = date(2026, 9, 14), date(2026, 9, 21)
DAYS = {
    "returns_due": date(2026, 9, 21),
    "meeting": date(2026, 9, 23),
    "scrutiny": date(2026, 9, 29),
}


def standing(**known: Any) -> Standing:
    return Standing(uuid4(), "PLY-RR-2026-0001", "PLY", datetime(2026, 9, 9, tzinfo=UTC), **known)


def asked(agency: str, due_on: date | None, status: str = "requested") -> AgencyReturn:
    return AgencyReturn(agency, "PLY", status, due_on)


def load_of(*cases: Standing) -> Load:
    load = Load(TODAY)
    for case in cases:
        load.add(case)
    return load


def test_without_cases_there_are_weeks_and_nothing_in_them() -> None:
    load = load_of()

    assert [week.begins_on for week in load.weeks.values()][:2] == [MONDAY, NEXT]
    assert len(load.weeks) == WEEKS
    assert load.by_agency() == []


def test_a_return_that_came_was_excused_or_is_too_late_for_the_meeting_is_not_waited_for() -> None:
    came = (asked("a", NEXT, "returned"), asked("b", NEXT, "excused"))

    load = load_of(
        standing(returns=came),
        standing(returns=(asked("c", MONDAY),), meeting_held_on=date(2026, 9, 15)),
    )

    assert load.by_agency() == []


def test_the_agency_with_most_that_is_late_comes_first() -> None:
    load = load_of(
        standing(returns=(asked("police", MONDAY), asked("housing", NEXT), asked("gp", None))),
        standing(returns=(asked("housing", date(2026, 9, 22)), asked("police", NEXT))),
    )

    found = [(one.agency, one.outstanding, one.late, one.first_due_on) for one in load.by_agency()]
    assert found == [("police", 2, 1, MONDAY), ("housing", 2, 0, NEXT), ("gp", 1, 0, None)]


def test_what_is_late_counts_in_the_week_of_today_and_what_is_far_away_in_none() -> None:
    load = load_of(
        standing(returns=(asked("police", date(2026, 8, 3)),), due_on=date(2026, 12, 24)),
        standing(meeting_at=datetime(2026, 9, 22, 9, tzinfo=UTC), due_on=date(2026, 9, 25)),
        standing(due_on=MONDAY, sent_on=MONDAY),
    )

    weeks = [(one.returns, one.meetings, one.reports) for one in load.weeks.values()]
    assert weeks[:3] == [(1, 0, 0), (0, 1, 1), (0, 0, 0)]


@pytest.mark.parametrize(
    ("stage", "known", "due"),
    [
        (Stage.REFERRAL, {}, None),
        (Stage.GATHERING, {}, DAYS["returns_due"]),
        (Stage.GATHERING, {"returns": (asked("a", MONDAY), asked("b", NEXT))}, MONDAY),
        (Stage.MEETING, {}, DAYS["meeting"]),
        (Stage.MEETING, {"meeting_at": datetime(2026, 9, 24, 9, tzinfo=UTC)}, date(2026, 9, 24)),
        (Stage.SCRUTINY, {}, DAYS["scrutiny"]),
        (Stage.REPORT, {}, None),  # The pack has no such milestone.
        (Stage.SENDING, {"due_on": date(2026, 9, 30)}, date(2026, 9, 30)),
        (Stage.SCRUTINY, {"sent_on": date(2026, 9, 30)}, None),
    ],
)
def test_the_next_step_is_due_when_the_clock_says(
    stage: Stage, known: dict[str, Any], due: date | None
) -> None:
    assert next_due_on(standing(days=DAYS, **known), stage) == due
