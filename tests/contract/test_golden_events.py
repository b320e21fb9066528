"""Every domain event that was ever stored still loads: one golden body per topic, never edited."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

import services
from chassis.aggregate import body_of, event_from, known_topics

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SERVICES = [module.name for module in pkgutil.iter_modules(services.__path__)]
EVERYWHERE = "chassis"
"""Whose events stand in the store of every service."""
STREAM = UUID(int=7)
AT = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)


def topics_of(service: str) -> set[str]:
    room = "chassis.delivery" if service == EVERYWHERE else f"services.{service}.domain"
    domain = importlib.import_module(room)
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"{domain.__name__}.{module.name}")
    return {topic for topic in known_topics() if topic.startswith(f"{service}.")}


def samples_of(service: str) -> set[str]:
    return {path.stem for path in (GOLDEN / service).glob("*.json")}


@pytest.mark.parametrize("service", [*SERVICES, EVERYWHERE])
def test_every_topic_has_a_golden_body_and_every_golden_body_a_topic(service: str) -> None:
    assert samples_of(service) == topics_of(service)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*/*.json")), ids=lambda path: str(path.stem))
def test_a_golden_body_loads_and_is_stored_alike(path: Path) -> None:
    topics_of(path.parent.name)
    body = path.read_bytes()

    event = event_from(path.stem, body, stream=STREAM, version=1, occurred_at=AT)

    assert event.TOPIC.rsplit(".v", 1)[0] == path.stem.rsplit(".v", 1)[0]
    if path.stem == event.TOPIC:
        assert json.loads(body_of(event)) == json.loads(body)
