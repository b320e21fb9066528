"""The watchdog names who holds the database back, sees it with the application's role only, and disturbs nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import asyncpg
import pytest
from structlog.testing import capture_logs

from chassis.database import Pool
from chassis.store.event_store import EventStore
from chassis.store.watchdog import Watchdog
from tests.support.roles import TwoRoles, two_roles
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration

SECRET = "the words of a query"


@pytest.fixture
async def roles() -> AsyncIterator[TwoRoles]:
    async with two_roles("referral") as roles:
        yield roles


@pytest.fixture
async def pool(roles: TwoRoles) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(roles.application, min_size=2, max_size=4) as opened:
        yield opened


@pytest.fixture
async def store(roles: TwoRoles, pool: Pool) -> AsyncIterator[EventStore]:
    opened = EventStore(pool, roles.application)
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def elsewhere(roles: TwoRoles) -> AsyncIterator[asyncpg.Connection[Any]]:
    """A session of somebody else, with a role of which the application is shown little."""
    connection = await asyncpg.connect(
        roles.owner, server_settings={"application_name": "a report"}
    )
    yield connection
    await connection.close()


def named(lines: list[MutableMapping[str, Any]], event: str) -> list[MutableMapping[str, Any]]:
    return [line for line in lines if line["event"] == event]


async def until_it_says(
    watchdog: Watchdog, lines: list[MutableMapping[str, Any]], event: str
) -> None:
    async with asyncio.timeout(60):
        while not named(lines, event):
            await watchdog.look()
            await asyncio.sleep(0.02)


async def test_where_nothing_is_open_nothing_is_said(pool: Pool, store: EventStore) -> None:
    watchdog = Watchdog("referral", pool)
    with capture_logs() as lines:
        await store.append(events_of(), expected=0)
        await watchdog.look()

    assert lines == []
    assert watchdog.watched.gate_wait_s == 0.0


async def test_a_long_transaction_elsewhere_is_warned_of_once_while_all_goes_on(
    pool: Pool, store: EventStore, elsewhere: asyncpg.Connection[Any]
) -> None:
    watchdog = Watchdog("referral", pool, old_s=0.2)
    with capture_logs() as lines:
        transaction = elsewhere.transaction()
        await transaction.start()
        await elsewhere.execute(f"SELECT count(*) FROM stored_events -- {SECRET}")
        await until_it_says(watchdog, lines, "database.transaction_old")
        await watchdog.look()

        (first,) = events_of()
        assert await store.append([first], expected=0) == 1
        assert [one.hash for one in await store.log(after=0, limit=9)] == [first.hash]
        assert watchdog.watched.oldest_transaction_s > 0.2

        await transaction.rollback()
        await until_it_says(watchdog, lines, "database.transaction_over")

    (warning,) = named(lines, "database.transaction_old")
    assert warning["application"] == "a report"
    assert warning["pid"] == elsewhere.get_server_pid()
    assert warning["state"] == "not shown"
    assert SECRET not in repr(lines)
    assert watchdog.watched.oldest_transaction_s < 0.2


async def test_a_role_that_may_see_more_is_told_what_the_session_is_doing(
    roles: TwoRoles, pool: Pool, elsewhere: asyncpg.Connection[Any]
) -> None:
    mighty = await asyncpg.connect(roles.superuser)
    await mighty.execute(f"GRANT pg_read_all_stats TO {roles.role}")
    await mighty.close()
    watchdog = Watchdog("referral", pool, old_s=0.0)
    with capture_logs() as lines:
        async with elsewhere.transaction():
            await elsewhere.execute(f"SELECT 1 -- {SECRET}")
            await until_it_says(watchdog, lines, "database.transaction_old")

    assert named(lines, "database.transaction_old")[0]["state"] == "idle in transaction"
    assert SECRET not in repr(lines)


async def test_a_gate_that_stays_shut_is_warned_of_and_the_append_is_answered_afterwards(
    pool: Pool, store: EventStore, elsewhere: asyncpg.Connection[Any]
) -> None:
    watchdog = Watchdog("referral", pool, gate_s=0.2)
    with capture_logs() as lines:
        async with elsewhere.transaction():
            await elsewhere.execute("LOCK TABLE append_gate IN EXCLUSIVE MODE")
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await until_it_says(watchdog, lines, "database.gate_held")
            await watchdog.look()
            assert watchdog.watched.gate_wait_s > 0.2
            assert await store.log(after=0, limit=9) == []
        assert await appending == 1
        await until_it_says(watchdog, lines, "database.gate_free")

    (warning,) = named(lines, "database.gate_held")
    assert (warning["application"], warning["pid"]) == ("a report", elsewhere.get_server_pid())
    assert watchdog.watched.gate_wait_s == 0.0


async def test_it_goes_on_looking_when_the_database_cannot_be_asked(
    pool: Pool, roles: TwoRoles
) -> None:
    watchdog = Watchdog("referral", pool, look_s=0.01)
    with capture_logs() as lines:
        watching = asyncio.create_task(watchdog.run())
        mighty = await asyncpg.connect(roles.superuser)
        async with asyncio.timeout(60):
            while not named(lines, "database.not_seen"):
                await mighty.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1".replace(
                        "$1", f"'{roles.role}'"
                    )
                )
                await asyncio.sleep(0.01)
        await mighty.close()
        assert not watching.done()
        watching.cancel()
