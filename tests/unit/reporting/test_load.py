"""By when the next step of a case is due, and the weeks that are looked at."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.reporting.domain.load import WEEKS, weeks_from
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


def test_the_weeks_begin_with_the_one_of_today_and_nothing_is_in_them() -> None:
    weeks = weeks_from(TODAY)

    assert [week.begins_on for week in weeks][:2] == [MONDAY, NEXT]
    assert len(weeks) == WEEKS
    assert not any(week.returns or week.meetings or week.reports for week in weeks)
