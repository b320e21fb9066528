"""A page that is sent in batches stands in its topic as if its messages had been sent one by one."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from chassis.kafka.clients import PRODUCER, topic_of
from chassis.kafka.sending import Message, Written, send_page
from chassis.settings import KafkaSettings
from tests.support.kafka_region import PATIENCE_S, ends_of, own_topics

pytestmark = pytest.mark.integration

REFERRAL = ("referral",)
LARGE = b"x" * (PRODUCER["max_batch_size"] + 1)


def message(number: int, *, case: int, value: bytes | None = None) -> Message:
    return Message(f"case {case}".encode(), value or b"%d" % number, [("number", b"%d" % number)])


@asynccontextmanager
async def producing(settings: KafkaSettings, **instead: int) -> AsyncIterator[Any]:
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap, **PRODUCER | instead)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def standing(settings: KafkaSettings) -> dict[Written, Message]:
    """Every message of the topic by its place."""
    wanted = sum((await ends_of(settings, "referral")).values())
    consumer = AIOKafkaConsumer(
        topic_of(settings, "referral"), bootstrap_servers=settings.bootstrap, auto_offset_reset="earliest"
    )  # fmt: skip
    found: dict[Written, Message] = {}
    await consumer.start()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while len(found) < wanted:
                one = await consumer.getone()
                found[Written(one.partition, one.offset)] = Message(
                    one.key, one.value, list(one.headers)
                )
    finally:
        await consumer.stop()
    return found


async def test_a_message_that_is_too_large_lets_nothing_of_its_page_out(kafka: Any) -> None:
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, producing(settings) as producer:
        too_large = message(2, case=2, value=b"x" * PRODUCER["max_request_size"])

        with pytest.raises(MessageSizeTooLargeError):
            await send_page(
                producer, topic_of(settings, "referral"), [message(1, case=1), too_large]
            )

        assert not any((await ends_of(settings, "referral")).values())


@pytest.mark.parametrize("batch_bytes", [200, PRODUCER["max_batch_size"]])
async def test_messages_stand_where_they_are_said_to_in_the_order_of_their_page(
    batch_bytes: int, kafka: Any
) -> None:
    page = [message(number, case=number % 23) for number in range(400)]
    async with (
        own_topics(kafka.bootstrap, REFERRAL) as settings,
        producing(settings, max_batch_size=batch_bytes) as producer,
    ):
        written = await send_page(producer, topic_of(settings, "referral"), page)

        assert await standing(settings) == dict(zip(written, page, strict=True))
    of_partition: dict[int, list[int]] = defaultdict(list)
    for place in written:
        of_partition[place.partition].append(place.offset)
    assert len(of_partition) > 1
    assert all(offsets == sorted(offsets) for offsets in of_partition.values())


async def test_a_case_has_the_partition_that_every_client_chooses(kafka: Any) -> None:
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, producing(settings) as producer:
        topic = topic_of(settings, "referral")
        page = [message(number, case=number) for number in range(40)]
        one_by_one = [
            (await producer.send_and_wait(topic, one.value, key=one.key)).partition for one in page
        ]

        written = await send_page(producer, topic, page)

        assert [place.partition for place in written] == one_by_one


async def test_a_message_larger_than_a_batch_has_one_to_itself(kafka: Any) -> None:
    page = [message(1, case=1), message(2, case=1, value=LARGE), message(3, case=1)]
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, producing(settings) as producer:
        written = await send_page(producer, topic_of(settings, "referral"), page)

        assert [place.offset for place in written] == [0, 1, 2]
        assert await standing(settings) == dict(zip(written, page, strict=True))
