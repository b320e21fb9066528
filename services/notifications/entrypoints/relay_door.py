"""What the world is told of a message: that it went, arrived, or why not. Never what it said, nor to which person."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields
from contracts.events import notifications as told
from contracts.events.base import CaseEvent
from services.notifications.domain import message as own


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; everything else stays private, tasks and contacts, too."""
    match event:
        case own.MessageSent():
            return told.MessageSent(
                **case,
                **_said(event),
                channel=event.channel,
                attempt=event.attempt,
                sent_at=event.timestamp,
            )
        case own.MessageDelivered():
            return told.MessageDelivered(
                **case, **_said(event), channel=event.channel, attempt=event.attempt,
                delivered_at=event.timestamp,
            )  # fmt: skip
        case own.MessageFailed():
            return told.MessageFailed(
                **case, **_said(event), channel=event.channel, attempt=event.attempt, reason=event.reason,
                failed_at=event.timestamp,
            )  # fmt: skip
        case _:
            return None


def _said(event: own.MessageSent | own.MessageDelivered | own.MessageFailed) -> dict[str, str]:
    return {
        "message_id": str(event.originator_id),
        "template": event.template,
        "stage": event.stage,
        "recipient": event.recipient,
    }
