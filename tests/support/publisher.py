"""A small real publisher: events of a tiny aggregate, kept by the real store, told by the real log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from uuid import UUID, uuid4, uuid5

import asyncpg

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.clock import utc_now
from chassis.database import Pool
from chassis.delivery.relay import GENERATION, CaseFields, TellingLog
from chassis.delivery.untold_cases import UntoldCases
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, UseCases
from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralWithdrawn
from tests.support.database import CHASSIS_SCHEMA, fresh_database

AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


class Diary(Aggregate):
    """Numbered entries about one case."""

    TOPIC = "test.Diary"

    entries: int = 0
    last: str = ""

    @classmethod
    def open_for(cls, case_id: UUID, first: str = "1") -> Self:
        """A diary with its first entry."""
        diary = cls._create(
            DiaryOpened, id=uuid5(case_id, "diary"), case_id=case_id, partnership="PLY",
            reference="PLY-RR-2026-0001", timestamp=AT,
        )  # fmt: skip
        diary.write(first)
        return diary

    def write(self, text: str) -> None:
        """Add an entry."""
        self.record(EntryWritten, at=AT, text=text)


class DiaryOpened(FirstEvent, topic="test.DiaryOpened.v1"):
    """Told to nobody."""


class EntryWritten(Event, topic="test.EntryWritten.v1"):
    """Told to all."""

    text: str

    def apply(self, diary: Diary) -> None:
        """One more entry."""
        diary.entries += 1
        diary.last = self.text


register_aggregate(Diary)


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """Entries are told; that a diary was opened is private."""
    if isinstance(event, EntryWritten):
        return ReferralWithdrawn(**case, reason=event.text, withdrawn_on=AT.date())
    return None


@dataclass
class Publisher:
    """One publishing service; ``publish`` adds the next entry to a case's diary."""

    name: str
    store: EventStore
    keys: CaseKeys
    use_cases: UseCases
    log: TellingLog
    pool: Pool
    dsn: str

    async def publish(self, case_id: UUID, *texts: str) -> None:
        """Tell each text, in order, about one case."""
        for text in texts:
            cause = a_cause(case_id)
            stream = uuid5(case_id, "diary")
            if text == "1":
                await self.use_cases.begin(Diary, stream, cause, lambda: Diary.open_for(case_id))
            else:
                await self.use_cases.change(Diary, stream, cause, _writing(text))


def _writing(text: str) -> Callable[[Diary], None]:
    return lambda diary: diary.write(text)


def a_cause(case_id: UUID) -> Cause:
    """A new cause about a case."""
    return Cause(
        case_id=case_id, partnership="PLY", actor="coordinator:ply-coordinator", causation_id=uuid4(),
        correlation_id=uuid4(), occurred_at=AT,
    )  # fmt: skip


@asynccontextmanager
async def publishing(name: str = "referral") -> AsyncIterator[Publisher]:
    """A publisher on a fresh database."""
    async with fresh_database(CHASSIS_SCHEMA) as dsn, publishing_on(dsn, name) as publisher:
        yield publisher


@asynccontextmanager
async def publishing_on(dsn: str, name: str = "referral") -> AsyncIterator[Publisher]:
    """A publisher on a database that is there."""
    async with asyncpg.create_pool(dsn, min_size=1) as pool:
        store, keys = EventStore(pool, dsn), CaseKeys(pool, b"m" * 32)
        store.generation = await pool.fetchval(GENERATION)
        await store.start()
        try:
            use_cases = UseCases(store, keys, utc_now)
            yield Publisher(
                name,
                store,
                keys,
                use_cases,
                TellingLog(name, store, keys, tell, untold=UntoldCases(pool)),
                pool,
                dsn,
            )
        finally:
            await store.stop()


@asynccontextmanager
async def listener_database(*scripts: str, connections: int = 10) -> AsyncIterator[Pool]:
    """The database of a listening service, with what a door needs and the tables of ``scripts``."""
    async with (
        fresh_database(CHASSIS_SCHEMA, *scripts) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=connections) as pool,
    ):
        yield pool
