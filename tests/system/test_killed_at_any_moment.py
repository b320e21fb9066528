"""kill -9 at any moment while cases are played, start again, play again: the same history.

The moments are drawn with a seed that is printed; set KILL_SEED to repeat a run.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.platform_process import ROOT, Platform, a_platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

KILLS = 8
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
        found[reference] = events
    return found


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


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, dict[str, Any]]:
    """How long playing takes without disturbance, and the histories that it makes."""
    with a_platform(tmp_path_factory.mktemp("undisturbed") / "var") as platform:
        platform.start()
        began = time.monotonic()
        platform.play_to_the_end(*scripts())
        seconds = time.monotonic() - began
        return seconds, histories(platform)


def test_the_history_is_as_if_nothing_had_happened(
    tmp_path: Path, undisturbed: tuple[float, dict[str, Any]]
) -> None:
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(10**6)))
    print(f"KILL_SEED={seed}")  # noqa: T201 - repeats a run that failed
    moments, (seconds, expected) = random.Random(seed), undisturbed
    killed = 0
    with a_platform(tmp_path / "var") as platform:
        platform.start()
        while killed < KILLS:
            playing = platform.play(*scripts())
            time.sleep(moments.uniform(0.0, seconds / 2))
            if moments.random() < 0.3:
                playing.kill()  # The player dies and the platform lives on…
                playing.wait()
            platform.kill()  # …or both lose their footing.
            killed += 1
            platform.start()
            _end(playing, moments)
        platform.play_to_the_end(*scripts())

        assert differences(histories(platform), expected) == []


def _end(playing: subprocess.Popen[bytes], moments: random.Random) -> None:
    """Either the player that waited for the platform may go on for a while, or it is killed, too."""
    if moments.random() < 0.5:
        time.sleep(moments.uniform(0.0, 1.0))
    playing.kill()
    playing.wait()
