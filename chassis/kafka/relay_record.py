"""The record of a relay: how far its log was told, in which generation, why it stands still, and what people do to it.

``tell_again`` lets the whole log be told anew, as it is: for a topic that no longer holds everything.
``begin_generation`` is for a log that was restored from an older backup: it is told anew under another source, and
what is appended from now on gets other ids than the events that were lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from chassis.database import Connection, Pool

_KEY = "hashtextextended('relay', 0)"
LEAD = f"SELECT pg_try_advisory_lock({_KEY})"
_STANDING = f"""
    SELECT r.position, r.generation, r.trouble, (SELECT coalesce(max(notification_id), 0) FROM stored_events) AS head,
        EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (l.classid::bigint << 32 | l.objid::bigint) = {_KEY}) AS led
    FROM relay r
"""  # noqa: S608 - put together from constants of this file
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL"
)


class ServiceRuns(Exception):
    """Somebody is connected to the database: a running service would go on giving ids of the old generation."""

    def __init__(self, connections: int) -> None:
        super().__init__(connections)
        self.connections = connections


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What restored logs have left behind at the listeners of a service."""

    rebuild_wanted: list[tuple[str, str, int]]
    """Listener, service that was restored, its generation."""
    cases: list[tuple[str, str, UUID]]
    """Listener, service, and a case that rests on events that are not told any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a relay stands; ``trouble`` is the kind of the failure for which it stands still."""

    position: int
    head: int
    generation: int
    led: bool
    trouble: str | None


async def standing(connection: Connection) -> Standing:
    """Where the relay of this database stands, whichever replica leads."""
    row = await connection.fetchrow(_STANDING)
    assert row is not None  # noqa: S101 - the table has one row, always
    return Standing(row["position"], row["head"], row["generation"], row["led"], row["trouble"])


async def restored_at(connection: Connection) -> LeftBehind:
    """What the listeners of this service still have to do with logs that were restored."""
    rows = await connection.fetch(
        "SELECT listener, service, generation FROM listener_generations WHERE rebuild_wanted ORDER BY 1, 2"
    )
    cases = await connection.fetch(
        "SELECT listener, service, case_id FROM restored_cases ORDER BY noted_at, case_id"
    )
    return LeftBehind([tuple(row) for row in rows], [tuple(row) for row in cases])


async def forget_note(connection: Connection, case_id: UUID) -> int:
    """Somebody has looked at a case: take away what is noted of it; gives how many notes that were."""
    gone = await connection.fetch(
        "DELETE FROM restored_cases WHERE case_id = $1 RETURNING true", case_id
    )
    return len(gone)


async def note_trouble(connection: Connection | Pool, trouble: str | None) -> None:
    """Remember why nothing is told; None when all is well again."""
    await connection.execute(
        "UPDATE relay SET trouble = $1 WHERE trouble IS DISTINCT FROM $1", trouble
    )


async def tell_again(connection: Connection) -> None:
    """Let everything be told from the beginning; a page that is being told at this moment is not recorded."""
    async with connection.transaction():
        await connection.execute("UPDATE relay SET position = 0")
        await connection.execute("DELETE FROM relay_partitions")
        await connection.execute("DELETE FROM relay_cases")


async def begin_generation(connection: Connection, told_in: int) -> int:
    """Let a restored log be told anew, in a generation after each that was told; gives its number.

    Raises ``ServiceRuns`` while anybody else is connected. A service that starts meanwhile waits for the new number.
    """
    async with connection.transaction():
        await connection.execute("LOCK TABLE relay IN ACCESS EXCLUSIVE MODE")
        if others := await connection.fetchval(_OTHERS):
            raise ServiceRuns(others)
        generation = await connection.fetchval(
            "UPDATE relay SET generation = greatest(generation, $1) + 1, trouble = NULL RETURNING generation",
            told_in,
        )
        await tell_again(connection)
    return int(generation)
