"""Our own log asks: what was asked for is handed over, what failed is tried again, and none is forgotten.

They follow the log as a read model does, because that is how nothing is skipped: the position moves when
the page is done. What goes to the mailbox is recorded at once; everything that leaves the platform, and
everything that is to happen later, becomes a timer in the transaction that moves the position.
"""

from __future__ import annotations

from datetime import timedelta

from chassis.aggregate import Event
from chassis.clock import Clock
from chassis.database import Connection
from chassis.timers import Timer, Timers
from services.notifications.application.channels import MAILBOX
from services.notifications.application.messages import Messages
from services.notifications.domain.message import (
    MessageAsked,
    MessageDelayed,
    MessageResent,
    MessageSent,
)
from services.notifications.domain.reminders import still_to_come
from services.notifications.domain.task import (
    TaskDone,
    TaskDueRestated,
    TaskOpened,
    TaskOpenedAgain,
    TaskWithdrawn,
)

DELIVER, LOOK_AFTER, REMIND = "deliver", "look_after", "remind"
LOOKS = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 60, *[360] * 13))
"""When it is asked whether a message arrived: soon, then rarely, for a little longer than Notify tries (72 hours)."""
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('notifications.delivery'))"


class Delivery:
    """Hands over what was asked for."""

    name = "delivery"
    tables: tuple[str, ...] = ()
    events: tuple[type[Event], ...] = (MessageAsked, MessageResent, MessageDelayed, MessageSent)

    def __init__(self, messages: Messages, timers: Timers) -> None:
        self._messages, self._timers = messages, timers

    async def apply(self, event: Event, connection: Connection) -> None:
        """Hand over what goes to the mailbox; of several replicas one does so at a time. The rest is for timers."""
        number = str(event.originator_version)
        match event:
            case MessageAsked(channel=MAILBOX.value) | MessageResent(channel=MAILBOX.value):
                await connection.execute(_TAKE_TURNS)
                await self._messages.deliver(event.originator_id)
            case MessageAsked() | MessageResent():
                await self._timers.set(_after(event, DELIVER, number), connection)
            case MessageDelayed():
                wait = event.next_attempt_at - event.timestamp
                await self._timers.set(_after(event, DELIVER, number, wait), connection)
            case MessageSent() if event.provider_id:
                looking = _after(event, LOOK_AFTER, f"{number}.0", LOOKS[0])
                await self._timers.set(looking, connection)

    async def forget(self, connection: Connection) -> None:
        """There are no rows; what was sent stays sent."""


class Reminding:
    """Sets the timers of open tasks, and takes them back when a task is over."""

    name = "reminding"
    tables: tuple[str, ...] = ()
    events: tuple[type[Event], ...] = (
        TaskOpened, TaskOpenedAgain, TaskDueRestated, TaskDone, TaskWithdrawn,
    )  # fmt: skip

    def __init__(self, timers: Timers, clock: Clock) -> None:
        self._timers, self._clock = timers, clock

    async def apply(self, event: Event, connection: Connection) -> None:
        """Set what is still to come of a task's reminders."""
        match event:
            case TaskOpened() | TaskOpenedAgain() | TaskDueRestated():
                await self._timers.withdraw(event.originator_id, REMIND, connection)
                for place, at in still_to_come(event.reminders, self._clock()):
                    detail = f"{place}.{event.originator_version}"
                    await self._timers.set(
                        Timer(REMIND, event.originator_id, detail, at), connection
                    )
            case TaskDone() | TaskWithdrawn():
                await self._timers.withdraw(event.originator_id, REMIND, connection)

    async def forget(self, connection: Connection) -> None:
        """There are no rows; who was reminded was reminded."""


def _after(event: Event, kind: str, detail: str, wait: timedelta = timedelta()) -> Timer:
    return Timer(kind, event.originator_id, detail, event.timestamp + wait)
