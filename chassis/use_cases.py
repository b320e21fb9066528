"""Load, decide, keep: how every use case changes an aggregate, and why doing it twice does it once.

    cause ──> open the stream ──> decide (pure) ──> append ──> durable, answered

The causation id of each recorded event is the inbox of its stream: a cause that has already had its
effect here is answered as it was the first time. A stream that moved on meanwhile is opened again and
the decision is taken anew, unless the asker said which version they were looking at.
What is to begin is appended unread: if it exists already, the event store says so, and it is opened.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID
from weakref import WeakValueDictionary

from chassis.aggregate import Aggregate, Event
from chassis.clock import Clock
from chassis.errors import Invalid, NotFound, Refusal, Stale, Temporary, WrongState
from chassis.fields import must_be_no
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import Conflict, EventStore
from chassis.store.seal import KeyDestroyed
from chassis.streams import SNAPSHOT_EVERY, Cause, Erased, Opened, Streams
from chassis.telemetry import traces

__all__ = [
    "AlreadyBegun",
    "Cause",
    "CommandReused",
    "Erased",
    "InTheFuture",
    "Kept",
    "UseCases",
    "together",
]

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")

ATTEMPTS_MAX = 25


class AlreadyBegun(WrongState):
    """The thing that should begin exists already, from another cause."""

    code = "case.already_begun"
    sentence = "This has already been recorded for the case."


class CommandReused(Invalid):
    """The same command id came with another content."""

    code = "command.reused"
    sentence = (
        "This request was already used for something else."
        " Nothing was changed; send it again as a new one."
    )


class InTheFuture(Invalid):
    """A command says that it happened in the future."""

    code = "command.in_the_future"
    sentence = "This is said to have happened at {at}, which is still to come."


@dataclass(frozen=True, slots=True)
class Kept:
    """What a durable command is answered with."""

    case_id: UUID
    reference: str
    version: int


async def together(*changes: Coroutine[Any, Any, T]) -> list[T]:
    """Let changes of different streams wait for one commit, instead of one after the other; gives their answers.

    Each stands by itself: what the first of them raises is raised here when all have ended, so that nothing goes on
    behind the back of who asks again, and then finds what was kept. In the log they stand in the order in which they
    have read what they need: as they are given, where they need nothing more.
    """
    answers = await asyncio.gather(*changes, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return cast("list[T]", answers)


class UseCases:
    """Base of every service's use cases: one method, one use case, one span."""

    def __init_subclass__(cls, **more: Any) -> None:
        """Each public method of a service's use cases is a step of the trace that it is called in."""
        super().__init_subclass__(**more)
        for name, method in list(vars(cls).items()):
            if not name.startswith("_") and inspect.iscoroutinefunction(method):
                setattr(cls, name, _traced(method))

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        self._clock, self._keys = clock, keys
        self._streams = Streams(store, keys, clock, snapshot_every=snapshot_every)
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, kind: type[A], stream: UUID, cause: Cause, make: Callable[[], A]) -> Kept:
        """Keep a new aggregate. Raises ``AlreadyBegun`` if another cause has begun it before.

        To who may not know that it exists, that is ``NotFound``.
        """

        def decide(present: A | None) -> A:
            if present is not None:
                raise AlreadyBegun if present.is_open_to(cause.partnership) else NotFound
            return make()

        return await self._keep(kind, stream, cause, decide, is_new=True)

    async def change(
        self, kind: type[A], stream: UUID, cause: Cause, decide: Callable[[A], object]
    ) -> Kept:
        """Let ``decide`` change an aggregate and keep what it recorded, all of it or nothing.

        Raises ``NotFound``, ``Stale``, or whatever refusal ``decide`` raises.
        """

        def decided(present: A | None) -> A:
            if present is None or not present.is_open_to(cause.partnership):
                raise NotFound
            decide(present)
            return present

        return await self._keep(kind, stream, cause, decided)

    async def look(self, kind: type[A], stream: UUID, read: Callable[[A], T]) -> T:
        """What ``read`` makes of the aggregate as it stands now. Raises ``NotFound``."""
        async with self._lock(stream):
            opened = await self._streams.open(kind, stream)
            if not opened.is_fresh:
                await self._streams.refresh(opened, stream)
            self._streams.put_back(stream, opened)
            if opened.aggregate is None:
                raise NotFound
            return read(cast("A", opened.aggregate))

    async def _have_key(self, case_id: UUID) -> None:
        """Look a case's key up, or make it, so that what is kept together needs nothing more and stays in its order."""
        with suppress(KeyDestroyed):
            await self._keys.of(case_id, create=True)

    async def _keep(
        self,
        kind: type[A],
        stream: UUID,
        cause: Cause,
        decide: Callable[[A | None], A],
        *,
        is_new: bool = False,
    ) -> Kept:
        traces.note(
            case_id=cause.case_id, partnership=cause.partnership, stream=stream,
            correlation_id=cause.correlation_id, causation_id=cause.causation_id,
        )  # fmt: skip
        # What another service told is never refused for the difference between two clocks.
        if cause.command_id is not None and cause.occurred_at > self._clock():
            raise InTheFuture(at=cause.occurred_at.isoformat())
        async with self._lock(stream):
            for attempt in range(ATTEMPTS_MAX):
                unread = is_new and attempt == 0
                opened = await self._streams.open(kind, stream, unread=unread)
                try:
                    return await self._attempt(opened, stream, cause, decide)
                except Conflict:
                    if cause.seen is not None and opened.is_fresh:
                        raise Stale from None
                except Refusal:
                    if opened.is_fresh:
                        raise
        raise Temporary

    async def _attempt(
        self, opened: Opened, stream: UUID, cause: Cause, decide: Callable[[A | None], A]
    ) -> Kept:
        """Decide once; only a stream that holds nothing but what is stored goes back to the cache.

        A refusal on a stream from the cache is not final: the next attempt reads the store.
        """
        present = cast("A | None", opened.aggregate)
        repeated = opened.answered.get(cause.causation_id)
        if repeated is not None and present is not None:
            self._streams.put_back(stream, opened)
            return Kept(cause.case_id, present.reference, repeated)
        _must_be_new(opened, cause)
        aggregate = decide(present)
        must_be_no(cause.unfit)
        events = cast("list[Event]", list(aggregate.collect_events()))
        if events:
            await self._streams.append(opened, aggregate, cause, events)
        self._streams.put_back(stream, opened)
        return Kept(cause.case_id, aggregate.reference, aggregate.version)

    def _lock(self, stream: UUID) -> asyncio.Lock:
        """Two changes of one stream in this process take turns instead of colliding."""
        lock = self._locks.get(stream)
        if lock is None:
            lock = self._locks[stream] = asyncio.Lock()
        return lock


def _traced(method: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
    @functools.wraps(method)
    async def traced(*given: Any, **named: Any) -> T:
        with traces.span(method.__qualname__):
            return await method(*given, **named)

    return traced


def _must_be_new(opened: Opened, cause: Cause) -> None:
    if cause.command_id is not None and cause.command_id in opened.correlations:
        raise CommandReused
    if cause.seen is not None and cause.seen != opened.version:
        raise Stale
