"""Two histories are alike when each stream and each cause says the same in the same order."""

from __future__ import annotations

from typing import Any

from tests.support.histories import differences, in_any_turn


def event(stream: str, version: int, *, cause: str = "one") -> dict[str, Any]:
    return {
        "id": f"{stream}{version}", "type": "Told", "stream": stream, "version": version, "causation": cause,
    }  # fmt: skip


def told(*events: dict[str, Any]) -> dict[str, Any]:
    return {"PLY-RR-2026-0001": in_any_turn(list(events))}


def test_an_event_that_is_missing_or_of_another_stream_is_a_difference() -> None:
    whole = told(event("a", 1), event("b", 1))

    assert differences(told(event("a", 1)), whole) != []
    assert differences(told(event("a", 1), event("c", 1)), whole) != []


def test_within_a_stream_the_order_counts() -> None:
    assert differences(told(event("a", 2), event("a", 1)), told(event("a", 1), event("a", 2))) != []


def test_between_causes_the_order_counts() -> None:
    first, second = event("a", 1), event("b", 1, cause="two")

    assert differences(told(second, first), told(first, second)) != []


def test_what_one_cause_led_to_at_once_may_stand_in_any_turn() -> None:
    one, other, later = event("a", 1), event("b", 1), event("a", 2, cause="two")

    assert differences(told(other, one, later), told(one, other, later)) == []
