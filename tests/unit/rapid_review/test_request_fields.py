"""From the fields of a script to the request of the contract."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rapid_review.scripted.request_fields import request

BEGINS = date(2026, 3, 2)


def test_offsets_become_dates_wherever_they_stand() -> None:
    made: Any = request(
        "return_submission",
        {
            "agency": "plymouth-schools",
            "returned_on": {"day": 5},
            "scoping": {"signed_on": "2026-03-06", "systems_searched": ["School record"]},
            "chronology": [{"happened_on": {"day": -1}}, {"happened_on": "2025-12-24"}],
        },
        BEGINS,
    )

    assert (made.returned_on, made.scoping.signed_on) == ("2026-03-09", "2026-03-06")
    assert [row.happened_on for row in made.chronology] == ["2026-02-27", "2025-12-24"]
    assert list(made.scoping.systems_searched) == ["School record"]


def test_a_moment_is_one_of_london() -> None:
    made: Any = request(
        "schedule_meeting", {"meeting_at": {"day": 30, "at": "10:00"}}, date(2026, 3, 2)
    )

    assert made.meeting_at.ToDatetime(tzinfo=UTC) == datetime(2026, 4, 15, 9, 0, tzinfo=UTC)


def test_a_moment_with_its_zone_stays_what_it_is() -> None:
    made: Any = request("schedule_meeting", {"meeting_at": "2026-03-12T10:00:00+01:00"}, BEGINS)

    assert made.meeting_at.ToDatetime(tzinfo=UTC) == datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def test_the_header_is_left_to_the_player() -> None:
    made: Any = request("record_view", {"partner": "police"}, BEGINS)

    assert not made.HasField("header")
