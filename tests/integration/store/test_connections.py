"""A connection leads to the primary, gives up rather than hang, and loses its locks when its process is frozen."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import asyncpg
import pytest

from chassis.database import Patience, Pool, connect, is_passing, one_per_host, pool
from tests.support.database import fresh_database
from tests.support.free_ports import free_ports

pytestmark = pytest.mark.integration

TURN = "SELECT pg_advisory_xact_lock(1)"


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async with fresh_database() as dsn:
        yield dsn


@asynccontextmanager
async def a_pool(dsn: str, patience: Patience) -> AsyncIterator[Pool]:
    opened = await pool(dsn, "review", size=2, patience=patience)
    try:
        yield opened
    finally:
        opened.terminate()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A host that lets everybody connect and never says a word."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        yield int(silent.getsockname()[1])


@pytest.fixture
def closed_port() -> int:
    return free_ports()


def behind(dsn: str, port: int) -> str:
    """The address with another host before the one that works."""
    parts = urlsplit(dsn)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = query.get("host") or parts.hostname or ""
    its_port = query.get("port") or str(parts.port or 5432)
    query |= {"host": f"127.0.0.1,{host}", "port": f"{port},{its_port}"}
    netloc = f"{parts.netloc.rpartition('@')[0]}@"
    return urlunsplit(parts._replace(netloc=netloc, query=urlencode(query)))


@pytest.mark.parametrize(
    ("dsn", "hosts"),
    [
        ("postgresql://u:p@one/d", ["postgresql://u:p@one/d"]),
        ("postgresql://u@one,two:6543/d?a=b", ["postgresql://u@one/d?a=b", "postgresql://u@two:6543/d?a=b"]),
        (
            "postgresql://u@/d?host=/a,/b&port=5432",
            ["postgresql://u@/d?host=%2Fa&port=5432", "postgresql://u@/d?host=%2Fb&port=5432"],
        ),
        (
            "postgresql://u@/d?host=one,two&port=1,2",
            ["postgresql://u@/d?host=one&port=1", "postgresql://u@/d?host=two&port=2"],
        ),
        (
            "postgresql://u@/d?host=one,two",
            ["postgresql://u@/d?host=one", "postgresql://u@/d?host=two"],
        ),
    ],
)  # fmt: skip
def test_a_dsn_is_given_once_for_each_host(dsn: str, hosts: list[str]) -> None:
    assert one_per_host(dsn) == hosts


async def test_a_host_that_says_nothing_keeps_nobody_from_the_next(
    address: str, silent_port: int
) -> None:
    connection = await connect(behind(address, silent_port), within_s=2.0)

    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()


async def test_a_host_that_is_down_keeps_nobody_from_the_next(
    address: str, closed_port: int
) -> None:
    connection = await connect(behind(address, closed_port))

    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()


async def test_a_password_that_is_wrong_is_said_at_once(address: str) -> None:
    parts = urlsplit(address)
    wrong = urlunsplit(parts._replace(netloc=f"nobody_here:x@{parts.netloc.rpartition('@')[2]}"))

    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError) as caught:
        await connect(wrong)

    assert not is_passing(caught.value)


@pytest.mark.parametrize(
    ("patience", "statement"),
    [
        (Patience(answer_s=2.0), "SELECT pg_sleep(60)"),
        (Patience(lock_s=0.2), TURN),
    ],
    ids=["answer", "lock"],
)
async def test_a_statement_that_hangs_ends_and_blames_the_moment(
    address: str, patience: Patience, statement: str
) -> None:
    async with a_pool(address, Patience()) as other, a_pool(address, patience) as opened:
        async with other.acquire() as holder, holder.transaction():
            await holder.execute(TURN)
            with pytest.raises((TimeoutError, asyncpg.PostgresError)) as caught:
                await opened.execute(statement)

        assert is_passing(caught.value)
        assert await opened.fetchval("SELECT 1") == 1


async def test_a_process_that_is_frozen_in_a_transaction_loses_its_turn(address: str) -> None:
    async with (
        a_pool(address, Patience(idle_in_transaction_s=1.0)) as frozen,
        frozen.acquire() as its,
    ):
        transaction = its.transaction()
        await transaction.start()
        await its.execute(TURN)  # And now it says nothing any more.

        async with (
            asyncio.timeout(60),
            a_pool(address, Patience()) as other,
            other.acquire() as next_one,
            next_one.transaction(),
        ):
            await next_one.execute(TURN)

        with pytest.raises(
            (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
        ) as caught:
            await its.execute("SELECT 1")
        assert is_passing(caught.value)


async def test_the_server_keeps_to_the_same_patience_as_we_do(address: str) -> None:
    async with a_pool(address, Patience()) as opened:
        shown = {
            name: await opened.fetchval("SELECT setting FROM pg_settings WHERE name = $1", name)
            for name in Patience().settings
        }
        assert shown == Patience().settings
        assert await opened.fetchval("SHOW application_name") == "review"
