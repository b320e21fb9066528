"""Each step is applied once, whole or not at all, and is never edited afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from chassis.migrations import CannotMigrate, Migration, migrate
from tests.support.database import fresh_database

pytestmark = pytest.mark.integration

CASES = Migration("0001_cases", "CREATE TABLE cases (number int); INSERT INTO cases VALUES (1)")
NOTES = Migration("0002_notes", "CREATE TABLE notes (text text)")


@pytest_asyncio.fixture
async def dsn() -> AsyncIterator[str]:
    async with fresh_database() as address:
        yield address


@pytest_asyncio.fixture
async def connection(dsn: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    opened = await asyncpg.connect(dsn)
    yield opened
    await opened.close()


async def _applied(connection: asyncpg.Connection[asyncpg.Record]) -> list[str]:
    rows = await connection.fetch("SELECT name FROM schema_migrations ORDER BY applied_at, name")
    return [row["name"] for row in rows]


async def test_steps_are_applied_in_order_and_noted(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    await migrate(connection, [CASES])
    await migrate(connection, [CASES, NOTES])

    assert await _applied(connection) == ["0001_cases", "0002_notes"]
    assert await connection.fetchval("SELECT count(*) FROM cases") == 1
    assert await connection.fetchval("SELECT count(*) FROM notes") == 0
    note = await connection.fetchrow("SELECT * FROM schema_migrations WHERE name = '0001_cases'")
    assert note is not None
    assert note["sha256"] == CASES.sha256


async def test_a_second_run_is_one_query(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    await migrate(connection, [CASES, NOTES])
    queries: list[str] = []
    with connection.query_logger(lambda record: queries.append(record.query)):
        await migrate(connection, [CASES, NOTES])
        await asyncio.sleep(0)  # The logger is called in the next round of the loop.

    assert queries == ["SELECT name, sha256 FROM schema_migrations"]


async def test_no_steps_change_nothing(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    await migrate(connection, [])

    assert await connection.fetchval("SELECT to_regclass('schema_migrations')") is None


async def test_a_step_that_fails_leaves_nothing_and_keeps_those_before(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    broken = Migration("0002_broken", "CREATE TABLE half (n int); SELECT nothing FROM nowhere")

    with pytest.raises(CannotMigrate, match=r'0002_broken cannot be applied: .*"nowhere"'):
        await migrate(connection, [CASES, broken, Migration("0003_never", "SELECT 1")])

    assert await _applied(connection) == ["0001_cases"]
    assert await connection.fetchval("SELECT to_regclass('half')") is None


async def test_a_step_that_was_changed_is_refused_by_name(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    await migrate(connection, [CASES])
    edited = Migration(CASES.name, CASES.sql + " -- edited")

    with pytest.raises(CannotMigrate, match="0001_cases was changed after"):
        await migrate(connection, [edited, NOTES])

    assert await _applied(connection) == ["0001_cases"]


async def test_a_step_put_in_before_an_applied_one_is_refused(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    await migrate(connection, [NOTES])

    with pytest.raises(CannotMigrate, match="0001_cases comes before 0002_notes"):
        await migrate(connection, [CASES, NOTES])


async def test_an_older_replica_starts_beside_newer_tables(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    await migrate(connection, [CASES, NOTES])

    await migrate(connection, [CASES])

    assert await _applied(connection) == ["0001_cases", "0002_notes"]


async def test_several_replicas_apply_each_step_once(dsn: str) -> None:
    slow = Migration("0003_slow", "INSERT INTO cases SELECT 2 FROM pg_sleep(0.05)")
    connections = [await asyncpg.connect(dsn) for _ in range(6)]

    await asyncio.gather(*(migrate(opened, [CASES, NOTES, slow]) for opened in connections))

    assert await _applied(connections[0]) == ["0001_cases", "0002_notes", "0003_slow"]
    assert await connections[0].fetchval("SELECT count(*) FROM cases") == 2
    for opened in connections:
        await opened.close()


async def test_a_step_that_ends_its_transaction_is_refused(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    with pytest.raises(CannotMigrate, match="0001_commits ends its transaction itself"):
        await migrate(connection, [Migration("0001_commits", "COMMIT")])


async def test_a_connection_inside_a_transaction_is_refused(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    async with connection.transaction():
        with pytest.raises(ValueError, match="in one already"):
            await migrate(connection, [CASES])


async def test_two_steps_of_one_name_are_refused(
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    with pytest.raises(ValueError, match="the same name"):
        await migrate(connection, [CASES, CASES])


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own, whose folder of steps is to be filled."""
    steps = tmp_path / "planted_service" / "migrations"
    steps.mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)
    return steps


def test_steps_are_read_from_a_package_in_order(package: Path) -> None:
    (package / "0002_later.sql").write_text("SELECT 2")
    (package / "0001_first.sql").write_bytes(b"SELECT 1\r\n")
    (package / "readme.md").write_text("Not a step.")

    steps = Migration.from_folder("planted_service", "migrations")

    assert steps == (Migration("0001_first", "SELECT 1\n"), Migration("0002_later", "SELECT 2"))
    assert Migration.from_file("planted_service", "migrations/0002_later.sql") == steps[1]


@pytest.mark.parametrize("name", ["1_short.sql", "0001 space.sql", "0001_Upper.sql"])
def test_a_badly_named_step_is_refused(package: Path, name: str) -> None:
    (package / name).write_text("SELECT 1")

    with pytest.raises(ValueError, match="named like"):
        Migration.from_folder("planted_service", "migrations")


def test_two_steps_of_one_number_are_refused(package: Path) -> None:
    for name in ("0001_mine.sql", "0001_yours.sql"):
        (package / name).write_text("SELECT 1")

    with pytest.raises(ValueError, match="0001_mine and 0001_yours"):
        Migration.from_folder("planted_service", "migrations")
