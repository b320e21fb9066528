"""The relay tells the whole log, in order, and knows whether topic and log belong together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest

from chassis.database import Connection
from chassis.kafka.relay import Relay
from chassis.kafka.told_topic import LogRestored, ToldTopic, TopicMissing
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope
from tests.support.kafka_region import (
    PATIENCE_S,
    all_records,
    create_topics,
    delete_topics,
    own_topics,
    telling,
    told_up_to_head,
)
from tests.support.publisher import Publisher, publishing

pytestmark = [pytest.mark.integration]

REFERRAL = ("referral",)


@asynccontextmanager
async def a_publisher(kafka: Any) -> AsyncIterator[tuple[Publisher, KafkaSettings]]:
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, publishing() as publisher:
        yield publisher, settings


async def envelopes(settings: KafkaSettings) -> list[Envelope]:
    records = await all_records(settings, "referral")
    return [Envelope.from_message(record.headers, record.value) for record in records]


async def told_once(publisher: Publisher, settings: KafkaSettings) -> int:
    async with telling(publisher, settings) as relay:
        return await told_up_to_head(publisher, relay)


async def checked(publisher: Publisher, settings: KafkaSettings) -> None:
    async with publisher.pool.acquire() as connection:
        await ToldTopic("referral", settings).must_be_ours(connection)


async def test_a_missing_topic_is_said(kafka: Any) -> None:
    async with publishing() as publisher:
        settings = KafkaSettings(
            bootstrap=kafka.bootstrap, protocol="PLAINTEXT", prefix=f"test-{uuid4().hex}."
        )
        with pytest.raises(TopicMissing):
            await checked(publisher, settings)


async def test_everything_is_told_in_the_order_of_its_case_under_the_key_of_its_case(
    kafka: Any,
) -> None:
    async with a_publisher(kafka) as (publisher, settings):
        one, two = uuid4(), uuid4()
        await publisher.publish(one, "1", "2")
        await publisher.publish(two, "1")
        await publisher.publish(one, "3")

        await told_once(publisher, settings)

        records = await all_records(settings, "referral")
        assert {record.key for record in records} == {str(one).encode(), str(two).encode()}
        told = [envelope for envelope in await envelopes(settings) if envelope.subject == one]
        assert [envelope.event().reason for envelope in told] == ["1", "2", "3"]  # type: ignore[attr-defined]
        positions = [envelope.position for envelope in told]
        assert [envelope.previous for envelope in told] == [0, *positions[:-1]]


async def test_a_message_is_a_cloud_event_in_binary_mode(kafka: Any) -> None:
    async with a_publisher(kafka) as (publisher, settings):
        await publisher.publish(uuid4(), "1")
        await told_once(publisher, settings)

        (record,) = await all_records(settings, "referral")

        headers = dict(record.headers)
        assert headers["ce_specversion"] == b"1.0"
        assert headers["content-type"] == b"application/json"
        assert headers["ce_source"] == b"/rapid-review/referral"
        (stored,) = [
            one for one in await publisher.store.log(after=0, limit=9) if one.position == 2
        ]
        assert headers["ce_hash"].decode() == stored.hash.hex()
        assert headers["ce_position"] == b"2"


async def test_what_was_told_but_not_recorded_is_told_again_alike(kafka: Any) -> None:
    async with a_publisher(kafka) as (publisher, settings):
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2")
        relay = _DiesBeforeRecording(publisher.log, publisher.pool, publisher.dsn, settings)
        with pytest.raises(ConnectionError):
            await relay.one_page()

        await told_once(publisher, settings)

        told = await envelopes(settings)
        assert len(told) == 4
        assert told[:2] == told[2:]


async def test_a_relay_that_stands_by_goes_on_when_the_leader_has_died(kafka: Any) -> None:
    async with (
        a_publisher(kafka) as (publisher, settings),
        telling(publisher, settings) as leader,
        telling(publisher, settings),
    ):
        case_id = uuid4()
        await publisher.publish(case_id, "1")
        await told_up_to_head(publisher, leader)
        await publisher.pool.execute(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'referral relay'"
            " AND a.datname = current_database()"
        )
        await publisher.publish(case_id, "2")
        await told_up_to_head(publisher, leader)

        told = await envelopes(settings)
        assert [envelope.streamversion for envelope in told] == [2, 3]


async def test_a_topic_that_lost_what_was_told_is_told_again_from_the_beginning(kafka: Any) -> None:
    async with a_publisher(kafka) as (publisher, settings):
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2")
        await told_once(publisher, settings)
        await delete_topics(settings, REFERRAL)
        await create_topics(settings, REFERRAL)
        await publisher.publish(case_id, "3")

        await told_once(publisher, settings)

        told = await envelopes(settings)
        assert [envelope.streamversion for envelope in told] == [2, 3, 4]
        assert told[0].previous == 0


async def test_a_topic_with_events_that_the_log_does_not_know_stops_the_relay(
    kafka: Any,
) -> None:
    async with a_publisher(kafka) as (publisher, settings), publishing() as other:
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2")
        await told_once(publisher, settings)
        await delete_topics(settings, REFERRAL)
        await create_topics(settings, REFERRAL)
        for _ in range(6):
            await other.publish(uuid4(), "1")
        await told_once(other, settings)

        with pytest.raises(LogRestored):  # The log does not know these events: a person must look.
            await checked(publisher, settings)


async def test_a_log_that_was_restored_from_an_older_backup_tells_nothing(kafka: Any) -> None:
    async with a_publisher(kafka) as (publisher, settings):
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2", "3")
        head = await told_once(publisher, settings)
        await _cut_off(publisher, head)

        with pytest.raises(LogRestored):
            await checked(publisher, settings)

        async with telling(publisher, settings) as relay:
            await asyncio.sleep(0)
            await _until_stopped(publisher)
            assert (await relay.progress()).position == head - 1
        assert len(await envelopes(settings)) == 3


class _DiesBeforeRecording(Relay):
    async def one_page(self) -> None:
        async with self._leading() as connection, self._producing() as producer:
            await self._page(connection, producer)

    async def _record(self, connection: Connection, told: Any, upto: int, before: Any) -> None:
        raise ConnectionError


async def _cut_off(publisher: Publisher, position: int) -> None:
    """As a restore from a backup does that was taken before this position."""
    async with publisher.pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")
        await connection.execute("DELETE FROM stored_events WHERE notification_id >= $1", position)
        await connection.execute("UPDATE relay SET position = $1", position - 1)


async def _until_stopped(publisher: Publisher) -> None:
    """Until the relay has led once and let go of the lock again."""
    held = (
        "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory'"
        " AND l.granted AND a.application_name = 'referral relay' AND a.datname = current_database()"
    )
    async with asyncio.timeout(PATIENCE_S):
        while not await publisher.pool.fetchval(held):
            await asyncio.sleep(0.005)
        while await publisher.pool.fetchval(held):
            await asyncio.sleep(0.005)
