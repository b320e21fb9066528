"""Our own log asks: each message that was asked for is handed over, in order, and none is forgotten.

It follows the log as a read model does, because that is how nothing is skipped: the position moves when
the page is done. A message that was handed over before a crash is recognised, by us or by the channel.
Of several replicas one delivers at a time: no channel gets a letter twice because two of us were quick.
"""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.database import Connection
from services.notifications.application.messages import Messages
from services.notifications.domain.message import MessageAsked

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('notifications.delivery'))"


class Delivery:
    """Hands over what was asked for."""

    name = "delivery"
    tables: tuple[str, ...] = ()
    events: tuple[type[Event], ...] = (MessageAsked,)

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    async def apply(self, event: Event, connection: Connection) -> None:
        """Hand over the message that an event asks for, unless it is settled."""
        await connection.execute(_TAKE_TURNS)
        await self._messages.deliver(event.originator_id)

    async def forget(self, connection: Connection) -> None:
        """There are no rows; what was sent stays sent."""
