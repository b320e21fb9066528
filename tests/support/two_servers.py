"""Two PostgreSQL servers, a primary and its standby, for tests that take one away."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from rapid_review.postgres.server import (
    RunFolder,
    ServerUser,
    installed_programs,
    processes_in,
    spawn,
)
from tests.support.free_ports import free_ports

WITHIN_S = 60.0


@dataclass
class Server:
    """One server on loopback, with a folder of its own."""

    folder: Path
    port: int
    run: RunFolder
    user: ServerUser
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Run it, and wait until it accepts connections."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.run.socket_folder,
            "max_connections": 60,
            "hot_standby": "on",
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.folder.with_suffix(".log").open("ab") as log:
            self.process = spawn(
                [*self.run.command("postgres", self.folder), *words],
                user=self.user, folder=self.folder, at_our_death=signal.SIGINT, log=log,
            )  # fmt: skip
        async with asyncio.timeout(WITHIN_S):
            while not _is_open(self.port):
                await asyncio.sleep(0.02)

    def kill(self) -> None:
        """All its processes at once, as when the machine loses power."""
        for number in processes_in(self.folder):
            os.kill(number, signal.SIGKILL)
        if self.process is not None:
            self.process.wait(WITHIN_S)

    def stop(self) -> None:
        """Politely, if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(WITHIN_S)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass
class TwoServers:
    """The pair, and who may come in."""

    primary: Server
    standby: Server
    password: str

    def dsn(self, database: str, *servers: Server, role: str = "platform") -> str:
        """The address of a database on both servers, or on one."""
        hosts = ",".join(f"127.0.0.1:{one.port}" for one in servers or (self.primary, self.standby))
        return f"postgresql://{role}:{self.password}@{hosts}/{database}?sslmode=disable"

    async def ask(self, server: Server, query: str, *, database: str = "postgres") -> Any:
        """One value, as superuser."""
        connection = await asyncpg.connect(self.dsn(database, server), timeout=WITHIN_S)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    async def until(self, server: Server, query: str) -> None:
        """Wait until a query says true."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                try:
                    if await self.ask(server, query):
                        return
                except (OSError, asyncpg.CannotConnectNowError):
                    pass
                await asyncio.sleep(0.02)

    async def be_synchronous(self) -> None:
        """A commit on the primary is answered when the standby has it."""
        await self.ask(self.primary, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        await self.ask(self.primary, "SELECT pg_reload_conf()")
        await self.until(
            self.primary,
            "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')",
        )

    async def promote(self) -> None:
        """Make the standby the primary."""
        await self.until(self.standby, "SELECT true")
        assert await self.ask(self.standby, "SELECT pg_promote(true, 30)")


@asynccontextmanager
async def two_servers() -> AsyncIterator[TwoServers]:
    """A primary and a standby that follows it; both are gone afterwards."""
    user = ServerUser.choose("nobody")
    folder = Path(tempfile.mkdtemp(prefix="rapid-review-two-"))
    run = RunFolder.create(user)
    port = free_ports(2)
    pair = TwoServers(
        Server(folder / "primary", port, run, user),
        Server(folder / "standby", port + 1, run, user),
        secrets.token_urlsafe(16),
    )
    try:
        await asyncio.to_thread(_make_cluster, pair)
        await pair.primary.start()
        await pair.until(pair.primary, "SELECT true")
        await asyncio.to_thread(_copy_to_standby, pair)
        await pair.standby.start()
        await pair.until(pair.standby, "SELECT pg_is_in_recovery()")
        yield pair
    finally:
        for server in (pair.standby, pair.primary):
            await asyncio.to_thread(server.stop)
        run.remove()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def one_server() -> AsyncIterator[TwoServers]:
    """A primary without a standby: one server that a test may kill and start again at the same address."""
    user = ServerUser.choose("nobody")
    folder = Path(tempfile.mkdtemp(prefix="rapid-review-one-"))
    run = RunFolder.create(user)
    alone = Server(folder / "primary", free_ports(), run, user)
    pair = TwoServers(alone, alone, secrets.token_urlsafe(16))
    try:
        await asyncio.to_thread(_make_cluster, pair)
        await alone.start()
        await pair.until(alone, "SELECT true")
        yield pair
    finally:
        await asyncio.to_thread(alone.stop)
        run.remove()
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(pair: TwoServers) -> None:
    server = pair.primary
    server.folder.mkdir(mode=0o700)
    os.chown(server.folder, server.user.uid, server.user.gid)
    password = server.run.lend("password", pair.password, server.user)
    command = [
        *server.run.command("initdb", server.folder), "--auth=scram-sha-256", "--username=platform",
        "--no-sync", "--locale=C", "--encoding=UTF8", f"--pwfile={password}",
    ]  # fmt: skip
    with server.folder.with_suffix(".log").open("ab") as log:
        made = spawn(
            command, user=server.user, folder=server.folder, at_our_death=signal.SIGKILL, log=log
        )
        assert made.wait(WITHIN_S) == 0
    password.unlink()


def _copy_to_standby(pair: TwoServers) -> None:
    program = installed_programs() / "bin" / "pg_basebackup"
    subprocess.run(
        [
            str(program), "-D", str(pair.standby.folder), "-h", "127.0.0.1", "-p", str(pair.primary.port),
            "-U", "platform", "-R", "-X", "stream", "-c", "fast", "--no-sync",
        ],
        env={"PGPASSWORD": pair.password, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True, timeout=WITHIN_S,
    )  # fmt: skip
    user = pair.standby.user
    for path in (pair.standby.folder, *pair.standby.folder.rglob("*")):
        os.chown(path, user.uid, user.gid)


def _is_open(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
