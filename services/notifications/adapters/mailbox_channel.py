"""The channel of the embedded mode: a mailbox on the platform itself, read after signing in."""

from __future__ import annotations

from datetime import datetime

import asyncpg

from chassis.database import Pool
from chassis.errors import Temporary
from services.notifications.application.messages import Letter

_PUT = """
    INSERT INTO mailbox
        (message_id, case_id, reference, partnership, recipient, template, subject, text, sent_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (message_id) DO NOTHING
"""


class MailboxChannel:
    """Puts letters into the table from which they are listed."""

    name = "mailbox"

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def hand_over(self, letter: Letter, at: datetime) -> None:
        """Put a letter into the mailbox, once."""
        identity, wording = letter.identity, letter.wording
        try:
            await self._pool.execute(
                _PUT, letter.message_id, identity.case_id, identity.reference, identity.partnership,
                letter.recipient, letter.template, wording.subject, wording.text, at,
            )  # fmt: skip
        except (asyncpg.PostgresConnectionError, OSError):
            raise Temporary from None
