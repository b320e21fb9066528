"""Which messages are there for somebody, where does each stand, and did it reach anybody?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from services.notifications.domain.message import (
    MessageAsked,
    MessageDelayed,
    MessageDelivered,
    MessageFailed,
    MessageResent,
    MessageSent,
    Status,
)
from services.notifications.domain.templates import Stage, Template, Wording, wording_of

LISTED_MAX = 200

_ASK = """
    INSERT INTO messages (message_id, case_id, reference, partnership, recipient, person, template, stage, channel,
        status, reason, attempts, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', '', 0, $10) ON CONFLICT (message_id) DO NOTHING
"""
_MOVE = """
    UPDATE messages SET status = $2, reason = $3, attempts = coalesce($4, attempts), channel = $5, changed_at = $6
    WHERE message_id = $1
"""
# One row of $1 to $3 for each partnership of who asks: all of its messages, or those to these recipients.
_SEEN = """
    FROM messages message
    WHERE case_id <> ALL($6::uuid[]) AND message_id = coalesce($7, message_id)
      AND ($5 = '' OR recipient = $5) AND EXISTS (
        SELECT FROM unnest($1::text[], $2::boolean[], $3::text[]) AS mine (partnership, sees_all, recipients)
        WHERE (mine.sees_all OR message.person = $4
               OR (message.person = '' AND message.recipient = ANY(string_to_array(mine.recipients, ' '))))
          AND (mine.partnership = message.partnership OR EXISTS (
            SELECT FROM involved_agencies involved
            WHERE involved.case_id = message.case_id AND involved.agency = regexp_replace(message.recipient, '^.*:', '')
              AND involved.through = mine.partnership)))
"""
_LIST = f"""
    SELECT message_id, case_id, reference, partnership, recipient, person, template, stage, channel, status, reason,
           attempts, changed_at {_SEEN}
    ORDER BY changed_at DESC, message_id LIMIT $8 OFFSET $9
"""
_COUNT = f"SELECT count(*) {_SEEN}"
_FAILED = """
    SELECT message_id, case_id, reference, partnership, recipient, person, template, stage, channel, status, reason,
           attempts, changed_at
    FROM messages WHERE status = 'failed' AND partnership = ANY($1::text[])
    ORDER BY changed_at DESC, message_id LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One message as its recipient sees it."""

    message_id: UUID
    case_id: UUID
    reference: str
    partnership: str
    recipient: str
    person: str
    template: str
    stage: str
    channel: str
    status: str
    reason: str
    attempts: int
    changed_at: datetime

    @property
    def wording(self) -> Wording:
        """What it says to who has signed in already."""
        return wording_of(Template(self.template), Stage(self.stage), "")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, in one partnership: the recipients for whom they act, or whether they see all that anybody got."""

    person: str
    recipients: tuple[str, ...]
    sees_all: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the messages in some partnerships: those to ``recipient``, or only one; empty: all."""

    views: Sequence[tuple[str, Reader]]
    recipient: str = ""
    message_id: UUID | None = None
    left_out: Iterable[UUID] = ()
    """Cases that they may not be shown."""

    @property
    def given(self) -> tuple[object, ...]:
        """What the statements are given of it."""
        return (
            [partnership for partnership, _ in self.views], [one.sees_all for _, one in self.views],
            [" ".join(one.recipients) for _, one in self.views], self.views[0][1].person,
            self.recipient, list(self.left_out), self.message_id,
        )  # fmt: skip


class MessageList:
    """The rows of table messages."""

    name = "messages"
    by_stream = True
    tables: tuple[str, ...] = ("messages",)
    events: tuple[type[Event], ...] = (
        MessageAsked, MessageDelayed, MessageSent, MessageDelivered, MessageFailed, MessageResent,
    )  # fmt: skip

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def apply(self, event: Event, connection: Connection) -> None:
        """Note where a message stands."""
        match event:
            case MessageAsked():
                await connection.execute(
                    _ASK, event.originator_id, event.case_id, event.reference, event.partnership,
                    event.recipient, event.person, event.template, event.stage, event.channel, event.timestamp,
                )  # fmt: skip
            case MessageDelayed():
                await _move(connection, event, Status.ASKED, event.reason, attempts=event.attempt)
            case MessageSent():
                await _move(connection, event, Status.SENT, "", attempts=event.attempt)
            case MessageDelivered():
                await _move(connection, event, Status.DELIVERED, "", attempts=event.attempt)
            case MessageFailed():
                await _move(connection, event, Status.FAILED, event.reason, attempts=event.attempt)
            case MessageResent():
                await _move(connection, event, Status.ASKED, "", attempts=None)

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE messages")

    async def of(self, asked: Wanted, *, first: int = 0, size: int = LISTED_MAX) -> list[Listed]:
        """Some of what somebody may see, newest first, from the place ``first`` on.

        Messages belong to the partnership that leads the case; those to an agency are also seen by the
        partnership through which it takes part.
        """
        rows = await self._pool.fetch(_LIST, *asked.given, size, first) if asked.views else ()
        return [Listed(**row) for row in rows]

    async def count(self, asked: Wanted) -> int:
        """How many there are."""
        return await self._pool.fetchval(_COUNT, *asked.given) if asked.views else 0

    async def failed(self, partnerships: Sequence[str]) -> list[Listed]:
        """The messages of some partnerships that have failed, newest first."""
        rows = await self._pool.fetch(_FAILED, list(partnerships), LISTED_MAX)
        return [Listed(**row) for row in rows]


async def _move(
    connection: Connection,
    event: MessageDelayed | MessageSent | MessageDelivered | MessageFailed | MessageResent,
    status: Status,
    reason: str,
    *,
    attempts: int | None,
) -> None:
    await connection.execute(
        _MOVE, event.originator_id, status, reason, attempts, event.channel, event.timestamp
    )
