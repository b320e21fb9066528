"""The tables of (b) beside Debezium: a backlog, and how soon a single event can be read on the topic."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks import history, telling
from benchmarks.broker import PARTITIONS, SERVICE
from benchmarks.debezium import engine
from benchmarks.measure import Group, Plan, Sample, Variant, percentile
from benchmarks.server import running_server
from chassis.kafka import clients
from chassis.kafka.relay import Relay
from chassis.settings import KafkaSettings
from rapid_review.kafka.server_settings import LOOPBACK, Place
from rapid_review.postgres.embedded import Network

DEBEZIUM, OURS = "Debezium, outbox router", "ours"
PER_S, WARM_UP = 100, 500
LOOK_S, PATIENCE_S = 0.002, 300.0
Told = Callable[[history.Kept, KafkaSettings, int], AbstractAsyncContextManager[None]]
_servers: dict[int, tuple[Plan, int]] = {}


async def _logical(plan: Plan) -> tuple[Plan, int]:
    """The plan with a server whose log can be decoded, and the port at which Java finds it."""
    if id(plan) not in _servers:
        port = Place.free().port
        network = Network(LOOPBACK, port, {"wal_level": "logical"}, lent={})
        server = await plan.lasting.enter_async_context(running_server(network))
        _servers[id(plan)] = replace(plan, server=server), port
    return _servers[id(plan)]


@asynccontextmanager
async def by_debezium(kept: history.Kept, kafka: KafkaSettings, port: int) -> AsyncIterator[None]:
    """Its engine tells; afterwards its slot is gone, so that the database can be dropped."""
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        async with engine.running(kept.dsn, port, kafka, Path(folder)):
            yield
    while await kept.pool.fetchval("SELECT active FROM pg_replication_slots"):
        await asyncio.sleep(LOOK_S)
    await kept.pool.execute("SELECT pg_drop_replication_slot($1)", engine.SLOT)


@asynccontextmanager
async def by_our_relay(kept: history.Kept, kafka: KafkaSettings, _port: int) -> AsyncIterator[None]:
    """Our relay tells."""
    relay = Relay(telling.log_of(kept), kept.pool, kept.dsn, kafka)
    running = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


WAYS: dict[str, tuple[Told, tuple[str, ...]]] = {
    DEBEZIUM: (by_debezium, engine.PREPARE),
    OURS: (by_our_relay, ()),
}


@asynccontextmanager
async def _overhearing(kafka: KafkaSettings) -> AsyncIterator[tuple[Any, list[TopicPartition]]]:
    partitions = [
        TopicPartition(clients.topic_of(kafka, SERVICE), one) for one in range(PARTITIONS)
    ]
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka.bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign(partitions)
        await consumer.seek_to_beginning()
        yield consumer, partitions
    finally:
        await consumer.stop()


def _backlog(way: str) -> Callable[[Plan, int], Any]:
    told, scripts = WAYS[way]

    async def run(plan: Plan, events: int) -> Sample:
        """A backlog of twice as many, of which the first half does not count: a Java program starts cold."""
        own, port = await _logical(plan)
        async with AsyncExitStack() as stack:
            kafka = await stack.enter_async_context(plan.broker.topic())
            consumer, partitions = await stack.enter_async_context(_overhearing(kafka))
            kept = await stack.enter_async_context(history.ours(own, 2 * events, *scripts))

            async def there() -> int:
                return sum((await consumer.end_offsets(partitions)).values())

            async with told(kept, kafka, port), asyncio.timeout(PATIENCE_S):
                while (first := await there()) < events:
                    await asyncio.sleep(LOOK_S)
                begun = time.perf_counter()
                while await there() < 2 * events:
                    await asyncio.sleep(LOOK_S)
                return Sample((2 * events - first) / (time.perf_counter() - begun))

    return run


def _single(way: str) -> Callable[[Plan, int], Any]:
    told, scripts = WAYS[way]

    async def run(plan: Plan, per_s: int) -> Sample:
        """Events at a steady rate: from the start of each append until the event can be read on the topic."""
        own, port = await _logical(plan)
        async with AsyncExitStack() as stack:
            kafka = await stack.enter_async_context(plan.broker.topic())
            consumer, _ = await stack.enter_async_context(_overhearing(kafka))
            kept = await stack.enter_async_context(history.ours(own, 0, *scripts))
            arrived: dict[int, float] = {}
            listening = asyncio.create_task(_listen(consumer, arrived))
            stack.callback(listening.cancel)
            async with told(kept, kafka, port), asyncio.timeout(PATIENCE_S):
                await _appended(kept, 1, per_s)  # Whoever starts takes as long as it takes.
                while not arrived:
                    await asyncio.sleep(LOOK_S)
                await _appended(kept, WARM_UP, per_s)
                sent = await _appended(kept, max(1, int(per_s * plan.seconds)), per_s)
                while not sent.keys() <= arrived.keys():
                    await asyncio.sleep(LOOK_S)
            delays = sorted((arrived[position] - at) * 1000 for position, at in sent.items())
            p50, p99 = percentile(delays, 0.5), percentile(delays, 0.99)
            return Sample(p50, p50, p99)

    return run


async def _listen(consumer: Any, arrived: dict[int, float]) -> None:
    while True:
        found = await consumer.getmany(timeout_ms=1_000)
        now = time.perf_counter()
        for records in found.values():
            for one in records:
                arrived.setdefault(int(dict(one.headers)["ce_position"]), now)


async def _appended(kept: history.Kept, count: int, per_s: int) -> dict[int, float]:
    """Each event begins a case; gives the moment at which each position was to be stored."""
    sealed = [(await history.stream_of(kept.keys, uuid4(), 1))[0] for _ in range(count)]
    sent: dict[int, float] = {}
    begun = time.perf_counter()

    async def store(number: int) -> None:
        due = begun + number / per_s
        await asyncio.sleep(due - time.perf_counter())
        sent[await kept.store.append([sealed[number]], expected=0)] = due

    await asyncio.gather(*(store(number) for number in range(count)))
    return sent


OUTBOX = Group(
    key="outbox", title="(b) A backlog to Kafka, beside Debezium", unit="events/s", of_size="events",
    sizes=(10_000,), base=DEBEZIUM, any_size=True, rounds_most=3,
    variants=tuple(Variant(way, _backlog(way)) for way in WAYS),
)  # fmt: skip
OUTBOX_DELAY = Group(
    key="outbox-delay", title="(b) From the append to the topic, beside Debezium", unit="ms, median",
    of_size="events/s", sizes=(PER_S,), base=DEBEZIUM, delay=True, any_size=True, rounds_most=3,
    variants=tuple(Variant(way, _single(way)) for way in WAYS),
)  # fmt: skip
