"""A writer's connection to the database: what it sends, and what each failure says about the outcome.

A failure is one of three: the moment is wrong (Temporary), a command is wrong (Refused), or the
connection went away and nobody knows (OutcomeOpen) until ``look_up`` has found out.

The connection must lead to the server itself: behind a pooler that shares sessions, nobody could see
to it that a lost session is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import asyncpg

from chassis.errors import Temporary
from chassis.store.append_queue import Command, Limits

Connect = Callable[[], Awaitable["asyncpg.Connection[Any]"]]

log = logging.getLogger(__name__)

_APPEND: Final = "SELECT head, refused FROM append_events_v3($1, $2, $3, $4)"
_LOOK_UP: Final = (
    "SELECT s.originator_id, s.notification_id FROM stored_events s"
    " JOIN unnest($1::uuid[], $2::bigint[], $3::bytea[]) AS e(stream, version, hash)"
    " ON s.originator_id = e.stream AND s.originator_version = e.version AND s.hash = e.hash"
)
# A session that ends while it waits for the standby has committed here only, and can be seen. What the
# database ships is in order: when this commit has been waited for, so has every one before it.
_WAIT_FOR_STANDBY: Final = "SELECT pg_logical_emit_message(true, 'rapid-review', '')"
_END_SESSION: Final = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2"
)
# A relaxed server setting must not weaken the promise that an answered command is durable.
_BEGIN_SESSION: Final = (
    "SELECT pid, backend_start, CASE WHEN current_setting('synchronous_commit') = 'off'"
    " THEN set_config('synchronous_commit', 'on', false) END"
    " FROM pg_stat_activity WHERE pid = pg_backend_pid()"
)
# SQLSTATEs after which a commit may have happened, and those that blame the moment, not the command.
_OUTCOME_OPEN: Final = ("08", "57P", "58", "XX", "40003")
_NOT_NOW: Final = ("25", "40", "53", "55", "57014")
_LOST: Final = (OSError, TimeoutError, asyncpg.InterfaceError, asyncpg.InternalClientError)

_header_fields = attrgetter(
    "event_id",
    "case_id",
    "partnership",
    "actor",
    "correlation_id",
    "causation_id",
    "occurred_at",
    "recorded_at",
)


class OutcomeOpen(Exception):
    """The connection went away under a batch: it may be stored or not."""


class Refused(Exception):
    """The database refused a batch because of at least one of its commands; nothing was stored."""


class WriterSession:
    """One connection, replaced when it is lost."""

    def __init__(self, connect: Connect, limits: Limits) -> None:
        self._connect, self._limits = connect, limits
        self._connection: asyncpg.Connection[Any] | None = None
        self._identity: tuple[int, datetime] | None = None
        self._lost: list[tuple[int, datetime]] = []

    async def connected(self) -> bool:
        """Connect if need be; False if the database cannot be reached now."""
        if self._connection is not None and not self._connection.is_closed():
            return True
        self.drop()
        try:
            async with asyncio.timeout(self._limits.connect_s):
                self._connection = await self._connect()
                (session,) = await self._fetch(_BEGIN_SESSION)
        except Exception as error:  # noqa: BLE001 - Whatever it is: there is no connection.
            log.warning("no connection to the event store: %s", type(error).__name__)
            self.drop()
            return False
        self._identity = session["pid"], session["backend_start"]
        return True

    def drop(self) -> None:
        """Let the connection go, without asking."""
        connection, self._connection, self._identity = self._connection, None, None
        if connection is not None:
            connection.terminate()

    async def append(self, commands: Sequence[Command]) -> dict[UUID, int]:
        """Store what fits its stream; give the last position of each stream that was accepted."""
        try:
            (answer,) = await self._fetch(
                _APPEND,
                _rows(commands),
                [command.stream for command in commands],
                [command.expected for command in commands],
                [command.events[0].previous for command in commands],
            )
        except asyncpg.PostgresError as error:
            # The driver's own refusal to encode a value has a SQLSTATE, too: that of bad data.
            state = error.sqlstate or "08"
            if state.startswith(_OUTCOME_OPEN):
                self._lose()
                raise OutcomeOpen from error
            raise (Temporary if state.startswith(_NOT_NOW) else Refused) from error
        except _LOST as error:
            self._lose()
            raise OutcomeOpen from error
        return _positions(commands, *answer)

    async def look_up(self, commands: Sequence[Command]) -> dict[UUID, int] | None:
        """Find which commands of a lost batch were stored; None if that cannot be known yet."""
        if not await self.connected():
            return None
        last = [command.events[-1] for command in commands]
        try:
            # A lost session may still wait for the gate and commit later: it must be over first.
            while self._lost:
                if await self._fetch(_END_SESSION, *self._lost[-1]):
                    return None
                self._lost.pop()
            streams = [event.header.stream for event in last]
            versions = [event.header.version for event in last]
            stored = await self._fetch(_LOOK_UP, streams, versions, [e.hash for e in last])
            if stored:
                await self._fetch(_WAIT_FOR_STANDBY)
            return dict(stored)
        except (*_LOST, asyncpg.PostgresError):
            self.drop()
            return None

    def _lose(self) -> None:
        """Let a connection go on which a batch may still be under way."""
        if self._identity is not None:
            self._lost.append(self._identity)
        self.drop()

    async def _fetch(self, query: str, *arguments: object) -> list[Any]:
        if self._connection is None:
            raise asyncpg.InterfaceError("there is no connection")
        return await self._connection.fetch(query, *arguments, timeout=self._limits.execute_s)


def _rows(commands: Iterable[Command]) -> list[tuple[Any, ...]]:
    """Turn commands into the first argument of append_events_v3.

    Rows rather than a column per field: the driver spends much less on an array of rows.
    """
    return [
        (
            command.stream,
            event.header.version,
            event.header.topic,
            event.state,
            *_header_fields(event.header),
            event.previous,
            event.hash,
            command.traceparent,
        )
        for command in commands
        for event in command.events
    ]


def _positions(commands: Iterable[Command], head: int, refused: list[UUID]) -> dict[UUID, int]:
    """The position of the last event of each command that was not refused."""
    without, position = set(refused), head
    found = {}
    for command in commands:
        if command.stream not in without:
            position += len(command.events)
            found[command.stream] = position
    return found
