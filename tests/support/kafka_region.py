"""What a test on Kafka needs around the broker: topics of its own, relays that tell, and sources that listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from chassis.kafka.clients import topic_of
from chassis.kafka.relay import Relay
from chassis.settings import KafkaSettings
from tests.support.publisher import Publisher

PARTITIONS = 3
PATIENCE_S = 60.0


@asynccontextmanager
async def own_topics(
    bootstrap: str, services: Sequence[str], *, partitions: int = PARTITIONS, copies: int = 1
) -> AsyncIterator[KafkaSettings]:
    """Settings under which the topics of these services exist and belong to this test alone."""
    settings = KafkaSettings(
        bootstrap=bootstrap, protocol="PLAINTEXT", prefix=f"test-{uuid4().hex[:8]}."
    )
    await create_topics(settings, services, partitions=partitions, copies=copies)
    yield settings


async def create_topics(
    settings: KafkaSettings,
    services: Sequence[str],
    *,
    partitions: int = PARTITIONS,
    copies: int = 1,
) -> None:
    """Make the topics, and wait until the broker gives them a leader."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap)
    await admin.start()
    try:
        names = [topic_of(settings, service) for service in services]
        await admin.create_topics([NewTopic(name, partitions, copies) for name in names])
        async with asyncio.timeout(PATIENCE_S):
            while any(not one["partitions"] for one in await admin.describe_topics(names)):
                await asyncio.sleep(0.05)
    finally:
        await admin.close()


async def delete_topics(settings: KafkaSettings, services: Sequence[str]) -> None:
    """Remove the topics with all that was told on them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap)
    await admin.start()
    try:
        names = [topic_of(settings, service) for service in services]
        await admin.delete_topics(names)
        async with asyncio.timeout(PATIENCE_S):
            while set(names) & set(await admin.list_topics()):
                await asyncio.sleep(0.05)
    finally:
        await admin.close()


@asynccontextmanager
async def telling(publisher: Publisher, settings: KafkaSettings) -> AsyncIterator[Relay]:
    """A relay of this publisher, for as long as the block lasts."""
    relay = Relay(publisher.log, publisher.pool, publisher.dsn, settings)
    task = asyncio.create_task(relay.run())
    try:
        yield relay
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def told_up_to_head(publisher: Publisher, relay: Relay) -> int:
    """Wait until everything that the publisher has stored has been told; gives the head."""
    async with asyncio.timeout(PATIENCE_S):
        while (await relay.progress()).position < (head := await publisher.store.head()):
            await asyncio.sleep(0.01)
    return head


async def all_records(settings: KafkaSettings, service: str) -> list[ConsumerRecord[bytes, bytes]]:
    """Everything that stands on a topic now, partition after partition."""
    topic = topic_of(settings, service)
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=settings.bootstrap, auto_offset_reset="earliest",
        enable_auto_commit=False,
    )  # fmt: skip
    await consumer.start()
    found: list[ConsumerRecord[bytes, bytes]] = []
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        async with asyncio.timeout(PATIENCE_S):
            while any([await consumer.position(one) < end for one, end in ends.items()]):
                for records in (await consumer.getmany(timeout_ms=100)).values():
                    found += records
    finally:
        await consumer.stop()
    return sorted(found, key=lambda record: (record.partition, record.offset))


async def ends_of(settings: KafkaSettings, service: str) -> dict[int, int]:
    """The next offset of each partition of a topic."""
    topic = topic_of(settings, service)
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=settings.bootstrap)
    await consumer.start()
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        return {one.partition: end for one, end in ends.items()}
    finally:
        await consumer.stop()
