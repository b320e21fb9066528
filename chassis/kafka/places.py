"""Where a listener goes on in the partitions of a topic: kept in our own database, which is the truth.

A place is written down once a second and at rest: what was taken since is told again to whoever goes on from it, and
the inbox knows it for a repeat. The commit at the broker only lets the broker's own tools show how far we are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeAlias

import structlog
from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaError

from chassis.database import Pool
from chassis.delivery.event_source import WRITTEN_EVERY_S, is_asked_to_stop

Record: TypeAlias = "ConsumerRecord[bytes | None, bytes | None]"

POSITION_DIGITS_MAX = 18
LOOK_UP_DELAYS_S = (0.1, 0.5, 1.0, 2.0, 4.0, 8.0)
WRITE_WITHIN_S = 2.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listener goes on in a partition, and the position of the event just before."""

    next_offset: int
    position: int


class Places:
    """The places of one listener in the topic of one service."""

    def __init__(self, listener: str, service: str, pool: Pool) -> None:
        self._listener, self._service, self._pool = listener, service, pool
        self.unwritten: dict[int, Place] = {}
        """Of each partition, how far it was taken, as far as that is not written down yet."""
        self._written_at = float("-inf")
        self._writing = asyncio.Lock()

    async def known(self) -> dict[int, Place]:
        """The places that were reached; none, when the database stays away: history is then told from its beginning."""
        for delay_s in LOOK_UP_DELAYS_S:
            try:
                rows = await self._pool.fetch(
                    "SELECT partition, next_offset, position FROM listener_positions"
                    " WHERE listener = $1 AND source = $2",
                    self._listener, self._service,
                )  # fmt: skip
            except Exception as error:  # noqa: BLE001 - aiokafka would go on from what the broker remembers.
                self._say("listener.places_unknown", error)
                await asyncio.sleep(delay_s)
            else:
                written = {
                    row["partition"]: Place(row["next_offset"], row["position"]) for row in rows
                }
                return written | self.unwritten
        return {}

    async def took(self, records: Sequence[Record], consumer: Any) -> None:
        """These have had their effect. Raises what the database raises, when it is time to write that down."""
        for record in records:
            self.unwritten[record.partition] = Place(record.offset + 1, position_of(record))
        if monotonic() - self._written_at >= WRITTEN_EVERY_S:
            await self._commit(consumer, await self._write_down())

    async def rest(self, consumer: Any) -> None:
        """Write down what is not yet. If that cannot be done now, it is done later, or told again."""
        if self.unwritten:
            await self._commit(consumer, await self._written_if_possible())

    async def leave(self) -> None:
        """The same, without a word to the broker: partitions are being given to another replica, or we stop."""
        await self._written_if_possible()

    async def _written_if_possible(self) -> dict[int, Place]:
        try:
            async with asyncio.timeout(WRITE_WITHIN_S):
                return await self._write_down()
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing is lost.
            self._say("listener.places_unwritten", error)
            return {}

    async def _write_down(self) -> dict[int, Place]:
        async with self._writing:
            self._written_at, places = monotonic(), self.unwritten.copy()
            if places:
                await self._pool.executemany(
                    "INSERT INTO listener_positions (listener, source, partition, next_offset, position)"
                    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (listener, source, partition)"
                    " DO UPDATE SET next_offset = excluded.next_offset, position = excluded.position",
                    [
                        (self._listener, self._service, number, place.next_offset, place.position)
                        for number, place in places.items()
                    ],
                )
            for number, place in places.items():
                if self.unwritten[number] == place:
                    del self.unwritten[number]
            return places

    async def _commit(self, consumer: Any, places: dict[int, Place]) -> None:
        """Let the broker's tools see places that are written down. That it fails changes nothing."""
        offsets = {
            partition: places[partition.partition].next_offset
            for partition in consumer.assignment()
            if partition.partition in places
        }
        if not offsets:
            return
        try:
            async with asyncio.timeout(WRITE_WITHIN_S):
                await consumer.commit(offsets)
        except (KafkaError, TimeoutError):
            pass
        except asyncio.CancelledError:  # The client cancels what it waits for when its broker dies.
            if is_asked_to_stop():
                raise

    def _say(self, what: str, error: Exception) -> None:
        _log.warning(
            what, listener=self._listener, source=self._service, error=type(error).__name__
        )


def position_of(record: Record) -> int:
    """The position that a record says it has; 0 if it says none that a log can reach."""
    text = dict(record.headers).get("ce_position") or b""
    return int(text) if text.isdigit() and len(text) <= POSITION_DIGITS_MAX else 0
