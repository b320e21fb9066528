"""Whole histories, compared event by event: what must be alike however often, and however, a case was played."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from tests.support.platform_process import ROOT, Platform

DEPENDS_ON_THE_RUN = {"recorded_at", "hash", "previous_hash", "position"}
"""Positions, because a service that listens to several others may hear them in another turn."""


SENT_NOW = "notifications.MessageSent"


def scripts() -> list[Path]:
    """Examples whose dates do not depend on today."""
    return [
        file
        for file in sorted((ROOT / "examples").glob("*.yaml"))
        if "working days ago" not in file.read_text(encoding="utf-8")
    ]


def histories(platform: Platform) -> dict[str, list[dict[str, Any]]]:
    """Every case's events, without what differs between two runs by its nature.

    A message is sent at the real time of the run: those events are compared by id, not by time.
    """
    found = {}
    for reference in platform.references():
        events = platform.json("history", reference, "--with-words")
        for event in events:
            for key in DEPENDS_ON_THE_RUN:
                del event[key]
            if event["type"].startswith(SENT_NOW):
                del event["time"], event["body"]
        events.sort(key=lambda event: event["id"] if event["type"].startswith(SENT_NOW) else "")
        found[reference] = in_any_turn(events)
    return found


def in_any_turn(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, with what one cause has led to at once sorted by stream.

    What is kept together stands in the log in the order in which it has read what it needs (``together``), and who
    was killed has to read more. Within a stream, and between causes, the order stays.
    """
    of_causes = groupby(events, key=lambda event: event["causation"])
    return [
        event
        for _, group in of_causes
        for event in sorted(group, key=lambda event: event["stream"])
    ]


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """What differs, event by event."""
    if set(found) != set(expected):
        return [f"cases {sorted(found)} instead of {sorted(expected)}"]
    said = []
    for reference, events in expected.items():
        if len(found[reference]) != len(events):
            said.append(f"{reference}: {len(found[reference])} events instead of {len(events)}")
        for number, (is_now, was) in enumerate(zip(found[reference], events, strict=False)):
            if different := {
                key: (was[key], is_now[key]) for key in was if is_now[key] != was[key]
            }:
                said.append(f"{reference} {number} {was['type']}: {different}")
    return said
