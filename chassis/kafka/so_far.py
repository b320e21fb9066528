"""Everything that stands on topics now, read in a group of its own: none. For rebuilding rows from history."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from aiokafka import TopicPartition

from chassis.delivery.event_source import Take
from chassis.delivery.told_so_far import SourcePlace
from chassis.kafka import clients
from chassis.kafka.places import Place, Record, position_of
from chassis.kafka.told_topic import reading
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope, NotAnEnvelope

WAIT_MS = 1_000
PAGE_MAX = 500
SILENT_S = 60.0
"""A broker that gives nothing for so long, although there is more, is given up."""


class TopicsSoFar:
    """From the topics of services. Messages that are no envelope are passed over: the live listener keeps them."""

    def __init__(self, settings: KafkaSettings, services: Sequence[str]) -> None:
        self._settings = settings
        self._services = {clients.topic_of(settings, service): service for service in services}
        self._read: dict[TopicPartition, Place] = {}

    async def tell(self, take: Take) -> None:
        """Give ``take`` page after page, partition after partition. Raises ``TopicMissing``."""
        for topic in self._services:
            async with reading(self._settings, topic) as (consumer, ends):
                starts = await consumer.beginning_offsets(list(ends))
                for partition, end in ends.items():
                    begun = self._read.get(partition, Place(0, 0))
                    start = max(starts[partition], begun.next_offset)
                    if start < end:
                        await self._partition(consumer, partition, (start, end), take)

    def places(self) -> Sequence[SourcePlace]:
        """How far it has come in each partition."""
        return [
            SourcePlace(self._services[one.topic], one.partition, read.next_offset, read.position)
            for one, read in self._read.items()
        ]

    async def _partition(
        self, consumer: Any, partition: TopicPartition, span: tuple[int, int], take: Take
    ) -> None:
        start, end = span
        consumer.assign([partition])
        consumer.seek(partition, start)
        at = start
        while at < end:
            async with asyncio.timeout(SILENT_S):
                while not (
                    records := (
                        await consumer.getmany(partition, timeout_ms=WAIT_MS, max_records=PAGE_MAX)
                    ).get(partition, [])
                ):
                    if await consumer.position(partition) >= end:
                        break  # What is left there is no message.
            if page := _envelopes(records):
                await take(page)
            if records:
                self._read[partition] = Place(records[-1].offset + 1, position_of(records[-1]))
            at = await consumer.position(partition)


def _envelopes(records: Sequence[Record]) -> list[Envelope]:
    found = []
    for record in records:
        try:
            found.append(Envelope.from_message(record.headers, record.value))
        except NotAnEnvelope:
            continue
    return found
