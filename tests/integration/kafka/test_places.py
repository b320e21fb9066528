"""A listener goes on from the place that its own database knows, whatever the broker remembers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.partitioner import DefaultPartitioner

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import Take
from chassis.kafka.clients import topic_of
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from tests.integration.chassis.listener import TABLE, door, heard, told_of
from tests.support.kafka_region import (
    PATIENCE_S,
    create_topics,
    delete_topics,
    own_topics,
    telling,
    told_up_to_head,
)
from tests.support.publisher import Publisher, listener_database, publishing

pytestmark = [pytest.mark.integration]

REFERRAL = ("referral",)


class Listener:
    """A real event door on a real database, told by a real broker."""

    def __init__(self, pool: Pool, settings: KafkaSettings) -> None:
        self.pool, self.settings = pool, settings
        self.door: EventDoor = door(pool)
        self.take: Take = self.door.take

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[KafkaSource]:
        source = KafkaSource(self.settings, self.pool)
        task = asyncio.create_task(source.listen("test", REFERRAL, self.take))
        try:
            yield source
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def has_heard(self, case_id: UUID, count: int) -> list[str]:
        async with asyncio.timeout(PATIENCE_S):
            while len(texts := await heard(self.pool, case_id)) < count:
                await asyncio.sleep(0.01)
        return texts

    async def places_are(self, fits: Callable[[dict[int, int]], bool]) -> None:
        """Wait until the recorded next offsets of the partitions fit."""
        async with asyncio.timeout(PATIENCE_S):
            while not fits(await self.offsets()):
                await asyncio.sleep(0.01)

    async def offsets(self) -> dict[int, int]:
        rows = await self.pool.fetch("SELECT partition, next_offset FROM listener_positions")
        return {row["partition"]: row["next_offset"] for row in rows}


@asynccontextmanager
async def a_listener(kafka: Any) -> AsyncIterator[tuple[Publisher, Listener]]:
    async with (
        own_topics(kafka.bootstrap, REFERRAL, partitions=1) as settings,
        publishing() as publisher,
        listener_database(TABLE) as pool,
    ):
        yield publisher, Listener(pool, settings)


async def tell_all(publisher: Publisher, settings: KafkaSettings) -> None:
    async with telling(publisher, settings) as relay:
        await told_up_to_head(publisher, relay)


async def three_were_taken(publisher: Publisher, listener: Listener) -> UUID:
    """A case of which three events had their effect, with the place written down; nobody listens now."""
    case_id = uuid4()
    await publisher.publish(case_id, "1", "2", "3")
    await tell_all(publisher, listener.settings)
    async with listener.listening():
        await listener.has_heard(case_id, 3)
        await listener.places_are(lambda offsets: offsets == {0: 3})
    return case_id


async def test_a_database_restored_from_an_older_backup_is_told_what_it_forgot(kafka: Any) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id = await three_were_taken(publisher, listener)

        await listener.pool.execute("DELETE FROM heard WHERE text <> '1'")
        await listener.pool.execute("UPDATE inbox SET position = 2")
        await listener.pool.execute("UPDATE listener_positions SET next_offset = 1, position = 2")

        async with listener.listening():
            assert await listener.has_heard(case_id, 3) == ["1", "2", "3"]


async def test_what_was_taken_is_known_at_once_and_written_down_within_a_second(kafka: Any) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id = uuid4()
        async with listener.listening() as source, telling(publisher, listener.settings):
            for number in range(1, 6):
                await publisher.publish(case_id, str(number))
                await listener.has_heard(case_id, number)
            await _are(source, {"referral": {0: await publisher.store.head()}})
            await listener.places_are(lambda offsets: offsets == {0: 5})


async def test_what_was_taken_since_a_place_was_written_down_has_no_second_effect(
    kafka: Any,
) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id = await three_were_taken(publisher, listener)

        # As it stands when a process dies before it writes its place down.
        await listener.pool.execute("UPDATE listener_positions SET next_offset = 1, position = 2")

        async with listener.listening():
            await listener.places_are(lambda offsets: offsets == {0: 3})
            assert await heard(listener.pool, case_id) == ["1", "2", "3"]


async def test_a_new_database_is_told_the_whole_history_although_the_broker_remembers_the_group(
    kafka: Any,
) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2")
        await tell_all(publisher, listener.settings)
        async with listener.listening():
            await listener.has_heard(case_id, 2)
            await listener.places_are(lambda offsets: offsets == {0: 2})

        await listener.pool.execute("TRUNCATE heard, inbox, listener_positions")

        async with listener.listening():
            assert await listener.has_heard(case_id, 2) == ["1", "2"]


async def test_a_topic_that_was_made_anew_is_read_from_its_beginning(kafka: Any) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id, other = uuid4(), uuid4()
        await publisher.publish(case_id, "1", "2")
        await tell_all(publisher, listener.settings)
        async with listener.listening():
            await listener.has_heard(case_id, 2)
            await listener.places_are(lambda offsets: offsets == {0: 2})
        await delete_topics(listener.settings, REFERRAL)
        await create_topics(listener.settings, REFERRAL, partitions=1)
        # Now the topic is longer than our place, and says something else before it.
        await publisher.publish(other, "1", "2", "3")
        await tell_all(publisher, listener.settings)
        await publisher.pool.execute("UPDATE relay SET position = 0")
        await publisher.pool.execute("TRUNCATE relay_cases, relay_partitions")
        await tell_all(publisher, listener.settings)

        async with listener.listening():
            assert await listener.has_heard(other, 3) == ["1", "2", "3"]
            assert await heard(listener.pool, case_id) == ["1", "2"]


async def test_a_page_that_is_taken_again_leaves_out_what_it_left_out_the_first_time(
    kafka: Any,
) -> None:
    async with (
        own_topics(kafka.bootstrap, REFERRAL, partitions=2) as settings,
        publishing() as publisher,
        listener_database(TABLE) as pool,
    ):
        listener = Listener(pool, settings)
        known, longer, elsewhere = (_in_partition(number) for number in (0, 0, 1))
        await publisher.publish(known, "1", "2")
        await tell_all(publisher, settings)
        async with listener.listening():
            await listener.has_heard(known, 2)
            await listener.places_are(lambda offsets: offsets == {0: 2})
        await delete_topics(settings, REFERRAL)
        await create_topics(settings, REFERRAL, partitions=2)
        async with publishing() as other:
            await other.publish(longer, "1", "2", "3")
            await other.publish(elsewhere, "1")
            await tell_all(other, settings)
        pages: list[list[UUID]] = []

        async def fails_once(page: Any) -> None:
            pages.append([envelope.id for envelope in page])
            if len(pages) == 1:
                raise ConnectionError

        listener.take = fails_once
        async with listener.listening():
            async with asyncio.timeout(PATIENCE_S):
                while len(pages) < 2:
                    await asyncio.sleep(0.01)

        assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("ce_id", b"\xff\xfe")],
        [("content-type", b"\xff"), ("ce_type", b"rapid-review.referral.ReferralWithdrawn.v1")],
    ],
    ids=["none", "not text", "half"],
)
async def test_what_is_no_envelope_is_kept_and_holds_up_nobody(
    kafka: Any, headers: list[tuple[str, bytes]]
) -> None:
    async with a_listener(kafka) as (publisher, listener):
        case_id = uuid4()
        await _send(listener.settings, headers, b"\x00garbage", str(uuid4()).encode())
        await publisher.publish(case_id, "1")
        await publisher.pool.execute("UPDATE relay SET position = 0")
        await tell_all(publisher, listener.settings)

        async with listener.listening():
            assert await listener.has_heard(case_id, 1) == ["1"]

        (row,) = await listener.pool.fetch("SELECT * FROM unreadable")
        assert (row["partition"], row["record_offset"], row["value"]) == (0, 0, b"\x00garbage")
        assert "garbage" not in row["problem"]


async def test_an_event_that_never_came_holds_up_its_case_only(kafka: Any) -> None:
    async with a_listener(kafka) as (publisher, listener):
        holed, whole = uuid4(), uuid4()
        first, second, third = await told_of(publisher, holed, "1", "2", "3")
        (good,) = await told_of(publisher, whole, "1")
        chained = [
            first,
            third.model_copy(update={"previous": second.position}),
            good,
        ]
        for envelope in chained:
            await _send(listener.settings, envelope.headers(), envelope.data, b"key")

        async with listener.listening():
            await listener.has_heard(whole, 1)
            assert await heard(listener.pool, holed) == ["1"]
            late = second.model_copy(update={"previous": first.position})
            await _send(listener.settings, late.headers(), late.data, b"key")
            assert await listener.has_heard(holed, 3) == ["1", "2", "3"]

        assert await listener.door.parked() == []


async def _are(source: KafkaSource, positions: dict[str, dict[int, int]]) -> None:
    """Wait until a listener has taken all up to these positions, written down or not."""
    async with asyncio.timeout(PATIENCE_S):
        while await source.positions("test") != positions:
            await asyncio.sleep(0.01)


def _in_partition(number: int) -> UUID:
    """A case whose events go into this one of two partitions."""
    chosen = DefaultPartitioner()
    while True:
        case_id = uuid4()
        if chosen(str(case_id).encode(), [0, 1], [0, 1]) == number:
            return case_id


async def _send(
    settings: KafkaSettings, headers: list[tuple[str, bytes]], value: bytes, key: bytes
) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap)
    await producer.start()
    try:
        await producer.send_and_wait(
            topic_of(settings, "referral"), value, key=key, headers=headers
        )
    finally:
        await producer.stop()
