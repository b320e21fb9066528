"""Facts that the notifications service tells."""

from __future__ import annotations

from datetime import datetime

from contracts.events.base import CaseEvent


class MessageSent(CaseEvent, service="notifications"):
    """A message was handed over for a role or an agency. Its text holds no case facts."""

    message_id: str
    template: str
    recipient: str
    channel: str
    sent_at: datetime


class MessageFailed(CaseEvent, service="notifications"):
    """A message could not be handed over."""

    message_id: str
    template: str
    recipient: str
    channel: str
    reason: str
    failed_at: datetime
