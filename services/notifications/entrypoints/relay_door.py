"""What the world is told of a message: that it went, or why it did not. Never what it said."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.doors.relay import CaseFields
from contracts.events import notifications as told
from contracts.events.base import CaseEvent
from services.notifications.domain import message as own


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; that a message was asked for stays private."""
    match event:
        case own.MessageSent():
            return told.MessageSent(
                **case,
                message_id=str(event.originator_id),
                template=event.template,
                recipient=event.recipient,
                channel=event.channel,
                sent_at=event.timestamp,
            )
        case own.MessageFailed():
            return told.MessageFailed(
                **case,
                message_id=str(event.originator_id),
                template=event.template,
                recipient=event.recipient,
                channel=event.channel,
                reason=event.reason,
                failed_at=event.timestamp,
            )
        case _:
            return None
