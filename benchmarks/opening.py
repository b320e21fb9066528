"""(f) Opening a case of ten, a hundred and a thousand events, from the store, with nothing in any cache."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Self
from uuid import uuid4

from benchmarks import history
from benchmarks.append import library
from benchmarks.append.workload import AT, CONTENT
from benchmarks.measure import Group, Plan, Sample, Variant
from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.clock import utc_now
from chassis.streams import SNAPSHOT_EVERY, Cause
from chassis.use_cases import UseCases

TIMES = 15
SHARE = 25
"""As many events as one command records: the case grows as a case does, with its snapshots."""


class Views(Aggregate):
    """Like the aggregates of our services."""

    TOPIC = "benchmarks.Views"

    views: int = 0

    @classmethod
    def begun(cls, cause: Cause) -> Self:
        """Nobody has looked yet."""
        return cls._create(
            ViewsBegun, id=cause.case_id, case_id=cause.case_id, partnership="PLY",
            reference="PLY-RR-2026-0001", timestamp=AT,
        )  # fmt: skip


class ViewsBegun(FirstEvent, topic="benchmarks.ViewsBegun.v1"):
    """The first of them."""


class Viewed(Event, topic="benchmarks.Viewed.v1"):
    """One more."""

    agency: str
    view: str
    reason_code: str
    received_by: str

    def apply(self, views: Views) -> None:
        """One more."""
        views.views += 1


register_aggregate(Views)


async def _ours(plan: Plan, events: int, *, snapshot_every: int) -> Sample:
    async with history.ours(plan, 0) as kept:

        def anew() -> UseCases:
            return UseCases(kept.store, kept.keys, utc_now, snapshot_every=snapshot_every)

        case_id, use_cases = uuid4(), anew()

        def cause() -> Cause:
            return Cause(case_id, "PLY", "coordinator:ply-coordinator", uuid4(), uuid4(), AT)

        def view(count: int) -> Callable[[Views], None]:
            content = {name: text for name, text in CONTENT.items() if name != "reference"}

            def decide(views: Views) -> None:
                for _ in range(count):
                    views.record(Viewed, at=AT, **content)

            return decide

        begun = cause()
        await use_cases.begin(Views, case_id, begun, lambda: Views.begun(begun))
        left = events - 1
        while left:
            count = min(left, SHARE)
            await use_cases.change(Views, case_id, cause(), view(count))
            left -= count
        times = []
        for _ in range(TIMES):
            fresh = anew()
            sent = time.perf_counter()
            seen = await fresh.look(Views, case_id, lambda views: views.version)
            times.append(time.perf_counter() - sent)
            assert seen == events
        return Sample(statistics.median(times) * 1000)


async def ours(plan: Plan, events: int) -> Sample:
    """With the snapshots that our services take."""
    return await _ours(plan, events, snapshot_every=SNAPSHOT_EVERY)


async def without_snapshot(plan: Plan, events: int) -> Sample:
    """Every event read, unsealed, checked and applied."""
    return await _ours(plan, events, snapshot_every=10**9)


async def librarys(plan: Plan, events: int) -> Sample:
    """The library's repository, as it comes: without snapshots."""
    async with plan.server.database() as dsn:

        def run() -> float:
            with library.opened(dsn) as application:
                viewed, times = library.Viewed(), []
                while viewed.version < events:
                    viewed.record(**CONTENT)
                application.save(viewed)
                for _ in range(TIMES):
                    sent = time.perf_counter()
                    application.repository.get(viewed.id)
                    times.append(time.perf_counter() - sent)
                return statistics.median(times)

        return Sample(await asyncio.to_thread(run) * 1000)


OPENING = Group(
    key="opening", title="(f) Opening a case", unit="ms", of_size="events", sizes=(10, 100, 1_000),
    base="eventsourcing", delay=True,
    variants=(
        Variant("eventsourcing", librarys),
        Variant("ours", ours),
        Variant("ours, without snapshots", without_snapshot),
    ),
)  # fmt: skip
