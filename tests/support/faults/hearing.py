"""A listener in this process, over a real broker and a real database, whose effects a test can hinder."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from tests.support.faults.audit import Audit, Entry, compared
from tests.support.faults.flow import eventually
from tests.support.faults.plan import LISTENER, SERVICE
from tests.support.kafka_region import ends_of, own_topics
from tests.support.publisher import listener_database

HEARD = "CREATE TABLE heard (number bigserial, case_id uuid NOT NULL, text text NOT NULL)"
WITHIN_S = 60.0
Hinder = Callable[[Told], Awaitable[None]]


async def nothing(told: Told) -> None:
    """Hinder nobody."""


@dataclass
class Hearing:
    """Writes down what it hears; ``hinder`` runs when half of an effect is done."""

    settings: KafkaSettings
    pool: Pool
    seed: int
    hinder: Hinder = nothing

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.door = EventDoor(
            LISTENER, [SERVICE], {ReferralWithdrawn: self._write}, self.pool,
            attempts_max=3, first_delay_s=0.001, effect_within_s=1.0,
        )  # fmt: skip

    async def _write(self, told: Told) -> None:
        await told.connection.execute(
            "INSERT INTO heard (case_id, text) VALUES ($1, $2)",
            told.event.case_id, told.event.reason,
        )  # fmt: skip
        await self.hinder(told)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen until the block ends."""
        source = KafkaSource(self.settings, self.pool)
        task = asyncio.create_task(source.listen(LISTENER, [SERVICE], self.door.take))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def has_read_all(
        self, listener: str = LISTENER, services: Sequence[str] = (SERVICE,)
    ) -> None:
        """Wait until the recorded places are the ends of the topics."""
        for service in services:
            await reached(self.pool, self.settings, listener, service)

    async def heard(self) -> list[Entry]:
        """Everything in the order in which it took effect."""
        rows = await self.pool.fetch("SELECT case_id, text FROM heard ORDER BY number")
        return [(row["case_id"], row["text"]) for row in rows]

    async def has_heard(self, case_id: UUID, count: int) -> None:
        """Wait until so many entries of a case took effect."""

        async def is_so() -> bool:
            return sum(one == case_id for one, _ in await self.heard()) >= count

        await eventually(is_so, WITHIN_S)

    async def audited(self, log: Sequence[Envelope], repeats: int = 0) -> Audit:
        """Compare what was told with what took effect."""
        sent = [entry_of(envelope) for envelope in log]
        return compared(sent, repeats, await self.heard())


async def reached(pool: Pool, settings: KafkaSettings, listener: str, service: str) -> None:
    """Wait until a listener's recorded places are the ends of a topic."""
    ends = {number: end for number, end in (await ends_of(settings, service)).items() if end}

    async def is_so() -> bool:
        rows = await pool.fetch(
            "SELECT partition, next_offset FROM listener_positions WHERE listener = $1 AND source = $2",
            listener, service,
        )  # fmt: skip
        return {row["partition"]: row["next_offset"] for row in rows} == ends

    await eventually(is_so, WITHIN_S)


def entry_of(envelope: Envelope) -> Entry:
    """The case and the text of an entry."""
    event: Any = envelope.event()
    return event.case_id, event.reason


@asynccontextmanager
async def a_hearing(bootstrap: str, seed: int, *, partitions: int = 1) -> AsyncIterator[Hearing]:
    """A listener on a topic and a database of its own, not listening yet."""
    print(f"FAULT_SEED={seed}")  # noqa: T201 - repeats a run that failed
    async with AsyncExitStack() as stack:
        settings = await stack.enter_async_context(
            own_topics(bootstrap, [SERVICE], partitions=partitions)
        )
        pool = await stack.enter_async_context(listener_database(HEARD))
        yield Hearing(settings, pool, seed)
