"""The ``eventsourcing`` library by itself: an application and an aggregate as its documents have them.

Its gap-safe path: the default, which locks its table while it inserts. Its other one loses events for readers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.append.workload import CONTENT, STREAM_EVENTS
from benchmarks.callers import rate_of_threads
from benchmarks.measure import Plan, Sample

POOL = 16


class Viewed(Aggregate):
    """An aggregate in the library's own style."""

    @event("Opened")
    def __init__(self) -> None:
        self.agency = ""

    @event("ViewRecorded")
    def record(
        self, *, reference: str, agency: str, view: str, reason_code: str, received_by: str
    ) -> None:
        """One more view."""
        self.agency = agency


def environment(dsn: str) -> dict[str, str]:
    """The settings of the library for a database; durable, because the server is."""
    parts = urlsplit(dsn)
    asked = parse_qs(parts.query)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": unquote(parts.path[1:]),
        "POSTGRES_HOST": asked["host"][0],
        "POSTGRES_PORT": asked["port"][0],
        "POSTGRES_USER": unquote(parts.username or ""),
        "POSTGRES_PASSWORD": parts.password or "",
        "POSTGRES_POOL_SIZE": str(POOL),
        "POSTGRES_MAX_OVERFLOW": "0",
        "POSTGRES_MAX_WAITING": "1000",
        "POSTGRES_CONN_MAX_AGE": "",
    }


@contextmanager
def opened(dsn: str) -> Iterator[Application[UUID]]:
    """A bare application on a database."""
    application: Application[UUID] = Application(env=environment(dsn))
    try:
        yield application
    finally:
        application.close()


def caller(application: Application[UUID]) -> Callable[[], int]:
    """Records one view a call, in an aggregate of its own that is never loaded again."""
    mine: list[Viewed] = []

    def call() -> int:
        if not mine or mine[0].version >= STREAM_EVENTS:
            mine[:] = [Viewed()]
            stored = 2
        else:
            stored = 1
        mine[0].record(**CONTENT)
        application.save(mine[0])
        return stored

    return call


async def appending(plan: Plan, callers: int) -> Sample:
    """A thread for each caller. A new aggregate brings two events with its first command; both are counted."""
    async with plan.server.database() as dsn:

        def run() -> Sample:
            with opened(dsn) as application:
                return rate_of_threads([caller(application) for _ in range(callers)], plan.seconds)

        return await asyncio.to_thread(run)
