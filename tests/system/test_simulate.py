"""A simulation on a real platform: to its end, stopped and gone on with, and on a platform of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from contracts.grpc import history_pb2
from rapid_review.doors import Doors
from rapid_review.scripted.script import moment_of
from rapid_review.settings import PlatformSettings
from rapid_review.simulated.cases import cases
from rapid_review.simulated.places import areas, people
from rapid_review.simulated.story import Plan
from tests.support.free_ports import free_ports
from tests.support.platform_process import COMMAND, PORTS, ROOT, Platform, a_platform, run

pytestmark = [pytest.mark.system, pytest.mark.timeout(1200)]

PARTNERSHIPS, SEED = 2, 5
LAST = date(2025, 12, 31)
WANTED = ("--partnerships", str(PARTNERSHIPS), "--seed", str(SEED), "--until", str(LAST))
OF_SEVERAL_CASES = "learning.ThemeRepeated"
"""Whether a theme is a repeated one depends on which of two cases that are played at once comes first. Ids of events
count the events of their stream, so that they are not compared either."""
OWNERS = ("referral", "review", "submissions", "learning")
WITHIN_S = 600.0


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rule packs of the simulated partnerships, as the command makes them."""
    folder = tmp_path_factory.mktemp("simulated") / "packs"
    made = run(["simulate", *WANTED, "--make-packs", str(folder)], dict(os.environ))
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def stopped_and_resumed(
    packs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Platform, list[subprocess.CompletedProcess[str]]]]:
    """A running platform on which a simulation was stopped early, gone on with, and begun a third time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPID_REVIEW_PACKS", str(packs))
        with a_platform(tmp_path_factory.mktemp("stopped") / "var") as platform:
            platform.start()
            first = interrupted(platform)
            yield platform, [first, simulate(platform), simulate(platform)]


def interrupted(platform: Platform) -> subprocess.CompletedProcess[str]:
    """A simulation that is asked to stop as soon as something has been recorded."""
    process = subprocess.Popen(
        [*COMMAND, "simulate", *WANTED, "--at-once", "2"], cwd=ROOT, env=platform.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until = time.monotonic() + WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        if len(histories(platform, services=("referral",))) > 0:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said, problems = process.communicate(timeout=WITHIN_S)
    return subprocess.CompletedProcess([], process.returncode, said, problems)


def simulate(platform: Platform, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "simulate", *WANTED, *more], cwd=ROOT, env=platform.environment, text=True,
        capture_output=True, timeout=WITHIN_S, check=False,
    )  # fmt: skip


def wanted() -> list[Any]:
    return list(cases(Plan(SEED, PARTNERSHIPS, range(2025, 2026)), moment_of(LAST, "23:59")))


def histories(platform: Platform, services: tuple[str, ...] = OWNERS) -> dict[str, list[Any]]:
    """What each case's events say, service by service, without what differs between two runs by its nature."""
    return asyncio.run(_histories(platform, services))


async def _histories(platform: Platform, services: tuple[str, ...]) -> dict[str, list[Any]]:
    settings, found = PlatformSettings(port=platform.port, data=platform.data), {}
    async with Doors(settings, people(areas(PARTNERSHIPS))) as doors:
        for case in wanted():
            asked = history_pb2.HistoryRequest(case_id=str(case.case_id), with_body=True)
            by = f"{case.partnership.lower()}-observer"
            events = [
                (
                    one.topic, one.actor, one.correlation_id,
                    one.occurred_at.ToJsonString(), one.body,
                )
                for service in services
                for one in await doors.ask(service, "EventsOfCase", asked, by=by, patience_s=60)
                if not one.topic.startswith(OF_SEVERAL_CASES)
            ]  # fmt: skip
            if events:
                found[case.key] = events
    return found


def test_a_simulation_that_is_stopped_ends_cleanly_with_what_it_saw(
    stopped_and_resumed: tuple[Platform, list[subprocess.CompletedProcess[str]]],
) -> None:
    _, (stopped, _, _) = stopped_and_resumed

    assert (stopped.returncode, "Traceback" in stopped.stderr) == (0, False), stopped.stderr
    assert "What was seen" in stopped.stdout
    assert "What it cost" in stopped.stdout


def test_it_goes_on_where_it_stood_and_every_case_plays_through(
    stopped_and_resumed: tuple[Platform, list[subprocess.CompletedProcess[str]]],
) -> None:
    platform, (_, resumed, _) = stopped_and_resumed

    assert resumed.returncode == 0, resumed.stderr + resumed.stdout
    assert set(histories(platform)) == {case.key for case in wanted()}
    assert value(resumed, "commands refused") == "0"


def test_a_simulation_of_cases_that_are_there_changes_nothing(
    stopped_and_resumed: tuple[Platform, list[subprocess.CompletedProcess[str]]],
) -> None:
    _, (_, _, again) = stopped_and_resumed

    assert again.returncode == 0, again.stderr
    assert value(again, "commands answered") == "0"
    assert value(again, "cases that were there already") == str(len(wanted()))


def test_a_platform_of_its_own_has_the_same_histories_in_one_go(
    stopped_and_resumed: tuple[Platform, list[subprocess.CompletedProcess[str]]],
    packs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    platform, _ = stopped_and_resumed
    own = Platform(tmp_path / "own", free_ports(PORTS))

    whole = simulate(own, "--start", "up", "--rate", "500")

    assert whole.returncode == 0, whole.stderr + whole.stdout
    assert value(whole, "CPU of PostgreSQL, a command").endswith(" ms")
    assert value(whole, "databases, an event").endswith(" bytes")
    monkeypatch.setenv("RAPID_REVIEW_PACKS", str(packs))
    with a_platform(own.data) as started:
        started.start()
        assert different(histories(started), histories(platform)) == []


def test_a_platform_that_does_not_know_the_partnerships_is_said_in_one_sentence(
    stopped_and_resumed: tuple[Platform, list[subprocess.CompletedProcess[str]]],
) -> None:
    platform, _ = stopped_and_resumed

    result = run(["simulate", "--partnerships", "40", "--at-once", "40"], platform.environment)

    assert result.returncode == 2, result.stdout + result.stderr
    assert "The platform does not know the partnership SIM" in result.stderr


def different(found: dict[str, list[Any]], expected: dict[str, list[Any]]) -> list[str]:
    """What differs, by case and event."""
    return [f"cases {sorted(found)} instead of {sorted(expected)}"] * (
        set(found) != set(expected)
    ) + [
        f"{key} {number}: {one} instead of {other}"
        for key in found.keys() & expected.keys()
        for number, (one, other) in enumerate(zip_longest(found[key], expected[key]))
        if one != other
    ]


def value(said: subprocess.CompletedProcess[str], what: str) -> str:
    """The value of one row of what was printed."""
    (line,) = (line for line in said.stdout.splitlines() if line.strip().startswith(f"{what} "))
    return line.strip().removeprefix(what).strip().split("  ")[0]
