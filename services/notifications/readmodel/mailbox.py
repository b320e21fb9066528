"""Which messages went to a recipient, and which could not be sent?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from services.notifications.domain.message import MessageFailed
from services.notifications.domain.templates import wording_of

LISTED_MAX = 200

_FAIL = """
    INSERT INTO undelivered
        (message_id, case_id, reference, partnership, recipient, template, subject, text, reason, failed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (message_id) DO NOTHING
"""
_LIST = """
    SELECT * FROM (
        SELECT message_id, case_id, reference, partnership, recipient, template, subject, text,
               'sent' AS status, sent_at
        FROM mailbox
        UNION ALL
        SELECT message_id, case_id, reference, partnership, recipient, template, subject, text,
               'failed', failed_at
        FROM undelivered
    ) message
    WHERE ($2 = '' OR recipient = $2) AND (partnership = ANY($1) OR EXISTS (
        SELECT FROM involved_agencies involved
        WHERE involved.case_id = message.case_id AND involved.agency = message.recipient
          AND involved.through = ANY($1)))
    ORDER BY sent_at DESC, message_id LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One message as its recipient sees it."""

    message_id: UUID
    case_id: UUID
    reference: str
    partnership: str
    recipient: str
    template: str
    subject: str
    text: str
    status: str
    sent_at: datetime


class Mailbox:
    """The rows of table undelivered, and both kinds of message together."""

    name = "undelivered"
    tables: tuple[str, ...] = ("undelivered",)
    events: tuple[type[Event], ...] = (MessageFailed,)

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Remember a message that could not be sent."""
        if isinstance(event, MessageFailed):
            wording = wording_of(event.template, event.reference)
            await connection.execute(
                _FAIL, event.originator_id, event.case_id, event.reference, event.partnership,
                event.recipient, event.template, wording.subject, wording.text, event.reason, event.timestamp,
            )  # fmt: skip

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE undelivered")

    async def of(self, partnerships: Sequence[str], recipient: str) -> list[Listed]:
        """Messages to ``recipient`` (empty: to all), newest first.

        They belong to the partnership that leads the case; those to an agency are also seen by the
        partnership through which it takes part.
        """
        rows = await self._pool.fetch(_LIST, list(partnerships), recipient, LISTED_MAX)
        return [Listed(**row) for row in rows]
