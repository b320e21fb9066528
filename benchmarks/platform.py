"""The platform as people run it, in processes of its own, on a PostgreSQL that remembers when each row was committed.

``embedded``: `rapid-review up`, six services in one process. ``through_kafka``: `rapid-review serve` for the two
services that a command passes on its way to the dashboard, each in a process of its own, with the broker between.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.server import started
from chassis.schema_owner import prepare
from chassis.settings import KafkaSettings
from rapid_review.settings import PlatformSettings
from rapid_review.starts import REPORTING, SCHEMAS

PORT = int(os.environ.get("PORT", "18400"))
REFERRAL = "referral"
ON_THE_WAY = (REFERRAL, REPORTING)
STOP_S = 40.0
CLI = (sys.executable, "-m", "rapid_review.cli")
# Costs four bytes a transaction; with it, hops are measured without a hand on the code.
REMEMBER = {"track_commit_timestamp": "on"}


@dataclass(frozen=True, slots=True)
class Platform:
    """Where it is asked, and where its databases and processes are."""

    doors: Mapping[str, str]
    token_key: bytes
    dsn: Callable[[str], str]
    pids: Mapping[str, int]


@asynccontextmanager
async def process(
    *words: str, ready: bytes, folder: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A command of ours that has said that it is ready; what it complains of goes to a file."""
    with (folder / f"{words[-1]}.log").open("ab") as log:
        started = await asyncio.create_subprocess_exec(
            *CLI, *words, env=os.environ | settings, stdout=asyncio.subprocess.PIPE, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    assert started.stdout is not None
    try:
        async for line in started.stdout:
            if ready in line:
                break
        else:
            raise RuntimeError(f"{' '.join(words)} did not start; is its port free?")
        yield started
    finally:
        with suppress(ProcessLookupError):
            started.send_signal(signal.SIGTERM)
        await asyncio.wait_for(started.wait(), STOP_S)


@asynccontextmanager
async def embedded(folder: Path) -> AsyncIterator[Platform]:
    """All six services in one process, without examples."""
    settings = PlatformSettings(port=PORT, data=folder / "data")
    place = settings.data / "postgres"
    await (await started(place, REMEMBER)).stop()
    async with process(
        "up", ready=b"Rapid Review is ready at", folder=folder,
        PORT=str(PORT), DATA=str(settings.data), EXAMPLES="no",
    ) as up:  # fmt: skip
        password = (place / "password").read_text("ascii").strip()
        socket = quote(str((place / "run").readlink() / "socket"))
        yield Platform(
            settings.doors, bytes.fromhex(settings.token_key_file.read_text("ascii")),
            lambda name: f"postgresql://platform:{password}@/{name}?host={socket}&port=5432&sslmode=disable",
            {"embedded": up.pid},
        )  # fmt: skip


@asynccontextmanager
async def through_kafka(folder: Path, kafka: KafkaSettings) -> AsyncIterator[Platform]:
    """The two services on the way, each in a process of its own."""
    doors = PlatformSettings(port=PORT, data=folder).doors
    token_key, master_key = secrets.token_hex(32), secrets.token_hex(32)
    async with AsyncExitStack() as stack:
        database = await started(folder / "postgres", REMEMBER)
        stack.push_async_callback(database.stop)
        pids = {}
        for name in ON_THE_WAY:
            await database.ensure_database(name)
            await database.ensure_role(role := f"{name}_service")
            await prepare(database.dsn(name), role, SCHEMAS[name])
            own = f"RAPID_REVIEW_{name.upper()}_"
            given = {
                f"{own}DATABASE_DSN": database.dsn(name, role), f"{own}GRPC_ADDRESS": doors[name],
                f"{own}MASTER_KEY": master_key, f"{own}TOKEN_KEY": token_key,
                "RAPID_REVIEW_REPORTING_OWNERS": f'{{"{REFERRAL}": "{doors[REFERRAL]}"}}',
                "RAPID_REVIEW_TLS_MODE": "off", "RAPID_REVIEW_KAFKA_BOOTSTRAP": kafka.bootstrap,
                "RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT", "RAPID_REVIEW_KAFKA_PREFIX": kafka.prefix,
            }  # fmt: skip
            serving = process("serve", name, ready=b"is ready at", folder=folder, **given)
            pids[name] = (await stack.enter_async_context(serving)).pid
        yield Platform(doors, bytes.fromhex(token_key), database.dsn, pids)


def resident_mb(pid: int) -> float:
    """The memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024


def processor_s(pid: int) -> float:
    """The time for which a process has had a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
