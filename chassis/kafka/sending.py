"""A page of messages as one batch for each partition: to hand them over one by one takes half of a relay's time.

Order within a partition is that of the page, also when its messages need several batches.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from aiokafka.errors import MessageSizeTooLargeError
from aiokafka.partitioner import DefaultPartitioner

from chassis.kafka import clients
from contracts.envelope import Headers

_partitioner = DefaultPartitioner()


class Message(NamedTuple):
    """What is sent."""

    key: bytes
    value: bytes
    headers: Headers


class Written(NamedTuple):
    """Where a message stands in its topic."""

    partition: int
    offset: int


async def send_page(producer: Any, topic: str, page: Iterable[Message]) -> list[Written]:
    """Send all, then wait until all replicas in sync have them; raises whatever the producer does.

    Raises ``MessageSizeTooLargeError``, before anything is sent, if a message is larger than a producer may send.
    """
    partitions = sorted(await producer.partitions_for(topic))
    batches: list[tuple[int, Any]] = []
    # The number of the batch to which a partition's next message goes.
    last_of: dict[int, int] = {}
    places: list[tuple[int, int]] = []
    for message in page:
        partition = partitions[_chosen(message.key, len(partitions))]
        number = last_of.get(partition)
        if number is None or not _added(batches[number][1], message):
            number = last_of[partition] = len(batches)
            batches.append((partition, producer.create_batch()))
            _added(batches[number][1], message)
        places.append((number, batches[number][1].record_count() - 1))
    begins = await _sent(producer, topic, batches)
    return [Written(batches[number][0], begins[number] + within) for number, within in places]


async def _sent(producer: Any, topic: str, batches: Sequence[tuple[int, Any]]) -> list[int]:
    """The offset at which each batch begins."""
    for _, batch in batches:
        batch.close()
    under_way = [
        await producer.send_batch(batch, topic, partition=partition) for partition, batch in batches
    ]
    return [begin.offset for begin in await asyncio.gather(*under_way)]


def _added(batch: Any, message: Message) -> bool:
    """Whether there was room; in an empty batch there is, as long as the message may be sent at all."""
    record = batch.append(
        timestamp=None, key=message.key, value=message.value, headers=message.headers
    )
    if record is not None and record.size > clients.PRODUCER["max_request_size"]:
        raise MessageSizeTooLargeError(f"the message has {record.size} bytes")
    return record is not None


@lru_cache(maxsize=65_536)
def _chosen(key: bytes, partitions: int) -> int:
    """As every client of Kafka chooses by default, so that a case stays in its partition whoever sends."""
    chosen: int = _partitioner(key, range(partitions), ())
    return chosen
