"""(c) The event door: from the topic to rows, once in effect, beside loops that promise less."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from aiokafka import AIOKafkaConsumer
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from benchmarks import history, telling
from benchmarks.broker import SERVICE
from benchmarks.measure import Group, Plan, Sample, Target, Variant
from benchmarks.server import TEMPLATE
from chassis.database import Connection, Pool, pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.kafka import clients
from chassis.kafka.relay import Relay
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from contracts.events.referral import ReferralWithdrawn

LISTENER = "bench"
LOOK_S = 0.005
FASTSTREAM_SHARE = 10
"""FastStream with a commit for each message is given so many times fewer."""
HEARD = "CREATE TABLE heard (number bigserial, case_id uuid NOT NULL, text text NOT NULL)"
EFFECT = "INSERT INTO heard (case_id, text) VALUES ($1, $2)"
INBOX = (
    "INSERT INTO inbox (listener, source, case_id, position)"
    " SELECT $1, $2, * FROM unnest($3::uuid[], $4::bigint[]) ON CONFLICT (listener, source, case_id)"
    " DO UPDATE SET position = excluded.position WHERE inbox.position < excluded.position"
)


@asynccontextmanager
async def told(plan: Plan, events: int) -> AsyncIterator[tuple[KafkaSettings, Pool]]:
    """A topic on which so many events stand, and the database of a listener."""
    async with plan.broker.topic() as settings:
        async with history.ours(plan, events) as kept:
            relay = Relay(telling.log_of(kept), kept.pool, kept.dsn, settings)
            running = asyncio.create_task(relay.run())
            while (await relay.progress()).position < events:
                await asyncio.sleep(LOOK_S)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        async with (
            plan.server.database(template=TEMPLATE) as dsn,
            pool(dsn, "bench", size=6) as connections,
        ):
            await connections.execute(HEARD)
            yield settings, connections


async def _timed(connections: Pool, events: int, work: Awaitable[Any]) -> Sample:
    """From the first effect to the last: joining a group takes seconds and is not what is asked."""
    running = asyncio.ensure_future(work)
    try:
        first = 0
        while not first:
            await asyncio.sleep(LOOK_S)
            first = await connections.fetchval("SELECT count(*) FROM heard")
        begun, count = time.perf_counter(), first
        while count < events:
            await asyncio.sleep(LOOK_S)
            count = await connections.fetchval("SELECT coalesce(max(number), 0) FROM heard")
        return Sample((events - first) / (time.perf_counter() - begun))
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def ours(plan: Plan, events: int) -> Sample:
    """Our source and door."""

    async def effect(one: Told) -> None:
        await one.connection.execute(EFFECT, one.event.case_id, one.event.reason)

    async with told(plan, events) as (settings, connections):
        door = EventDoor(LISTENER, [SERVICE], {ReferralWithdrawn: effect}, connections)
        source = KafkaSource(settings, connections)
        return await _timed(connections, events, source.listen(LISTENER, [SERVICE], door.take))


async def bare(plan: Plan, events: int) -> Sample:
    """Pages from a bare consumer, the same SQL in one transaction for each, and a commit behind it."""

    async def loop(settings: KafkaSettings, connections: Pool) -> None:
        consumer = AIOKafkaConsumer(
            clients.topic_of(settings, SERVICE), group_id=LISTENER, enable_auto_commit=False,
            **clients.CONSUMER, **clients.connection(settings),
        )  # fmt: skip
        await consumer.start()
        try:
            while True:
                found = await consumer.getmany(timeout_ms=25, max_records=500)
                page = [_read(record) for records in found.values() for record in records]
                if page:
                    async with connections.acquire() as connection, connection.transaction():
                        await _effects(connection, page)
                    await consumer.commit()
        finally:
            await consumer.stop()

    async with told(plan, events) as (settings, connections):
        return await _timed(connections, events, loop(settings, connections))


def _read(record: Any) -> tuple[ReferralWithdrawn, int]:
    return ReferralWithdrawn.model_validate_json(record.value), int(
        dict(record.headers)["ce_position"]
    )


async def _effects(connection: Connection, page: list[tuple[ReferralWithdrawn, int]]) -> None:
    positions: dict[UUID, int] = {}
    for event, position in page:
        await connection.execute(EFFECT, event.case_id, event.reason)
        positions[event.case_id] = position
    await connection.execute(INBOX, LISTENER, SERVICE, list(positions), list(positions.values()))


async def faststream(plan: Plan, events: int) -> Sample:
    """A plain subscriber: each message by itself, in a transaction of its own, acknowledged behind it."""
    share = events // FASTSTREAM_SHARE
    async with told(plan, share) as (settings, connections):
        broker = KafkaBroker(settings.bootstrap, logger=None)
        subscriber = broker.subscriber(
            clients.topic_of(settings, SERVICE), group_id=LISTENER, auto_offset_reset="earliest",
            ack_policy=AckPolicy.NACK_ON_ERROR,
        )  # fmt: skip

        @subscriber
        async def handle(event: ReferralWithdrawn, message: KafkaMessage) -> None:
            position = int(message.headers["ce_position"])
            async with connections.acquire() as connection, connection.transaction():
                await _effects(connection, [(event, position)])

        running: Callable[[], Awaitable[None]] = broker.start
        try:
            return await _timed(connections, share, running())
        finally:
            await broker.stop()


LISTENING = Group(
    key="listening", title="(c) Event door", unit="events/s", of_size="events", sizes=(10_000,),
    base="bare aiokafka getmany, same SQL",
    variants=(
        Variant("bare aiokafka getmany, same SQL", bare),
        Variant("FastStream, a commit for each message", faststream),
        Variant("ours", ours),
    ),
    targets=(
        Target("ours", "bare aiokafka getmany, same SQL", 10_000, 0.6),
        Target("ours", "FastStream, a commit for each message", 10_000, 10),
    ),
)  # fmt: skip
