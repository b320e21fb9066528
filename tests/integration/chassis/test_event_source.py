"""The embedded event source keeps the promise that every source makes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from chassis.database import Pool
from chassis.delivery.event_source import EventSource, FollowLogs
from contracts.envelope import Envelope
from tests.support.event_source_behaviour import EventSourceBehaviour, Heard, Rig
from tests.support.publisher import Publisher, listener_database, publishing


@dataclass
class FollowingRig:
    publishers: Mapping[str, Publisher]
    pool: Pool
    services: tuple[str, ...] = ("referral", "review")

    async def publish(self, service: str, case_id: UUID, *texts: str) -> None:
        await self.publishers[service].publish(case_id, *texts)

    def source(self) -> EventSource:
        logs = {name: publisher.log for name, publisher in self.publishers.items()}
        return FollowLogs(logs, self.pool)


class TestFollowLogs(EventSourceBehaviour):
    @pytest.fixture
    async def rig(self) -> AsyncIterator[Rig]:
        async with (
            publishing("referral") as referral,
            publishing("review") as review,
            listener_database() as pool,
        ):
            yield FollowingRig({"referral": referral, "review": review}, pool)


async def test_a_cancellation_that_came_from_inside_ends_no_follower() -> None:
    case_id, heard = uuid4(), Heard()
    cancelled = [True]

    async def take(page: Sequence[Envelope]) -> None:
        if cancelled:
            cancelled.pop()
            raise asyncio.CancelledError
        await heard.take(page)

    async with publishing() as publisher, listener_database() as pool:
        await publisher.publish(case_id, "1", "2")
        source = FollowLogs({"referral": publisher.log}, pool)
        listening = asyncio.create_task(source.listen("test", ["referral"], take))

        assert await heard.until(case_id, 2) == ["1", "2"]

        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
