"""Facts that the notifications service tells."""

from __future__ import annotations

from datetime import datetime

from contracts.events.base import CaseEvent


class MessageSent(CaseEvent, service="notifications"):
    """A message was handed over for a role or an agency. Its text holds no case facts.

    ``stage`` is ``asked`` for the first message about something, and otherwise which reminder it is: ``half_way``,
    ``due_tomorrow``, ``overdue`` or ``escalated``. ``attempt`` counts how often it was tried.
    """

    message_id: str
    template: str
    recipient: str
    channel: str
    sent_at: datetime
    stage: str = "asked"
    attempt: int = 1


class MessageDelivered(CaseEvent, service="notifications"):
    """The channel says that a message has arrived; not every channel can."""

    message_id: str
    template: str
    recipient: str
    channel: str
    delivered_at: datetime
    stage: str = "asked"
    attempt: int = 1


class MessageFailed(CaseEvent, service="notifications"):
    """A message could not be handed over, or has come back."""

    message_id: str
    template: str
    recipient: str
    channel: str
    reason: str
    failed_at: datetime
    stage: str = "asked"
    attempt: int = 1
