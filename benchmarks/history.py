"""Stores that hold a history already: ours and the library's, with the same events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from benchmarks.append import library
from benchmarks.append.workload import AT, CONTENT, STREAM_EVENTS, ViewRecorded
from benchmarks.measure import Plan
from benchmarks.server import TEMPLATE
from chassis.aggregate import body_of
from chassis.database import Pool, pool
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import FIRST_PREVIOUS, Header, SealedEvent, event_id_of, seal

CALLERS = 250
"""So many cases go on side by side: a page of the log holds events of many, as the log of a region does."""
MASTER = bytes(range(32))


@dataclass(frozen=True)
class Kept:
    """Our store with a history."""

    dsn: str
    pool: Pool
    store: EventStore
    keys: CaseKeys


@asynccontextmanager
async def ours(plan: Plan, events: int, *scripts: str) -> AsyncIterator[Kept]:
    """So many sealed events in streams of twenty, each stream a case with a key of its own."""
    async with (
        plan.server.database(template=TEMPLATE) as dsn,
        pool(dsn, "bench", size=4) as connections,
    ):
        store, keys = EventStore(connections, dsn), CaseKeys(connections, MASTER)
        for script in scripts:
            await connections.execute(script)
        await store.start()
        try:
            streams = iter([uuid4() for _ in range(-(-events // STREAM_EVENTS))])

            async def fill() -> None:
                for stream in streams:
                    for event in await stream_of(keys, stream):
                        await store.append([event], expected=event.header.version - 1)

            await asyncio.gather(*(fill() for _ in range(CALLERS)))
            await connections.execute("ANALYZE stored_events")
            yield Kept(dsn, connections, store, keys)
        finally:
            await store.stop()


async def stream_of(keys: CaseKeys, stream: UUID, count: int = STREAM_EVENTS) -> list[SealedEvent]:
    """The events of one stream, sealed."""
    key, previous, made = await keys.of(stream, create=True), FIRST_PREVIOUS, []
    for version in range(1, count + 1):
        event = ViewRecorded(
            originator_id=stream, originator_version=version, timestamp=AT, **CONTENT
        )
        header = Header(
            event_id_of(stream, version), stream, version, event.TOPIC, stream, "PLY",
            "coordinator:ply-coordinator", stream, stream, AT, AT,
        )  # fmt: skip
        made.append(seal(header, body_of(event), key, previous))
        previous = made[-1].hash
    return made


@asynccontextmanager
async def librarys(plan: Plan, events: int) -> AsyncIterator[str]:
    """The library's store with so many events in aggregates of twenty; the address of its database."""
    async with plan.server.database() as dsn:

        def fill() -> None:
            with library.opened(dsn) as application:
                for _ in range(-(-events // STREAM_EVENTS)):
                    viewed = library.Viewed()
                    while viewed.version < STREAM_EVENTS:
                        viewed.record(**CONTENT)
                    application.save(viewed)

        await asyncio.to_thread(fill)
        yield dsn
