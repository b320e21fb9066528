"""Who read which case: noted before an answer goes out, kept in table case_reads, and no read waits for that (ADR 21).

    answer ready ──> noted in memory ──> answer sent        no room left: the read is refused as a delay
                        └─ twice a second, in one INSERT ──> case_reads        database away: noted on, kept later

The first read within a minute is kept at once. What the same person asks again until the minute is over is counted,
and kept as one row more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

import structlog

from chassis.clock import Clock
from chassis.database import Pool
from chassis.errors import Temporary
from chassis.telemetry import metrics

KEEP_EVERY_S: Final = 0.5
KEEP_WITHIN_S, DELAY_MAX_S = 10.0, 10.0
ROOM: Final = 20_000
"""So many reads may wait for the database; each is some hundred bytes."""
LISTED_MAX: Final = 500

# The glass is looked up here, and not by whoever reads: it was there before the guard let them in.
_KEEP = """
    INSERT INTO case_reads (read_id, case_id, person, role, partnership, method, with_words, first_at, last_at, times,
        glass)
    SELECT one.*, EXISTS (SELECT FROM case_relations WHERE case_id = one.case_id AND who = one.person
                          AND kind = 'glass' AND until > one.first_at)
        AND NOT EXISTS (SELECT FROM case_relations WHERE case_id = one.case_id AND who = one.person
                        AND kind = 'team' AND until > one.first_at)
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[],
        $8::timestamptz[], $9::timestamptz[], $10::integer[])
        AS one (read_id, case_id, person, role, partnership, method, with_words, first_at, last_at, times)
    ON CONFLICT (read_id) DO NOTHING
"""
# Those of the leading partnership see every read of the case, others those in their own name.
_OF_CASE = """
    SELECT person, role, partnership, method, with_words, bool_or(glass) AS glass, min(first_at) AS first_at,
           max(last_at) AS last_at, sum(times)::integer AS times
    FROM case_reads
    WHERE case_id = $1 AND first_at < coalesce($3, 'infinity'::timestamptz) AND (partnership = ANY($2) OR EXISTS (
        SELECT FROM case_relations WHERE case_id = $1 AND kind = 'lead' AND who = ANY($2)))
    GROUP BY person, role, partnership, method, with_words, date_trunc('minute', first_at)
    ORDER BY first_at DESC, person, method LIMIT $4
"""

_log = structlog.get_logger(__name__)


class ReadsFull(Temporary):
    """As many reads as may wait for the database do; a read that cannot be kept is not answered."""

    code = "reads.full"
    sentence = "Who reads a case is recorded, and this cannot be done at the moment. Try again."


@dataclass(frozen=True, slots=True)
class Read:
    """What is kept of a read, besides when and how often."""

    case_id: UUID
    person: str
    role: str
    partnership: str
    method: str
    with_words: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """The same read, one or several times within a minute."""

    id: UUID
    read: Read
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class KeptRead:
    """One line of the answer to who read a case; its repeats within the minute are counted."""

    person: str
    role: str
    partnership: str
    method: str
    with_words: bool
    glass: bool
    first_at: datetime
    last_at: datetime
    times: int


class CaseReads:
    """Notes the reads that one service answers, and says who read a case."""

    def __init__(self, pool: Pool, clock: Clock, *, room: int = ROOM) -> None:
        self._pool, self._clock, self._room = pool, clock, room
        self._waiting: list[Times] = []
        self._repeats: dict[Read, Times | None] = {}
        self._minute: datetime | None = None
        self._keeping = asyncio.Lock()
        self._noted = asyncio.Event()

    def note(self, read: Read) -> None:
        """Note a read that is about to be answered. Raises ``ReadsFull`` when there is no room for it."""
        at = self._clock()
        self._end_of_minute(at)
        if read in self._repeats:
            before = self._repeats[read]
            self._repeats[read] = (
                replace(before, last_at=at, times=before.times + 1)
                if before
                else Times(uuid4(), read, at, at, 1)
            )
            return
        if len(self._waiting) + len(self._repeats) >= self._room:
            metrics.read_refused()
            raise ReadsFull
        self._waiting.append(Times(uuid4(), read, at, at, 1))
        self._repeats[read] = None
        self._noted.set()

    async def run(self) -> None:
        """Keep what was noted, again and again, until cancelled; the longer in vain, the less often."""
        delay_s = KEEP_EVERY_S
        while True:
            if not self._waiting and not self._repeats:
                self._noted.clear()
                await self._noted.wait()
            await asyncio.sleep(delay_s)
            self._end_of_minute(self._clock())
            try:
                await self._keep()
                delay_s = KEEP_EVERY_S
            except Exception as error:  # noqa: BLE001 - it waits, and is kept by one of the next turns
                delay_s = min(DELAY_MAX_S, delay_s * 2)
                metrics.restarted("reads")
                _log.warning(
                    "reads.not_kept", error=type(error).__name__, waiting=len(self._waiting)
                )

    async def close(self) -> None:
        """Keep everything that was noted, as far as the database lets it."""
        try:
            await self._keep_all()
        except Exception as error:  # noqa: BLE001 - the service stops; what is lost is said
            _log.error("reads.lost", error=type(error).__name__, lost=len(self._waiting))

    async def of_case(
        self, case_id: UUID, partnerships: Iterable[str], before: datetime | None = None
    ) -> list[KeptRead]:
        """Who read a case, the latest first, as far as these partnerships may know; at most ``LISTED_MAX``."""
        await self._keep_all()
        rows = await self._pool.fetch(_OF_CASE, case_id, list(partnerships), before, LISTED_MAX)
        return [KeptRead(**row) for row in rows]

    def oldest_waiting_s(self) -> float:
        """For how long the oldest read has been waiting for the database."""
        if not self._waiting:
            return 0.0
        return max(0.0, (self._clock() - self._waiting[0].first_at).total_seconds())

    async def _keep_all(self) -> None:
        """Also the repeats of the minute that is not over yet; those that follow are a row more."""
        self._take_repeats()
        await self._keep()

    def _end_of_minute(self, at: datetime) -> None:
        minute = at.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._take_repeats()
            self._repeats.clear()
            self._minute = minute

    def _take_repeats(self) -> None:
        self._waiting += [times for times in self._repeats.values() if times]
        self._repeats = dict.fromkeys(self._repeats)

    async def _keep(self) -> None:
        async with self._keeping:
            rows = list(self._waiting)
            if not rows:
                return
            async with asyncio.timeout(KEEP_WITHIN_S):
                await self._pool.execute(
                    _KEEP, [one.id for one in rows], [one.read.case_id for one in rows],
                    [one.read.person for one in rows], [one.read.role for one in rows],
                    [one.read.partnership for one in rows], [one.read.method for one in rows],
                    [one.read.with_words for one in rows], [one.first_at for one in rows],
                    [one.last_at for one in rows], [one.times for one in rows],
                )  # fmt: skip
            del self._waiting[: len(rows)]
