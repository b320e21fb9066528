"""Which reviews are live, how far has each come, and by when is it due?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from services.review.domain.events import ReviewInitiated
from services.review.domain.panel_events import Step
from services.review.domain.parallel_events import ClockRestated, LeadTransferred
from services.review.domain.values import Stage


@dataclass(frozen=True, slots=True)
class LiveReview:
    """One review that is not closed."""

    case_id: UUID
    reference: str
    stage: Stage
    due_on: date


class LiveReviews:
    """The rows of table live_reviews and how each event changes them.

    A closed review keeps its row, because it may be opened again; it is not listed.
    """

    name = "live_reviews"
    by_stream = True
    tables: tuple[str, ...] = ("live_reviews",)
    events: tuple[type[Event], ...] = (
        ReviewInitiated, LeadTransferred, ClockRestated, *get_args(Step),
    )  # fmt: skip

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        if isinstance(event, ReviewInitiated):
            await connection.execute(
                "INSERT INTO live_reviews (stream, case_id, partnership, reference, stage, due_on)"
                " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                event.originator_id, event.case_id, event.partnership, event.reference,
                Stage.GATHERING, event.rules.due_on,
            )  # fmt: skip
        elif isinstance(event, LeadTransferred):
            await connection.execute(
                "UPDATE live_reviews SET partnership = $2 WHERE stream = $1",
                event.originator_id,
                event.lead,
            )
        elif isinstance(event, ClockRestated):
            await connection.execute(
                "UPDATE live_reviews SET due_on = $2 WHERE stream = $1",
                event.originator_id,
                event.due_on,
            )
        elif isinstance(event, Step):
            await connection.execute(
                "UPDATE live_reviews SET stage = $2 WHERE stream = $1",
                event.originator_id,
                event.leads_to,
            )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE live_reviews")

    async def of(self, partnership: str) -> list[LiveReview]:
        """The live reviews of a partnership by due date, soonest first."""
        rows = await self._pool.fetch(
            "SELECT case_id, reference, stage, due_on FROM live_reviews"
            " WHERE partnership = $1 AND stage <> $2 ORDER BY due_on, reference",
            partnership,
            Stage.CLOSED,
        )
        return [
            LiveReview(row["case_id"], row["reference"], Stage(row["stage"]), row["due_on"])
            for row in rows
        ]
