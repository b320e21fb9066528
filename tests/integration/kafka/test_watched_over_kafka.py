"""Over a real broker: a command's trace reaches its effect, and a place that stands still is told from a slow one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from grpc_health.v1 import health
from structlog.testing import capture_logs

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import Advance
from chassis.kafka.relay import Relay
from chassis.kafka.source import KafkaSource
from chassis.readmodel import Projector
from chassis.settings import KafkaSettings
from chassis.telemetry import traces
from chassis.watch import Patience, Watch, Watched
from tests.integration.chassis.listener import TABLE, door
from tests.support.kafka_region import all_records, own_topics, telling, told_up_to_head
from tests.support.publisher import Publisher, listener_database, publishing
from tests.support.spans import recorded_spans, way

pytestmark = [pytest.mark.integration]

WAIT_S = 30.0


@dataclass
class Region:
    """A publisher whose relay tells, and a listener on Kafka."""

    publisher: Publisher
    relay: Relay
    pool: Pool
    source: KafkaSource
    settings: KafkaSettings
    door: EventDoor


@pytest.fixture
async def region(kafka: Any) -> AsyncIterator[Region]:
    async with AsyncExitStack() as stack:
        settings = await stack.enter_async_context(own_topics(kafka.bootstrap, ["referral"]))
        publisher = await stack.enter_async_context(publishing())
        pool = await stack.enter_async_context(listener_database(TABLE))
        relay = await stack.enter_async_context(telling(publisher, settings))
        source, listener = KafkaSource(settings, pool), door(pool)
        task = asyncio.create_task(source.listen("test", ["referral"], listener.take))
        yield Region(publisher, relay, pool, source, settings, listener)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not await condition():
            await asyncio.sleep(0.02)


async def test_the_trace_of_a_command_goes_over_kafka_to_its_effect(region: Region) -> None:
    with recorded_spans() as recorded:
        with traces.span("click"):
            await region.publisher.publish(uuid4(), "1")
        await told_up_to_head(region.publisher, region.relay)

        async def taken() -> bool:
            return any(span.name == "test takes a page" for span in recorded())

        await until(taken)
        spans = recorded()

    (_, append, effect) = way(spans, "click", "EventStore.append", "test takes ReferralWithdrawn")
    (page,) = [span for span in spans if span.name == "test takes a page"]
    (told,) = [span for span in spans if span.name.endswith("publish")]
    (record,) = await all_records(region.settings, "referral")
    carried = dict(record.headers)["traceparent"].decode()
    assert carried.rpartition("-")[0] == f"00-{append.trace[2:]}-{append.id[2:]}"
    assert told.links == page.links == (append.id,)
    assert effect.links == (page.id,)
    assert (told.kind, page.kind, effect.kind) == ("PRODUCER", "CONSUMER", "CONSUMER")


async def test_a_listener_knows_its_place_and_the_end_of_what_it_follows(region: Region) -> None:
    await region.publisher.publish(uuid4(), "1", "2", "3")

    async def at_the_end() -> bool:
        return await region.source.advance("test") == {"referral": Advance(3, 3, 4)}

    await until(at_the_end)


async def test_a_listener_whose_case_is_held_is_seen_behind_and_then_at_the_end(
    region: Region,
) -> None:
    case_id = uuid4()
    async with region.pool.acquire() as connection, connection.transaction():
        lock = f"event_door:test:{case_id}"
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
        await region.publisher.publish(case_id, "1", "2")

        async def behind() -> bool:
            advance = (await region.source.advance("test")).get("referral")
            return advance is not None and advance.end == 2 and advance.place == 0

        await until(behind)

    async def at_the_end() -> bool:
        return await region.source.advance("test") == {"referral": Advance(2, 2, 3)}

    await until(at_the_end)


async def test_who_leads_says_so(region: Region) -> None:
    async def leads() -> bool:
        return region.relay.leads

    await until(leads)
    standing_by = Relay(
        region.publisher.log, region.publisher.pool, region.publisher.dsn, region.settings
    )
    task = asyncio.create_task(standing_by.run())
    await asyncio.sleep(0.2)
    assert not standing_by.leads
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_relay_that_cannot_lead_is_stalled_until_it_can(kafka: Any) -> None:
    async with (
        own_topics(kafka.bootstrap, ["referral"]) as settings,
        publishing() as publisher,
        publisher.pool.acquire() as another,
    ):
        # A leader that hangs: its session holds the lock, and it tells nothing.
        await another.execute("SELECT pg_advisory_lock(hashtextextended('relay', 0))")
        await publisher.publish(uuid4(), "1")
        async with telling(publisher, settings) as relay:
            watched = Watched(
                "referral", publisher.store, publisher.pool,
                Projector(publisher.store, publisher.keys, publisher.pool, ()), doors=(),
                source=KafkaSource(settings, publisher.pool), relay=relay, gauges={},
            )  # fmt: skip
            looking = Watch(watched, health.aio.HealthServicer(), Patience(0.05, 0.3))
            task = asyncio.create_task(looking.run())
            with capture_logs() as lines:
                await until(lambda: said(lines, "service.part_stalled"))
                await another.execute("SELECT pg_advisory_unlock_all()")
                await until(lambda: said(lines, "service.part_moves_again"))
            task.cancel()

    assert {line["part"] for line in lines if "part" in line} == {"relay"}


async def said(lines: Sequence[Mapping[str, object]], event: str) -> bool:
    return any(line["event"] == event for line in lines)
