"""The source over Kafka keeps the promise that every source makes; events are told by real relays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from chassis.database import Pool
from chassis.delivery.event_source import EventSource
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from tests.support.event_source_behaviour import EventSourceBehaviour, Rig
from tests.support.kafka_region import own_topics, telling
from tests.support.publisher import Publisher, listener_database, publishing

pytestmark = [pytest.mark.integration]


@dataclass
class KafkaRig:
    publishers: Mapping[str, Publisher]
    pool: Pool
    settings: KafkaSettings
    services: tuple[str, ...] = ("referral", "review")

    async def publish(self, service: str, case_id: UUID, *texts: str) -> None:
        await self.publishers[service].publish(case_id, *texts)

    def source(self) -> EventSource:
        return KafkaSource(self.settings, self.pool)


class TestKafkaSource(EventSourceBehaviour):
    @pytest.fixture
    async def rig(self, kafka: Any) -> AsyncIterator[Rig]:
        async with AsyncExitStack() as stack:
            settings = await stack.enter_async_context(
                own_topics(kafka.bootstrap, KafkaRig.services)
            )
            publishers = {}
            for name in KafkaRig.services:
                publishers[name] = await stack.enter_async_context(publishing(name))
                await stack.enter_async_context(telling(publishers[name], settings))
            pool = await stack.enter_async_context(listener_database())
            yield KafkaRig(publishers, pool, settings)
