"""Each published variation runs end to end, from the first word to the close, by its own days.

The dates are written down here from the partnerships' texts, not computed: see the source in each rule pack.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.clock import utc_now
from chassis.rules.rule_packs import RulePacks
from contracts.grpc import common_pb2
from rapid_review.doors import Doors
from rapid_review.people import OBSERVER
from rapid_review.scripted.play import Player
from rapid_review.scripted.script_file import read_scripts
from rapid_review.settings import PlatformSettings
from tests.support.platform_process import Platform, a_platform
from tests.support.whole_process import Variation, case, people

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

MONDAY = date(2026, 1, 5)
BEFORE_CHRISTMAS = date(2025, 12, 17)

# Name: the variation; the rules; the first day of the clock; days that the text gives; the last day.
VARIATIONS: dict[str, tuple[Variation, str, str, dict[str, str], str]] = {
    # "Over a fifteen-day period" from the decision, after a notification …
    "Plymouth, notified": (
        Variation("PLY", MONDAY, notified=True, sent_on=14),
        "PLY@2026.1", "2026-01-06", {"sent_to_panel": "2026-01-27"}, "2026-01-27",
    ),
    # … or "acceptance of a referral from a partner agency".
    "Plymouth, accepted referral": (
        Variation("PLY", MONDAY, notified=False, sent_on=14),
        "PLY@2026.1", "2026-01-06", {"sent_to_panel": "2026-01-27"}, "2026-01-27",
    ),
    # The copy to the business team is day 1; summaries by day 10; the huddle on day 14.
    "Devon, current": (
        Variation("DEV", MONDAY, notified=True, sent_on=14),
        "DEV@2026.1", "2026-01-05",
        {"returns_due": "2026-01-16", "scrutiny": "2026-01-22", "sent_to_panel": "2026-01-23"}, "2026-01-23",
    ),
    # The notification is day 0; summaries by day 10, over Christmas; the summary goes on day 16.
    "Devon, former": (
        Variation("DEV", BEFORE_CHRISTMAS, notified=True, sent_on=14),
        "DEV@2019.1", "2025-12-17",
        {"returns_due": "2026-01-05", "meeting": "2026-01-07", "sent_to_panel": "2026-01-13"}, "2026-01-12",
    ),
    # Fifteen working days from the date on which the notification was sent.
    "Cambridgeshire": (
        Variation("CAM", MONDAY, notified=True, sent_on=14),
        "CAM@2026.1", "2026-01-05", {"sent_to_panel": "2026-01-26"}, "2026-01-26",
    ),
    # Fifteen days following the notification; "slightly longer" when there was nothing to notify.
    "North Yorkshire, notified": (
        Variation("NYK", MONDAY, notified=True, sent_on=14),
        "NYK@2026.1", "2026-01-05", {"sent_to_panel": "2026-01-26"}, "2026-01-26",
    ),
    "North Yorkshire, not notifiable": (
        Variation("NYK", MONDAY, notified=False, sent_on=17),
        "NYK@2026.1", "2026-01-06", {"sent_to_panel": "2026-02-03"}, "2026-02-03",
    ),
    # Fifteen days to decide and to send the recommendation.
    "Kent": (
        Variation("KEN", MONDAY, notified=True, sent_on=14),
        "KEN@2026.1", "2026-01-05", {"sent_to_panel": "2026-01-26"}, "2026-01-26",
    ),
}  # fmt: skip
PACKS = RulePacks.load()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform in which every variation was played to its close, each by its own people."""
    folder = tmp_path_factory.mktemp("variations")
    files = [folder / f"{variation.key}.yaml" for variation, *_ in VARIATIONS.values()]
    for file, (variation, *_) in zip(files, VARIATIONS.values(), strict=True):
        file.write_text(yaml.safe_dump(case(variation, PACKS), sort_keys=False))
    with a_platform(folder / "var") as platform:
        platform.start()
        asyncio.run(play(platform, files))
        yield platform


async def play(platform: Platform, files: list[Path]) -> None:
    known = people(PACKS)
    scripts = read_scripts(files, known, PACKS)
    async with Doors(settings_of(platform), known) as doors:
        await Player(doors, utc_now, OBSERVER).play(scripts, lambda _: None)


async def review_of(platform: Platform, name: str) -> Any:
    known = people(PACKS)
    (script,) = read_scripts(
        [platform.data.parent / f"{VARIATIONS[name][0].key}.yaml"], known, PACKS
    )
    request = common_pb2.CaseRequest(case_id=str(script.case.case_id))
    async with Doors(settings_of(platform), known) as doors:
        return await doors.ask("review", "GetReview", request, by=OBSERVER)


def settings_of(platform: Platform) -> PlatformSettings:
    return PlatformSettings(port=platform.port, data=platform.data)


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_variation_runs_to_its_close_by_the_days_of_its_own_text(
    name: str, played: Platform
) -> None:
    _, rules, starts, days, due = VARIATIONS[name]

    review = asyncio.run(review_of(played, name))

    assert review.stage == "closed"
    assert review.rule_pack.startswith(f"{rules}+")
    assert (review.clock_started_on, review.due_on) == (starts, due)
    found = {one.code: one.due_on for one in review.milestones}
    assert {code: found.get(code) for code in days} == days


@pytest.mark.parametrize("name", VARIATIONS)
def test_every_gate_on_the_way_was_passed_with_its_record(name: str, played: Platform) -> None:
    review = asyncio.run(review_of(played, name))

    gates = {one.gate: one for one in review.decisions}
    assert {"G4", "G5", "G6", "G7", "G11"} <= gates.keys()
    assert {one.rule_pack for one in gates.values()} == {review.rule_pack}
    assert {one.criterion for one in gates["G5"].decision.findings} == set(gates["G5"].criteria)


def test_nothing_was_parked_on_the_way(played: Platform) -> None:
    assert played.json("parked", "list") == {"cases": [], "unreadable": []}
