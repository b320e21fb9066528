"""The door through which time asks: a timer that is due becomes a use case."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.clock import Clock
from chassis.timers import Effect, Timer, Timers
from services.notifications.application.messages import Messages
from services.notifications.application.tasks import Tasks
from services.notifications.entrypoints.delivery_door import DELIVER, LOOK_AFTER, LOOKS, REMIND


def effects(messages: Messages, tasks: Tasks, timers: Timers, clock: Clock) -> Mapping[str, Effect]:
    """What happens when a timer of each kind is due. Each may fire twice."""

    async def deliver(timer: Timer) -> None:
        await messages.deliver(timer.subject)

    async def look_after(timer: Timer) -> None:
        number, _, look = timer.detail.partition(".")
        following = int(look) + 1
        is_last = following >= len(LOOKS)
        if not await messages.look_after(timer.subject, is_last=is_last):
            due_at = clock() + LOOKS[following]
            await timers.set(Timer(LOOK_AFTER, timer.subject, f"{number}.{following}", due_at))

    async def remind(timer: Timer) -> None:
        place = int(timer.detail.partition(".")[0])
        await tasks.remind(timer.subject, place, timer.id)

    return {DELIVER: deliver, LOOK_AFTER: look_after, REMIND: remind}
