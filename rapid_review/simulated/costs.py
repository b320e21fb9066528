"""What a load costs the platform of this machine: measured before and after, from outside, and subtracted.

| what | how |
| --- | --- |
| CPU | ``/proc/PID/stat`` of the processes that listen at the doors, of PostgreSQL with its children, and of Kafka |
| memory | proportional share (``smaps_rollup``) of the same processes, at the end |
| events | the heads of the six logs, asked at the public doors |
| bytes | ``pg_database_size`` of the six databases, and how far the write-ahead log has moved |
| rows | inserted less deleted, as PostgreSQL counts them |
| topic bytes | the segments of Kafka's log folder: one copy |
| messages | what notifications has sent |

What cannot be looked at is None, and is told as not measured. Nothing is subtracted for what an idle platform does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

import asyncpg

from rapid_review.doors import Asked
from rapid_review.postgres.attached import attached
from rapid_review.postgres.embedded import CannotStart
from rapid_review.region.places import Places
from rapid_review.scripted.looks import reports_at_first
from rapid_review.settings import SERVICES, PlatformSettings

PROC = Path("/proc")
LISTENING = "0A"
PLATFORM, POSTGRES, KAFKA = "platform", "PostgreSQL", "Kafka"
STORED = """
    SELECT pg_database_size(current_database())::bigint AS bytes,
           (SELECT coalesce(sum(n_tup_ins - n_tup_del), 0)::bigint FROM pg_stat_user_tables) AS rows,
           pg_total_relation_size('stored_events')::bigint AS event_bytes,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS wal_bytes
"""
SENT = "SELECT count(*) FROM stored_events WHERE topic LIKE 'notifications.MessageSent.%'"


@dataclass(frozen=True, slots=True)
class Costs:
    """What was spent and kept until one moment."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    """By part: ``platform``, ``PostgreSQL``, ``Kafka``."""
    memory_bytes: dict[str, int] = field(default_factory=dict)
    events: int | None = None
    database_bytes: int | None = None
    event_store_bytes: int | None = None
    wal_bytes: int | None = None
    rows: int | None = None
    topic_bytes: int | None = None
    messages: int | None = None

    def since(self, before: Costs) -> Costs:
        """What came in between; memory is as it is now."""
        spent = {part: cpu - before.cpu_s.get(part, 0.0) for part, cpu in self.cpu_s.items()}
        counted = {
            one.name: _less(getattr(self, one.name), getattr(before, one.name))
            for one in fields(self)
            if one.name not in {"cpu_s", "memory_bytes"}
        }
        return Costs(cpu_s=spent, memory_bytes=self.memory_bytes, **counted)


async def costs_until_now(doors: Asked, settings: PlatformSettings) -> Costs:
    """Look at everything. Raises ``NotRunning`` as ``reports_at_first`` does."""
    reports = await reports_at_first(doors, next(iter(doors.people)))
    stored = await _stored(settings.data / "postgres")
    cpu_s, memory_bytes = _processes(settings)
    return Costs(
        cpu_s=cpu_s, memory_bytes=memory_bytes, events=sum(one.head for one in reports.values()),
        topic_bytes=_topic_bytes(settings.data / "kafka"), **stored,
    )  # fmt: skip


def _less(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


async def _stored(folder: Path) -> dict[str, int]:
    """What the databases hold, if they are here."""
    if not (folder / "cluster").exists():
        return {}
    found = dict.fromkeys(("database_bytes", "event_store_bytes", "rows", "messages"), 0)
    try:
        async with attached(folder) as address:
            for name in SERVICES:
                connection = await asyncpg.connect(address(name))
                try:
                    (row,) = await connection.fetch(STORED)
                    if name == "notifications":
                        found["messages"] = await connection.fetchval(SENT)
                finally:
                    await connection.close()
                found["database_bytes"] += row["bytes"]
                found["event_store_bytes"] += row["event_bytes"]
                found["rows"] += row["rows"]
                found["wal_bytes"] = row["wal_bytes"]
    except (CannotStart, OSError, asyncpg.PostgresError):
        return {}
    return found


def _topic_bytes(folder: Path) -> int | None:
    if not folder.is_dir():
        return None
    return sum(file.stat().st_size for file in folder.rglob("rapid-review.*/*.log"))


def _processes(settings: PlatformSettings) -> tuple[dict[str, float], dict[str, int]]:
    """CPU seconds and memory of each part; empty where there is no /proc."""
    ports = {settings.port, *(int(one.rpartition(":")[2]) for one in settings.doors.values())}
    parts = {PLATFORM: listening_at(ports)}
    parts[POSTGRES] = set(_with_children(_postmaster(settings.data / "postgres")))
    if (settings.data / "kafka").is_dir():
        parts[KAFKA] = listening_at({Places(settings.port, settings.data).kafka_port})
    return (
        {part: sum(map(cpu_seconds, pids)) for part, pids in parts.items() if pids},
        {part: sum(map(_memory, pids)) for part, pids in parts.items() if pids},
    )


def listening_at(ports: Iterable[int]) -> set[int]:
    """The processes that listen at one of these ports of this machine."""
    inodes = set()
    for table in (PROC / "net/tcp", PROC / "net/tcp6"):
        with suppress(OSError):
            for line in table.read_text("ascii").splitlines()[1:]:
                words = line.split()
                if words[3] == LISTENING and int(words[1].rpartition(":")[2], 16) in ports:
                    inodes.add(f"socket:[{words[9]}]")
    return {pid for pid in _pids() if inodes & set(_links(pid))}


def cpu_seconds(pid: int) -> float:
    """What a process and its ended children have used; 0 when it is gone."""
    try:
        after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, after_name[11:15])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    with suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _postmaster(folder: Path) -> list[int]:
    try:
        return [int((folder / "cluster" / "postmaster.pid").read_text().split()[0])]
    except (OSError, ValueError, IndexError):
        return []


def _with_children(roots: Iterable[int]) -> Iterator[int]:
    below: dict[int, list[int]] = {}
    for pid in _pids():
        with suppress(OSError):
            stat = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
            below.setdefault(int(stat[1]), []).append(pid)
    waiting = list(roots)
    for pid in waiting:
        yield pid
        waiting += below.get(pid, [])


def _pids() -> list[int]:
    return [int(one.name) for one in PROC.glob("[0-9]*")] if PROC.is_dir() else []


def _links(pid: int) -> Iterator[str]:
    with suppress(OSError):
        for link in (PROC / str(pid) / "fd").iterdir():
            with suppress(OSError):
                yield str(link.readlink())
