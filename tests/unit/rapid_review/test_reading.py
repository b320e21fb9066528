"""Moments as people write them, and events as programs read them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from chassis.doors.events_as_json import event_json
from chassis.doors.grpc_door import stamp_of
from contracts.grpc import history_pb2, reporting_pb2
from rapid_review.reading import moment_from, plain

AT = datetime(2026, 3, 2, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-19", datetime(2026, 1, 19, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)),
        ("2026-07-01T10:00", datetime(2026, 7, 1, 9, 0, tzinfo=UTC)),
        ("2026-07-01 10:00:30", datetime(2026, 7, 1, 9, 0, 30, tzinfo=UTC)),
        ("2026-07-01T10:00Z", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ("2026-07-01T10:00+02:00", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
    ],
)
def test_a_date_is_the_end_of_its_day_and_a_moment_is_one_of_london(
    written: str, expected: datetime
) -> None:
    assert moment_from(written) == expected


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "", "10:00"])
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment_from(written)


def test_an_event_has_the_documented_keys() -> None:
    event = history_pb2.HistoricEvent(
        event_id="e", topic="referral.ReferralReceived.v1", version=1, occurred_at=stamp_of(AT),
        recorded_at=stamp_of(AT), hash=b"\x01", body='{"a": 1}', sealed=b"\x02",
    )  # fmt: skip

    found = event_json(event, with_words=True, with_seal=True)

    assert list(found) == [
        "id", "type", "version", "time", "recorded_at", "actor", "case", "partnership", "service",
        "stream", "position", "correlation", "causation", "previous_hash", "hash", "erased", "body", "sealed",
    ]  # fmt: skip
    assert found["time"] == "2026-03-02T09:40:00.000000Z"
    assert (found["hash"], found["body"], found["sealed"]) == ("01", {"a": 1}, "Ag==")


def test_words_come_only_when_asked_for_and_are_null_when_erased() -> None:
    erased = history_pb2.HistoricEvent(erased=True)

    assert "body" not in event_json(erased)
    assert event_json(erased, with_words=True)["body"] is None


def test_an_answer_is_plain_under_the_names_of_the_contract() -> None:
    summary = reporting_pb2.CaseSummary(reference="PLY-RR-2026-0001", day=3)
    summary.late.add(what="return", working_days=2)

    found = json.loads(json.dumps(plain(reporting_pb2.Cases(cases=[summary], revision=7))))

    assert (found["revision"], found["cases"][0]["day"]) == (7, 3)
    assert found["cases"][0]["late"][0]["working_days"] == 2
    assert found["cases"][0]["changed_at"] is None
