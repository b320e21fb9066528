"""What every event source promises, whichever way the events travel. Subclass once per source."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol
from uuid import UUID, uuid4

import pytest

from chassis.delivery.event_source import EventSource
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn

PATIENCE_S = 60.0


class Rig(Protocol):
    """A source under test and the means to publish what it tells."""

    @property
    def services(self) -> Sequence[str]:
        """Whose events are told; at least one."""

    async def publish(self, service: str, case_id: UUID, *texts: str) -> None:
        """Publish each text as one event of a case; a case's first text is "1"."""

    def source(self) -> EventSource:
        """A source as after a start of the process: it knows only what was kept durably."""


class Heard:
    """What a listener was told, and the power to refuse it."""

    def __init__(self) -> None:
        self.texts: dict[UUID, list[str]] = defaultdict(list)
        self.refusing = 0
        self._changed = asyncio.Event()

    async def take(self, page: Sequence[Envelope]) -> None:
        """Remember each event, unless refusing."""
        if self.refusing:
            self.refusing -= 1
            raise ConnectionError("the listener's database is away")
        for envelope in page:
            event = envelope.event()
            assert isinstance(event, ReferralWithdrawn)
            self.texts[envelope.subject].append(event.reason)
        self._changed.set()

    async def until(self, case_id: UUID, count: int) -> list[str]:
        """What was heard of a case once there are ``count`` different texts."""
        async with asyncio.timeout(PATIENCE_S):
            while len(set(self.texts[case_id])) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.texts[case_id]


def without_repeats(texts: Sequence[str]) -> list[str]:
    """The first telling of each."""
    return list(dict.fromkeys(texts))


@asynccontextmanager
async def listening(
    source: EventSource, listener: str, services: Sequence[str], heard: Heard
) -> AsyncIterator[None]:
    """Listen until the block ends."""
    task = asyncio.create_task(source.listen(listener, services, heard.take))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class EventSourceBehaviour:
    """The promise: at least once, in order within a case, from the beginning of history."""

    @pytest.fixture
    async def rig(self) -> AsyncIterator[Rig]:
        raise NotImplementedError
        yield  # noqa: PT022 - makes it the generator that fixtures are

    async def test_a_new_listener_hears_the_whole_history_in_order(self, rig: Rig) -> None:
        case_id, heard = uuid4(), Heard()
        await rig.publish(rig.services[0], case_id, "1", "2", "3")

        async with listening(rig.source(), "late-comer", rig.services, heard):
            assert await heard.until(case_id, 3) == ["1", "2", "3"]

    async def test_what_is_published_meanwhile_is_heard(self, rig: Rig) -> None:
        case_id, heard = uuid4(), Heard()

        async with listening(rig.source(), "follower", rig.services, heard):
            await rig.publish(rig.services[0], case_id, "1")
            await heard.until(case_id, 1)
            await rig.publish(rig.services[0], case_id, "2")

            assert without_repeats(await heard.until(case_id, 2)) == ["1", "2"]

    async def test_a_page_holds_no_more_than_is_wanted_and_the_place_moves_with_each(
        self, rig: Rig
    ) -> None:
        case_id, service, source = uuid4(), rig.services[0], rig.source()
        places, sizes = list[int](), list[int]()
        await rig.publish(service, case_id, "1", "2", "3", "4", "5")

        async def take(page: Sequence[Envelope]) -> None:
            positions = (await source.positions("small-pages")).get(service, {})
            places.append(max(positions.values(), default=0))
            sizes.append(len(page))

        listening = asyncio.create_task(source.listen("small-pages", [service], take, page_max=2))
        async with asyncio.timeout(PATIENCE_S):
            while sum(sizes) < 5:
                await asyncio.sleep(0.01)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

        assert max(sizes) <= 2
        assert places == sorted(set(places))

    async def test_a_page_that_was_not_taken_is_told_again(self, rig: Rig) -> None:
        case_id, heard = uuid4(), Heard()
        heard.refusing = 2
        await rig.publish(rig.services[0], case_id, "1", "2")

        async with listening(rig.source(), "stumbler", rig.services, heard):
            assert without_repeats(await heard.until(case_id, 2)) == ["1", "2"]

    async def test_after_a_restart_nothing_is_skipped(self, rig: Rig) -> None:
        case_id, before, after = uuid4(), Heard(), Heard()
        await rig.publish(rig.services[0], case_id, "1", "2")
        async with listening(rig.source(), "restarter", rig.services, before):
            await before.until(case_id, 2)
        await rig.publish(rig.services[0], case_id, "3", "4")

        async with listening(rig.source(), "restarter", rig.services, after):
            async with asyncio.timeout(PATIENCE_S):
                while "4" not in after.texts[case_id]:
                    await asyncio.sleep(0.01)

        together = without_repeats([*before.texts[case_id], *after.texts[case_id]])
        assert together == ["1", "2", "3", "4"]

    async def test_listeners_do_not_take_events_from_each_other(self, rig: Rig) -> None:
        case_id, one, two = uuid4(), Heard(), Heard()
        await rig.publish(rig.services[0], case_id, "1", "2")

        async with (
            listening(rig.source(), "one", rig.services, one),
            listening(rig.source(), "two", rig.services, two),
        ):
            assert without_repeats(await one.until(case_id, 2)) == ["1", "2"]
            assert without_repeats(await two.until(case_id, 2)) == ["1", "2"]

    async def test_every_followed_service_is_heard(self, rig: Rig) -> None:
        cases, heard = [uuid4() for _ in rig.services], Heard()
        for service, case_id in zip(rig.services, cases, strict=True):
            await rig.publish(service, case_id, "1", "2")

        async with listening(rig.source(), "all-ears", rig.services, heard):
            for case_id in cases:
                assert without_repeats(await heard.until(case_id, 2)) == ["1", "2"]

    async def test_many_cases_published_at_once_each_arrive_in_order(self, rig: Rig) -> None:
        cases, heard = [uuid4() for _ in range(20)], Heard()
        texts = [str(number) for number in range(1, 11)]

        async with listening(rig.source(), "crowd", rig.services, heard):
            await asyncio.gather(
                *(rig.publish(rig.services[0], case_id, *texts) for case_id in cases)
            )
            for case_id in cases:
                assert without_repeats(await heard.until(case_id, 10)) == texts

    async def test_positions_tell_how_far_a_listener_has_come(self, rig: Rig) -> None:
        case_id, heard, source = uuid4(), Heard(), rig.source()
        await rig.publish(rig.services[0], case_id, "1", "2")

        async with listening(source, "counted", rig.services, heard):
            await heard.until(case_id, 2)
            async with asyncio.timeout(PATIENCE_S):
                while not (await source.positions("counted")).get(rig.services[0]):
                    await asyncio.sleep(0.01)

        assert max((await source.positions("counted"))[rig.services[0]].values()) > 0
