"""Which returns are still to come?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.delivery.handed_over import LeadChanged
from services.submissions.domain.agency_return import AWAITED
from services.submissions.domain.events import (
    SubmissionAccepted,
    SubmissionDueRestated,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
    SubmissionReturned,
)
from services.submissions.domain.values import Status


@dataclass(frozen=True, slots=True)
class OutstandingReturn:
    """One return that has not come, or about which the agency was asked for more."""

    case_id: UUID
    reference: str
    agency: str
    status: str
    due_on: date
    partnership: str
    through: str


class OutstandingReturns:
    """The rows of table outstanding_returns and how each event changes them.

    A return that has come keeps its row, out of sight, because it may be queried.
    """

    name = "outstanding_returns"
    by_stream = True
    tables: tuple[str, ...] = ("outstanding_returns",)
    events: tuple[type[Event], ...] = (
        SubmissionRequested,
        SubmissionDueRestated,
        SubmissionReturned,
        SubmissionQueried,
        SubmissionAccepted,
        SubmissionExcused,
        LeadChanged,
    )

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case SubmissionRequested():
                await connection.execute(
                    "INSERT INTO outstanding_returns"
                    " (stream, case_id, partnership, through, reference, agency, status, due_on)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.partnership, event.through,
                    event.reference, event.agency, Status.REQUESTED, event.due_on,
                )  # fmt: skip
            case SubmissionDueRestated():
                await connection.execute(
                    "UPDATE outstanding_returns SET due_on = $2 WHERE stream = $1",
                    event.originator_id, event.due_on,
                )  # fmt: skip
            case LeadChanged():
                await connection.execute(
                    "UPDATE outstanding_returns SET partnership = $2,"
                    " through = CASE WHEN through = ANY($3) THEN through ELSE $2 END WHERE stream = $1",
                    event.originator_id, event.lead, event.contributing,
                )  # fmt: skip
            case SubmissionReturned():
                await self._move(event, Status.RETURNED, connection)
            case SubmissionQueried():
                await self._move(event, Status.QUERIED, connection)
            case _:
                await connection.execute(
                    "DELETE FROM outstanding_returns WHERE stream = $1", event.originator_id
                )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE outstanding_returns")

    async def of(self, partnerships: Sequence[str], agency: str = "") -> list[OutstandingReturn]:
        """What partnerships wait for, or are to see to for another one, soonest due first.

        With an agency, only what is asked of it: the inbox of a force or an ICB over all its partnerships.
        """
        rows = await self._pool.fetch(
            "SELECT case_id, reference, agency, status, due_on, partnership, through"
            " FROM outstanding_returns"
            " WHERE (partnership = ANY($1) OR through = ANY($1)) AND status = ANY($2)"
            " AND ($3 = '' OR agency = $3) ORDER BY due_on, reference, agency",
            list(partnerships),
            list(AWAITED),
            agency,
        )
        return [OutstandingReturn(**row) for row in rows]

    async def _move(self, event: Event, status: Status, connection: Connection) -> None:
        await connection.execute(
            "UPDATE outstanding_returns SET status = $2 WHERE stream = $1",
            event.originator_id,
            status,
        )
