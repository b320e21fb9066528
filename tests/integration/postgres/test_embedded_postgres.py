"""The embedded server starts, keeps what it is told, and refuses what it cannot do."""

# ruff: noqa: ASYNC240  (a test has nobody to keep waiting)

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from rapid_review.postgres.embedded import CannotStart, DataFolderInUse, EmbeddedPostgres

pytestmark = pytest.mark.integration


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[EmbeddedPostgres]:
    """A running server on a new folder."""
    started = await EmbeddedPostgres.start(tmp_path / "data")
    yield started
    await started.stop()


async def test_the_database_is_durable_and_the_same_on_every_machine(
    server: EmbeddedPostgres,
) -> None:
    await server.ensure_database("cases")

    connection = await asyncpg.connect(server.dsn("cases"))
    settings = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "TimeZone")
    told = [await connection.fetchval("SELECT current_setting($1)", name) for name in settings]
    locale = await connection.fetchrow(
        "SELECT pg_encoding_to_char(encoding) AS encoding, datlocale, datcollate"
        " FROM pg_database WHERE datname = 'cases'"
    )
    await connection.close()

    assert told == ["on", "on", "on", "on", "UTC"]
    assert locale is not None
    assert tuple(locale) == ("UTF8", "C.UTF-8", "C")


async def test_what_was_committed_is_there_after_a_restart(tmp_path: Path) -> None:
    first = await EmbeddedPostgres.start(tmp_path / "data")
    connection = await asyncpg.connect(first.dsn("postgres"))
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    await first.stop()  # With a client still connected.

    second = await EmbeddedPostgres.start(tmp_path / "data")
    connection = await asyncpg.connect(second.dsn("postgres"))
    number = await connection.fetchval("SELECT number FROM kept")
    await connection.close()
    await second.stop()

    assert number == 42


async def test_a_database_is_created_once_however_many_ask(server: EmbeddedPostgres) -> None:
    name = 'odd "name" / ü?'

    await asyncio.gather(*(server.ensure_database(name) for _ in range(4)))
    await server.ensure_database(name)

    connection = await asyncpg.connect(server.dsn(name))
    assert await connection.fetchval("SELECT current_database()") == name
    await connection.close()


@pytest.mark.parametrize("name", ["", "x" * 64, "a\0b"])
async def test_a_name_that_postgres_would_cut_is_refused(
    server: EmbeddedPostgres, name: str
) -> None:
    with pytest.raises(ValueError, match="1 to 63 bytes"):
        await server.ensure_database(name)


async def test_only_the_socket_and_the_password_let_in(server: EmbeddedPostgres) -> None:
    connection = await asyncpg.connect(server.dsn("postgres"))
    addresses = await connection.fetchval("SELECT current_setting('listen_addresses')")
    folder = Path(await connection.fetchval("SELECT current_setting('unix_socket_directories')"))
    await connection.close()

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.dsn("postgres"), password="wrong")

    assert addresses == ""
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_role_comes_in_with_nothing_but_a_password_of_this_run(
    server: EmbeddedPostgres,
) -> None:
    await server.ensure_role("cases_service")
    before = server.dsn("postgres", "cases_service")
    connection = await asyncpg.connect(before)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("CREATE TABLE mine (n int)")
    assert await connection.fetchval("SHOW log_min_messages") == "log"
    await connection.close()

    await server.ensure_role("cases_service")

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(before)
    await (await asyncpg.connect(server.dsn("postgres", "cases_service"))).close()


async def test_a_data_folder_may_have_a_long_path(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30) / ("path" * 30) / "data"

    server = await EmbeddedPostgres.start(folder)
    connection = await asyncpg.connect(server.dsn("postgres"))
    await connection.close()
    await server.stop()

    assert (folder / "cluster").exists()


async def test_a_stopped_server_leaves_only_its_data(tmp_path: Path) -> None:
    server = await EmbeddedPostgres.start(tmp_path / "data")
    run = (tmp_path / "data" / "run").readlink()

    await server.stop()
    await server.stop()

    left = {entry.name for entry in (tmp_path / "data").iterdir()}
    assert left == {"cluster", "password", "platform.lock", "postgres.log"}
    assert not run.exists()
    with pytest.raises(RuntimeError, match="stopped"):
        server.dsn("postgres")


async def test_the_log_does_not_hold_what_people_wrote(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    connection = await asyncpg.connect(server.dsn("postgres"))
    await connection.execute("CREATE TABLE people (name text PRIMARY KEY)")
    await connection.execute("INSERT INTO people VALUES ('Wilhelmina')")
    for statement in (
        "INSERT INTO people VALUES ('Wilhelmina')",
        "SELECT 'Wilhelmina'::integer",
        "DO $$ BEGIN RAISE WARNING 'Wilhelmina'; END $$",
        "SELECT 'Wilhelmina' FROM nowhere",
    ):
        try:
            await connection.execute(statement)
        except asyncpg.PostgresError:
            continue
    with pytest.raises(asyncpg.UniqueViolationError):
        await connection.execute("INSERT INTO people VALUES ($1)", "Wilhelmina")
    await connection.close()

    log = (tmp_path / "data" / "postgres.log").read_text()
    assert "ready to accept" in log
    assert "Wilhelmina" not in log


async def test_the_log_of_the_run_before_is_kept(tmp_path: Path) -> None:
    for _ in range(3):
        await (await EmbeddedPostgres.start(tmp_path)).stop()

    logs = {entry.name for entry in tmp_path.glob("postgres.log*")}
    assert logs == {"postgres.log", "postgres.log.1"}
    assert (tmp_path / "postgres.log").read_text().count("ready to accept") == 1


async def test_a_second_platform_on_the_same_folder_is_refused(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    with pytest.raises(DataFolderInUse, match=r"process \d+.*data"):
        await EmbeddedPostgres.start(tmp_path / "data")

    connection = await asyncpg.connect(server.dsn("postgres"))
    await connection.close()


async def test_a_folder_that_holds_something_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(CannotStart, match="not empty and holds no database of ours"):
        await EmbeddedPostgres.start(tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


async def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(CannotStart, match="cannot be started: file exists"):
        await EmbeddedPostgres.start(tmp_path / "data")


async def test_a_cluster_of_another_version_is_refused(tmp_path: Path) -> None:
    await (await EmbeddedPostgres.start(tmp_path)).stop()
    (tmp_path / "cluster" / "PG_VERSION").write_text("17\n")

    with pytest.raises(CannotStart, match="is of PostgreSQL 17, not 18: dump it"):
        await EmbeddedPostgres.start(tmp_path)


async def test_a_broken_cluster_is_refused_in_postgres_own_words(tmp_path: Path) -> None:
    await (await EmbeddedPostgres.start(tmp_path)).stop()
    (tmp_path / "cluster" / "global" / "pg_control").unlink()

    with pytest.raises(CannotStart, match=r"could not start in .*(see .*postgres\.log)"):
        await EmbeddedPostgres.start(tmp_path)


async def test_a_lost_password_is_named(tmp_path: Path) -> None:
    await (await EmbeddedPostgres.start(tmp_path)).stop()
    (tmp_path / "password").unlink()

    with pytest.raises(CannotStart, match="password of the database is missing"):
        await EmbeddedPostgres.start(tmp_path)


@pytest.mark.parametrize("after_s", [0.0, 0.05, 0.2, 0.4])
async def test_a_start_that_is_given_up_leaves_nothing_running(
    tmp_path: Path, after_s: float
) -> None:
    start = asyncio.create_task(EmbeddedPostgres.start(tmp_path / "data"))
    await asyncio.wait({start}, timeout=after_s)
    start.cancel()
    await asyncio.wait({start})

    if not start.cancelled():
        await start.result().stop()
    server = await EmbeddedPostgres.start(tmp_path / "data")
    await server.stop()
