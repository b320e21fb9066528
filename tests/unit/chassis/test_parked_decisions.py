"""What was decided about parked events is private to each service."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import services
from chassis.aggregate import event_from
from chassis.delivery import parked_decisions, unreadable_messages

GOLDEN = Path(__file__).parents[2] / "golden/chassis"
SERVICES = [module.name for module in pkgutil.iter_modules(services.__path__)]
CASE = {"case_id": UUID(int=5), "reference": "PLY-RR-2026-0001", "partnership": "PLY"}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("sample", sorted(GOLDEN.glob("*.json")), ids=lambda path: str(path.stem))
def test_no_service_tells_what_was_decided(service: str, sample: Path) -> None:
    tell: Any = importlib.import_module(f"services.{service}.entrypoints.relay_door").tell
    event = event_from(
        sample.stem, sample.read_bytes(), stream=UUID(int=7), version=1,
        occurred_at=datetime(2026, 9, 7, tzinfo=UTC),
    )  # fmt: skip

    assert tell(event, dict(CASE)) is None


def test_every_decision_keeps_why_and_for_whom() -> None:
    decisions = [*GOLDEN.glob("chassis.Parked*.json"), *GOLDEN.glob("chassis.Unreadable*.json")]
    assert len(decisions) > 6
    for sample in decisions:
        body = json.loads(sample.read_text())
        assert "listener" in body
        assert "reason" in body or "Begun" in sample.stem


def test_the_decisions_of_two_listeners_and_two_partnerships_stand_apart() -> None:
    case_id = UUID(int=5)

    streams = {
        parked_decisions.stream_of(case_id, "review"),
        parked_decisions.stream_of(case_id, "learning"),
        unreadable_messages.decisions_of("review", "PLY"),
        unreadable_messages.decisions_of("review", "DEV"),
    }

    assert len(streams) == 4
