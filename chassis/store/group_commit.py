"""The writer of the event store: gathers concurrent commands into one transaction and one disk flush.

    append ──> AppendQueue ──> Writer ──> append_events_v3(…) under the gate ──> answers
                          └──> Writer

The writers take turns: while the database stores one batch, the other is encoded or answered.

What is promised to a caller of ``append``:

- a position means that the whole command is durable;
- Conflict, Temporary and Unstorable mean that nothing of it was stored;
- a lost connection is no answer: the outcome is looked up, and what was not stored is tried again;
- OutcomeUnknown is raised only if the database stayed out of reach to the limit, or until the store was stopped;
- a caller that is cancelled while its command waits withdraws it; once it is under way its outcome stands.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from chassis.database import uuid_of_driver
from chassis.errors import Temporary
from chassis.store.append_queue import (
    AppendQueue,
    Command,
    Conflict,
    Limits,
    OutcomeUnknown,
    Unstorable,
)
from chassis.store.seal import SealedEvent
from chassis.store.writer_session import Connect, OutcomeOpen, Refused, WriterSession
from chassis.telemetry import metrics
from chassis.telemetry.traces import service

log = logging.getLogger(__name__)


class GroupCommit:
    """The queue and its writers: the event store's way in."""

    def __init__(self, connect: Connect, committed: Callable[[int], None], limits: Limits) -> None:
        self._limits = limits
        self._queue = AppendQueue(limits)
        self._slots = asyncio.Semaphore(limits.unanswered_max)
        self._writers = [
            Writer(self._queue, WriterSession(connect, limits), committed, limits)
            for _ in range(limits.writers)
        ]
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to answer."""
        self._tasks = [asyncio.create_task(writer.run()) for writer in self._writers]

    async def stop(self) -> None:
        """Answer what waits, as far as the database lets us, and refuse the rest."""
        self._queue.close()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._limits.stop_within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        self._queue.refuse(since=float("inf"))

    async def append(
        self, events: Sequence[SealedEvent], *, expected: int, traceparent: str | None = None
    ) -> int:
        """Store all events of one command or none; the answer is the position of the last."""
        await self._take_slot()
        loop = asyncio.get_running_loop()
        command = Command(
            events,
            expected,
            uuid_of_driver(events[0].header.stream),
            loop.time(),
            loop.create_future(),
            traceparent,
        )
        self._queue.put(command)
        try:
            return await command.answer
        except asyncio.CancelledError:
            self._queue.withdraw(command)
            raise
        finally:
            self._slots.release()

    async def _take_slot(self) -> None:
        if self._slots.locked():
            try:
                async with asyncio.timeout(self._limits.wait_s):
                    await self._slots.acquire()
            except TimeoutError:
                raise Temporary from None
        else:
            await self._slots.acquire()
        if self._queue.closed:
            self._slots.release()
            raise Temporary


class Writer:
    """Stores batches on one connection, one after the other."""

    def __init__(
        self,
        queue: AppendQueue,
        session: WriterSession,
        committed: Callable[[int], None],
        limits: Limits,
    ) -> None:
        self._queue, self._session = queue, session
        self._committed, self._limits = committed, limits

    async def run(self) -> None:
        """Store what arrives until the queue is closed and drained."""
        try:
            while await self._queue.some():
                await self._reach()
                # Perhaps nothing: the other writer was quicker, or the callers have gone.
                if batch := self._queue.take():
                    metrics.batches.record(len(batch), {"service": service()})
                    await self._settle(batch)
        finally:
            self._session.drop()

    async def _reach(self) -> None:
        """Connect, with growing delay; who has waited too long meanwhile is told to come back."""
        pause = _Pause(self._limits)
        while not await self._session.connected():
            await pause.longer()
            self._queue.refuse(since=_now() - self._limits.wait_s)

    async def _settle(self, batch: list[Command]) -> None:
        try:
            await self._store(batch)
        except Exception:
            # A bug of ours must not silence the store: its callers hear of it, and we go on.
            log.exception("the writer failed on a batch of %d commands", len(batch))
            self._session.drop()
        finally:
            _fail(batch, OutcomeUnknown)
            self._queue.settle(batch)

    async def _store(self, batch: list[Command]) -> None:
        """Answer each command of the batch, whatever it takes within the limits."""
        until = _now() + self._limits.known_within_s
        pause = _Pause(self._limits)
        parts = [batch]
        while parts:
            part = parts.pop()
            try:
                positions = await self._session.append(part)
            except Temporary:
                _fail(part, Temporary)
            except Refused as refused:
                if len(part) > 1:
                    parts += _halves(part)
                else:
                    _fail_unstorable(part[0], refused)
            except OutcomeOpen:
                unstored = await self._resolve(part, until)
                if _now() < until:
                    # In halves as well: it may be one of the commands that takes the server down.
                    parts += _halves(unstored)
                    await pause.longer()
                else:
                    _fail(unstored, Temporary)
            else:
                for command in self._answer(part, positions):
                    command.failed(Conflict(command.stream, command.expected))

    async def _resolve(self, part: list[Command], until: float) -> list[Command]:
        """Answer what of a lost batch was stored; give back what was not."""
        log.warning("connection lost under %d commands; looking up what was stored", len(part))
        pause = _Pause(self._limits)
        while (positions := await self._session.look_up(part)) is None:
            if _now() >= until:
                _fail(part, OutcomeUnknown)
                return []
            await pause.longer()
        return self._answer(part, positions)

    def _answer(self, part: list[Command], positions: dict[UUID, int]) -> list[Command]:
        """Answer the stored commands, wake those who follow the log, give back the others."""
        if positions:
            self._committed(max(positions.values()))
        others: list[Command] = []
        for command in part:
            position = positions.get(command.stream)
            if position is None:
                others.append(command)
            else:
                command.stored(position)
        return others


class _Pause:
    """A wait that grows."""

    def __init__(self, limits: Limits) -> None:
        self._next_s, self._most_s = limits.reconnect_first_s, limits.reconnect_most_s

    async def longer(self) -> None:
        await asyncio.sleep(self._next_s)
        self._next_s = min(self._next_s * 2, self._most_s)


def _halves(part: list[Command]) -> list[list[Command]]:
    """Divide a batch that failed, so that in the end only the commands that are to blame fail."""
    middle = len(part) // 2
    # The first half is popped first: order is kept.
    return [half for half in (part[middle:], part[:middle]) if half]


def _fail_unstorable(command: Command, refused: Refused) -> None:
    error = Unstorable(f"stream {command.stream} after version {command.expected}")
    error.__cause__ = refused.__cause__
    command.failed(error)


def _fail(part: list[Command], error: type[Exception]) -> None:
    for command in part:
        if not command.answer.done():
            command.failed(error())


def _now() -> float:
    return asyncio.get_running_loop().time()
