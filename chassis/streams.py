"""Streams: opened from the cache or the store, and continued by sealed events.

    open:    the cache ──or──> a snapshot and the events after it, each unsealed, checked and applied
             ──or, of what is believed to be new──> nothing
    append:  events ──> headers made from the cause ──> sealed and chained ──> the event store

An opened stream also knows which causes it has answered, so that a repeat has no second effect.
A cached stream may lag behind what another replica wrote, and one that was not read may exist: an append then
conflicts, and the stream is read.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar, cast
from uuid import UUID

import structlog
from pydantic_core import from_json, to_json

from chassis.aggregate import Aggregate, Event, body_of, event_from
from chassis.clock import Clock
from chassis.database import plain_uuid
from chassis.errors import WrongState
from chassis.fields import FieldProblem
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import (
    FIRST_PREVIOUS,
    CaseKey,
    Header,
    KeyDestroyed,
    KeyMissing,
    SealedEvent,
    Unreadable,
    event_id_of,
    key_id_of,
    open_body,
    seal,
)

A = TypeVar("A", bound=Aggregate)

CACHED_MAX: Final = 1_024
"""Streams kept for whoever opens them next, with all their words."""
SNAPSHOT_EVERY = 100

_log = structlog.get_logger(__name__)


class Erased(WrongState):
    """The key of the case was destroyed; its history keeps its shape, and nothing can be added."""

    code = "case.erased"
    sentence = "The words of this case were erased. It can no longer be changed."


@dataclass(frozen=True, slots=True)
class Cause:
    """Who asked for a change, when it happened, and what led to it; it goes into each event's header.

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
    unfit: tuple[FieldProblem, ...] = ()
    """Answers that no form takes: as long as there is one, nothing is stored."""


@dataclass(slots=True)
class Opened:
    """A stream as it stands: its aggregate, the hash of its last event, and what it has answered."""

    aggregate: Aggregate | None = None
    hash: bytes = FIRST_PREVIOUS
    answered: dict[UUID, int] = field(default_factory=dict)
    correlations: set[UUID] = field(default_factory=set)
    is_fresh: bool = True
    key_id: UUID | None = None
    """Whose key sealed it, where that is not its case's."""

    @property
    def version(self) -> int:
        """The version of the last event; zero when there is none."""
        return self.aggregate.version if self.aggregate else 0

    def note(self, header: Header, own_hash: bytes) -> None:
        """One more event belongs to the stream."""
        self.key_id = key_id_of(header)
        self.hash = own_hash
        self.answered[header.causation_id] = header.version
        self.correlations.add(header.correlation_id)


class Streams:
    """Opens and continues the streams of one service."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, snapshot_every: int
    ) -> None:
        self._store, self._keys, self._clock = store, keys, clock
        self._snapshot_every = snapshot_every
        self._cache: OrderedDict[UUID, Opened] = OrderedDict()

    async def open(self, kind: type[A], stream: UUID, *, unread: bool = False) -> Opened:
        """The stream, taken out of the cache or read; ``unread``, as if there were none. Raises ``Erased``."""
        cached = self._cache.pop(stream, None)
        if cached is not None and cached.aggregate is not None:
            # Erased words are gone from the cache, too.
            await self._key(cached.key_id or cached.aggregate.case_id)
            cached.is_fresh = False
            return cached
        if unread:
            return Opened(is_fresh=False)
        opened = await self._from_snapshot(kind, stream)
        await self.refresh(opened, stream)
        return opened

    async def refresh(self, opened: Opened, stream: UUID) -> None:
        """Apply what has been stored since the stream was opened."""
        for stored in await self._store.stream(stream, after=opened.version):
            event = decoded(stored.header, await self._body(stored))
            opened.aggregate = cast("Aggregate", event.mutate(opened.aggregate))
            opened.note(stored.header, stored.hash)
        opened.is_fresh = True

    def put_back(self, stream: UUID, opened: Opened) -> None:
        """Keep a stream that holds nothing but what is stored for the next who opens it."""
        if opened.aggregate is None:
            return
        self._cache[stream] = opened
        if len(self._cache) > CACHED_MAX:
            self._cache.popitem(last=False)

    async def append(
        self, opened: Opened, aggregate: Aggregate, cause: Cause, events: list[Event]
    ) -> None:
        """Store what a decision recorded. Raises ``Conflict``, ``Temporary`` or ``Erased``."""
        expected = events[0].originator_version - 1
        sealed = await self._sealed(aggregate, cause, events, opened.hash)
        await self._store.append(sealed, expected=expected)
        opened.aggregate = aggregate
        for event in sealed:
            opened.note(event.header, event.hash)
        if expected // self._snapshot_every != aggregate.version // self._snapshot_every:
            await self._snapshot(opened, aggregate)

    async def _sealed(
        self, aggregate: Aggregate, cause: Cause, events: list[Event], previous: bytes
    ) -> list[SealedEvent]:
        recorded_at = self._clock()
        sealed = []
        for event in events:
            header = self._header(event, aggregate.partnership, cause, recorded_at)
            key = await self._key(key_id_of(header), create=True)
            stored = seal(header, body_of(event), key, previous)
            previous = stored.hash
            sealed.append(stored)
        return sealed

    def _header(
        self, event: Event, partnership: str, cause: Cause, recorded_at: datetime
    ) -> Header:
        stream, version = event.originator_id, event.originator_version
        return Header(
            event_id_of(stream, version, self._store.generation), stream, version, event.TOPIC,
            cause.case_id, partnership, cause.actor, cause.correlation_id, cause.causation_id,
            event.timestamp, recorded_at,
        )  # fmt: skip

    async def _from_snapshot(self, kind: type[A], stream: UUID) -> Opened:
        stored = await self._store.latest_snapshot(stream, _snapshot_topic(kind))
        if stored is None:
            return Opened()
        try:
            content = from_json(await self._body(stored))
            return Opened(
                aggregate=kind.restore(to_json(content["aggregate"])),
                hash=stored.previous,
                answered={UUID(cause): version for cause, version in content["answered"].items()},
                correlations={UUID(correlation) for correlation in content["correlations"]},
            )
        except (KeyError, ValueError, Unreadable) as error:
            # Of another version of the code, or damaged: the events are the truth.
            _log.warning("snapshot.left_aside", stream=str(stream), error=type(error).__name__)
            return Opened()

    async def _snapshot(self, opened: Opened, aggregate: Aggregate) -> None:
        content = {
            "aggregate": from_json(aggregate.snapshot()),
            "answered": {str(cause): version for cause, version in opened.answered.items()},
            "correlations": sorted(str(correlation) for correlation in opened.correlations),
        }
        now, case_id = self._clock(), aggregate.case_id
        header = Header(
            event_id_of(aggregate.id, aggregate.version), aggregate.id, aggregate.version,
            _snapshot_topic(type(aggregate)), case_id, aggregate.partnership, "service",
            case_id, case_id, now, now,
        )  # fmt: skip
        try:
            key = await self._keys.of(case_id)
            await self._store.save_snapshot(seal(header, to_json(content), key, opened.hash))
        except Exception as error:  # noqa: BLE001 - the events are stored: a snapshot only saves work
            _log.warning("snapshot.failed", stream=str(aggregate.id), error=type(error).__name__)

    async def _body(self, stored: SealedEvent) -> bytes:
        return open_body(stored, await self._key(key_id_of(stored.header)))

    async def _key(self, case_id: UUID, *, create: bool = False) -> CaseKey:
        try:
            return await self._keys.of(case_id, create=create)
        except (KeyDestroyed, KeyMissing):
            raise Erased from None


def decoded(header: Header, body: bytes) -> Event:
    """The domain event that was stored under ``header``, checked against today's class."""
    return event_from(
        header.topic,
        body,
        stream=plain_uuid(header.stream),
        version=header.version,
        occurred_at=header.occurred_at,
    )


def _snapshot_topic(kind: type[Aggregate]) -> str:
    return f"{getattr(kind, 'TOPIC', kind.__name__)}.snapshot.v1"
