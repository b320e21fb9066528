"""Which referrals still wait for views or a decision?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.rules.working_days import london_date
from services.referral.domain.events import (
    IncidentNotified,
    PartnerViewRecorded,
    ReferralAgreed,
    ReferralDecided,
    ReferralReceived,
    ReferralWithdrawn,
    ThresholdDecided,
)
from services.referral.domain.values import Partner


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One referral that waits, and the partners whose view is missing."""

    case_id: UUID
    reference: str
    received_on: date
    views_missing: tuple[Partner, ...]


class AwaitingDecision:
    """The rows of table awaiting_decision and how each event changes them."""

    name = "awaiting_decision"
    by_stream = True
    tables: tuple[str, ...] = ("awaiting_decision",)
    events: tuple[type[Event], ...] = (
        ReferralReceived,
        ReferralAgreed,
        IncidentNotified,
        PartnerViewRecorded,
        ThresholdDecided,
        ReferralDecided,
        ReferralWithdrawn,
    )

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case ReferralReceived() | ReferralAgreed() | IncidentNotified():
                await connection.execute(
                    "INSERT INTO awaiting_decision (stream, case_id, partnership, reference, received_on)"
                    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.partnership, event.reference,
                    london_date(event.timestamp),
                )  # fmt: skip
            case PartnerViewRecorded():
                await connection.execute(
                    "UPDATE awaiting_decision SET views_given = array_append(views_given, $2) WHERE stream = $1",
                    event.originator_id,
                    event.partner,
                )
            case ThresholdDecided() if not event.transferred_to:
                pass  # The decision of the partners is still to come.
            case _:
                await connection.execute(
                    "DELETE FROM awaiting_decision WHERE stream = $1", event.originator_id
                )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE awaiting_decision")

    async def of(self, partnership: str) -> list[Awaiting]:
        """What waits in a partnership, oldest first."""
        rows = await self._pool.fetch(
            "SELECT case_id, reference, received_on, views_given FROM awaiting_decision"
            " WHERE partnership = $1 ORDER BY received_on, reference",
            partnership,
        )
        return [
            Awaiting(
                row["case_id"], row["reference"], row["received_on"],
                tuple(partner for partner in Partner if partner not in row["views_given"]),
            )
            for row in rows
        ]  # fmt: skip
