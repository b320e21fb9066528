"""Our store: what a service does after a decision, from the event to its answer."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.append.workload import AT, CONFLICTS, CONTENT, STREAM_EVENTS, ViewRecorded
from benchmarks.callers import rate_of
from benchmarks.measure import Plan, Sample
from benchmarks.server import TEMPLATE
from chassis.aggregate import body_of
from chassis.database import pool
from chassis.store.event_store import Conflict, EventStore
from chassis.store.seal import FIRST_PREVIOUS, CaseKey, Header, SealedEvent, event_id_of, seal

CASE = uuid4()


@dataclass
class Caller:
    """Appends to streams of its own. Without ``sealed`` the body is stored as it is, under a hash that is made up."""

    store: EventStore
    key: CaseKey
    sealed: bool = True
    events: int = 1
    conflict_every: int = 0
    stream: UUID = field(default_factory=uuid4)
    version: int = 0
    previous: bytes = FIRST_PREVIOUS
    sent: int = 0

    async def __call__(self) -> int:
        """One command."""
        self.sent += 1
        if self.version >= STREAM_EVENTS:
            self.stream, self.version, self.previous = uuid4(), 0, FIRST_PREVIOUS
        if self.conflict_every and self.sent % self.conflict_every == 0 and self.version:
            stale = self._events(0, FIRST_PREVIOUS)
            try:
                await self.store.append(stale, expected=0)
            except Conflict:
                return 0
        events = self._events(self.version, self.previous)
        await self.store.append(events, expected=self.version)
        self.version, self.previous = events[-1].header.version, events[-1].hash
        return len(events)

    def _events(self, version: int, previous: bytes) -> list[SealedEvent]:
        made = []
        for number in range(version + 1, version + 1 + self.events):
            event = ViewRecorded(
                originator_id=self.stream, originator_version=number, timestamp=AT, **CONTENT
            )
            header = Header(
                event_id_of(self.stream, number), self.stream, number, event.TOPIC, CASE, "PLY",
                "coordinator:ply-coordinator", self.stream, self.stream, AT, AT,
            )  # fmt: skip
            body = body_of(event)
            made.append(
                seal(header, body, self.key, previous)
                if self.sealed
                else SealedEvent(header, body, previous, number.to_bytes(32))
            )
            previous = made[-1].hash
        return made


@asynccontextmanager
async def opened_store(plan: Plan) -> AsyncIterator[EventStore]:
    """A store on a database of its own."""
    async with (
        plan.server.database(template=TEMPLATE) as dsn,
        pool(dsn, "bench", size=2) as connections,
    ):
        store = EventStore(connections, dsn)
        await store.start()
        try:
            yield store
        finally:
            await store.stop()


async def _appending(plan: Plan, callers: int, **how: int | bool) -> Sample:
    async with opened_store(plan) as store:
        key = CaseKey(CASE, AESGCM(bytes(range(32))))
        return await rate_of([Caller(store, key, **how) for _ in range(callers)], plan.seconds)  # type: ignore[arg-type]


sealed = functools.partial(_appending, sealed=True)
plain = functools.partial(_appending, sealed=False)
with_conflicts = functools.partial(_appending, conflict_every=CONFLICTS)
three_events = functools.partial(_appending, events=3)
