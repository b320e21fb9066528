"""Timers: what is to happen by itself at a later moment, through the same use cases as what people do.

    set ──> due ──> claimed ──> effect ──> row deleted        a refusal is an answer: the row is deleted, too
                       │           └─ failed: due again later, each time after a longer wait
                       └─ the process died: free again when its claim has run out

A timer is a row beside the service's events. Setting it twice is setting it once: its id is made from what it is.
It fires at least once, whatever dies in between. The effect takes the timer's id as its causation id, so that
to fire twice has one effect. Of several replicas one claims it. When it is due is said by the service's clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import TypeAlias
from uuid import UUID, uuid5

import structlog

from chassis.clock import Clock
from chassis.database import Connection, Pool
from chassis.errors import Refusal
from chassis.telemetry import metrics, traces

POLL_S, CALM_POLL_S = 1.0, 5.0
"""How often the rows are read: while timers are set or due, and when nothing was set here for a while."""
PAGE_MAX = 8
FIRES_WITHIN_S = 60.0
CLAIM_S = 120.0
"""Longer than an effect may take, so that nobody else fires what is being fired."""
FIRST_DELAY_S, DELAY_MAX_S = 1.0, 600.0
LATE_AFTER_S = 60.0
"""A timer that is due for so long has not been fired as it should."""

_SET = """
    INSERT INTO timers (timer_id, kind, subject, detail, due_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (timer_id) DO NOTHING
"""
_WITHDRAW = "DELETE FROM timers WHERE subject = $1 AND kind = $2"
_CLAIM = """
    UPDATE timers SET claimed_until = clock_timestamp() + $2::interval WHERE timer_id IN (
        SELECT timer_id FROM timers
        WHERE due_at <= $1 AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
        ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING kind, subject, detail, due_at, attempts
"""
_STANDING = """
    SELECT kind, count(*) AS waiting, count(*) FILTER (WHERE late) AS late, max(attempts) AS attempts,
           min(due_at) FILTER (WHERE late) AS oldest_at
    FROM (SELECT kind, attempts, due_at, attempts > 0 OR due_at < $1 AS late FROM timers) AS timer
    GROUP BY kind ORDER BY kind
"""
_PUT_OFF = "UPDATE timers SET due_at = $2, attempts = attempts + 1, claimed_until = NULL WHERE timer_id = $1"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Timer:
    """One thing that is to happen: what kind, to which stream, and which of its kind by a code."""

    kind: str
    subject: UUID
    detail: str
    due_at: datetime

    @property
    def id(self) -> UUID:
        """The causation id of what follows; the same timer always has the same."""
        return uuid5(self.subject, f"timer:{self.kind}:{self.detail}")


@dataclass(frozen=True, slots=True)
class TimersOfAKind:
    """How many wait, and how many of them have not happened in time or were tried in vain."""

    kind: str
    waiting: int
    late: int
    attempts: int
    oldest_at: datetime | None


Effect: TypeAlias = Callable[[Timer], Awaitable[object]]


class Timers:
    """The timers of one service."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool, self._clock = pool, clock
        self.set_at = float("-inf")
        """When one was set here last, by the clock that never turns back."""

    async def set(self, timer: Timer, connection: Connection | None = None) -> None:
        """Let a timer be there, in the transaction of ``connection`` if one is given."""
        self.set_at = monotonic()
        await (connection or self._pool).execute(
            _SET, timer.id, timer.kind, timer.subject, timer.detail, timer.due_at
        )

    async def withdraw(
        self, subject: UUID, kind: str, connection: Connection | None = None
    ) -> None:
        """Take back the timers of a kind that a stream has; one that is firing fires to its end."""
        await (connection or self._pool).execute(_WITHDRAW, subject, kind)

    async def fire_due(self, effects: Mapping[str, Effect]) -> int:
        """Fire what is due by now, the oldest first, until nothing is; gives how many were fired."""
        fired = 0
        while claimed := await self._claimed():
            await asyncio.gather(
                *(self._fire(timer, attempts, effects) for timer, attempts in claimed)
            )
            fired += len(claimed)
        return fired

    async def oldest_due_at(self) -> datetime | None:
        """Since when the oldest timer is there, or None when there is none."""
        found: datetime | None = await self._pool.fetchval("SELECT min(due_at) FROM timers")
        return found

    async def standing(self) -> list[TimersOfAKind]:
        """How the timers stand, kind by kind."""
        late = self._clock() - timedelta(seconds=LATE_AFTER_S)
        return [TimersOfAKind(**row) for row in await self._pool.fetch(_STANDING, late)]

    async def _claimed(self) -> list[tuple[Timer, int]]:
        rows = await self._pool.fetch(_CLAIM, self._clock(), timedelta(seconds=CLAIM_S), PAGE_MAX)
        return [
            (Timer(row["kind"], row["subject"], row["detail"], row["due_at"]), row["attempts"])
            for row in rows
        ]

    async def _fire(self, timer: Timer, attempts: int, effects: Mapping[str, Effect]) -> None:
        try:
            with traces.span(f"timer {timer.kind}"):
                async with asyncio.timeout(FIRES_WITHIN_S):
                    await effects[timer.kind](timer)
        except Refusal as refusal:
            _log.info("timer.refused", kind=timer.kind, code=refusal.code)
        except Exception as error:  # noqa: BLE001 - whatever it is, other timers fire, and this one later
            delay_s = min(DELAY_MAX_S, FIRST_DELAY_S * 2 ** min(attempts, 20))
            _log.warning(
                "timer.failed", kind=timer.kind, error=type(error).__name__, attempts=attempts + 1
            )
            await self._pool.execute(_PUT_OFF, timer.id, self._clock() + timedelta(seconds=delay_s))
            return
        await self._pool.execute("DELETE FROM timers WHERE timer_id = $1", timer.id)


@dataclass(slots=True)
class Clockwork:
    """Fires the timers of one service, again and again."""

    timers: Timers
    effects: Mapping[str, Effect]
    clock: Clock
    poll_s: float = POLL_S
    _oldest_due_at: datetime | None = field(init=False, default=None)
    _read_at: float = field(init=False, default=float("-inf"))

    async def run(self) -> None:
        """Fire until cancelled. When the database is away nothing fires, and nothing is lost."""
        while True:
            try:
                if self._is_to_be_read():
                    await self._read()
                if self._is_due():
                    await self.timers.fire_due(self.effects)
                    await self._read()
            except Exception as error:  # noqa: BLE001 - the rows are as before: the next look may succeed
                metrics.restarted("timers")
                _log.warning("timers.look_failed", error=type(error).__name__)
            await asyncio.sleep(self.poll_s)

    def _is_due(self) -> bool:
        return self._oldest_due_at is not None and self._oldest_due_at <= self.clock()

    def _is_to_be_read(self) -> bool:
        """Each time for a while after one was set here, since it may be of a transaction that is not over yet.

        What another replica set that has died since is found at the calm pace.
        """
        now = monotonic()
        return now - self.timers.set_at <= CALM_POLL_S or now - self._read_at >= CALM_POLL_S

    async def _read(self) -> None:
        self._oldest_due_at = await self.timers.oldest_due_at()
        self._read_at = monotonic()

    def overdue_s(self) -> float:
        """For how long the oldest timer has been due in vain; it grows also while nothing fires at all."""
        if self._oldest_due_at is None:
            return 0.0
        return max(0.0, (self.clock() - self._oldest_due_at).total_seconds())
