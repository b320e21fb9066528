"""Which referrals did their agencies' leads not agree, and has their author seen that? Nobody else is told of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.rules.working_days import london_date
from services.referral.domain.events import AgreementWithheld, ReferralAgreed, ReferralPrepared
from services.referral.domain.gate_rules import SAFEGUARDING_FIRST

LISTED_MAX: Final = 200
# Who prepared a referral, or changed it, stands in the headers of its events; that somebody has looked at it since its
# last event, the decision, is kept with the reads of the case (ADR 21). An author who has looked has seen why.
_OF: Final = """
    SELECT one.case_id, one.agency, one.prepared_on, one.decided_on,
           EXISTS (SELECT FROM stored_events AS event
                   WHERE event.originator_id = one.stream AND event.topic LIKE 'referral.ReferralPrepared%'
                   AND split_part(event.actor, ':', 2) = $3) AS own,
           EXISTS (SELECT FROM case_reads AS looked
                   WHERE looked.case_id = one.case_id AND looked.person = $3 AND looked.method = 'GetReferral'
                   AND looked.last_at > (SELECT max(recorded_at) FROM stored_events
                                         WHERE originator_id = one.stream)) AS seen
    FROM not_agreed AS one
    WHERE one.partnership = $1 AND one.agency = ANY($2) AND one.decided_on IS NOT NULL
    ORDER BY one.decided_on DESC, one.case_id LIMIT $4
"""


@dataclass(frozen=True, slots=True)
class WithheldReferral:
    """One referral that was not agreed; ``own`` and ``seen`` are of the person who asks."""

    case_id: UUID
    agency: str
    prepared_on: date
    decided_on: date
    own: bool
    seen: bool


class NotAgreed:
    """The rows of table not_agreed and how each event changes them."""

    name = "not_agreed"
    by_stream = True
    tables: tuple[str, ...] = ("not_agreed",)
    events: tuple[type[Event], ...] = (ReferralPrepared, AgreementWithheld, ReferralAgreed)

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case ReferralPrepared():
                await connection.execute(
                    "INSERT INTO not_agreed (stream, case_id, partnership, agency, prepared_on)"
                    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.partnership, event.agency,
                    london_date(event.timestamp),
                )  # fmt: skip
            case AgreementWithheld() if event.record.outcome != SAFEGUARDING_FIRST:
                await connection.execute(
                    "UPDATE not_agreed SET decided_on = $2 WHERE stream = $1",
                    event.originator_id,
                    event.record.decided_on,
                )
            case ReferralAgreed():
                await connection.execute(
                    "DELETE FROM not_agreed WHERE stream = $1", event.originator_id
                )
            case _:  # It goes back to its author, and is sent again.
                pass

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE not_agreed")

    async def of(
        self, partnership: str, agencies: frozenset[str], *, person: str
    ) -> list[WithheldReferral]:
        """Those of some agencies of a partnership, the latest first, as far as ``person`` has to do with them."""
        rows = await self._pool.fetch(_OF, partnership, list(agencies), person, LISTED_MAX)
        return [WithheldReferral(**dict(row)) for row in rows]
