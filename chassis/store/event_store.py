"""The event store of one service: append under an expected version, read what was committed, in its order.

    log:  1  2  3  4  5 …     every position exists, and no reader ever sees 5 before 4

Whoever follows the log with ``log(after=…)`` sees every event exactly once, in the order of commits.
Bodies are sealed before they come here (see seal.py); this file never holds a key.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

import asyncpg

from chassis.database import ON_SILENCE, connect
from chassis.store.append_queue import Conflict, Limits, OutcomeUnknown, Unstorable
from chassis.store.group_commit import GroupCommit
from chassis.store.seal import Header, SealedEvent, StoredEvent
from chassis.store.writer_session import Connect
from chassis.telemetry import metrics, traces

__all__ = [
    "Conflict",
    "EventStore",
    "Header",
    "Limits",
    "OutcomeUnknown",
    "SealedEvent",
    "StoredEvent",
    "Unstorable",
    "writer_connection",
]

# Put together from the constants of this file only: nothing that a caller says ever becomes SQL.
# ruff: noqa: S608
_HEADER: Final = (
    "event_id, originator_id, originator_version, topic, case_id, partnership, actor, correlation_id,"
    " causation_id, occurred_at, recorded_at"
)
_EVENT: Final = (
    f"SELECT {_HEADER}, state, previous_hash, hash, notification_id, traceparent FROM stored_events"
)
_STREAM: Final = (
    f"{_EVENT} WHERE originator_id = $1 AND originator_version > $2"
    " AND ($3::bigint IS NULL OR originator_version <= $3) ORDER BY originator_version"
)
_LOG: Final = f"{_EVENT} WHERE notification_id > $1 ORDER BY notification_id LIMIT $2"
_CASE: Final = (
    f"{_EVENT} WHERE case_id = $1 AND ($2::timestamptz IS NULL OR recorded_at <= $2)"
    " AND ($3::timestamptz IS NULL OR occurred_at <= $3) ORDER BY notification_id"
)
_HEAD: Final = "SELECT coalesce(max(notification_id), 0) FROM stored_events"
_SAVE_SNAPSHOT: Final = (
    f"INSERT INTO stored_snapshots ({_HEADER}, state, previous_hash, hash)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    " ON CONFLICT (originator_id, originator_version, topic)"
    " DO UPDATE SET state = excluded.state, previous_hash = excluded.previous_hash, hash = excluded.hash,"
    " case_id = excluded.case_id, partnership = excluded.partnership, actor = excluded.actor,"
    " correlation_id = excluded.correlation_id, causation_id = excluded.causation_id,"
    " occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at"
)
_LATEST_SNAPSHOT: Final = (
    f"SELECT {_HEADER}, state, previous_hash, hash FROM stored_snapshots"
    " WHERE originator_id = $1 AND topic = $2 AND ($3::bigint IS NULL OR originator_version <= $3)"
    " ORDER BY originator_version DESC LIMIT 1"
)
_HEADER_FIELDS: Final = 11
RECENT_MAX: Final = 1_000
"""So many events that were read last are kept for others who follow the log: there are no gaps in it."""


async def writer_connection(dsn: str, limits: Limits) -> asyncpg.Connection[Any]:
    """Open a connection for a writer: nothing that matters is left to the server's defaults."""
    settings = {
        "application_name": "event-store-writer",
        "default_transaction_isolation": "read committed",
        # The one plan that is right at any size, never made again: a plan made while the table was
        # empty must not read a grown table from end to end.
        "enable_seqscan": "off",
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
        "lock_timeout": str(int(limits.lock_s * 1000)),
        "TimeZone": "UTC",
        **ON_SILENCE,
    }
    return await connect(dsn, within_s=limits.connect_s, server_settings=settings)


class EventStore:
    """Append and read events; start it before the first append, stop it before the pool closes."""

    def __init__(
        self,
        pool: asyncpg.Pool[Any],
        dsn: str,
        *,
        limits: Limits | None = None,
        poll_s: float = 0.25,
        connect: Connect | None = None,
    ) -> None:
        self._pool, self._poll_s, self._limits = pool, poll_s, limits or Limits()
        self._writer = GroupCommit(
            connect or (lambda: writer_connection(dsn, self._limits)), self._saw, self._limits
        )
        self.generation = 1
        """Of the log; it goes into the ids of what is appended (seal.py)."""
        self._known_head = 0
        self._polled_at = float("-inf")
        self._is_polled = False
        self._moved = asyncio.Event()
        self._reading = asyncio.Lock()
        self._recent: list[StoredEvent] = []

    async def start(self) -> None:
        """Begin to accept events."""
        self._writer.start()

    async def stop(self) -> None:
        """Answer what waits, refuse what is new with Temporary."""
        await self._writer.stop()

    async def append(self, events: Sequence[SealedEvent], *, expected: int) -> int:
        """Store the events of one command, all or none, and give the position of the last.

        The events continue one stream from ``expected``, each chained to the one before.
        Raises Conflict if the stream has moved on (or holds another history), Temporary if the store is busy,
        OutcomeUnknown if the database went away and stayed away.
        """
        self._must_continue(events, expected)
        stream = events[0].header.stream
        with (
            traces.span("EventStore.append", stream=stream, events=len(events)),
            metrics.timed_append(),
        ):
            position = await self._writer.append(
                events, expected=expected, traceparent=traces.traceparent_here()
            )
            traces.note(position=position)
            return position

    async def stream(
        self, stream: UUID, *, after: int = 0, upto: int | None = None
    ) -> list[StoredEvent]:
        """Read one stream by version."""
        return [_stored(row) for row in await self._pool.fetch(_STREAM, stream, after, upto)]

    async def log(self, *, after: int, limit: int) -> list[StoredEvent]:
        """Read the log from a position on: without gaps, in commit order."""
        return [_stored(row) for row in await self._pool.fetch(_LOG, after, limit)]

    async def follow(self, *, after: int, limit: int) -> Sequence[StoredEvent]:
        """The same for those who follow the log side by side: what one has read is not read again for the others.

        It holds what is known in this process to be in the log; what others have appended meanwhile may be missing.
        """
        async with self._reading:
            if not self._recent or not self._begins() <= after <= self._recent[-1].position:
                page = await self.log(after=after, limit=limit)
                if not self._recent or after > self._recent[-1].position:
                    self._recent = page.copy()  # It grows, and what was given away must not.
                return page
            begin, last = after - self._begins(), self._recent[-1].position
            there_is_more = last == after or last < self._known_head
            if len(self._recent) < begin + limit and there_is_more:
                self._recent += await self.log(after=last, limit=limit)
            found = self._recent[begin : begin + limit]
            del self._recent[:-RECENT_MAX]
            return found

    def _begins(self) -> int:
        return self._recent[0].position - 1

    async def case(
        self,
        case_id: UUID,
        *,
        recorded_by: datetime | None = None,
        occurred_by: datetime | None = None,
    ) -> list[StoredEvent]:
        """Read a case by position: as it was known at one moment, or as it had happened by one."""
        return [
            _stored(row) for row in await self._pool.fetch(_CASE, case_id, recorded_by, occurred_by)
        ]

    async def head(self) -> int:
        """Give the last position of the log, 0 if it is empty."""
        self._saw(await self._pool.fetchval(_HEAD))
        return self._known_head

    async def wait_beyond(self, position: int, timeout_s: float) -> int:
        """Give the head as soon as it exceeds a position, or the head when the time is up.

        An append in this process wakes at once; one elsewhere is found by the poll, which one of those who wait does
        for all: the others sleep until there is something, or until it leaves and another has to.
        """
        until = _now() + timeout_s
        while self._known_head <= position:
            if not self._is_polled:
                await self._poll(position, until)
                break
            await _woken(self._moved, until)
            if _now() >= until:
                break
        return self._known_head

    async def save_snapshot(self, snapshot: SealedEvent) -> None:
        """Keep the sealed state of a stream at a version; a repeat replaces it."""
        await self._pool.execute(
            _SAVE_SNAPSHOT, *snapshot.header, snapshot.state, snapshot.previous, snapshot.hash
        )

    async def latest_snapshot(
        self, stream: UUID, topic: str, *, upto: int | None = None
    ) -> SealedEvent | None:
        """Give the youngest snapshot of this topic, not younger than a version."""
        row = await self._pool.fetchrow(_LATEST_SNAPSHOT, stream, topic, upto)
        if row is None:
            return None
        values = tuple(row)
        return SealedEvent(Header._make(values[:_HEADER_FIELDS]), *values[_HEADER_FIELDS:])

    def _must_continue(self, events: Sequence[SealedEvent], expected: int) -> None:
        if not 1 <= len(events) <= self._limits.command_events_max:
            raise ValueError(
                f"a command has 1 to {self._limits.command_events_max} events, not {len(events)}"
            )
        if events[0].header.version != expected + 1:
            raise _discontinued(events[0])
        for before, event in pairwise(events):
            if (
                event.header.stream != before.header.stream
                or event.header.version != before.header.version + 1
                or event.previous != before.hash
            ):
                raise _discontinued(event)

    async def _poll(self, position: int, until: float) -> None:
        """Ask the database for the head, once per interval, until it exceeds a position or the time is up."""
        self._is_polled = True
        try:
            while True:
                moved = self._moved
                if _now() - self._polled_at >= self._poll_s:
                    await self.head()
                    self._polled_at = _now()
                if self._known_head > position or _now() >= until:
                    return
                await _woken(moved, min(until, self._polled_at + self._poll_s))
        finally:
            self._is_polled = False
            self._wake()

    def _saw(self, head: int) -> None:
        if head > self._known_head:
            self._known_head = head
            self._wake()

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


def _discontinued(event: SealedEvent) -> ValueError:
    return ValueError(
        f"stream {event.header.stream} version {event.header.version} does not continue the command"
    )


def _stored(row: asyncpg.Record) -> StoredEvent:
    values = tuple(row)
    return StoredEvent(Header._make(values[:_HEADER_FIELDS]), *values[_HEADER_FIELDS:])


async def _woken(moved: asyncio.Event, until: float) -> None:
    # Not wait_for: before Python 3.12 it can swallow a cancellation.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout_at(until):
            await moved.wait()


def _now() -> float:
    return asyncio.get_running_loop().time()
