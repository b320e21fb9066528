"""(g) What appending, rebuilding and opening a case cost in a small store and in one with a region's whole history.

Both stores stand side by side and take turns. Their rows are made by the code that makes them in a service, each
body sealed under the key of its case, each event chained to the one before, and come in by COPY into the table with
its indexes. Then the table is vacuumed and analysed, and everything is written to disk.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

import asyncpg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks import history, rebuild
from benchmarks.append import ours
from benchmarks.append.workload import AT, CONTENT, STREAM_EVENTS, ViewRecorded
from benchmarks.measure import Group, Plan, Sample, Target, Variant
from benchmarks.opening import Viewed, Views
from chassis.aggregate import Event, body_of
from chassis.clock import utc_now
from chassis.database import Connection
from chassis.readmodel import Projector
from chassis.store.case_keys import WRAP_FORMAT
from chassis.store.seal import FIRST_PREVIOUS, NONCE_BYTES, CaseKey, Header, event_id_of, seal
from chassis.streams import Cause
from chassis.use_cases import UseCases

SMALL, FULL = 10_000, 2_000_000
COLUMNS = (
    "event_id", "originator_id", "originator_version", "topic", "case_id", "partnership", "actor", "correlation_id",
    "causation_id", "occurred_at", "recorded_at", "state", "previous_hash", "hash", "notification_id",
)  # fmt: skip
CALLERS, APPENDED, OPENED, REBUILT = 64, 640, 25, 10_000
# What the rows of the read model are when a rebuild has come so far.
SO_FAR = (
    "INSERT INTO views SELECT originator_id, count(*), 'health' FROM stored_events"
    " WHERE notification_id <= $1 AND topic <> 'benchmarks.ViewsBegun.v1' GROUP BY originator_id"
)
PLACE = (
    "INSERT INTO readmodel_positions (name, position) VALUES ('views', $1)"
    " ON CONFLICT (name) DO UPDATE SET position = excluded.position"
)
_MASTER = AESGCM(history.MASTER)


@dataclass(frozen=True, slots=True)
class Filled:
    """A store with its cases."""

    kept: history.Kept
    cases: Sequence[UUID]


class AllViews(rebuild.Views):
    """One row for each stream, from what was filled in and from what was appended since."""

    events: tuple[type[Event], ...] = (Viewed, ViewRecorded)

    async def apply(self, event: Event, connection: Connection) -> None:
        """One more view."""
        assert isinstance(event, (Viewed, ViewRecorded))
        await connection.execute(rebuild.UPSERT, event.originator_id, event.agency)


def _new_key(case_id: UUID) -> tuple[CaseKey, tuple[UUID, bytes]]:
    """The key of a case, and its row as ``CaseKeys`` reads it."""
    plain, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
    wrapped = _MASTER.encrypt(nonce, plain, WRAP_FORMAT + case_id.bytes)
    return CaseKey(case_id, AESGCM(plain)), (case_id, WRAP_FORMAT + nonce + wrapped)


def _stream(case_id: UUID, key: CaseKey) -> list[tuple[Any, ...]]:
    """The rows of one case, without their positions."""
    cause = Cause(case_id, "PLY", "coordinator:ply-coordinator", uuid4(), uuid4(), AT)
    views = Views.begun(cause)
    content = {name: text for name, text in CONTENT.items() if name != "reference"}
    while views.version < STREAM_EVENTS:
        views.record(Viewed, at=AT, **content)
    previous, rows = FIRST_PREVIOUS, []
    for event in cast("Sequence[Event]", views.collect_events()):
        version = event.originator_version
        header = Header(
            event_id_of(case_id, version), case_id, version, event.TOPIC, case_id, "PLY", cause.actor,
            cause.correlation_id, cause.causation_id, AT, AT,
        )  # fmt: skip
        sealed = seal(header, body_of(event), key, previous)
        rows.append((*header, sealed.state, previous, sealed.hash))
        previous = sealed.hash
    return rows


def _side_by_side(streams: Sequence[list[tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
    """The log of cases that go on together."""
    for turn in zip(*streams, strict=True):
        yield from turn


async def _fill(kept: history.Kept, events: int) -> list[UUID]:
    cases: list[UUID] = []
    position = 0
    while position < events:
        count = min(history.CALLERS * 4, -(-(events - position) // STREAM_EVENTS))
        made = {(case_id := uuid4()): _new_key(case_id) for _ in range(count)}
        streams = [_stream(case_id, key) for case_id, (key, _) in made.items()]
        rows = [
            (*row, place) for place, row in enumerate(_side_by_side(streams), start=position + 1)
        ]
        async with kept.pool.acquire() as connection:
            await connection.copy_records_to_table(
                "case_keys", records=[row for _, row in made.values()], columns=("case_id", "wrapped")
            )  # fmt: skip
            await connection.copy_records_to_table("stored_events", records=rows, columns=COLUMNS)
        position, cases = position + len(rows), cases + list(made)
    return cases


@asynccontextmanager
async def filled(plan: Plan, events: int) -> AsyncIterator[Filled]:
    """A store with so many events, ready to be measured."""
    begun = time.perf_counter()
    async with history.ours(plan, 0, rebuild.VIEWS) as kept:
        cases = await _fill(kept, events)
        for order in ("VACUUM ANALYZE stored_events", "VACUUM ANALYZE case_keys", "CHECKPOINT"):
            await _patiently(kept, order)
        took = time.perf_counter() - begun
        plan.say(f"growth: {events:,} events stored, vacuumed and on disk after {took:.0f} s")
        yield Filled(kept, cases)


async def _patiently(kept: history.Kept, order: str, *values: object) -> None:
    """On a connection without the time limits of a pool."""
    connection = await asyncpg.connect(kept.dsn)
    try:
        await connection.execute(order, *values)
    finally:
        await connection.close()


async def appending(store: Filled, callers: int) -> Sample:
    """Each caller stores the events of new cases, one by one; the time of one event."""
    key = CaseKey(ours.CASE, AESGCM(bytes(range(32))))
    each = [ours.Caller(store.kept.store, key) for _ in range(callers)]
    each_s = -(-APPENDED // callers)

    async def call_on(caller: ours.Caller) -> None:
        for _ in range(each_s):
            await caller()

    begun = time.perf_counter()
    await asyncio.gather(*map(call_on, each))
    return Sample((time.perf_counter() - begun) / (callers * each_s) * 1e6)


async def rebuilding(store: Filled) -> Sample:
    """The end of a rebuild: the rows of all that came before are there; the time of one event."""
    kept = store.kept
    start = max(0, await kept.store.head() - REBUILT)
    await kept.pool.execute("TRUNCATE views")
    await _patiently(kept, SO_FAR, start)
    await kept.pool.execute(PLACE, start)
    projector = Projector(kept.store, kept.keys, kept.pool, [AllViews()])
    begun = time.perf_counter()
    reached = await projector.catch_up(projector.projections[0])
    return Sample((time.perf_counter() - begun) / (reached - start) * 1e6)


async def opening(store: Filled) -> Sample:
    """Cases drawn from the whole history, with nothing in any cache of ours; the time of one case."""
    times = []
    for case_id in random.sample(store.cases, OPENED):
        use_cases = UseCases(store.kept.store, store.kept.keys, utc_now)
        begun = time.perf_counter()
        assert await use_cases.look(Views, case_id, lambda views: views.version) == STREAM_EVENTS
        times.append(time.perf_counter() - begun)
    return Sample(statistics.median(times) * 1e6)


WORK: dict[str, Callable[[Filled], Awaitable[Sample]]] = {
    "append, 1 caller": lambda store: appending(store, 1),
    "append, 64 callers": lambda store: appending(store, CALLERS),
    "rebuild": rebuilding,
    "open a case of 20": opening,
}
ENDS: dict[str, Callable[[int], int]] = {
    "of ten thousand": lambda _: SMALL,
    "of all": lambda events: events,
}


def _variants() -> tuple[Variant, ...]:
    """Each work in the small store and in the full one; who comes first for a size fills them."""
    stores: dict[int, Filled] = {}

    def variant(what: str, end: str) -> Variant:
        async def run(plan: Plan, events: int) -> Sample:
            size = ENDS[end](events)
            if size not in stores:
                stores[size] = await plan.lasting.enter_async_context(filled(plan, size))
            return await WORK[what](stores[size])

        return Variant(f"{what}, {end}", run)

    return tuple(variant(what, end) for what in WORK for end in ENDS)


GROWTH = Group(
    key="growth", title="(g) A store that grows", unit="µs an event, or a case", of_size="events", sizes=(FULL,),
    base="", delay=True, any_size=True,
    variants=_variants(),
    targets=tuple(
        Target(f"{what}, of all", f"{what}, of ten thousand", FULL, 1.2, at_most=True) for what in WORK
    ),
)  # fmt: skip
