"""The embedded event source keeps the promise that every source makes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import pytest

from chassis.database import Pool
from chassis.doors.event_source import EventSource, FollowLogs
from tests.support.event_source_behaviour import EventSourceBehaviour, Rig
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
