"""What every published event carries, whatever it says: CloudEvents 1.0 attributes and our extensions.

The attributes are codes, ids and times. ``subject`` is the case id and the key of the message, so the
events of one case arrive in order; ``stream`` and ``streamversion`` let a reader recognise a repeat.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from contracts.events.base import EVENTS, CaseEvent


class Envelope(BaseModel):
    """The attributes of one published event, and its data as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    source: str
    type: str
    subject: UUID
    time: datetime
    recordedtime: datetime
    partnership: str
    actor: str
    stream: UUID
    streamversion: int
    position: int
    correlationid: UUID
    causationid: UUID
    data: bytes

    def event(self) -> CaseEvent:
        """The event that this envelope carries.

        Raises ``UnknownType`` for a type that these contracts do not know, and pydantic's
        ``ValidationError`` when the data do not fit the contract.
        """
        try:
            event_class = EVENTS[self.type]
        except KeyError:
            raise UnknownType(self.type) from None
        return event_class.model_validate_json(self.data)


class UnknownType(Exception):
    """A published event of a type that these contracts do not know."""
