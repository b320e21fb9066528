"""Waiting for rest, against real gRPC servers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from contracts.grpc import history_pb2
from rapid_review.doors import Doors, NotRunning
from rapid_review.people import OBSERVER, load_people
from rapid_review.scripted.looks import EventParked
from rapid_review.scripted.settled import NotSettled, Settling
from tests.integration.rapid_review.platform import SmallPlatform


@pytest.fixture
async def settling(platform: SmallPlatform) -> AsyncIterator[Settling]:
    async with Doors(platform.settings, load_people()) as doors:
        settling = Settling(doors, OBSERVER)
        await settling.begin()
        yield settling


def listens(
    platform: SmallPlatform, service: str, source: str, position: int, parked: int = 0
) -> None:
    platform.listeners[service] = [
        history_pb2.Listener(name=service, source=source, position=position, parked=parked)
    ]


def rounds(platform: SmallPlatform) -> int:
    return len(platform.asked) // 6


async def test_a_listener_that_lags_is_waited_for(
    platform: SmallPlatform, settling: Settling
) -> None:
    platform.logs["referral"] = [history_pb2.HistoricEvent()]
    listens(platform, "review", "referral", 0)
    begun = rounds(platform)

    def later(method: str, request: Any) -> None:
        if rounds(platform) >= begun + 4:
            listens(platform, "review", "referral", 1)

    platform.before = later
    await settling.wait()

    assert rounds(platform) >= begun + 5


async def test_rest_is_seen_twice_because_events_cause_events(
    platform: SmallPlatform, settling: Settling
) -> None:
    begun = rounds(platform)

    def follows(method: str, request: Any) -> None:
        if len(platform.asked) == 6 * (begun + 1) + 1:  # The first round is over.
            platform.logs["review"].append(history_pb2.HistoricEvent())

    platform.before = follows
    await settling.wait()

    assert rounds(platform) == begun + 3


async def test_a_listener_that_stays_behind_is_named(
    platform: SmallPlatform, settling: Settling
) -> None:
    platform.logs["referral"] = [history_pb2.HistoricEvent()]
    listens(platform, "review", "referral", 0)

    with pytest.raises(NotSettled, match="review of review is at 0 of 1 in the log of referral"):
        await settling.wait(within_s=0.1)


async def test_a_parked_event_is_named(platform: SmallPlatform, settling: Settling) -> None:
    listens(platform, "learning", "review", 0, parked=1)

    with pytest.raises(EventParked, match="learning of learning"):
        await settling.wait()


async def test_what_was_parked_before_does_not_count(platform: SmallPlatform) -> None:
    listens(platform, "learning", "review", 0, parked=2)
    async with Doors(platform.settings, load_people()) as doors:
        settling = Settling(doors, OBSERVER)
        await settling.begin()

        await settling.wait()


async def test_a_platform_that_does_not_run_is_said_at_once(platform: SmallPlatform) -> None:
    await platform.close()
    async with Doors(platform.settings, load_people()) as doors:
        with pytest.raises(NotRunning, match=f"not running at 127.0.0.1:{platform.settings.port}"):
            await Settling(doors, OBSERVER).begin()


async def test_a_service_that_is_starting_again_is_waited_for(platform: SmallPlatform) -> None:
    await platform.close("notifications")
    async with Doors(platform.settings, load_people()) as doors:
        beginning = asyncio.create_task(Settling(doors, OBSERVER).begin())
        await asyncio.wait([beginning], timeout=0.3)
        assert not beginning.done()

        await platform.open("notifications")
        await beginning
