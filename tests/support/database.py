"""A fresh PostgreSQL database for each test, on one server for the whole run.

The server is the embedded one, unless RAPID_REVIEW_TEST_DSN names another. It is set up as in production but for
one thing: it does not wait for the disk, since no test takes the machine's power away, and dropping a database
would wait for it most of the time that a test takes.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

from chassis.run import CHASSIS_MIGRATIONS
from rapid_review.postgres.embedded import EmbeddedPostgres

CHASSIS_SCHEMA = "".join(step.sql for step in CHASSIS_MIGRATIONS)
"""The tables that every service has."""


@asynccontextmanager
async def fresh_database(
    *scripts: str, server: Callable[[str], str] | None = None
) -> AsyncIterator[str]:
    """Give the address of a new database in which the scripts were run; it is dropped afterwards.

    ``server`` gives the addresses of databases on another server than the one that all tests share.
    """
    dsn_of = await asyncio.to_thread(_server) if server is None else server
    name = f"test_{uuid4().hex}"
    await run_script(dsn_of("postgres"), f"CREATE DATABASE {name}")
    try:
        for script in scripts:
            await run_script(dsn_of(name), script)
        yield dsn_of(name)
    finally:
        await run_script(dsn_of("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def backup_of(dsn: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """A copy of a database to which nobody is connected; what is given puts it in the place of the database."""
    name, server = urlsplit(dsn).path[1:], (await asyncio.to_thread(_server))("postgres")
    await run_script(server, f"CREATE DATABASE {name}_backup TEMPLATE {name}")

    async def restore() -> None:
        await run_script(server, f"DROP DATABASE {name} WITH (FORCE)")
        await run_script(server, f"CREATE DATABASE {name} TEMPLATE {name}_backup")

    try:
        yield restore
    finally:
        await run_script(server, f"DROP DATABASE {name}_backup WITH (FORCE)")


async def run_script(dsn: str, script: str) -> None:
    """Run SQL on a connection of its own."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


@cache
def _server() -> Callable[[str], str]:
    external = os.environ.get("RAPID_REVIEW_TEST_DSN", "")
    if external:
        return lambda database: urlunsplit(urlsplit(external)._replace(path=f"/{database}"))
    # The kernel stops the server when the thread that started it ends: so this one stays.
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="test-database", daemon=True).start()
    folder = Path(tempfile.mkdtemp(prefix="rapid-review-test-"))
    start = _start(folder / "postgres")
    server = asyncio.run_coroutine_threadsafe(start, loop).result()

    def stop() -> None:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return server.dsn


async def _start(folder: Path) -> EmbeddedPostgres:
    server = await EmbeddedPostgres.start(folder)
    for change in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
        await run_script(server.dsn("postgres"), change)
    return server
