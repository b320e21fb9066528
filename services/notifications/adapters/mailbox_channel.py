"""The channel that is always there: a mailbox on the platform itself, read after signing in."""

from __future__ import annotations

from datetime import datetime

from services.notifications.application.channels import MAILBOX, Arrival, Letter


class MailboxChannel:
    """Takes every letter: that the message was sent is recorded, and from that record it is listed."""

    name = MAILBOX

    async def hand_over(self, letter: Letter, at: datetime) -> str:  # noqa: ARG002 - the list is the mailbox
        """There is nothing to do, and nothing that could fail."""
        return ""

    async def arrival(self, provider_id: str) -> Arrival:  # noqa: ARG002
        """It is there as soon as it was put there."""
        return Arrival.DELIVERED
