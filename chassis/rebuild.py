"""Rows made anew beside the live ones, which are read and kept up to date meanwhile.

    tables of the same shape, empty ──> history from its beginning ──> the turn of the live rows ──> the rest of it
        ──> one transaction: the new rows take the place of the live ones

Whoever reads sees the old rows until the new ones are complete. A rebuild that was interrupted has changed nothing,
and what it leaves behind is removed by the next one. Nothing is sent: what has effects beyond rows is refused.
A rebuild never makes rows know less than before, unless it is asked to.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncpg
import structlog

from chassis.clock import Clock
from chassis.database import ON_SILENCE, Connection, Pool, connect, is_passing
from chassis.delivery.parked_events import ParkedEvents
from chassis.delivery.rows_door import RowsDoor
from chassis.delivery.told_so_far import SourcePlace, ToldSoFar
from chassis.grants import quoted
from chassis.readmodel import LIVE, TAKE_TURNS, Projection, Projector
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from contracts.topics import generation_of

EXCHANGE_WITHIN_S = 100.0
"""So long may those who keep the live rows wait; then the rebuild gives up, before they count it as a failure."""
CONNECTIONS = 3

_UNLIMITED = {
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "TimeZone": "UTC",
    "jit": "off",
    **ON_SILENCE,
}
_ALONE = "SELECT pg_try_advisory_lock(hashtextextended('rebuild:' || $1, 0))"
_COLUMNS = (
    "SELECT attname, attidentity <> '' AS numbers FROM pg_attribute"
    " WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
)
_PLACE = (
    "INSERT INTO listener_positions (listener, source, partition, next_offset, position) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (listener, source, partition)"
    " DO UPDATE SET next_offset = excluded.next_offset, position = excluded.position"
)

# ruff: noqa: S608 - Names of tables and schemas of ours, quoted.
_log = structlog.get_logger(__name__)


class CannotRebuild(Exception):
    """Nothing was changed; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of which a view owns all rows, or those in which ``owner`` holds its name."""

    table: str
    owner: str = ""


class Beside:
    """The tables beside the live ones, and the connection that holds the right to rebuild."""

    def __init__(
        self, view: str, rows: Sequence[Rows], connection: Connection, schemas: tuple[str, str]
    ) -> None:
        self._view, self._rows, self.connection = view, tuple(rows), connection
        self._live, self._new = schemas
        self.pool: Pool

    def live(self, table: str) -> str:
        """The live table, in SQL."""
        return f"{quoted(self._live)}.{quoted(table)}"

    def new(self, table: str) -> str:
        """The table beside it, in SQL."""
        return f"{quoted(self._new)}.{quoted(table)}"

    async def copy(self, table: str) -> None:
        """Begin with the live rows of a table."""
        await self.connection.execute(
            f"INSERT INTO {self.new(table)} SELECT * FROM {self.live(table)}"
        )

    async def exchange(self) -> None:
        """Let the new rows take the place of the live ones, in the transaction of the connection."""
        for rows in self._rows:
            columns = await self.connection.fetch(_COLUMNS, self.live(rows.table))
            names = ", ".join(quoted(one["attname"]) for one in columns if not one["numbers"])
            order = ", ".join(quoted(one["attname"]) for one in columns if one["numbers"])
            where, given = (f" WHERE {rows.owner} = $1", [self._view]) if rows.owner else ("", [])
            await self.connection.execute(f"DELETE FROM {self.live(rows.table)}{where}", *given)
            await self.connection.execute(
                f"INSERT INTO {self.live(rows.table)} ({names}) SELECT {names} FROM {self.new(rows.table)}"
                + (f" ORDER BY {order}" if order else "")
            )


class Rebuild:
    """Makes the rows of one service anew; ``dsn`` is that of its owner, who may make tables."""

    def __init__(self, dsn: str, store: EventStore, keys: CaseKeys, clock: Clock) -> None:
        self._dsn, self._store, self._keys, self._clock = dsn, store, keys, clock

    async def readmodel(self, projection: Projection) -> None:
        """Make the rows of a read model anew from the service's own log. Raises ``CannotRebuild``."""
        if not projection.tables:
            raise CannotRebuild(
                f"{projection.name} has no rows to rebuild: what it sent stays sent, and nothing is sent again."
            )
        rows = [Rows(table) for table in projection.tables]
        rows.append(Rows("readmodel_positions", "name"))
        async with self._beside(projection.name, rows) as beside:
            projector = Projector(
                self._store, self._keys, beside.pool, (projection,), turn="beside"
            )
            await projector.catch_up(projection)
            async with _switching(beside.connection):
                await beside.connection.execute(TAKE_TURNS, LIVE, projection.name)
                await projector.catch_up(projection)
                await beside.exchange()
        _log.info("rebuild.done", view=projection.name)

    async def listener(self, door: RowsDoor, told: ToldSoFar, *, with_less: bool = False) -> None:
        """Make the rows of a listener anew from what is told. Raises ``CannotRebuild``.

        With ``with_less`` also if what is told no longer holds everything that the live rows know.
        """
        own = [Rows(name, "listener") for name in ("inbox", "parked", "listener_positions")]
        rows = [
            *(Rows(table) for table in door.made),
            *own,
            Rows("listener_generations", "listener"),
        ]
        async with self._beside(
            door.listener, rows, also=(*door.numbered, "restored_cases")
        ) as beside:
            for table in door.numbered:
                await beside.copy(table)
            await self._know_generations(beside, door.listener)
            await _know_erased(beside)
            new = door.beside(beside.pool).apart()
            await told.tell(new.take)
            await self._carry_on(new, beside.pool)
            async with _switching(beside.connection):
                await door.all_turns(beside.connection)
                await told.tell(new.take)
                await self._carry_on(new, beside.pool)
                await _keep_places(beside.pool, door.listener, told.places())
                if not with_less:
                    await _must_know_as_much(beside, door.listener)
                await beside.exchange()
                await door.exchanged(beside.connection)
        _log.info("rebuild.done", view=door.listener)

    async def _know_generations(self, beside: Beside, listener: str) -> None:
        """What an older life of a log told has no place in the new rows."""
        await beside.connection.execute(
            f"INSERT INTO {beside.new('listener_generations')} (listener, service, generation, rebuild_wanted)"
            f" SELECT listener, service, generation, false FROM {beside.live('listener_generations')}"
            " WHERE listener = $1",
            listener,
        )

    async def _carry_on(self, door: RowsDoor, pool: Pool) -> None:
        """What was left out by decision is left out again, and what queued behind it follows."""
        parked = ParkedEvents((door,), pool, self._store, keys=self._keys, clock=self._clock)
        for case_id in dict.fromkeys([one.case_id for one in await door.parked()]):
            await parked.carry_on(door.listener, case_id)

    @asynccontextmanager
    async def _beside(
        self, view: str, rows: Sequence[Rows], also: Sequence[str] = ()
    ) -> AsyncIterator[Beside]:
        """Empty tables like the live ones, in a schema that lives as long as the block."""
        schema = f"rebuild_{view}"
        connection = await connect(
            self._dsn, server_settings={**_UNLIMITED, "application_name": f"rebuild {view}"}
        )
        try:
            if not await connection.fetchval(_ALONE, view):
                raise CannotRebuild(f"{view} is being rebuilt already; wait until that is done.")
            live = await connection.fetchval("SELECT current_schema()")
            beside = Beside(view, rows, connection, (live, schema))
            try:
                await _make(beside, schema, [*(one.table for one in rows), *also])
                async with _pool(self._dsn, view, schema) as beside.pool:
                    yield beside
            finally:
                # What cannot be removed now, the next rebuild removes.
                with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    await connection.execute(f"DROP SCHEMA IF EXISTS {quoted(schema)} CASCADE")
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            if not is_passing(error):
                raise
            raise CannotRebuild(
                f"The database failed while {view} was rebuilt ({type(error).__name__}); nothing was changed."
            ) from error
        finally:
            await connection.close()


def _pool(dsn: str, view: str, schema: str) -> Pool:
    opened: Any = connect  # The driver's type for this is narrower than what it does with it.
    return asyncpg.create_pool(
        dsn, connect=opened, min_size=1, max_size=CONNECTIONS,
        server_settings={
            **_UNLIMITED, "search_path": quoted(schema), "application_name": f"rebuild {view}",
        },
    )  # fmt: skip


async def _make(beside: Beside, schema: str, tables: Sequence[str]) -> None:
    try:
        await beside.connection.execute(f"DROP SCHEMA IF EXISTS {quoted(schema)} CASCADE")
        await beside.connection.execute(f"CREATE SCHEMA {quoted(schema)}")
        for table in tables:
            await beside.connection.execute(
                f"CREATE TABLE {beside.new(table)} (LIKE {beside.live(table)} INCLUDING ALL)"
            )
    except asyncpg.InsufficientPrivilegeError:
        raise CannotRebuild(
            "The role of the service may not make tables: give the owner's address, OWNER_DSN."
        ) from None


@asynccontextmanager
async def _switching(connection: Connection) -> AsyncIterator[None]:
    """The transaction of the exchange, which gives up before those who wait for it do."""
    try:
        async with asyncio.timeout(EXCHANGE_WITHIN_S), connection.transaction():
            yield
    except TimeoutError:
        raise CannotRebuild(
            "The new rows could not take the place of the old ones in time; nothing was changed."
        ) from None


async def _keep_places(pool: Pool, listener: str, places: Sequence[SourcePlace]) -> None:
    await pool.executemany(
        _PLACE,
        [(listener, one.service, one.partition, one.next_offset, one.position) for one in places],
    )


async def _know_erased(beside: Beside) -> None:
    """Which cases were erased; their keys are not copied anywhere."""
    await beside.connection.execute(
        f"CREATE VIEW {beside.new('case_keys')} AS SELECT case_id, destroyed_at"
        f" FROM {beside.live('case_keys')} WHERE destroyed_at IS NOT NULL"
    )


async def _must_know_as_much(beside: Beside, listener: str) -> None:
    """Of each source that still counts, the new rows must rest on all that the live ones rest on.

    What was known of a case that was erased here is not missed.
    """
    connection, live, new = beside.connection, beside.live("inbox"), beside.new("inbox")
    sources = await connection.fetch(
        f"SELECT DISTINCT source FROM {live} WHERE listener = $1", listener
    )
    now = {
        row["service"]: row["generation"]
        for row in await connection.fetch(
            f"SELECT service, generation FROM {beside.new('listener_generations')}"
        )
    }
    counting = []
    for row in sources:
        service, generation = generation_of(row["source"])
        if generation >= now.get(service, 1):
            counting.append(row["source"])
    lost = await connection.fetchval(
        f"SELECT count(DISTINCT l.case_id) FROM {live} l LEFT JOIN {new} n USING (listener, source, case_id)"
        " WHERE l.listener = $1 AND l.source = ANY($2::text[]) AND l.position > coalesce(n.position, 0)"
        f" AND NOT EXISTS (SELECT FROM {beside.new('case_keys')} erased WHERE erased.case_id = l.case_id)",
        listener, counting,
    )  # fmt: skip
    if lost:
        raise CannotRebuild(
            f"Of {lost} cases the rows know more than what is told now, or today's code cannot handle it;"
            " nothing was changed. See docs/how-to/rebuild-a-view.md."
        )
