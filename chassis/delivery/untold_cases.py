"""Cases that cannot be told further, because today's code cannot read one of their events; all others are told.

    log:    1a 2b 3a! 4b 5a 6b 7 8a        3a cannot be read; at 7 somebody lets case a be told
    told:   1a 2b     4b    6b 3a 5a 8a    whoever was at 6, at 3 or at 0 comes past 7 and is told 3a and 5a there

So each reader needs no more than its place in the log, as ever, and the order within a case stays. The decision is
an event of the log, and the log is the truth: the row that says the same is written by whoever comes past it first.

Why nothing is left out: a page of the log is read first and the rows after it. A case that was let go by then was
let go at a position beyond the page, or within it, where the reader sees it. And a case cannot wait anew under a
decision that was made before: then it gets another number, which that decision does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

import structlog

from chassis.database import Pool
from chassis.store.event_store import StoredEvent

RESUMED: Final = "chassis.TellingResumed.v1"
LISTED_MAX: Final = 500

_FIELDS: Final = (
    "number",
    "case_id",
    "partnership",
    "since",
    "stuck_at",
    "topic",
    "problem",
    "noted_at",
    "resumed_at",
)
# ruff: noqa: S608 - put together from constants of this file
_ROWS: Final = f"SELECT {', '.join(_FIELDS)} FROM untold_cases"
# What was erased cannot be told, and nobody waits for it.
WAITING: Final = (
    "resumed_at IS NULL AND NOT EXISTS (SELECT FROM case_keys k"
    " WHERE k.case_id = untold_cases.case_id AND k.wrapped IS NULL)"
)
_NOTE: Final = (
    "INSERT INTO untold_cases (case_id, partnership, since, stuck_at, topic, problem)"
    " VALUES ($1, $2, $3, $3, $4, $5) ON CONFLICT (case_id) WHERE resumed_at IS NULL"
    " DO UPDATE SET since = excluded.since, stuck_at = excluded.stuck_at, topic = excluded.topic,"
    " problem = excluded.problem WHERE untold_cases.since > excluded.since RETURNING true"
)
_NOTE_AGAIN: Final = (
    "UPDATE untold_cases SET number = DEFAULT, resumed_at = NULL, stuck_at = $3, topic = $4, problem = $5"
    " WHERE number = $1 AND resumed_at = $2 RETURNING true"
)
_RESUME: Final = "UPDATE untold_cases SET resumed_at = $2 WHERE number = $1 AND resumed_at IS NULL"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Untold:
    """From where a case is not told, where it got stuck and why; and, once it was let go, at which position."""

    number: int
    case_id: UUID
    partnership: str
    since: int
    stuck_at: int
    topic: str
    problem: str
    noted_at: datetime
    resumed_at: int | None

    @property
    def decision(self) -> UUID:
        """The stream of the one decision that can let it be told."""
        return uuid5(self.case_id, f"untold:{self.number}")

    def covers(self, stored: StoredEvent) -> bool:
        """Whether an event is not told at its own position."""
        upto = self.resumed_at
        return (
            stored.header.case_id == self.case_id
            and stored.position >= self.since
            and (upto is None or stored.position <= upto)
        )


class Order:
    """At which position each event is told."""

    def __init__(self, rows: Iterable[Untold]) -> None:
        self._rows = list(rows)
        self._cases = {row.case_id for row in self._rows}

    def place_of(self, stored: StoredEvent) -> int | None:
        """The position at which an event is told; None as long as it is not."""
        if stored.header.case_id not in self._cases:
            return stored.position
        places = [row.resumed_at for row in self._rows if row.covers(stored)]
        if None in places:
            return None
        return max((place for place in places if place is not None), default=stored.position)

    def resumed_at(self, position: int) -> list[Untold]:
        """What is told at a position of what stands before it."""
        return [row for row in self._rows if row.resumed_at == position]

    def decided(self, page: Iterable[StoredEvent]) -> list[tuple[Untold, int]]:
        """What a page decides of which the rows do not say so yet."""
        decisions = {
            stored.header.stream: stored.position
            for stored in page
            if stored.header.topic == RESUMED
        }
        return [
            (row, decisions[row.decision])
            for row in self._rows
            if row.resumed_at is None and row.decision in decisions
        ]


class UntoldCases:
    """The rows of one service."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def order(self, page: Sequence[StoredEvent], *, after: int) -> Order:
        """The order for a page that was read after a position; what it decides is written down first."""
        while True:
            order = Order(await self._rows("resumed_at IS NULL OR resumed_at > $1", after))
            decided = order.decided(page)
            if not decided:
                return order
            for row, position in decided:
                await self.resume(row, position)

    async def note(self, stored: StoredEvent, problem: str) -> None:
        """From this event on, its case waits."""
        header = stored.header
        if await self._pool.fetchval(
            _NOTE, header.case_id, header.partnership, stored.position, header.topic, problem
        ):
            _said(stored, problem)

    async def note_again(self, row: Untold, stored: StoredEvent, problem: str) -> None:
        """What was let go waits anew: one of its events still cannot be told."""
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(
                "DELETE FROM untold_cases WHERE case_id = $1 AND resumed_at IS NULL", row.case_id
            )
            again = await connection.fetchval(
                _NOTE_AGAIN, row.number, row.resumed_at, stored.position, stored.header.topic, problem
            )  # fmt: skip
            if not again:
                raise MovedMeanwhile
        _said(stored, problem)

    async def resume(self, row: Untold, position: int) -> None:
        """Write down that a case is told from where its decision stands; a repeat changes nothing."""
        await self._pool.execute(_RESUME, row.number, position)

    async def waiting(self) -> list[Untold]:
        """The cases that wait, the one that has waited longest first."""
        return await self._rows(f"{WAITING} ORDER BY number LIMIT {LISTED_MAX}")

    async def last_of(self, case_id: UUID, partnership: str) -> Untold | None:
        """What is known of one case: that it waits, or else when it did so last."""
        found = await self._rows(
            "case_id = $1 AND partnership = $2 ORDER BY resumed_at IS NULL DESC, number DESC LIMIT 1",
            case_id, partnership,
        )  # fmt: skip
        return found[0] if found else None

    async def _rows(self, where: str, *arguments: object) -> list[Untold]:
        rows = await self._pool.fetch(f"{_ROWS} WHERE {where}", *arguments)
        return [Untold(*row) for row in rows]


class MovedMeanwhile(Exception):
    """Another reader has changed the row; the page is read again."""


def _said(stored: StoredEvent, problem: str) -> None:
    _log.error(
        "log.case_untold", case_id=str(stored.header.case_id), position=stored.position,
        topic=stored.header.topic, problem=problem,
    )  # fmt: skip
