"""Which actions are not yet closed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.delivery.handed_over import LeadChanged
from services.learning.domain.action_events import (
    ActionAgreed,
    ActionClosed,
    ActionDeclined,
    ActionEvidenced,
    ActionImpactChecked,
    ActionMerged,
    ActionRevised,
    ActionStarted,
)
from services.learning.domain.values import ActionStatus

STATUS_AFTER: dict[type[Event], ActionStatus] = {
    ActionStarted: ActionStatus.IN_PROGRESS,
    ActionEvidenced: ActionStatus.EVIDENCED,
    ActionImpactChecked: ActionStatus.IMPACT_CHECKED,
}


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action that still has to be carried out, or whose impact is still to be checked."""

    case_id: UUID
    reference: str
    partnership: str
    action_id: str
    version: int
    status: str
    owner: str
    due_on: date


class OpenActions:
    """The rows of table open_actions and how each event changes them."""

    name = "open_actions"
    by_stream = True
    tables: tuple[str, ...] = ("open_actions",)
    events: tuple[type[Event], ...] = (
        ActionAgreed,
        ActionRevised,
        *STATUS_AFTER,
        ActionClosed,
        ActionDeclined,
        ActionMerged,
        LeadChanged,
    )

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case ActionAgreed():
                await connection.execute(
                    "INSERT INTO open_actions"
                    " (stream, case_id, partnership, reference, action_id, version, status, owner, due_on)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.partnership, event.reference,
                    event.action_id, event.originator_version, ActionStatus.AGREED, event.owner,
                    event.due_on,
                )  # fmt: skip
            case ActionRevised():
                await connection.execute(
                    "UPDATE open_actions SET due_on = $2, version = $3 WHERE stream = $1",
                    event.originator_id,
                    event.due_on,
                    event.originator_version,
                )
            case _ if type(event) in STATUS_AFTER:
                await connection.execute(
                    "UPDATE open_actions SET status = $2, version = $3 WHERE stream = $1",
                    event.originator_id,
                    STATUS_AFTER[type(event)],
                    event.originator_version,
                )
            case LeadChanged():
                await connection.execute(
                    "UPDATE open_actions SET partnership = $2, version = greatest(version, $3) WHERE stream = $1",
                    event.originator_id,
                    event.lead,
                    event.originator_version,
                )
            case _:
                await connection.execute(
                    "DELETE FROM open_actions WHERE stream = $1", event.originator_id
                )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE open_actions")

    async def of(self, partnership: str) -> list[OpenAction]:
        """What is open in a partnership, soonest due first."""
        rows = await self._pool.fetch(
            "SELECT case_id, reference, partnership, action_id, version, status, owner, due_on"
            " FROM open_actions WHERE partnership = $1 ORDER BY due_on, reference, action_id",
            partnership,
        )
        return [OpenAction(**row) for row in rows]
