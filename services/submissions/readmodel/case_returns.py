"""Which agencies were asked in a case, and where does each return stand? Rows stay until the case is forgotten."""

from __future__ import annotations

from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from services.submissions.domain.events import SubmissionRequested


class CaseReturns:
    """The rows of table case_returns: an agency of a case, once asked, stays asked."""

    name = "case_returns"
    by_stream = True
    tables: tuple[str, ...] = ("case_returns",)
    events: tuple[type[Event], ...] = (SubmissionRequested,)

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Add the agency that was asked."""
        if isinstance(event, SubmissionRequested):
            await connection.execute(
                "INSERT INTO case_returns (stream, case_id, agency) VALUES ($1, $2, $3)"
                " ON CONFLICT DO NOTHING",
                event.originator_id,
                event.case_id,
                event.agency,
            )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE case_returns")

    async def agencies(self, case_id: UUID) -> list[str]:
        """The agencies that were asked in a case."""
        rows = await self._pool.fetch(
            "SELECT agency FROM case_returns WHERE case_id = $1 ORDER BY agency", case_id
        )
        return [str(row["agency"]) for row in rows]
