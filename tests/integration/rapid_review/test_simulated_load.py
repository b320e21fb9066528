"""A load of simulated cases on six real gRPC servers that answer as a test tells them."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import grpc
import pytest

from rapid_review.doors import Doors, NotRunning
from rapid_review.simulated.cases import cases
from rapid_review.simulated.load import Load, NotThisRegion, Pace
from rapid_review.simulated.meter import Meter
from rapid_review.simulated.places import areas, people
from rapid_review.simulated.story import Plan
from tests.integration.rapid_review.platform import Answer, Refusal, SmallPlatform

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PLAN = Plan(seed=2, partnerships=3, years=range(2025, 2026))
CASES = list(cases(PLAN, NOW))
COMMANDS = sum(len(case.steps) for case in CASES)


async def load(
    platform: SmallPlatform, *, enough: asyncio.Event | None = None, rate: float | None = None
) -> Meter:
    """Play the plan until it is done or it is enough; gives what was seen."""
    meter, ending = Meter(), asyncio.create_task((enough or asyncio.Event()).wait())
    async with Doors(platform.settings, people(areas(PLAN.partnerships))) as doors:
        one = Load(doors, PLAN, Pace(rate, at_once=4), meter=meter, clock=lambda: NOW)
        try:
            await one.run(ending)  # type: ignore[arg-type]
        finally:
            await one.close()
            ending.cancel()
    return meter


def refusing(code: str, *, when: Any) -> Answer:
    def before(method: str, request: Any) -> None:
        if when(method, request):
            raise Refusal(grpc.StatusCode.FAILED_PRECONDITION, code, "No.")

    return before


async def test_every_command_of_every_case_is_sent_once(platform: SmallPlatform) -> None:
    meter = await load(platform)

    assert (meter.answered, meter.refused, meter.cases_done) == (COMMANDS, 0, len(CASES))
    assert len(platform.commands) == COMMANDS
    ids = Counter(one.correlation_id for log in platform.logs.values() for one in log)
    assert set(ids.values()) == {1}


async def test_the_steps_of_each_case_come_in_its_order(platform: SmallPlatform) -> None:
    await load(platform)

    sent = [request.header for _, _, request in platform.asked if hasattr(request, "header")]
    for case in CASES:
        ids = [one.command_id for one in sent if one.case_id == str(case.case_id)]
        assert ids == [str(case.command_id(number)) for number in range(len(case.steps))]


async def test_the_cases_of_a_partnership_begin_in_their_order(platform: SmallPlatform) -> None:
    await load(platform)

    begun = dict.fromkeys(
        request.header.case_id for _, _, request in platform.asked if hasattr(request, "header")
    )
    for area in areas(PLAN.partnerships):
        own = [str(case.case_id) for case in CASES if case.partnership == area.code]
        assert [case_id for case_id in begun if case_id in own] == own


async def test_what_was_stopped_goes_on_and_repeats_nothing(platform: SmallPlatform) -> None:
    enough = asyncio.Event()

    def stop_in_the_middle(method: str, request: Any) -> None:
        if hasattr(request, "header") and len(platform.commands) == COMMANDS // 2:
            enough.set()

    platform.before = stop_in_the_middle
    first = await load(platform, enough=enough)
    assert 0 < first.answered < COMMANDS

    second = await load(platform)

    assert first.answered + second.answered == COMMANDS == len(platform.commands)
    assert second.cases_done == len(CASES)
    assert second.cases_there == first.cases_done


async def test_a_case_that_is_refused_stands_there_and_the_others_go_on(
    platform: SmallPlatform,
) -> None:
    bad = str(CASES[0].case_id)

    def in_one_case(method: str, request: Any) -> bool:
        return hasattr(request, "header") and request.header.case_id == bad

    platform.before = refusing("referral.no_longer_open", when=in_one_case)
    meter = await load(platform)

    assert (meter.cases_failed, meter.refused, meter.cases_done) == (1, 1, len(CASES) - 1)
    assert "No. (referral.no_longer_open)" in meter.failures[0]


async def test_a_platform_that_does_not_know_the_partnerships_ends_the_load(
    platform: SmallPlatform,
) -> None:
    platform.before = refusing(
        "rules.unknown_partnership", when=lambda _, request: hasattr(request, "header")
    )

    with pytest.raises(NotThisRegion, match="does not know the partnership SIM"):
        await load(platform)


async def test_no_platform_is_said_at_once(platform: SmallPlatform) -> None:
    await platform.close()

    with pytest.raises(NotRunning):
        await load(platform)


async def test_a_rate_changes_nothing_of_what_is_sent(platform: SmallPlatform) -> None:
    meter = await load(platform, rate=10_000)

    assert (meter.answered, meter.cases_done) == (COMMANDS, len(CASES))
