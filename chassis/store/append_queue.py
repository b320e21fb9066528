"""Commands on their way into the event store: their limits, their order, and the answers they can get.

Of each stream only the first unanswered command may go to a writer; the later ones wait behind it in their order.
So a batch never holds a stream twice, and two batches under way at once cannot overtake each other.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from chassis.errors import Temporary
from chassis.store.seal import SealedEvent


class Conflict(Exception):
    """The stream is not at the expected version; nothing of this command was stored."""

    def __init__(self, stream: UUID, expected: int) -> None:
        self.stream, self.expected = stream, expected
        super().__init__(f"stream {stream} is not as it was at version {expected}")


class OutcomeUnknown(Exception):
    """Nobody could find out whether the command was stored; look before trying again."""


class Unstorable(Exception):
    """The database refuses this command at any moment; nothing of it was stored. This is a bug, not an answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound of the writers; the defaults suit one service process."""

    writers: int = 2
    batch_max: int = 256
    batch_events_max: int = 2_000
    # Fewer commands than this are not shared out: a second flush would cost more than it wins.
    batch_whole: int = 32
    unanswered_max: int = 4_096
    command_events_max: int = 1_000
    wait_s: float = 5.0
    lock_s: float = 10.0
    execute_s: float = 30.0
    connect_s: float = 10.0
    known_within_s: float = 60.0
    stop_within_s: float = 10.0
    reconnect_first_s: float = 0.05
    reconnect_most_s: float = 2.0


@dataclass(slots=True, eq=False)
class Command:
    """The events of one caller for one stream, and the answer that the caller waits for."""

    events: Sequence[SealedEvent]
    expected: int
    stream: UUID
    since: float
    answer: asyncio.Future[int] = field(repr=False)
    traceparent: str | None = None

    def stored(self, position: int) -> None:
        """Answer with the position of the last event, if anybody still waits for it."""
        if not self.answer.done():
            self.answer.set_result(position)

    def failed(self, error: Exception) -> None:
        """Answer with an error, if anybody still waits for an answer."""
        if not self.answer.done():
            self.answer.set_exception(error)


class AppendQueue:
    """Commands that wait for a writer."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ready: deque[Command] = deque()
        # A key for each stream that has a command ready or under way, with those behind it.
        self._behind: dict[UUID, list[Command]] = {}
        self._under_way = 0
        self._changed = asyncio.Event()
        self.closed = False

    def put(self, command: Command) -> None:
        """Let a command wait behind the earlier ones of its stream."""
        behind = self._behind.get(command.stream)
        if behind is None:
            self._behind[command.stream] = []
            self._ready.append(command)
            self._changed.set()
        else:
            behind.append(command)

    async def some(self) -> bool:
        """Wait until a command may go; False once closed and drained."""
        # Asked again after each wake-up: the other writer may have been quicker.
        while not self._ready:
            if self.closed:
                return False
            self._changed.clear()
            await self._changed.wait()
        return True

    def take(self) -> list[Command]:
        """Take about half of what callers wait for, so that the other writer has something to do as well."""
        share = -(-(len(self._ready) + self._under_way) // self._limits.writers)
        size = min(max(share, self._limits.batch_whole), self._limits.batch_max, len(self._ready))
        batch: list[Command] = []
        events = 0
        while len(batch) < size and events < self._limits.batch_events_max:
            batch.append(self._ready.popleft())
            events += len(batch[-1].events)
        self._under_way += len(batch)
        return batch

    def settle(self, batch: Sequence[Command]) -> None:
        """Let the next command of each stream go."""
        self._under_way -= len(batch)
        for command in batch:
            self._let_next(command.stream)

    def withdraw(self, command: Command) -> None:
        """Forget a command, if no writer has taken it."""
        behind = self._behind.get(command.stream)
        if behind is not None and command in behind:
            behind.remove(command)
        elif command in self._ready:
            self._ready.remove(command)
            self._let_next(command.stream)

    def refuse(self, *, since: float) -> None:
        """Answer Temporary to all that wait since that moment or longer."""
        ready, self._ready = self._ready, deque()
        for first in ready:
            for command in (first, *self._behind.pop(first.stream)):
                if command.since <= since:
                    command.failed(Temporary())
                else:
                    self.put(command)
        for behind in self._behind.values():
            while behind and behind[0].since <= since:
                behind.pop(0).failed(Temporary())

    def close(self) -> None:
        """Let the writers finish what waits, then go."""
        self.closed = True
        self._changed.set()

    def _let_next(self, stream: UUID) -> None:
        behind = self._behind[stream]
        if behind:
            self._ready.append(behind.pop(0))
            self._changed.set()
        else:
            del self._behind[stream]
