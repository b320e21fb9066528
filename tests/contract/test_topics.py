"""Each topic has one owner and a reader, and whoever is said to listen does."""

from __future__ import annotations

from pathlib import Path

from contracts.generate import published_events
from contracts.topics import FOREVER, TOPICS, Topic, followed_by

SERVICES = Path(__file__).parents[2] / "services"


def unheard(topics: dict[str, Topic], services: Path) -> list[str]:
    """Every listener that has no door for facts, or that listens to itself."""
    return [
        f"{topic.name}: {listener} does not listen"
        for topic in topics.values()
        for listener in topic.listeners
        if listener == topic.owner
        or not (services / listener / "entrypoints/event_door.py").exists()
    ]


def test_every_service_that_publishes_has_a_topic_and_no_other_has() -> None:
    assert set(TOPICS) == {event.SERVICE for event in published_events()}


def test_every_topic_is_kept_for_ever_and_keyed_by_the_case() -> None:
    assert {(topic.key, topic.retention_ms) for topic in TOPICS.values()} == {("case_id", FOREVER)}


def test_every_topic_has_a_reader() -> None:
    assert all(topic.listeners for topic in TOPICS.values())


def test_every_listener_listens() -> None:
    assert unheard(TOPICS, SERVICES) == []


def test_a_listener_that_does_not_listen_is_caught(tmp_path: Path) -> None:
    for service in ("learning", "review"):
        door = tmp_path / service / "entrypoints/event_door.py"
        door.parent.mkdir(parents=True)
        door.touch()
    planted = {"review": Topic("review", ("learning", "review", "weather"))}

    assert [line.split()[1] for line in unheard(planted, tmp_path)] == ["review", "weather"]


def test_a_service_follows_the_topics_that_name_it() -> None:
    assert [topic.name for topic in followed_by("submissions")] == ["rapid-review.review.v1"]
