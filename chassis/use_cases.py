"""Load, decide, keep: how every use case changes an aggregate, and why doing it twice does it once.

    cause ──> load the stream ──> decide (pure) ──> seal and chain ──> append ──> durable, answered

The causation id of each recorded event is the inbox of its stream: a cause that has already had its
effect here is answered as it was the first time. A stream that moved on meanwhile is loaded again and
the decision is taken anew, unless the asker said which version they were looking at.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID
from weakref import WeakValueDictionary

from pydantic_core import from_json, to_json

from chassis.aggregate import Aggregate, Event, body_of, event_from
from chassis.clock import Clock
from chassis.errors import Invalid, NotFound, Stale, Temporary, WrongState
from chassis.event_store import Conflict, EventStore
from chassis.seal import (
    FIRST_PREVIOUS,
    CaseKeys,
    Header,
    KeyDestroyed,
    KeyMissing,
    SealedEvent,
    event_id_of,
    open_body,
    seal,
)

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")

ATTEMPTS_MAX = 25
CACHED_MAX = 4_096
SNAPSHOT_EVERY = 100


class AlreadyBegun(WrongState):
    """The thing that should begin exists already, from another cause."""

    code = "case.already_begun"
    sentence = "This has already been recorded for the case."


class CommandReused(Invalid):
    """The same command id came with another content."""

    code = "command.reused"
    sentence = "This request was already used for something else. Nothing was changed; send it again as a new one."


class Erased(WrongState):
    """The key of the case was destroyed; its history keeps its shape, and nothing can be added."""

    code = "case.erased"
    sentence = "The words of this case were erased. It can no longer be changed."


class InTheFuture(Invalid):
    """A command says that it happened in the future."""

    code = "command.in_the_future"
    sentence = "This is said to have happened at {at}, which is still to come."


@dataclass(frozen=True, slots=True)
class Cause:
    """Who asked for a change, when it happened, and what led to it; it goes into the header of each event.

    ``command_id`` is set when a person asked; a reaction to an event has none.
    """

    case_id: UUID
    partnership: str
    actor: str
    causation_id: UUID
    correlation_id: UUID
    occurred_at: datetime
    seen: int | None = None
    command_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a durable command is answered with."""

    case_id: UUID
    reference: str
    version: int


@dataclass(slots=True)
class _Opened:
    """A stream as it stands: its aggregate, the hash of its last event, and what it has answered."""

    aggregate: Aggregate | None = None
    hash: bytes = FIRST_PREVIOUS
    answered: dict[UUID, int] = field(default_factory=dict)
    correlations: set[UUID] = field(default_factory=set)

    @property
    def version(self) -> int:
        return self.aggregate.version if self.aggregate else 0

    def note(self, header: Header, own_hash: bytes) -> None:
        self.hash = own_hash
        self.answered[header.causation_id] = header.version
        self.correlations.add(header.correlation_id)


class UseCases:
    """Base of every service's use cases: one method, one use case."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        self._store, self._keys, self._clock = store, keys, clock
        self._snapshot_every = snapshot_every
        self._cache: OrderedDict[UUID, _Opened] = OrderedDict()
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, kind: type[A], stream: UUID, cause: Cause, make: Callable[[], A]) -> Kept:
        """Keep a new aggregate. Raises ``AlreadyBegun`` if another cause has begun it before."""

        def decide(present: A | None) -> A:
            if present is not None:
                raise AlreadyBegun
            return make()

        return await self._keep(kind, stream, cause, decide)

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
        """What ``read`` makes of the aggregate as it stands. Raises ``NotFound``."""
        async with self._lock(stream):
            opened = await self._open(kind, stream)
            self._remember(stream, opened)
            if opened.aggregate is None:
                raise NotFound
            return read(cast("A", opened.aggregate))

    async def _keep(
        self, kind: type[A], stream: UUID, cause: Cause, decide: Callable[[A | None], A]
    ) -> Kept:
        if cause.occurred_at > self._clock():
            raise InTheFuture(at=cause.occurred_at.isoformat())
        async with self._lock(stream):
            for _ in range(ATTEMPTS_MAX):
                opened = await self._open(kind, stream)
                try:
                    return await self._attempt(opened, stream, cause, decide)
                except Conflict:
                    if cause.seen is not None:
                        raise Stale from None
        raise Temporary

    async def _attempt(
        self, opened: _Opened, stream: UUID, cause: Cause, decide: Callable[[A | None], A]
    ) -> Kept:
        present = cast("A | None", opened.aggregate)
        repeated = opened.answered.get(cause.causation_id)
        if repeated is not None and present is not None:
            self._remember(stream, opened)
            return Kept(cause.case_id, present.reference, repeated)
        _must_be_new(opened, cause)
        try:
            aggregate = decide(present)
        finally:
            if present is None or not present.pending_events:
                self._remember(stream, opened)  # A refusal leaves it as it was.
        events = cast("list[Event]", list(aggregate.collect_events()))
        if events:
            await self._append(opened, aggregate, cause, events)
            self._remember(stream, opened)
            await self._snapshot_if_due(opened, aggregate, len(events))
        return Kept(cause.case_id, aggregate.reference, aggregate.version)

    async def _append(
        self, opened: _Opened, aggregate: Aggregate, cause: Cause, events: list[Event]
    ) -> None:
        expected = events[0].originator_version - 1
        sealed = await self._sealed(aggregate, events, cause, opened.hash)
        self._cache.pop(aggregate.id, None)  # Until it is stored, nobody may take it for the truth.
        await self._store.append(sealed, expected=expected)
        opened.aggregate = aggregate
        for event in sealed:
            opened.note(event.header, event.hash)

    async def _sealed(
        self, aggregate: Aggregate, events: list[Event], cause: Cause, previous: bytes
    ) -> list[SealedEvent]:
        try:
            key = await self._keys.of(cause.case_id, create=True)
        except KeyDestroyed:
            raise Erased from None
        recorded_at = self._clock()
        sealed = []
        for event in events:
            header = _header(event, aggregate.partnership, cause, recorded_at)
            stored = seal(header, body_of(event), key, previous)
            previous = stored.hash
            sealed.append(stored)
        return sealed

    async def _open(self, kind: type[A], stream: UUID) -> _Opened:
        cached = self._cache.pop(stream, None)
        if cached is not None:
            return cached
        opened = await self._from_snapshot(kind, stream)
        for stored in await self._store.stream(stream, after=opened.version):
            body = await self._body(stored)
            header = stored.header
            event = decoded(header, body)
            opened.aggregate = cast("Aggregate", event.mutate(opened.aggregate))
            opened.note(header, stored.hash)
        return opened

    async def _from_snapshot(self, kind: type[A], stream: UUID) -> _Opened:
        stored = await self._store.latest_snapshot(stream, _snapshot_topic(kind))
        if stored is None:
            return _Opened()
        content = from_json(await self._body(stored))
        return _Opened(
            aggregate=kind.restore(to_json(content["aggregate"])),
            hash=stored.previous,
            answered={UUID(cause): version for cause, version in content["answered"].items()},
            correlations={UUID(correlation) for correlation in content["correlations"]},
        )

    async def _snapshot_if_due(self, opened: _Opened, aggregate: Aggregate, added: int) -> None:
        if (
            aggregate.version // self._snapshot_every
            == (aggregate.version - added) // self._snapshot_every
        ):
            return
        content = {
            "aggregate": from_json(aggregate.snapshot()),
            "answered": {str(cause): version for cause, version in opened.answered.items()},
            "correlations": sorted(str(correlation) for correlation in opened.correlations),
        }
        case_id = aggregate.case_id
        now = self._clock()
        header = Header(
            event_id_of(aggregate.id, aggregate.version), aggregate.id, aggregate.version,
            _snapshot_topic(type(aggregate)), case_id, aggregate.partnership, "service",
            case_id, case_id, now, now,
        )  # fmt: skip
        key = await self._keys.of(case_id)
        await self._store.save_snapshot(seal(header, to_json(content), key, opened.hash))

    async def _body(self, stored: SealedEvent) -> bytes:
        try:
            return open_body(stored, await self._keys.of(stored.header.case_id))
        except (KeyDestroyed, KeyMissing):
            raise Erased from None

    def _remember(self, stream: UUID, opened: _Opened) -> None:
        self._cache[stream] = opened
        if len(self._cache) > CACHED_MAX:
            self._cache.popitem(last=False)

    def _lock(self, stream: UUID) -> asyncio.Lock:
        """Two changes of one stream in this process take turns instead of colliding."""
        lock = self._locks.get(stream)
        if lock is None:
            lock = self._locks[stream] = asyncio.Lock()
        return lock


def decoded(header: Header, body: bytes) -> Event:
    """The domain event that was stored under ``header``, checked against today's class."""
    return event_from(
        header.topic,
        body,
        stream=header.stream,
        version=header.version,
        occurred_at=header.occurred_at,
    )


def _must_be_new(opened: _Opened, cause: Cause) -> None:
    own_correlation = cause.command_id if cause.command_id == cause.correlation_id else None
    if own_correlation is not None and own_correlation in opened.correlations:
        raise CommandReused
    if cause.seen is not None and cause.seen != opened.version:
        raise Stale


def _header(event: Event, partnership: str, cause: Cause, recorded_at: datetime) -> Header:
    return Header(
        event_id=event_id_of(event.originator_id, event.originator_version),
        stream=event.originator_id,
        version=event.originator_version,
        topic=event.TOPIC,
        case_id=cause.case_id,
        partnership=partnership,
        actor=cause.actor,
        correlation_id=cause.correlation_id,
        causation_id=cause.causation_id,
        occurred_at=event.timestamp,
        recorded_at=recorded_at,
    )


def _snapshot_topic(kind: type[Aggregate]) -> str:
    return f"{getattr(kind, 'TOPIC', kind.__name__)}.snapshot.v1"
