"""No reader of the log ever misses an event, however the writers race; and the gate is the reason."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from chassis.store.event_store import EventStore, Limits
from chassis.store.verify import verify_stream
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration

GATE = "LOCK TABLE append_gate IN EXCLUSIVE MODE;"
WRITERS = 16
COMMANDS = 40
# After the rows are in and their positions are given, some transactions dawdle before they commit.
DAWDLE = """
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF hashtext(NEW.originator_id::text) % 4 = 0 THEN PERFORM pg_sleep(0.01); END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER dawdle AFTER INSERT ON stored_events FOR EACH ROW EXECUTE FUNCTION dawdle();
"""
# Dense positions would collide without the gate and so betray it at once; a sequence would not.
# With this the fault is what it is elsewhere: every append succeeds, and readers miss some.
BY_SEQUENCE = (
    "head + row_number() OVER (ORDER BY e.n)", "nextval('positions')",
    "head + e.n,", "nextval('positions'),",
)  # fmt: skip


async def test_a_reader_sees_every_event_once_and_in_order() -> None:
    async with fresh_database(CHASSIS_SCHEMA, DAWDLE) as dsn, racing(dsn) as race:
        await race.run()

        assert race.failures == []
        assert race.seen == [*range(1, WRITERS * COMMANDS + 1)]
        assert race.stored == race.seen
        assert race.answered == race.seen
        for stream in race.streams:
            verify_stream(await race.reader.stream(stream))


async def test_without_the_gate_writers_collide() -> None:
    async with fresh_database(planted(GATE, ""), DAWDLE) as dsn, racing(dsn) as race:
        await race.run()

        assert race.failures != []


async def test_without_the_gate_and_with_a_sequence_a_reader_misses_events() -> None:
    script = "CREATE SEQUENCE positions;" + planted(GATE, "", *BY_SEQUENCE)
    async with fresh_database(script, DAWDLE) as dsn, racing(dsn) as race:
        await race.run()

        assert race.failures == []
        assert len(race.stored) == WRITERS * COMMANDS
        assert set(race.seen) < set(race.stored)


async def test_with_the_gate_even_a_sequence_lets_nobody_miss_an_event() -> None:
    script = "CREATE SEQUENCE positions;" + planted(*BY_SEQUENCE)
    async with fresh_database(script, DAWDLE) as dsn, racing(dsn) as race:
        await race.run()

        assert race.failures == []
        assert race.seen == race.stored


def planted(*replacements: str) -> str:
    script = CHASSIS_SCHEMA
    for old, new in zip(replacements[::2], replacements[1::2], strict=True):
        assert old in script
        script = script.replace(old, new)
    return script


class Race:
    """Writers in stores of their own, as if in processes of their own, and a reader that tails."""

    def __init__(self, pool: asyncpg.Pool[Any], dsn: str) -> None:
        limits = Limits(writers=1)
        self.reader = EventStore(pool, dsn)
        self.writers = [EventStore(pool, dsn, limits=limits) for _ in range(WRITERS)]
        self.streams = [events_of()[0].header.stream for _ in range(WRITERS)]
        self.seen: list[int] = []
        self.stored: list[int] = []
        self.answered: list[int] = []
        self.failures: list[BaseException] = []
        self._done = asyncio.Event()

    async def run(self) -> None:
        tail = asyncio.create_task(self._tail())
        work = [self._write(number) for number in range(WRITERS)]
        answers = await asyncio.gather(*work, return_exceptions=True)
        self.failures = [answer for answer in answers if isinstance(answer, BaseException)]
        self._done.set()
        await tail
        self.answered.sort()
        self.stored = [event.position for event in await self.reader.log(after=0, limit=100_000)]

    async def _write(self, number: int) -> None:
        store = self.writers[number]
        last = None
        for version in range(COMMANDS):
            (event,) = events_of(self.streams[number], after=last)
            self.answered.append(await store.append([event], expected=version))
            last = event

    async def _tail(self) -> None:
        while True:
            finished = self._done.is_set()
            after = self.seen[-1] if self.seen else 0
            page = await self.reader.log(after=after, limit=50)
            self.seen += [event.position for event in page]
            if finished and not page:
                return


@asynccontextmanager
async def racing(dsn: str) -> AsyncIterator[Race]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool:
        race = Race(pool, dsn)
        await asyncio.gather(*(writer.start() for writer in race.writers))
        yield race
        await asyncio.gather(*(writer.stop() for writer in race.writers))
