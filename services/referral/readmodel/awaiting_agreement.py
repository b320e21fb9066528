"""Which referrals have their agencies not agreed yet? Nobody else is told of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.rules.working_days import london_date
from services.referral.domain.events import (
    AgreementWithheld,
    ReferralAgreed,
    ReferralPrepared,
    ReferralPreparedAgain,
)
from services.referral.domain.values import Status


@dataclass(frozen=True, slots=True)
class ToAgree:
    """One referral that its agency has not agreed."""

    case_id: UUID
    agency: str
    prepared_on: date
    status: str


class AwaitingAgreement:
    """The rows of table awaiting_agreement and how each event changes them."""

    name = "awaiting_agreement"
    by_stream = True
    tables: tuple[str, ...] = ("awaiting_agreement",)
    events: tuple[type[Event], ...] = (
        ReferralPrepared,
        ReferralPreparedAgain,
        AgreementWithheld,
        ReferralAgreed,
    )

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case ReferralPrepared():
                await connection.execute(
                    "INSERT INTO awaiting_agreement (stream, case_id, partnership, agency, prepared_on, status)"
                    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.partnership, event.agency,
                    london_date(event.timestamp), event.status,
                )  # fmt: skip
            case ReferralPreparedAgain():
                await self._put(connection, event, Status.AWAITING_AGREEMENT)
            case AgreementWithheld() if event.record.outcome == "safeguarding_referral_first":
                await self._put(connection, event, Status.SAFEGUARDING_FIRST)
            case _:
                await connection.execute(
                    "DELETE FROM awaiting_agreement WHERE stream = $1", event.originator_id
                )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE awaiting_agreement")

    async def of(self, partnership: str, agencies: frozenset[str]) -> list[ToAgree]:
        """What waits in some agencies of a partnership, oldest first."""
        rows = await self._pool.fetch(
            "SELECT case_id, agency, prepared_on, status FROM awaiting_agreement"
            " WHERE partnership = $1 AND agency = ANY($2) ORDER BY prepared_on, case_id",
            partnership,
            list(agencies),
        )
        return [ToAgree(**dict(row)) for row in rows]

    async def _put(self, connection: Connection, event: Event, status: Status) -> None:
        await connection.execute(
            "UPDATE awaiting_agreement SET status = $2 WHERE stream = $1",
            event.originator_id,
            status,
        )
