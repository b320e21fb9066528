"""The primary dies under load, its standby takes over: what was answered is there, once, and appends go on."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from chassis.database import ON_SILENCE, pool
from chassis.errors import Temporary
from chassis.schema_owner import prepare
from chassis.store import writer_session
from chassis.store.event_store import EventStore, Limits, writer_connection
from chassis.store.seal import SealedEvent, StoredEvent
from chassis.store.verify import verify_stream
from rapid_review.starts import SCHEMAS
from tests.support.sealed import events_of
from tests.support.two_servers import TwoServers, two_servers

pytestmark = pytest.mark.integration

CALLERS = 8
APPLICATION = "review_service"
LIMITS = Limits(connect_s=4.0, reconnect_first_s=0.02, reconnect_most_s=0.2)


@pytest.fixture
async def pair() -> AsyncIterator[TwoServers]:
    """Both servers, with the database of one service, its tables and its two roles."""
    async with two_servers() as pair:
        await pair.ask(pair.primary, f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{pair.password}'")
        await pair.ask(pair.primary, f"CREATE ROLE review_owner LOGIN PASSWORD '{pair.password}'")
        await pair.ask(pair.primary, "CREATE DATABASE review OWNER review_owner")
        await prepare(pair.dsn("review", role="review_owner"), APPLICATION, SCHEMAS["review"])
        await pair.until(
            pair.standby, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'review')"
        )
        yield pair


class Load:
    """Callers who append, one command after the other, and remember what they were answered."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self.answered: list[tuple[int, bytes]] = []
        self.enough = asyncio.Event()

    async def caller(self) -> None:
        stored: list[SealedEvent] = []
        while not self.enough.is_set():
            (event,) = events_of(after=stored[-1]) if stored else events_of()
            while True:
                try:
                    position = await self.store.append([event], expected=len(stored))
                except Temporary:
                    continue
                break
            self.answered.append((position, event.hash))
            stored.append(event)

    async def at_least(self, answers: int) -> None:
        """Wait until so many more commands were answered."""
        wanted = len(self.answered) + answers
        async with asyncio.timeout(60):
            while len(self.answered) < wanted:
                await asyncio.sleep(0.01)


@asynccontextmanager
async def a_store(pair: TwoServers, limits: Limits = LIMITS) -> AsyncIterator[EventStore]:
    """The store of a service whose DSN names both hosts."""
    dsn = pair.dsn("review", role=APPLICATION)
    connections = await pool(dsn, "review", size=4)
    store = EventStore(connections, dsn, limits=limits)
    await store.start()
    try:
        yield store
    finally:
        await store.stop()
        connections.terminate()


async def log_of(store: EventStore) -> list[StoredEvent]:
    return await store.log(after=0, limit=1_000_000)


def problems(answered: list[tuple[int, bytes]], log: list[StoredEvent]) -> list[str]:
    """What was lost, doubled, or left out of the count."""
    stored = [(event.position, event.hash) for event in log]
    found = []
    if [position for position, _ in stored] != [*range(1, len(stored) + 1)]:
        found.append("positions have holes")
    if lost := set(answered) - set(stored):
        found.append(f"{len(lost)} answered commands are lost")
    if len({own for _, own in stored}) < len(stored) or len(set(answered)) < len(answered):
        found.append("something is there twice")
    return found


async def test_no_answered_command_is_lost_and_appends_go_on(pair: TwoServers) -> None:
    await pair.be_synchronous()
    async with a_store(pair) as store:
        load = Load(store)
        callers = asyncio.gather(*(load.caller() for _ in range(CALLERS)))
        await load.at_least(200)
        pair.primary.kill()
        before = len(load.answered)
        await pair.promote()
        await load.at_least(200)
        load.enough.set()
        await callers

        log = await log_of(store)
        assert problems(load.answered, log) == []
        assert len(log) == len(load.answered) > before + 200
        for stream in {event.header.stream for event in log}:
            verify_stream(await store.stream(stream))


async def test_a_standby_that_does_not_follow_loses_answered_commands_and_that_is_seen(
    pair: TwoServers,
) -> None:
    await pair.ask(pair.standby, "ALTER SYSTEM SET primary_conninfo = ''")
    await pair.ask(pair.standby, "SELECT pg_reload_conf()")
    await pair.until(pair.primary, "SELECT NOT EXISTS (SELECT FROM pg_stat_replication)")
    async with a_store(pair) as store:
        load = Load(store)
        callers = asyncio.gather(*(load.caller() for _ in range(CALLERS)), return_exceptions=True)
        await load.at_least(50)
        load.enough.set()
        await callers
        pair.primary.kill()
        await pair.promote()
        async with asyncio.timeout(30):
            log = await _read_again(store)

        assert f"{len(load.answered)} answered commands are lost" in problems(load.answered, log)


async def test_both_sides_notice_that_the_other_is_gone_without_a_word(pair: TwoServers) -> None:
    dsn = pair.dsn("review", role=APPLICATION)
    connections = await pool(dsn, "review", size=1)
    async with connections.acquire() as borrowed:
        for connection in (borrowed, await writer_connection(dsn, LIMITS)):
            for setting, wanted in ON_SILENCE.items():
                found = "SELECT setting FROM pg_settings WHERE name = $1"
                assert await connection.fetchval(found, setting) == wanted
            line = connection._transport.get_extra_info("socket")  # type: ignore[union-attr]
            assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            connection.terminate()
    connections.terminate()


async def _read_again(store: EventStore) -> list[StoredEvent]:
    """A pool may still hold lost connections: whoever reads tries again, as doors do."""
    while True:
        try:
            return await log_of(store)
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError):
            await asyncio.sleep(0.02)


IMPATIENT = Limits(
    writers=1, execute_s=0.3, known_within_s=60.0, connect_s=4.0, reconnect_first_s=0.02, reconnect_most_s=0.1
)  # fmt: skip
AT_THE_BARRIER = (
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    " AND query LIKE '%pg_logical_emit_message%')"
)


async def appended_without_standby(pair: TwoServers, store: EventStore) -> asyncio.Task[int]:
    """An append that is stored on the primary, and whose writer has lost patience with the standby."""
    await pair.be_synchronous()
    await asyncio.to_thread(pair.standby.stop)
    appending = asyncio.create_task(store.append(events_of(), expected=0))
    async with asyncio.timeout(30):
        while not await store.head():
            await asyncio.sleep(0.02)
    return appending


async def test_what_only_the_primary_has_is_not_answered_before_the_standby_has_it(
    pair: TwoServers,
) -> None:
    async with a_store(pair, IMPATIENT) as store:
        appending = await appended_without_standby(pair, store)
        await pair.until(pair.primary, AT_THE_BARRIER)
        assert not appending.done()

        await pair.standby.start()
        assert await appending == 1
        stored = "SELECT count(*) FROM stored_events"
        pair.primary.kill()
        await pair.promote()
        assert await pair.ask(pair.standby, stored, database="review") == 1


async def test_without_waiting_for_the_standby_it_would_be_answered_and_could_be_lost(
    pair: TwoServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_session, "_WAIT_FOR_STANDBY", "SELECT 1")
    async with a_store(pair, IMPATIENT) as store:
        appending = await appended_without_standby(pair, store)

        assert await appending == 1
        pair.primary.kill()
        await pair.standby.start()
        await pair.promote()
        lost: Any = await pair.ask(
            pair.standby, "SELECT count(*) FROM stored_events", database="review"
        )
        assert lost == 0
