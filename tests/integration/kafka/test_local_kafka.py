"""A real Kafka keeps what it acknowledged."""

from __future__ import annotations

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from tests.support.kafka_broker import KafkaBroker

pytestmark = pytest.mark.integration


async def send(bootstrap: str, topic: str, values: list[bytes]) -> None:
    async with AIOKafkaProducer(
        bootstrap_servers=bootstrap, acks="all", enable_idempotence=True
    ) as producer:
        for sent in [await producer.send(topic, value, partition=0) for value in values]:
            await sent


async def read(bootstrap: str, topic: str, count: int) -> list[bytes | None]:
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
    ) as consumer:
        return [(await consumer.getone()).value for _ in range(count)]


async def test_what_is_sent_is_read_in_order(kafka: KafkaBroker) -> None:
    topic = await kafka.topic(partitions=3)
    values = [b"%d" % n for n in range(100)]

    await send(kafka.bootstrap, topic, values)

    assert await read(kafka.bootstrap, topic, 100) == values
