"""Whether a topic and a log belong together: asked by each relay before it tells anything.

Two accidents would otherwise pass unseen. A topic that has lost what was told, because a broker was made anew, is
told again from the beginning: readers pass over what they know. A log that has lost what it told, because its
database was restored from an older backup, must not go on as if nothing had happened: it would tell other events
under positions that are taken. Then the relay stops and a person decides (docs/how-to/restore-a-backup.md).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from chassis.database import Connection
from chassis.kafka import clients
from chassis.kafka.relay_record import tell_again
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope, NotAnEnvelope
from contracts.topics import generation_of

READ_WITHIN_MS = 10_000

_log = structlog.get_logger(__name__)


class TopicMissing(Exception):
    """The topic is not there; ``rapid-review topics create`` makes it."""


class LogRestored(Exception):
    """The topic holds events of this log that the log does not have: it was restored from an older backup."""


class ToldTopic:
    """The topic of one service, as its relay finds it."""

    def __init__(self, service: str, settings: KafkaSettings) -> None:
        self.service, self._settings = service, settings
        self._topic = clients.topic_of(settings, service)

    async def must_be_ours(self, connection: Connection) -> None:
        """Begin the record anew for a topic that has lost what was told.

        Raises ``LogRestored`` when it is the log that has lost something, ``TopicMissing`` without a topic.
        """
        async with reading(self._settings, self._topic) as (consumer, ends):
            await self._log_must_know(consumer, connection, ends)
            if await self._is_another(consumer, connection, ends):
                _log.error("relay.topic_lost", service=self.service, topic=self._topic)
                await tell_again(connection)

    async def generation(self) -> int:
        """The highest generation under which anything was told, as the end of each partition says; 0 if nothing was."""
        highest = 0
        async with reading(self._settings, self._topic) as (consumer, ends):
            for partition, end in ends.items():
                last = await self._envelope(consumer, partition, end - 1)
                if last is not None:
                    highest = max(highest, generation_of(last.source)[1])
        return highest

    async def _log_must_know(
        self, consumer: Any, connection: Connection, ends: dict[TopicPartition, int]
    ) -> None:
        """The last event of each partition must stand in the log as it was told, and be of no later life of it."""
        generation = await connection.fetchval("SELECT generation FROM relay")
        for partition, end in ends.items():
            last = await self._envelope(consumer, partition, end - 1)
            if last is None:
                continue
            told_in = generation_of(last.source)[1]
            if told_in > generation:
                _log.error(
                    "relay.log_restored",
                    service=self.service,
                    generation=generation,
                    told_in=told_in,
                )
                raise LogRestored
            if told_in < generation:
                continue
            stored = await connection.fetchval(
                "SELECT encode(hash, 'hex') FROM stored_events WHERE notification_id = $1",
                last.position,
            )
            if stored != last.hash:
                _log.error(
                    "relay.log_restored", service=self.service, partition=partition.partition,
                    position=last.position,
                )  # fmt: skip
                raise LogRestored

    async def _is_another(
        self, consumer: Any, connection: Connection, ends: dict[TopicPartition, int]
    ) -> bool:
        """Whether something that was recorded as told does not stand where it was written."""
        for row in await connection.fetch("SELECT * FROM relay_partitions"):
            partition = TopicPartition(self._topic, row["partition"])
            if ends.get(partition, 0) < row["next_offset"]:
                return True
            told = await self._envelope(consumer, partition, row["next_offset"] - 1)
            if told is not None and told.position != row["position"]:
                return True
        return False

    async def _envelope(
        self, consumer: Any, partition: TopicPartition, offset: int
    ) -> Envelope | None:
        """What stands at an offset; None if that cannot be read any more, or is no envelope."""
        if offset < 0:
            return None
        consumer.assign([partition])
        consumer.seek(partition, offset)
        found = await consumer.getmany(partition, timeout_ms=READ_WITHIN_MS, max_records=1)
        for record in found.get(partition, ()):
            if record.offset == offset:
                try:
                    return Envelope.from_message(record.headers, record.value)
                except NotAnEnvelope:
                    return None
        return None


async def partitions_of(settings: KafkaSettings, topic: str) -> list[TopicPartition]:
    """The partitions of a topic. Raises ``TopicMissing``."""
    admin = AIOKafkaAdminClient(**clients.connection(settings))
    await admin.start()
    try:
        (described,) = await admin.describe_topics([topic])
    finally:
        await admin.close()
    if not described["partitions"]:
        _log.error("relay.topic_missing", topic=topic)
        raise TopicMissing(topic)
    return [TopicPartition(topic, one["partition"]) for one in described["partitions"]]


@asynccontextmanager
async def reading(
    settings: KafkaSettings, topic: str
) -> AsyncIterator[tuple[Any, dict[TopicPartition, int]]]:
    """A consumer in no group, and where each partition of a topic ends. Raises ``TopicMissing``."""
    partitions = await partitions_of(settings, topic)
    consumer = AIOKafkaConsumer(
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        **clients.connection(settings),
    )
    await consumer.start()
    try:
        yield consumer, await consumer.end_offsets(partitions)
    finally:
        await consumer.stop()
