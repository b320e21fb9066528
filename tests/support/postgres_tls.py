"""A PostgreSQL server that speaks TLS and nothing else on a port of loopback.

The server of the wheel is built without TLS, so this one is what the machine has: `pg_config`, or Debian's
places. Without one, tests are skipped, and with CI=true they fail.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from rapid_review.certificates import Authority
from rapid_review.postgres.server import ServerUser, spawn
from tests.support.free_ports import free_ports

PLACES = Path("/usr/lib/postgresql")
ROLE = "platform"
PATIENCE_S = 60.0


@dataclass(frozen=True)
class TlsServer:
    """Where it answers, and the authority that vouches for it."""

    port: int
    authority_file: Path

    def dsn(
        self, mode: str = "verify-full", *, host: str = "127.0.0.1", trusting: Path | None = None
    ) -> str:
        """The address of its one database."""
        return (
            f"postgresql://{ROLE}@{host}:{self.port}/postgres"
            f"?sslmode={mode}&sslrootcert={trusting or self.authority_file}"
        )


def programs() -> Path:
    """The folder of a server's programs that can speak TLS; else skip or fail."""
    told = shutil.which("pg_config")
    found = [Path(subprocess.check_output([told, "--bindir"], text=True).strip())] if told else []
    found += sorted(PLACES.glob("*/bin"), reverse=True)
    for folder in found:
        if {"postgres", "initdb", "pg_config"} <= {file.name for file in folder.glob("*")}:
            built = subprocess.check_output([folder / "pg_config", "--configure"], text=True)
            if "openssl" in built:
                return folder
    sentence = "PostgreSQL over TLS was not tested: install a PostgreSQL server with OpenSSL (Debian: postgresql)."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@asynccontextmanager
async def postgres_over_tls(
    folder: Path, names: Sequence[str] = ("127.0.0.1",)
) -> AsyncIterator[TlsServer]:
    """A new server whose certificate names ``names``; it refuses whoever comes without TLS."""
    tools, user, authority = programs(), ServerUser.choose("nobody"), Authority()
    authority_file = folder / "ca.crt"
    authority_file.write_bytes(authority.pem)
    # Not in the test's folder: up to version 15, initdb must be able to reach its own by path.
    cluster = Path(tempfile.mkdtemp(prefix="postgres-tls-"))
    os.chown(cluster, user.uid, user.gid)
    with (folder / "postgres.log").open("wb") as log:

        def started(program: str, *words: str) -> subprocess.Popen[bytes]:
            command = [str(tools / program), "-D", str(cluster), *words]
            return spawn(command, user=user, folder=cluster, at_our_death=signal.SIGKILL, log=log)

        made = started("initdb", f"--username={ROLE}", "--auth=trust", "--locale=C", "--no-sync")
        assert await asyncio.to_thread(made.wait, PATIENCE_S) == 0
        _let_in_over_tls_only(cluster, authority, names, user)
        port = free_ports()
        server = started("postgres", *(word for one in _settings(port) for word in ("-c", one)))
        try:
            found = TlsServer(port, authority_file)
            await _accepts(found)
            yield found
        finally:
            server.send_signal(signal.SIGQUIT)
            await asyncio.to_thread(server.wait, PATIENCE_S)
            shutil.rmtree(cluster)


def _let_in_over_tls_only(
    cluster: Path, authority: Authority, names: Sequence[str], user: ServerUser
) -> None:
    certificate, key = authority.issue("postgres", names)
    content = {
        "server.crt": certificate,
        "server.key": key,
        "pg_hba.conf": b"hostssl all all 127.0.0.1/32 trust\n",
    }
    for name, text in content.items():
        file = cluster / name
        file.write_bytes(text)
        file.chmod(0o600)
        os.chown(file, user.uid, user.gid)


def _settings(port: int) -> list[str]:
    return [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        "unix_socket_directories=",
        "ssl=on",
        "ssl_cert_file=server.crt",
        "ssl_key_file=server.key",
        "ssl_min_protocol_version=TLSv1.2",
        "fsync=off",
    ]


async def _accepts(server: TlsServer) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                # Not verified: whether it can be is what the test finds out.
                await (await asyncpg.connect(server.dsn("require"))).close()
            except (OSError, asyncpg.CannotConnectNowError):
                await asyncio.sleep(0.05)
            else:
                return
