"""Read models of a service's own events: disposable rows that follow the log.

Rows and position change in one transaction, and only whoever finds the position where it left it
may move it: so each event takes effect once, whatever replicas and rebuilds run beside it. A projection copes, it
never refuses; should it fail all the same, its position stays where it is and it is tried again.
What is not for a read model costs no transaction: that it was passed is written down with the next event that is for
it, or at rest.
Statements go to the database one by one, or, of a read model whose events are each about rows of their own stream,
a page at a time. A projection that has ``committed`` is told when a page of it is.
Rebuilding is forgetting the rows and the position and following the log from its beginning; without a moment in
which rows are missing, it is done beside the live rows (rebuild.py).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast
from uuid import UUID

import structlog

from chassis.aggregate import Event, class_for
from chassis.database import Connection, Pool
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore, StoredEvent
from chassis.store.seal import KeyDestroyed, KeyMissing, open_body
from chassis.streams import decoded
from chassis.telemetry import metrics, traces

PAGE_MAX = 500
POLL_S = 5.0
RETRY_DELAY_MAX_S = 5.0

TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))"
LIVE = "readmodel"

_log = structlog.get_logger(__name__)


class Projection(Protocol):
    """One question and how each event changes its answer."""

    name: str
    events: tuple[type[Event], ...]
    tables: tuple[str, ...]
    """The tables of its rows, which nobody else writes; none for one that only acts on what it reads."""

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event, on a connection whose transaction also moves the position."""

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""


class Gathered:
    """The statements of a page, said together at its end: those of a stream in their order.

        a1 b1 a2 c1 b2      a1 b1 c1 first, then a2 b2; of each, what is worded alike in one go

    Streams may overtake each other, so it is for read models that say ``by_stream``: what they say about an event is
    about rows of its stream, and they ask nothing back. There is nothing here to ask with.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection, self._stream = connection, UUID(int=0)
        self._said: defaultdict[UUID, int] = defaultdict(int)
        self._turns: list[defaultdict[str, list[tuple[Any, ...]]]] = []

    def about(self, stream: UUID) -> None:
        """What is said from now on is about this stream."""
        self._stream = stream

    async def execute(self, statement: str, *values: Any) -> None:
        """Keep a statement until the end of the page."""
        turn = self._said[self._stream]
        self._said[self._stream] += 1
        if turn == len(self._turns):
            self._turns.append(defaultdict(list))
        self._turns[turn][statement].append(values)

    async def say(self) -> None:
        """Say all that was kept."""
        for turn in self._turns:
            for statement, values in turn.items():
                await self._connection.executemany(statement, values)


@dataclass(frozen=True, slots=True)
class ReadModelPlace:
    """Where a read model is: what is written down of it, and up to where nothing more was for it."""

    recorded: int
    read: int


class Projector:
    """Keeps the read models of one service up to date with its log."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        pool: Pool,
        projections: Sequence[Projection],
        *,
        turn: str = LIVE,
    ) -> None:
        self._store, self._keys, self._pool, self._turn = store, keys, pool, turn
        self.projections = tuple(projections)
        self._places: dict[str, ReadModelPlace] = {}
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._seen: dict[str, int] = {}

    async def run(self, projection: Projection) -> None:
        """Follow the log for one read model, until cancelled."""
        delay_s = 0.0
        while True:
            try:
                await self._go_on(projection)
                delay_s = 0.0
            except Exception as error:  # noqa: BLE001 - the rows are as before; the same page is tried again.
                metrics.restarted(f"readmodel/{projection.name}")
                delay_s = min(RETRY_DELAY_MAX_S, max(0.1, delay_s * 2))
                _log.error(
                    "readmodel.failed", readmodel=projection.name, error=type(error).__name__
                )
                await asyncio.sleep(delay_s)

    async def _go_on(self, projection: Projection) -> None:
        """Take the next page, or, when there has been none for a while, see that the place is still what it was."""
        name = projection.name
        place = self._places.get(name) or await self._stands(name)
        if await self._store.wait_beyond(place.read, POLL_S) > place.read:
            page = await self._store.follow(after=place.read, limit=PAGE_MAX)
            if not any(class_for(one.header.topic) in projection.events for one in page):
                self._places[name] = replace(place, read=page[-1].position)
            else:
                self._places[name] = await self._take(projection, place, page)
        elif place.read > place.recorded:
            self._places[name] = await self._take(projection, place, ())
        else:
            self._places[name] = await self._stands(name)

    async def catch_up(self, projection: Projection) -> int:
        """Apply what the log holds beyond the recorded position; gives the position reached."""
        recorded = await _position(self._pool, projection.name)
        place = ReadModelPlace(recorded, recorded)
        while page := await self._store.log(after=place.read, limit=PAGE_MAX):
            place = await self._take(projection, place, page)
        return place.read

    async def _stands(self, name: str) -> ReadModelPlace:
        """Where it stood a moment ago: one asks for all. What has moved since then is seen when a page is taken."""
        async with self._looking:
            if _now() - self._looked_at > POLL_S / 2:
                self._seen = await self._recorded()
                self._looked_at = _now()
        recorded = self._seen.get(name, 0)
        return ReadModelPlace(recorded, recorded)

    async def _take(
        self, projection: Projection, place: ReadModelPlace, page: Sequence[StoredEvent]
    ) -> ReadModelPlace:
        """Apply a page and write down where that leads; or nothing, if somebody else has moved the place."""
        own = [one for one in page if class_for(one.header.topic) in projection.events]
        # Before a connection is held: if all who hold one waited for a second one, nobody would get it.
        await self._keys.load(one.header for one in own)
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(TAKE_TURNS, self._turn, projection.name)
            if (recorded := await _position(connection, projection.name)) != place.recorded:
                # Another replica, or a rebuild, was quicker.
                return ReadModelPlace(recorded, recorded)
            with traces.span(
                f"{projection.name} takes a page",
                links=[stored.traceparent for stored in page], events=len(page),
            ):  # fmt: skip
                await self._apply_all(projection, own, connection)
            reached = page[-1].position if page else place.read
            await self._move(connection, projection.name, reached)
        if page and (committed := getattr(projection, "committed", None)):
            committed()
        return ReadModelPlace(reached, reached)

    async def rebuild(self, projection: Projection) -> int:
        """Make the rows anew from the beginning of the log; gives the position reached."""
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(TAKE_TURNS, self._turn, projection.name)
            await projection.forget(connection)
            await self._move(connection, projection.name, 0)
        return await self.catch_up(projection)

    async def position(self, name: str) -> int:
        """How far the read model has come in the log, with what was passed here and is not written down yet."""
        return self._with_passed(name, await _position(self._pool, name))

    async def positions(self) -> dict[str, int]:
        """The same of each read model."""
        found = await self._recorded()
        return {
            one.name: self._with_passed(one.name, found.get(one.name, 0))
            for one in self.projections
        }

    async def _recorded(self) -> dict[str, int]:
        return dict(await self._pool.fetch("SELECT name, position FROM readmodel_positions"))

    def _with_passed(self, name: str, recorded: int) -> int:
        place = self._places.get(name)
        return place.read if place is not None and place.recorded == recorded else recorded

    async def _apply_all(
        self, projection: Projection, page: Sequence[StoredEvent], connection: Connection
    ) -> None:
        if not getattr(projection, "by_stream", False):
            for stored in page:
                await self._apply(projection, stored, connection)
            return
        gathered = Gathered(connection)
        for stored in page:
            gathered.about(stored.header.stream)
            await self._apply(projection, stored, cast("Connection", gathered))
        await gathered.say()

    async def _apply(
        self, projection: Projection, stored: StoredEvent, connection: Connection
    ) -> None:
        try:
            body = open_body(stored, await self._keys.of_event(stored.header))
        except (KeyDestroyed, KeyMissing):
            return
        header = stored.header
        event = decoded(header, body)
        with traces.continued(
            stored.traceparent, f"{projection.name} takes {type(event).__name__}",
            case_id=header.case_id, event_id=header.event_id, position=stored.position,
        ):  # fmt: skip
            await projection.apply(event, connection)

    async def _move(self, connection: Connection, name: str, position: int) -> None:
        await connection.execute(
            "INSERT INTO readmodel_positions (name, position) VALUES ($1, $2)"
            " ON CONFLICT (name) DO UPDATE SET position = excluded.position",
            name,
            position,
        )


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _position(asked: Connection | Pool, name: str) -> int:
    found = await asked.fetchval("SELECT position FROM readmodel_positions WHERE name = $1", name)
    return int(found or 0)
