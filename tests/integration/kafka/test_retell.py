"""Events past the retention of a topic: a listener that needs them notices, and the log is told again."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from chassis.clock import utc_now
from chassis.delivery.inbox import WAITING
from chassis.kafka.clients import topic_of
from chassis.kafka.so_far import TopicsSoFar
from chassis.kafka.told_topic import TopicMissing, partitions_of
from chassis.rebuild import CannotRebuild, Rebuild
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope
from tests.integration.chassis.test_rebuild import HEARD, HeardDoor
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.kafka_region import (
    PATIENCE_S,
    all_records,
    own_topics,
    telling,
    told_up_to_head,
)
from tests.support.publisher import publishing
from tests.support.restored_region import command, echoing, echoing_on, environment, listening

pytestmark = [pytest.mark.integration]

REFERRAL = ("referral",)


async def lose_what_is_old(settings: KafkaSettings) -> None:
    """Let the broker forget what stands on the topic now, as after its retention."""
    topic = topic_of(settings, "referral")
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap)
    await admin.start()
    try:
        partitions = await partitions_of(settings, topic)
        await admin.delete_records({one: RecordsToDelete(before_offset=-1) for one in partitions})
    finally:
        await admin.close()


async def test_a_topic_that_is_not_there_cannot_be_read(kafka: Any) -> None:
    settings = KafkaSettings(
        bootstrap=kafka.bootstrap, protocol="PLAINTEXT", prefix=f"test-{uuid4().hex}."
    )

    async def take(_page: Any) -> None:
        raise AssertionError("nothing can be told")

    with pytest.raises(TopicMissing):
        await TopicsSoFar(settings, REFERRAL).tell(take)


async def test_a_new_listener_sees_the_gap_and_is_told_all_when_the_log_is_told_again(
    kafka: Any,
) -> None:
    old, young = uuid4(), uuid4()
    async with (
        own_topics(kafka.bootstrap, REFERRAL, partitions=2) as settings,
        publishing() as publisher,
        telling(publisher, settings) as relay,
        echoing() as known,
        echoing("late") as late,
        listening(known.door, known.pool, settings),
    ):
        await publisher.publish(old, "1", "2")
        await told_up_to_head(publisher, relay)
        await known.has(old, "1", "2")
        await lose_what_is_old(settings)
        await publisher.publish(old, "3")
        await publisher.publish(young, "1")
        await told_up_to_head(publisher, relay)

        async with listening(late.door, late.pool, settings):
            await late.has(young, "1")
            async with asyncio.timeout(PATIENCE_S):
                while not (parked := await late.door.parked()):
                    await asyncio.sleep(0.02)
            assert [one.reason for one in parked] == [WAITING]
            assert await late.texts(old) == []

            said = await command(
                environment(publisher.dsn, settings), "relay", "retell", "referral", "--yes"
            )
            assert said.status == 0, said.out
            await late.has(old, "1", "2", "3")

        assert await late.door.parked() == []
        await told_up_to_head(publisher, relay)
        await publisher.publish(old, "4")
        await known.has(old, "1", "2", "3", "4")
        records = await all_records(settings, "referral")
        told = [Envelope.from_message(one.headers, one.value) for one in records]
        assert {one.source for one in told} == {"/rapid-review/referral"}
        assert await known.door.parked() == []


async def test_rows_are_not_rebuilt_from_a_topic_that_holds_less_than_they_know(kafka: Any) -> None:
    old, young = uuid4(), uuid4()
    async with (
        own_topics(kafka.bootstrap, REFERRAL, partitions=2) as settings,
        publishing() as publisher,
        telling(publisher, settings) as relay,
        fresh_database(CHASSIS_SCHEMA, HEARD) as dsn,
        echoing_on(dsn) as ground,
    ):
        pool, door = ground.pool, HeardDoor(ground.pool)
        rebuild = Rebuild(dsn, ground.store, ground.keys, utc_now)
        async with listening(door, pool, settings):
            await publisher.publish(old, "1", "2")
            await told_up_to_head(publisher, relay)
            await heard(pool, 2)
            await lose_what_is_old(settings)
            await publisher.publish(young, "1")
            await told_up_to_head(publisher, relay)
            await heard(pool, 3)

            with pytest.raises(CannotRebuild, match="Of 1 cases"):
                await rebuild.listener(door, TopicsSoFar(settings, REFERRAL))
            assert await pool.fetchval("SELECT count(*) FROM heard") == 3

            await command(
                environment(publisher.dsn, settings), "relay", "retell", "referral", "--yes"
            )
            await retold(settings, 4)
            await rebuild.listener(door, TopicsSoFar(settings, REFERRAL))
            await publisher.publish(young, "2")
            await heard(pool, 4)

        rows = await pool.fetch("SELECT text FROM heard WHERE case_id = $1 ORDER BY number", old)
        assert [row["text"] for row in rows] == ["1", "2"]


async def heard(pool: Any, count: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while await pool.fetchval("SELECT count(*) FROM heard") < count:
            await asyncio.sleep(0.02)


async def retold(settings: KafkaSettings, count: int) -> None:
    """Wait until so many messages stand on the topic."""
    async with asyncio.timeout(PATIENCE_S):
        while len(await all_records(settings, "referral")) < count:
            await asyncio.sleep(0.1)
