"""A real PostgreSQL server that lives and dies with the platform, and needs no installation.

Promises:
- what was committed is kept, also through ``kill -9`` of the platform or the server (fsync and
  synchronous commit stay on), and the next start works within seconds;
- one platform per data folder: a second one is refused;
- nothing outside the data folder changes, but for one folder in the temporary folder while it runs.

Who can reach the database: there is no network port, only a socket in a folder that no user but the
server's (and root) may enter, and a random password that is kept in the data folder for its owner
alone. The password matters because under root the server runs as a user like ``nobody``, whose
processes may enter the socket's folder too. They could also read the cluster's files: on a machine
where other programs run as ``nobody``, name a user of the platform's own, or do not run it as root.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import asyncpg

from rapid_review.postgres.folder import DataFolder, DataFolderInUse
from rapid_review.postgres.server import CannotStart, RunFolder, ServerUser, spawn

__all__ = ["CannotStart", "DataFolderInUse", "EmbeddedPostgres"]

_ROLE = "platform"
_START_TIMEOUT_S = 120  # Long, because replaying the log after a crash is slow on a slow disk.
_STOP_TIMEOUT_S = 10
_POLL_S = 0.01
_PORT = 5432  # The socket's name needs a number, although there is no port.
_NAME_BYTES_MAX = 63  # PostgreSQL would cut a longer name silently.

_CLUSTER_OPTIONS = (
    "--encoding=UTF8",
    # PostgreSQL's own C.UTF-8 sorts alike everywhere and outlives an upgrade of the C library.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth=scram-sha-256",
    f"--username={_ROLE}",
    "--no-instructions",
)

_SETTINGS = {
    "listen_addresses": "",
    "port": str(_PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log must not hold what people wrote: no statements, no parameters, no rows that clash.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

# An error is told to the client that made it; in the log its words could quote a value. Set for the
# role, so that the server's own processes, which have no client, still write their errors there.
_KEEP_ERRORS_OUT_OF_THE_LOG = "ALTER ROLE {} SET log_min_messages = 'log'"


@dataclass(frozen=True, slots=True)
class Network:
    """A door to the network, besides the socket: where, under which settings, and files that the server reads.

    ``lent`` holds, for each setting that is a file, the text of which the server gets a file of its own.
    """

    address: str
    port: int
    settings: Mapping[str, str]
    lent: Mapping[str, str]


class EmbeddedPostgres:
    """One running server; made by ``start``, ended by ``stop``."""

    def __init__(self, folder: DataFolder, user: ServerUser, network: Network | None) -> None:
        """Not for callers: use ``start``."""
        self._network = network
        self._port = network.port if network else _PORT
        self._folder: DataFolder | None = folder
        self._user = user
        self._password = ""
        self._passwords: dict[str, str] = {}
        self._run: RunFolder | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    async def start(
        cls, folder: Path, *, user_under_root: str = "nobody", network: Network | None = None
    ) -> EmbeddedPostgres:
        """Start the server on the folder, which is made if it is new, and wait until it accepts.

        Call it in an event loop that outlives the server: on Linux the server is stopped when the
        thread that started it ends. A forked child of this process keeps the folder in use.
        """
        try:
            user = ServerUser.choose(user_under_root)
            data = DataFolder(folder)
            server = cls(data, user, network)
            try:
                await server._start(data)
            except BaseException:
                await server.stop()
                raise
        except OSError as error:
            raise CannotStart(
                f"The database in {folder} cannot be started: {_plain(error)}."
            ) from error
        return server

    @property
    def is_running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.poll() is None

    async def stop(self) -> None:
        """End the server: politely, then firmly. Repeating it does nothing."""
        if self._process is not None:
            await _end(self._process)
            self._process = None
        if self._run is not None:
            self._run.remove()
            self._run = None
        if self._folder is not None:
            self._folder.forget()
            self._folder.release()
            self._folder = None

    def dsn(self, database: str, role: str = _ROLE) -> str:
        """The address of a database for asyncpg or libpq; with the password, so do not log it.

        For the role that owns everything, or one that ``ensure_role`` has made.
        """
        if self._run is None:
            raise RuntimeError("The server has been stopped.")
        password = self._password if role == _ROLE else self._passwords[role]
        return (
            f"postgresql://{quote(role, safe='')}:{password}@/{quote(database, safe='')}"
            f"?host={quote(str(self._run.socket_folder))}&port={self._port}&sslmode=disable"
        )

    def psql_environment(self) -> dict[str, str]:
        """What ``psql`` and its like need to come in as the role that owns everything."""
        if self._run is None:
            raise RuntimeError("The server has been stopped.")
        return {
            "PGHOST": str(self._run.socket_folder), "PGPORT": str(self._port), "PGUSER": _ROLE,
            "POSTGRES_USER": _ROLE, "PGPASSWORD": self._password, "PGSSLMODE": "disable",
        }  # fmt: skip

    async def ensure_role(self, name: str) -> None:
        """Let a role in that may do nothing yet, with a password for this run of the server."""
        self._passwords[name] = password = secrets.token_urlsafe(32)
        quoted = '"{}"'.format(name.replace('"', '""'))
        connection = await asyncpg.connect(self.dsn("postgres"))
        try:
            with contextlib.suppress(asyncpg.DuplicateObjectError):
                await connection.execute(f"CREATE ROLE {quoted}")
            await connection.execute(f"ALTER ROLE {quoted} LOGIN PASSWORD '{password}'")
            await connection.execute(_KEEP_ERRORS_OUT_OF_THE_LOG.format(quoted))
        finally:
            await connection.close()

    async def ensure_database(self, name: str) -> None:
        """Create the database unless it exists; safe to call by several at once."""
        if not 0 < len(name.encode()) <= _NAME_BYTES_MAX or "\0" in name:
            raise ValueError(f"A database name has 1 to {_NAME_BYTES_MAX} bytes, not: {name!r}")
        connection = await asyncpg.connect(self.dsn("postgres"))
        try:
            if not await connection.fetchval(
                "SELECT true FROM pg_database WHERE datname = $1", name
            ):
                with contextlib.suppress(
                    asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError
                ):
                    await connection.execute('CREATE DATABASE "{}"'.format(name.replace('"', '""')))
        finally:
            await connection.close()

    async def _start(self, data: DataFolder) -> None:
        await data.clear()
        self._run = run = RunFolder.create(self._user)
        data.remember(run)
        self._password = data.password()
        with data.new_log() as log:
            if not data.cluster.exists():
                await self._make_cluster(data, run, log)
            data.check_cluster(self._user)
            settings = {
                **_SETTINGS,
                "unix_socket_directories": str(run.socket_folder),
                **self._network_settings(run),
            }
            words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
            self._process = spawn(
                [*run.command("postgres", data.cluster), *words],
                user=self._user,
                folder=data.cluster,
                at_our_death=signal.SIGINT,
                log=log,
            )
        await self._accepts(data, self._process)

    def _network_settings(self, run: RunFolder) -> dict[str, str]:
        network = self._network
        if network is None:
            return {}
        lent = {
            setting: str(run.lend(setting, text, self._user))
            for setting, text in network.lent.items()
        }
        address = {"listen_addresses": network.address, "port": str(network.port)}
        return {**network.settings, **lent, **address}

    async def _make_cluster(self, data: DataFolder, run: RunFolder, log: IO[bytes]) -> None:
        """Make it beside its place, so that half a cluster is never taken for a whole one."""
        data.check_space()
        data.new_cluster.mkdir(mode=0o700)
        os.chown(data.new_cluster, self._user.uid, self._user.gid)
        password = run.lend("password", self._password, self._user)
        command = [*run.command("initdb", data.new_cluster), *_CLUSTER_OPTIONS]
        self._process = process = spawn(
            [*command, f"--pwfile={password}"],
            user=self._user,
            folder=data.new_cluster,
            at_our_death=signal.SIGKILL,
            log=log,
        )
        if not await _ended_within(process, _START_TIMEOUT_S):
            raise CannotStart(f"PostgreSQL took too long to make a database in {data.path}.")
        self._process = None
        password.unlink()
        if process.returncode != 0:
            raise CannotStart(f"PostgreSQL could not make a database in {data.path}: {data.why()}.")
        data.keep_new_cluster()

    async def _accepts(self, data: DataFolder, process: subprocess.Popen[bytes]) -> None:
        """Wait until a connection is let in; the socket is new, so it can only be our server's."""
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise CannotStart(f"PostgreSQL could not start in {data.path}: {data.why()}.")
            try:
                connection = await asyncpg.connect(self.dsn("postgres"))
            except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError):
                await asyncio.sleep(_POLL_S)
                continue
            except asyncpg.PostgresError as error:
                raise CannotStart(f"PostgreSQL in {data.path} refuses us: {error}.") from error
            try:
                await connection.execute(_KEEP_ERRORS_OUT_OF_THE_LOG.format(_ROLE))
            finally:
                await connection.close()
            return
        raise CannotStart(f"PostgreSQL in {data.path} did not accept within {_START_TIMEOUT_S} s.")


async def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop it without waiting for its clients; at once if that takes too long; then by force."""
    for order in (signal.SIGINT, signal.SIGQUIT):
        process.send_signal(order)
        if await _ended_within(process, _STOP_TIMEOUT_S):
            return
    process.kill()
    await _ended_within(process, _STOP_TIMEOUT_S)


async def _ended_within(process: subprocess.Popen[bytes], timeout_s: float) -> bool:
    deadline = time.monotonic() + timeout_s
    while process.poll() is None:
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(_POLL_S)
    return True


def _plain(error: OSError) -> str:
    """What the operating system said, and of which file."""
    words = (error.strerror or type(error).__name__).lower()
    return f"{words} ({error.filename})" if error.filename else words
