"""What was stored once can be read for ever: one sample of each kind of event, made by hand, never edited."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from chassis.aggregate import body_of, event_from, known_topics
from services.learning.domain.action import Action
from services.learning.domain.case_recommendations import CaseRecommendations
from services.learning.domain.learning_briefing import LearningBriefing

AGGREGATES = (Action, CaseRecommendations, LearningBriefing)
(SERVICE,) = {aggregate.TOPIC.partition(".")[0] for aggregate in AGGREGATES}
SAMPLES = Path(__file__).parents[2] / "golden" / SERVICE
TOPICS = sorted(topic for topic in known_topics() if topic.startswith(f"{SERVICE}."))


def test_every_topic_has_a_sample_and_every_sample_a_topic() -> None:
    assert [path.stem for path in sorted(SAMPLES.glob("*.json"))] == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sample_loads_and_is_stored_again_as_it_was(topic: str) -> None:
    sample = (SAMPLES / f"{topic}.json").read_bytes()

    event = event_from(
        topic,
        sample,
        stream=uuid4(),
        version=2,
        occurred_at=datetime(2026, 9, 22, 10, 0, tzinfo=UTC),
    )

    assert topic == event.TOPIC
    assert json.loads(body_of(event)) == json.loads(sample)
