"""Which cases are over and still kept, as what, and which were erased?

What a review is kept as follows from this service's log; of a case without a review, what was told of its referral.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from services.review.domain.erasure import (
    BRIEFING,
    LEARNING_REVIEW,
    LOCAL_REVIEW,
    NOT_TAKEN_FORWARD,
    RAPID_REVIEW,
    CaseErased,
    KeptCase,
)
from services.review.domain.events import CSPRDecided, ReviewInitiated
from services.review.domain.panel_events import LearningDrafted, ReviewClosed, ReviewReopened
from services.review.domain.parallel_events import (
    LeadTransferred,
    LegalHoldLifted,
    LegalHoldPlaced,
    ParallelProcessEnded,
    ParallelProcessRecorded,
    ParallelProcessUpdated,
)
from services.review.domain.restrictions import Restriction

LCSPR = "lcspr"
NO_ROUTE = "no_further_review"
HOLDS = (
    LegalHoldPlaced, LegalHoldLifted, ParallelProcessRecorded, ParallelProcessUpdated,
    ParallelProcessEnded,
)  # fmt: skip
WITHOUT_REVIEW = "cases_without_review"

_BEGIN = """
    INSERT INTO kept_reviews (stream, case_id, partnership, reference, rule_pack, kinds)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id) DO NOTHING
"""
_IS = "UPDATE kept_reviews SET kinds = array_append(array_remove(kinds, $2), $2) WHERE stream = $1"
_IS_NOT = "UPDATE kept_reviews SET kinds = array_remove(kinds, $2) WHERE stream = $1"
_ERASED = """
    INSERT INTO erased_cases (erased_case, partnership, reference, erased_on, kept_as, kept_until, ordered_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (erased_case) DO NOTHING
"""
_ENDED = """
    INSERT INTO cases_without_review (case_id, partnership, reference, kind, ended_on)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (case_id) DO UPDATE SET kind = excluded.kind, ended_on = excluded.ended_on
"""
_OVER = """
    SELECT case_id, partnership, reference, rule_pack, kinds, ended_on, held FROM kept_reviews
    WHERE partnership = $1 AND ended_on IS NOT NULL
    UNION ALL
    SELECT case_id, partnership, reference, '', ARRAY[kind], ended_on, false FROM cases_without_review
    WHERE partnership = $1
    ORDER BY ended_on, reference
"""
_REGISTER = """
    SELECT erased_case AS case_id, partnership, reference, erased_on, kept_as, kept_until, ordered_by
    FROM erased_cases WHERE partnership = $1 ORDER BY erased_on, reference
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """A case whose words are gone."""

    case_id: UUID
    partnership: str
    reference: str
    erased_on: date
    kept_as: str
    kept_until: date
    ordered_by: str


class KeptCases:
    """The rows of tables kept_reviews and erased_cases; those of an erased case go, its entry in the register stays."""

    name = "kept_cases"
    tables: tuple[str, ...] = ("kept_reviews", "erased_cases")
    events: tuple[type[Event], ...] = (
        ReviewInitiated, LeadTransferred, CSPRDecided, LearningDrafted, ReviewClosed, ReviewReopened,
        *HOLDS, CaseErased,
    )  # fmt: skip

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case ReviewInitiated():
                await connection.execute(
                    _BEGIN, event.originator_id, event.case_id, event.partnership,
                    event.reference, event.rules.rule_pack, [RAPID_REVIEW],
                )  # fmt: skip
            case CaseErased():
                await connection.execute(
                    _ERASED, event.case_id, event.partnership, event.reference, event.erased_on,
                    event.kept_as, event.kept_until, event.ordered_by,
                )  # fmt: skip
            case _:
                await _change(event, connection)

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE kept_reviews, erased_cases")

    async def of(self, partnership: str) -> list[KeptCase]:
        """The cases of a partnership that are over, the longest kept first."""
        return [_case(row) for row in await self._pool.fetch(_OVER, partnership)]

    async def erased(self, partnership: str) -> list[Erased]:
        """The register of a partnership's erased cases."""
        return [Erased(**row) for row in await self._pool.fetch(_REGISTER, partnership)]

    async def without_review(self, case_id: UUID) -> KeptCase | None:
        """A case that ended without a review; None if it did not end, or has a review."""
        row = await self._pool.fetchrow(
            "SELECT case_id, partnership, reference, '' AS rule_pack, ARRAY[kind] AS kinds, ended_on,"
            " false AS held FROM cases_without_review WHERE case_id = $1",
            case_id,
        )
        return _case(row) if row else None


async def ended(
    connection: Connection, case_id: UUID, *, partnership: str, reference: str, outcome: str,
    on: date,
) -> None:  # fmt: skip
    """A case took another route than a review, or none; a later decision takes the place of an earlier one."""
    kind = NOT_TAKEN_FORWARD if outcome in {"", NO_ROUTE} else LEARNING_REVIEW
    await connection.execute(_ENDED, case_id, partnership, reference, kind, on)


async def goes_on(connection: Connection, case_id: UUID) -> None:
    """A review begins after all."""
    await connection.execute("DELETE FROM cases_without_review WHERE case_id = $1", case_id)


async def _change(event: Event, connection: Connection) -> None:
    stream = event.originator_id
    match event:
        case LeadTransferred():
            await _set(connection, stream, "partnership", event.lead)
        case ReviewClosed():
            await _set(connection, stream, "ended_on", event.closed_on)
        case ReviewReopened():
            await _set(connection, stream, "ended_on", None)
        case CSPRDecided():
            decided = event.decision.outcome == LCSPR
            await connection.execute(_IS if decided else _IS_NOT, stream, LOCAL_REVIEW)
        case LearningDrafted():
            await connection.execute(_IS, stream, BRIEFING)
        case (
            LegalHoldPlaced() | LegalHoldLifted() | ParallelProcessRecorded()
            | ParallelProcessUpdated() | ParallelProcessEnded()
        ):  # fmt: skip
            await _set(connection, stream, "held", Restriction.LEGAL_HOLD in event.in_force)


async def _set(connection: Connection, stream: UUID, column: str, value: object) -> None:
    await connection.execute(
        f"UPDATE kept_reviews SET {column} = $2 WHERE stream = $1",  # noqa: S608 - a column of ours
        stream, value,
    )  # fmt: skip


def _case(row: Any) -> KeptCase:
    return KeptCase(**{**row, "kinds": tuple(row["kinds"])})
