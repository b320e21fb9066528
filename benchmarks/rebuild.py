"""(d) Making a read model anew: one row for each stream, from every event of the log, once each."""

from __future__ import annotations

import asyncio
import time
from functools import singledispatchmethod
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection as LibraryProjection
from eventsourcing.projection import ProjectionRunner
from psycopg.sql import SQL

from benchmarks import history
from benchmarks.append import library
from benchmarks.append.workload import ViewRecorded
from benchmarks.measure import Group, Plan, Sample, Target, Variant
from chassis.aggregate import Event
from chassis.database import Connection
from chassis.readmodel import PAGE_MAX, Projector
from chassis.store.seal import open_body
from chassis.streams import decoded

VIEWS = "CREATE TABLE views (stream uuid PRIMARY KEY, views bigint NOT NULL, agency text NOT NULL)"
UPSERT = (
    "INSERT INTO views AS v (stream, views, agency) VALUES ($1, 1, $2)"
    " ON CONFLICT (stream) DO UPDATE SET views = v.views + 1, agency = excluded.agency"
)
BULK = (
    "INSERT INTO views AS v (stream, views, agency) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[])"
    " ON CONFLICT (stream) DO UPDATE SET views = v.views + excluded.views, agency = excluded.agency"
)
LIBRARY_SHARE = 5
"""The library is given so many times fewer events: it is asked for its rate, not for the afternoon."""


class Views:
    """As the read models of our services are written."""

    name = "views"
    by_stream = True
    events: tuple[type[Event], ...] = (ViewRecorded,)
    tables: tuple[str, ...] = ("views",)

    async def apply(self, event: Event, connection: Connection) -> None:
        """One more view."""
        assert isinstance(event, ViewRecorded)
        await connection.execute(UPSERT, event.originator_id, event.agency)

    async def forget(self, connection: Connection) -> None:
        """No row is left."""
        await connection.execute("DELETE FROM views")


async def ours(plan: Plan, events: int) -> Sample:
    """Our projector, as a service runs it."""
    async with history.ours(plan, events, VIEWS) as kept:
        projector = Projector(kept.store, kept.keys, kept.pool, [Views()])
        begun = time.perf_counter()
        await projector.rebuild(projector.projections[0])
        took = time.perf_counter() - begun
        assert await kept.pool.fetchval("SELECT sum(views) FROM views") == events
        return Sample(events / took)


async def raw(plan: Plan, events: int) -> Sample:
    """Read, unseal and decode a page, and one statement for all its rows."""
    async with history.ours(plan, events, VIEWS) as kept:
        begun, position = time.perf_counter(), 0
        while page := await kept.store.log(after=position, limit=PAGE_MAX):
            rows: dict[UUID, tuple[int, str]] = {}
            for stored in page:
                key = await kept.keys.of(stored.header.case_id)
                event: Any = decoded(stored.header, open_body(stored, key))
                views, _ = rows.get(event.originator_id, (0, ""))
                rows[event.originator_id] = views + 1, event.agency
            position = page[-1].position
            async with kept.pool.acquire() as connection, connection.transaction():
                await connection.execute(
                    BULK, list(rows), [one for one, _ in rows.values()], [two for _, two in rows.values()]
                )  # fmt: skip
        return Sample(events / (time.perf_counter() - begun))


class LibraryViews(PostgresTrackingRecorder):
    """A view of the library, with the same rows."""

    def __init__(self, datastore: Any, **options: Any) -> None:
        super().__init__(datastore, **options)
        table = VIEWS.replace("TABLE views", "TABLE IF NOT EXISTS views")
        self.sql_create_statements.append(SQL("{}").format(SQL(table)))
        self.upsert = UPSERT.replace("$1", "%s").replace("$2", "%s")

    def viewed(self, stream: UUID, agency: str, tracking: Tracking) -> None:
        """One more view, and how far we are, in one transaction."""
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            self._insert_tracking(cursor, tracking)
            cursor.execute(self.upsert, (stream, agency))


class LibraryProjecting(LibraryProjection[LibraryViews]):
    """As the library's documents have it."""

    name = "views"

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """One event after the other."""
        agency = getattr(domain_event, "agency", "")
        self.view.viewed(domain_event.originator_id, agency, tracking)


async def librarys(plan: Plan, events: int) -> Sample:
    """The library's own runner."""
    share = events // LIBRARY_SHARE
    async with history.librarys(plan, share) as dsn:

        def run() -> float:
            begun = time.perf_counter()
            with ProjectionRunner(
                application_class=Application[UUID], projection_class=LibraryProjecting,
                view_class=LibraryViews, env=library.environment(dsn),
            ) as runner:  # fmt: skip
                runner.wait(share, timeout=600)
            return time.perf_counter() - begun

        return Sample(share / await asyncio.to_thread(run))


REBUILD = Group(
    key="rebuild", title="(d) Rebuild of a read model", unit="events/s", of_size="events",
    sizes=(10_000,), base="eventsourcing, ProjectionRunner",
    variants=(
        Variant("eventsourcing, ProjectionRunner", librarys),
        Variant("ours", ours),
        Variant("raw: read, decode, one upsert a page", raw),
    ),
    targets=(
        Target("ours", "eventsourcing, ProjectionRunner", 10_000, 20),
        Target("ours", "raw: read, decode, one upsert a page", 10_000, 0.5),
    ),
)  # fmt: skip
