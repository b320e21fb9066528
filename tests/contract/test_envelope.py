"""An envelope travels whole: each of its attributes is a header, and what is read is what was told."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from chassis.database import uuid_of_driver
from contracts.envelope import APART, PREFIX, Envelope


def envelope(**instead: object) -> Envelope:
    noon = datetime(2026, 9, 7, 12, 0, 0, 123_456, tzinfo=UTC)
    return Envelope.model_validate(
        {
            "id": uuid4(), "source": "/rapid-review/review", "type": "rapid-review.review.MeetingHeld.v1",
            "subject": uuid4(), "time": noon.replace(microsecond=0), "recordedtime": noon,
            "partnership": "PLY", "actor": "coordinator:ply-coordinator", "stream": uuid4(),
            "streamversion": 3, "position": 8, "previous": 7, "correlationid": uuid4(),
            "causationid": uuid4(), "hash": "0f" * 32, "data": b"{}",
        }
        | instead
    )  # fmt: skip


def test_each_attribute_has_a_header() -> None:
    attributes = {f"{PREFIX}{name}" for name in Envelope.model_fields if name not in APART}

    said = {name for name, _ in envelope().headers()}

    assert said == attributes | {"content-type", f"{PREFIX}specversion"}


@pytest.mark.parametrize("traceparent", [None, f"00-{'1' * 32}-{'2' * 16}-01"])
def test_what_is_read_is_what_was_told(traceparent: str | None) -> None:
    told = envelope(traceparent=traceparent)

    assert Envelope.from_message(told.headers(), told.data) == told


def test_ids_of_the_driver_are_written_like_others() -> None:
    told = envelope()
    ids = {name: value for name, value in told if isinstance(value, UUID)}
    of_driver = told.model_copy(update={name: uuid_of_driver(value) for name, value in ids.items()})

    assert of_driver.headers() == told.headers()


def test_source_and_previous_are_told_as_they_are_at_the_moment() -> None:
    told = envelope()

    headers = told.headers(source="/rapid-review/review/2", previous=0)

    changed = told.model_copy(update={"source": "/rapid-review/review/2", "previous": 0})
    assert headers == changed.headers()
