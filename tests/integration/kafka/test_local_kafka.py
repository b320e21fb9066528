"""A real Kafka keeps what it acknowledged: through kill -9, and through the death of a leader."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError

from rapid_review.kafka.node import CannotStart
from tests.support.kafka_broker import KafkaBroker, create_topic
from tests.support.kafka_cluster import own_cluster, own_kafka

pytestmark = pytest.mark.integration
SAFE = {"acks": "all", "enable_idempotence": True}


async def send(bootstrap: str, topic: str, values: list[bytes]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, **SAFE) as producer:
        for sent in [await producer.send(topic, value, partition=0) for value in values]:
            await sent


async def read(bootstrap: str, topic: str, count: int) -> list[bytes | None]:
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
    ) as consumer:
        return [(await consumer.getone()).value for _ in range(count)]


def numbered(first: int, last: int) -> list[bytes]:
    return [b"%d" % number for number in range(first, last)]


async def test_a_topic_that_nobody_created_is_refused(kafka: KafkaBroker) -> None:
    name = kafka.unique("topic")
    producer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, request_timeout_ms=1_000)

    async with producer:
        with pytest.raises(KafkaError):
            await producer.send_and_wait(name, b"to nowhere")


def test_a_port_that_is_taken_is_refused_by_name(tmp_path: Path) -> None:
    with own_kafka(tmp_path) as node, socket.socket() as other:
        other.bind(("127.0.0.1", node.place.controller_port))
        other.listen()

        with pytest.raises(CannotStart, match=str(node.place.controller_port)):
            node.start()


def test_a_node_that_ends_at_once_says_why(tmp_path: Path) -> None:
    with own_kafka(tmp_path) as node:
        node.settings = {"num.io.threads": "none"}

        with pytest.raises(CannotStart, match=r"num\.io\.threads"):
            node.start()


async def test_what_is_sent_is_read_in_order(kafka: KafkaBroker) -> None:
    topic = await kafka.topic(partitions=3)

    await send(kafka.bootstrap, topic, numbered(0, 100))

    assert await read(kafka.bootstrap, topic, 100) == numbered(0, 100)


async def test_what_was_acknowledged_is_kept_through_kill_9_and_a_clean_stop(
    tmp_path: Path,
) -> None:
    with own_kafka(tmp_path) as node:
        node.start()
        await create_topic(node.bootstrap, "kept")
        await send(node.bootstrap, "kept", numbered(0, 100))

        node.kill()
        node.start()
        await send(node.bootstrap, "kept", numbered(100, 200))
        node.stop()
        node.start()

        assert await read(node.bootstrap, "kept", 200) == numbered(0, 200)


async def test_a_frozen_node_goes_on_where_it_was(tmp_path: Path) -> None:
    with own_kafka(tmp_path) as node:
        node.start()
        await create_topic(node.bootstrap, "frozen")
        async with AIOKafkaProducer(bootstrap_servers=node.bootstrap, **SAFE) as producer:
            node.pause()
            sent = await producer.send("frozen", b"while it was frozen", partition=0)
            node.resume()
            await sent

        assert await read(node.bootstrap, "frozen", 1) == [b"while it was frozen"]


async def test_the_topic_goes_on_when_its_leader_is_killed(tmp_path: Path) -> None:
    with own_cluster(tmp_path) as cluster:
        cluster.start()
        await create_topic(cluster.bootstrap, "led", copies=3)
        old = await cluster.leader("led")
        await send(cluster.bootstrap, "led", numbered(0, 100))

        old.kill()
        new = await cluster.leader("led", not_=old.place.node_id)
        await send(new.bootstrap, "led", numbered(100, 200))

        assert await read(new.bootstrap, "led", 200) == numbered(0, 200)
