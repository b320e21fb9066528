"""What was stored once can be read for ever: one sample of each stored event, never edited."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

import services.notifications.domain.message  # noqa: F401 - makes its topics known
from chassis.aggregate import body_of, event_from, known_topics

GOLDEN = Path(__file__).parents[2] / "golden/notifications"
STREAM = UUID("b1c1a7ce-3a2c-4d8c-9f6e-7d0e6f1b2a3c")
SAMPLES = sorted(GOLDEN.glob("*.json"))


def test_every_topic_of_the_service_has_a_sample() -> None:
    topics = {topic for topic in known_topics() if topic.startswith("notifications.")}

    assert {sample.stem for sample in SAMPLES} == topics


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_is_read_and_written_as_it_was(sample: Path) -> None:
    stored = sample.read_bytes()

    event = event_from(
        sample.stem,
        stored,
        stream=STREAM,
        version=2,
        occurred_at=datetime(2026, 5, 20, 9, tzinfo=UTC),
    )

    assert json.loads(body_of(event)) == json.loads(stored)
