"""A region of processes over a real Kafka, with the settings of docker-compose.yml: as one process, only apart."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from chassis.rules.working_days import london_date
from deploy.dashboards import DASHBOARDS
from rapid_review.region.places import PORTAL, PORTS, WATCHED, Places
from rapid_review.settings import SERVICES
from tests.deploy.queries import query
from tests.deploy.test_watching import alerts, read
from tests.support.histories import differences, histories, scripts
from tests.support.kafka_choice import own_programs
from tests.support.metrics_page import PAGE, documented, shown
from tests.support.platform_process import ROOT, Platform, a_platform
from tests.support.spans import Span, await_way, read_spans, talkative
from tests.system.test_nothing_personal_leaks import canaries, where

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]

KILLS = 6
WHOLE_AGAIN_S = 60.0
EXAMPLE = ROOT / "examples/01-plymouth-safe-sleeping.yaml"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A region in which every worked example was played to its end, all of it traced."""
    own_programs()
    data = tmp_path_factory.mktemp("region") / "var"
    with (
        pytest.MonkeyPatch.context() as patch,
        a_platform(data, command="region", ports=PORTS) as platform,
    ):
        patch.setenv("RAPID_REVIEW_TELEMETRY_SAMPLE_RATIO", "1")
        patch.setenv("RAPID_REVIEW_TELEMETRY_LOG_LEVEL", "debug")
        platform.start()
        patch.setenv("RAPID_REVIEW_TELEMETRY_TRACES_FILE", str(data / "traces/cli.jsonl"))
        platform.play_to_the_end(ROOT / "examples")
        yield platform


def test_the_histories_of_all_examples_are_those_of_one_process_event_by_event(
    region: Platform, examples: Platform
) -> None:
    expected, found = histories(examples), histories(region)

    assert len(expected) == len(list((ROOT / "examples").glob("*.yaml")))
    if began(examples) != began(
        region
    ):  # Midnight in between: some examples count back from today.
        moved = set(expected) - fixed(expected, found)
        expected = {case: events for case, events in expected.items() if case not in moved}
        found = {case: events for case, events in found.items() if case not in moved}
        assert len(expected) >= len(scripts())
    assert differences(found, expected) == []
    assert region.json("parked", "list") == {"cases": [], "unreadable": []}


def test_a_person_sees_the_cases_in_a_browser(region: Platform) -> None:
    with urlopen(f"{region.url}/cases/PLY-RR-2026-0001") as page:
        text = page.read().decode()

    assert page.status == 200
    assert "PLY-RR-2026-0001" in text


def test_one_trace_leads_from_a_command_over_kafka_to_the_board(region: Platform) -> None:
    found = await_way(
        traces(region),
        "ask referral DecideReferral", "rapidreview.referral.v1.ReferralService/DecideReferral",
        "Referrals.decide", "EventStore.append",
        "review takes ReferralDecided", "Reviews.initiate", "EventStore.append",
        "reporting takes ReviewInitiated", "project the board",
    )  # fmt: skip

    assert [span.service for span in found] == [
        "cli", *["referral"] * 3, *["review"] * 3, *["reporting"] * 2
    ]  # fmt: skip
    told = [span for span in spans(region) if span.name == "rapid-review.referral.v1 publish"]
    assert any(found[3].id in span.links for span in told)
    assert talkative(spans(region)) == []


def test_nothing_personal_is_on_a_topic_in_a_log_in_a_trace_or_in_a_metric(
    region: Platform,
) -> None:
    files = [
        (file, file.read_bytes())
        for folder in ("kafka/log", "logs", "traces")
        for file in (region.data / folder).rglob("*")
        if file.is_file()
    ]
    files += [(Path(part), scraped(region, part).encode()) for part in WATCHED]

    assert where(b"PLY-RR-2026-0001", files), "the search finds what is there"
    found = {canary: where(canary.encode(), files) for canary in canaries()}
    assert {canary: places for canary, places in found.items() if places} == {}


def test_every_metric_that_a_dashboard_or_an_alert_asks_for_is_shown_by_a_running_part(
    region: Platform,
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    seen: dict[str, frozenset[str]] = {}
    for part in WATCHED:
        seen |= shown(scraped(region, part))
    asked = {name for text in expressions() for name in query(text).metrics} - {"up"}
    ends = ("_bucket", "_sum", "_count")
    plain = {
        next((name.removesuffix(end) for end in ends if name.endswith(end)), name) for name in asked
    }

    assert plain - set(seen) == set()
    assert set(documented(page, region=True)) - set(seen) == set()


def test_a_service_without_a_certificate_or_with_another_authority_is_not_let_in(
    region: Platform, tmp_path: Path
) -> None:
    stranger = {"RAPID_REVIEW_TLS_MODE": "off"}

    answer = region.run_with(stranger, "cases")

    assert answer.returncode == 2
    assert "does not answer" in answer.stderr


def test_parts_that_are_killed_while_cases_are_played_change_nothing(
    tmp_path: Path, undisturbed: tuple[float, dict[str, Any]]
) -> None:
    own_programs()
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(10**6)))
    print(f"KILL_SEED={seed}")  # noqa: T201 - repeats a run that failed
    moments, (seconds, expected) = random.Random(seed), undisturbed
    with a_platform(tmp_path / "var", command="region", ports=PORTS) as platform:
        platform.start()
        playing = platform.play(*scripts())
        for _ in range(KILLS):
            time.sleep(moments.uniform(0.0, seconds))
            os.kill(pid_of(platform, moments.choice([*SERVICES, PORTAL])), signal.SIGKILL)
        assert playing.wait(600) in {0, 1}
        until = time.monotonic() + WHOLE_AGAIN_S
        # The last of them may have died after the play had ended: every door answers this command.
        while platform.run_with({}, "parked", "list").returncode and time.monotonic() < until:
            time.sleep(0.2)
        platform.play_to_the_end(*scripts())

        assert differences(histories(platform), expected) == []
        assert platform.stop() == 0


def began(platform: Platform) -> date:
    """The day, in London, on which a platform's data folder was made."""
    moment = datetime.fromtimestamp((platform.data / "keys").stat().st_ctime, UTC)
    return london_date(moment)


def fixed(expected: dict[str, Any], found: dict[str, Any]) -> set[str]:
    """The cases that began on the same day in both."""
    return {
        case
        for case, events in expected.items()
        if case in found and found[case][0]["time"] == events[0]["time"]
    }


def expressions() -> Iterator[str]:
    """What the dashboards and the alerts ask."""
    for dashboard in DASHBOARDS:
        for panel in dashboard.panels:
            yield from (expression for expression, _ in panel.queries)
    yield from (alert["expr"] for alert in alerts(read("alerts.yml")))


def traces(region: Platform) -> list[Path]:
    return sorted((region.data / "traces").glob("*.jsonl"))


def spans(region: Platform) -> list[Span]:
    return read_spans(*traces(region))


def scraped(region: Platform, part: str) -> str:
    port = Places(region.port, region.data).metrics_port(part)
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        return str(answer.read().decode())


def pid_of(platform: Platform, part: str) -> int:
    """The process of a part; waits for one that is being started again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                environment = (folder / "environ").read_bytes()
            except OSError:
                continue
            if (
                words[-3:-1] == [b"serve", part.encode()]
                and os.fsencode(platform.data) in environment
            ):
                return int(folder.name)
        time.sleep(0.05)
    raise AssertionError(f"{part} does not run")
