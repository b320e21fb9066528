"""One PostgreSQL for the whole run, durable as in production, and a fresh database for each measurement."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg

from chassis.run import CHASSIS_MIGRATIONS
from rapid_review.postgres.embedded import EmbeddedPostgres, Network

TEMPLATE = "bench_chassis"
DURABLE = ("fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "wal_sync_method")


class Server:
    """The server of this run."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self._postgres = postgres

    def dsn(self, database: str) -> str:
        """The address of a database."""
        return self._postgres.dsn(database)

    async def settings(self) -> dict[str, str]:
        """What durability rests on, and the version."""
        connection = await asyncpg.connect(self.dsn("postgres"))
        try:
            found = {
                name: await connection.fetchval("SELECT current_setting($1)", name)
                for name in ("server_version", *DURABLE)
            }
        finally:
            await connection.close()
        return {name: str(value) for name, value in found.items()}

    @asynccontextmanager
    async def database(self, *, template: str = "template1") -> AsyncIterator[str]:
        """A new database, dropped afterwards; what was written before is on disk when it is given."""
        name = f"bench_{uuid4().hex}"
        await self._run("postgres", f"CREATE DATABASE {name} TEMPLATE {template}", "CHECKPOINT")
        try:
            yield self.dsn(name)
        finally:
            await self._run("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    async def make_template(self, name: str, *scripts: str) -> None:
        """A database that others are copied from, if it is not there yet."""
        connection = await asyncpg.connect(self.dsn("postgres"))
        try:
            if await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
                return
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()
        await self._run(name, *scripts)

    async def _run(self, database: str, *scripts: str) -> None:
        connection = await asyncpg.connect(self.dsn(database))
        try:
            for script in scripts:
                await connection.execute(script)
        finally:
            await connection.close()


async def started(
    folder: Path, settings: Mapping[str, str], *, network: Network | None = None
) -> EmbeddedPostgres:
    """A server with settings that it takes only when it starts."""
    server = await EmbeddedPostgres.start(folder, network=network)
    if not settings:
        return server
    connection = await asyncpg.connect(server.dsn("postgres"))
    try:
        for name, value in settings.items():
            await connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    finally:
        await connection.close()
    await server.stop()
    return await EmbeddedPostgres.start(folder, network=network)


def _asked() -> dict[str, str]:
    """What is asked for beside the server's defaults."""
    buffers = os.environ.get("SHARED_BUFFERS")
    return {"shared_buffers": buffers} if buffers else {}


@asynccontextmanager
async def running_server(network: Network | None = None) -> AsyncIterator[Server]:
    """A server in a folder of its own; with ``network`` it can be reached by programs that know no sockets."""
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        postgres = await started(Path(folder) / "postgres", _asked(), network=network)
        try:
            server = Server(postgres)
            await server.make_template(TEMPLATE, *(step.sql for step in CHASSIS_MIGRATIONS))
            yield server
        finally:
            await postgres.stop()
