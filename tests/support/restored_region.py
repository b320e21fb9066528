"""A publisher that is restored from backups, the command line that helps it, and listeners of both kinds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID, uuid5

import asyncpg
from typer.testing import CliRunner

from chassis.clock import utc_now
from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import open_body
from chassis.streams import decoded
from chassis.use_cases import UseCases
from contracts.events.referral import ReferralWithdrawn
from rapid_review.cli import app
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.kafka_region import PATIENCE_S
from tests.support.publisher import Diary, EntryWritten

REFERRAL = ("referral",)


@dataclass
class Said:
    """What a command answered."""

    status: int
    out: str


async def command(env: Mapping[str, str], *words: str) -> Said:
    """Run the command line as another process would, with these settings in its environment."""
    result = await asyncio.to_thread(CliRunner().invoke, app, list(words), env=dict(env))
    return Said(result.exit_code, result.output)


def environment(dsn: str, settings: KafkaSettings) -> dict[str, str]:
    """The settings of the publisher."""
    return {
        "RAPID_REVIEW_REFERRAL_DATABASE_DSN": dsn,
        "RAPID_REVIEW_KAFKA_BOOTSTRAP": settings.bootstrap,
        "RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT",
        "RAPID_REVIEW_KAFKA_PREFIX": settings.prefix,
    }


class Echo:
    """A listener with aggregates: it keeps a diary of its own of what it is told of each case."""

    def __init__(self, pool: Pool, dsn: str, listener: str = "echo") -> None:
        self.pool, self.dsn = pool, dsn
        self.store, self.keys = EventStore(pool, dsn), CaseKeys(pool, b"e" * 32)
        self._use_cases = UseCases(self.store, self.keys, utc_now)
        self.door = EventDoor(listener, REFERRAL, {ReferralWithdrawn: self._write}, pool)

    async def texts(self, case_id: UUID) -> list[str]:
        """What stands in the diary of a case."""
        return [
            event.text
            for stored in await self.store.case(case_id)
            if isinstance(
                event := decoded(stored.header, open_body(stored, await self.keys.of(case_id))),
                EntryWritten,
            )
        ]

    async def has(self, case_id: UUID, *texts: str) -> None:
        """Wait until a diary reads so."""
        found: list[str] = []
        try:
            async with asyncio.timeout(PATIENCE_S):
                while (found := await self.texts(case_id)) != list(texts):
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{found} is not {list(texts)}") from None

    async def noted(self) -> set[UUID]:
        """The cases that a person is to look at."""
        return {row["case_id"] for row in await self.pool.fetch("SELECT * FROM restored_cases")}

    async def _write(self, told: Told) -> None:
        stream, text = uuid5(told.event.case_id, "diary"), told.event.reason
        cause = told.cause("service:echo")
        if text == "1":
            await self._use_cases.begin(
                Diary, stream, cause, lambda: Diary.open_for(told.event.case_id)
            )
        else:
            await self._use_cases.change(Diary, stream, cause, lambda diary: diary.write(text))


@asynccontextmanager
async def echoing_on(dsn: str, listener: str = "echo") -> AsyncIterator[Echo]:
    """The listener with aggregates on a database that is there, listening to nobody yet."""
    async with asyncpg.create_pool(dsn, min_size=1, max_size=8) as pool:
        echo = Echo(pool, dsn, listener)
        await echo.store.start()
        try:
            yield echo
        finally:
            await echo.store.stop()


@asynccontextmanager
async def echoing(listener: str = "echo") -> AsyncIterator[Echo]:
    """The listener with aggregates on a fresh database."""
    async with fresh_database(CHASSIS_SCHEMA) as dsn, echoing_on(dsn, listener) as echo:
        yield echo


@asynccontextmanager
async def listening(door: EventDoor, pool: Pool, settings: KafkaSettings) -> AsyncIterator[None]:
    """Let a door be told by the broker, for as long as the block lasts."""
    task = asyncio.create_task(
        KafkaSource(settings, pool).listen(door.listener, door.services, door.take)
    )
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
