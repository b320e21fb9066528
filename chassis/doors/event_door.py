"""The door for told facts: once in effect, retried if temporary, parked if not, never lost.

    page ──> each event: seen before? ──yes──> pass over
                 │ no
             its case parked? ──yes──> queue behind it
                 │ no
             effect and inbox row in one transaction ──refused or broken──> park it; other cases go on

A whole page is tried in one transaction; only when something in it fails are its events taken one by one.
Whoever takes, parks or redrives events of a case holds its turn, so that neither another replica nor a
redrive can come in between what the inbox says and what follows from it.
An effect that changes an aggregate is stored by the event store before the inbox row is: should the
process die in between, the repeat finds its own causation id in the stream and changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from chassis.database import Connection, Pool, is_passing
from chassis.errors import Refusal, Temporary
from chassis.store.event_store import OutcomeUnknown
from chassis.use_cases import Cause
from contracts.envelope import Envelope
from contracts.events.base import CaseEvent

ATTEMPTS_MAX = 8
FIRST_DELAY_S = 0.05
EFFECT_WITHIN_S = 60.0
"""Longer than a healthy effect ever takes: one that hangs must not hold up the other cases for ever."""

# In the order of the text, which is the same for all, so that two pages cannot wait for each other.
_TAKE_TURNS = (
    "SELECT pg_advisory_xact_lock(hashtextextended('event_door:' || $1 || ':' || case_id, 0))"
    " FROM unnest($2::text[]) AS case_id"
)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One told event: what it says, what surrounds it, and the transaction in which it takes effect."""

    event: Any
    envelope: Envelope
    connection: Connection

    def cause(self, actor: str) -> Cause:
        """The cause of what follows from this event; it happened when the event happened."""
        told = self.envelope
        return Cause(
            case_id=told.subject,
            partnership=told.partnership,
            actor=actor,
            causation_id=told.id,
            correlation_id=told.correlationid,
            occurred_at=told.time,
        )


Effect = Callable[[Told], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """A told event that waits for a person: why, since when, and where it stands in its case's queue."""

    number: int
    case_id: UUID
    source: str
    type: str
    reason: str
    attempts: int
    parked_at: datetime


class EventDoor:
    """Takes the events that one listener is told and lets each have its effect once."""

    def __init__(
        self,
        listener: str,
        services: Sequence[str],
        effects: Mapping[type[CaseEvent], Effect],
        pool: Pool,
        *,
        attempts_max: int = ATTEMPTS_MAX,
        first_delay_s: float = FIRST_DELAY_S,
        effect_within_s: float = EFFECT_WITHIN_S,
    ) -> None:
        self.listener, self.services = listener, tuple(services)
        self._effects = {event_class.TYPE: effect for event_class, effect in effects.items()}
        self._pool = pool
        self._attempts_max, self._first_delay_s = attempts_max, first_delay_s
        self._effect_within_s = effect_within_s
        # An effect may need a connection beside ours: pages that wait for their turn hold none.
        self._one_at_a_time = asyncio.Lock()

    async def take(self, page: Sequence[Envelope]) -> None:
        """Let each event of ``page`` take effect, or park it; afterwards none of it needs to be told again."""
        page = [envelope for envelope in page if envelope.type in self._effects]
        if not page:
            return
        try:
            async with self._turn_of(envelope.subject for envelope in page) as connection:
                for envelope in page:
                    await self._take_one(connection, envelope)
        except Exception:  # noqa: BLE001 - something in the page fails: find out what, and let the rest through.
            for envelope in page:
                await self._take_alone(envelope)

    async def parked(self) -> list[ParkedEvent]:
        """What is parked for this listener, in the order in which it was parked."""
        rows = await self._pool.fetch(
            "SELECT number, case_id, source, type, reason, attempts, parked_at"
            " FROM parked WHERE listener = $1 ORDER BY number",
            self.listener,
        )
        return [ParkedEvent(*row) for row in rows]

    async def redrive(self, case_id: UUID) -> int:
        """Try the parked events of one case again, in order, with today's code; gives how many got through."""
        through = 0
        while await self._redrive_first(case_id):
            through += 1
        return through

    async def _redrive_first(self, case_id: UUID) -> bool:
        async with self._turn_of([case_id]) as connection:
            row = await connection.fetchrow(
                "SELECT number, envelope FROM parked WHERE listener = $1 AND case_id = $2 ORDER BY number LIMIT 1",
                self.listener,
                case_id,
            )
            if row is None:
                return False
            envelope = Envelope.model_validate_json(row["envelope"])
            if envelope.type in self._effects and await self._is_new(connection, envelope):
                await self._effect(connection, envelope)
            await connection.execute("DELETE FROM parked WHERE number = $1", row["number"])
            return True

    async def _take_alone(self, envelope: Envelope) -> None:
        delay_s = self._first_delay_s
        for attempt in range(1, self._attempts_max + 1):
            try:
                async with self._turn_of([envelope.subject]) as connection:
                    await self._take_one(connection, envelope)
            except Refusal as refusal:
                return await self._park(envelope, refusal.code, attempt)
            except Exception as error:  # noqa: BLE001 - a bug, or an unreadable event: it may not stop other cases.
                if not _is_temporary(error):
                    return await self._park(envelope, f"failed.{type(error).__name__}", attempt)
                reason = f"temporary.{type(error).__name__}"
            else:
                return None
            await asyncio.sleep(delay_s)
            delay_s *= 2
        return await self._park(envelope, reason, self._attempts_max)

    async def _take_one(self, connection: Connection, envelope: Envelope) -> None:
        if not await self._is_new(connection, envelope):
            return
        if await self._case_is_parked(connection, envelope.subject):
            await self._queue(connection, envelope, "queued_behind", 0)
        else:
            await self._effect(connection, envelope)

    async def _effect(self, connection: Connection, envelope: Envelope) -> None:
        told = Told(envelope.event(), envelope, connection)
        async with asyncio.timeout(self._effect_within_s):
            await self._effects[envelope.type](told)
        await connection.execute(
            "INSERT INTO inbox (listener, source, stream, version) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (listener, source, stream) DO UPDATE SET version = excluded.version",
            self.listener, envelope.source, envelope.stream, envelope.streamversion,
        )  # fmt: skip

    async def _is_new(self, connection: Connection, envelope: Envelope) -> bool:
        version = await connection.fetchval(
            "SELECT version FROM inbox WHERE listener = $1 AND source = $2 AND stream = $3",
            self.listener, envelope.source, envelope.stream,
        )  # fmt: skip
        return version is None or version < envelope.streamversion

    async def _case_is_parked(self, connection: Connection, case_id: UUID) -> bool:
        return bool(
            await connection.fetchval(
                "SELECT EXISTS (SELECT FROM parked WHERE listener = $1 AND case_id = $2)",
                self.listener,
                case_id,
            )
        )

    async def _park(self, envelope: Envelope, reason: str, attempts: int) -> None:
        async with self._turn_of([envelope.subject]) as connection:
            if not await self._is_new(connection, envelope):
                return  # Another replica got it through meanwhile.
            await self._queue(connection, envelope, reason, attempts)
        _log.error(
            "listener.parked", listener=self.listener, case_id=str(envelope.subject),
            type=envelope.type, reason=reason, attempts=attempts,
        )  # fmt: skip

    async def _queue(
        self, connection: Connection, envelope: Envelope, reason: str, attempts: int
    ) -> None:
        await connection.execute(
            "INSERT INTO parked (listener, case_id, source, stream, version, type, envelope, reason, attempts)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            self.listener, envelope.subject, envelope.source, envelope.stream, envelope.streamversion,
            envelope.type, _as_text(envelope), reason, attempts,
        )  # fmt: skip

    @asynccontextmanager
    async def _turn_of(self, cases: Iterable[UUID]) -> AsyncIterator[Connection]:
        """A transaction in which nobody else changes what this listener made of these cases."""
        ids = sorted({str(case_id) for case_id in cases})
        async with (
            self._one_at_a_time,
            self._pool.acquire() as connection,
            connection.transaction(),
        ):
            await connection.execute(_TAKE_TURNS, self.listener, ids)
            yield connection


def _is_temporary(error: Exception) -> bool:
    # An unknown outcome is known after the next attempt: what was stored is found by its causation id.
    return isinstance(error, (Temporary, OutcomeUnknown)) or is_passing(error)


def _as_text(envelope: Envelope) -> str:
    """The envelope as JSON, also when its data are no text: they stay unreadable, and can be looked at."""
    data = envelope.data.decode("utf-8", "backslashreplace").encode()
    return envelope.model_copy(update={"data": data}).model_dump_json()
