"""The table of (e)."""

from __future__ import annotations

import asyncio
import functools
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.dashboard import hops
from benchmarks.dashboard.visitors import Visitors, visiting
from benchmarks.measure import Group, Plan, Sample, Target, seen_together
from benchmarks.platform import embedded, processor_s, through_kafka
from contracts.topics import TOPICS

ALONE, WARM_UP = 50, 20
REST_S = 0.05
"""Between two commands that are measured alone, so that the one before leaves nothing to do."""
EMBEDDED, KAFKA = "embedded", "through Kafka"
END, LATE, ANSWER, SUM = (
    "end to end",
    "end to end, p99",
    "the command's answer",
    "sum of its hops alone",
)
WORK = "processor time of the services, a command"
AGAIN = "asked again, for 1,000 commands"
FIRST, LAST = "end to end, first third", "end to end, last third"
ALL_OF = (END, LATE, ANSWER, SUM, FIRST, LAST, WORK, AGAIN)
Opened = Callable[[Plan], AbstractAsyncContextManager[Visitors]]


@asynccontextmanager
async def _in_one_process(_plan: Plan) -> AsyncIterator[Visitors]:
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        async with embedded(Path(folder)) as platform, visiting(platform) as visitors:
            yield visitors


@asynccontextmanager
async def _over_kafka(plan: Plan) -> AsyncIterator[Visitors]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="rapid-review-bench-"))
        kafka = await stack.enter_async_context(plan.broker.topic(*TOPICS))
        platform = await stack.enter_async_context(through_kafka(Path(folder), kafka))
        visitors = await stack.enter_async_context(visiting(platform))
        await stack.enter_async_context(hops.overheard(visitors, kafka))
        yield visitors


WAYS: Mapping[str, tuple[Opened, tuple[hops.Hop, ...]]] = {
    EMBEDDED: (_in_one_process, hops.IN_PROCESS),
    KAFKA: (_over_kafka, hops.OVER_KAFKA),
}


async def _looked_at(plan: Plan, rate: int, *, way: str) -> Mapping[str, Sample]:
    """One platform: commands one by one, then at a steady rate."""
    opened, way_hops = WAYS[way]
    async with opened(plan) as visitors:
        for _ in range(WARM_UP):
            await visitors.command()
        one_by_one = []
        for _ in range(ALONE):
            await asyncio.sleep(REST_S)
            one_by_one.append(await visitors.command())
        await visitors.at_rate(rate, min(5.0, plan.steady_s))
        before, visitors.asked_again = _processor_s(visitors), 0
        steady = await visitors.at_rate(rate, plan.steady_s)
        work = _processor_s(visitors) - before
        await hops.look_up_commits(visitors)
        alone = [visitors.seen[case_id] for case_id in one_by_one]
        together = [visitors.seen[case_id] for case_id in steady]
    found = {
        WORK: Sample(work / len(steady) * 1000),
        AGAIN: Sample(visitors.asked_again / len(steady) * 1000),
    }
    for hop in way_hops:
        found[_at(hop)] = hops.took(together, hop)
        found[_alone(hop)] = hops.took(alone, hop)
    found[SUM] = Sample(sum(found[_alone(hop)].value for hop in way_hops))
    found[END], found[ANSWER] = hops.took(together, hops.END), hops.took(together, hops.ANSWER)
    found[LATE] = Sample(found[END].p99_ms or 0.0)
    first, last = hops.thirds(together)
    found[FIRST], found[LAST] = hops.took(first, hops.END), hops.took(last, hops.END)
    return found


def _processor_s(visitors: Visitors) -> float:
    return sum(processor_s(pid) for pid in visitors.platform.pids.values())


def _at(hop: hops.Hop) -> str:
    return f"{hop[0]} → {hop[1]}"


def _alone(hop: hops.Hop) -> str:
    return f"{_at(hop)}, alone"


def _names(way: str) -> tuple[str, ...]:
    """Its end to end, and its hops in order."""
    return (*ALL_OF, *(name(hop) for hop in WAYS[way][1] for name in (_at, _alone)))


RATE = 100

DASHBOARD = Group(
    key="dashboard", title="(e) Command to dashboard", unit="ms, median", of_size="commands/s", sizes=(RATE,),
    base="", delay=True, any_size=True, rounds_most=1,
    variants=tuple(
        variant
        for way in WAYS
        for variant in seen_together(functools.partial(_looked_at, way=way), _names(way), f"{way}: ")
    ),
    targets=tuple(
        target
        for way, late_ms in ((EMBEDDED, 100), (KAFKA, 250))
        for target in (
            Target(f"{way}: {END}", f"{way}: {SUM}", RATE, 1.5, at_most=True),
            Target(f"{way}: {LATE}", "", RATE, late_ms, at_most=True),
            Target(f"{way}: {LAST}", f"{way}: {FIRST}", RATE, 1.2, at_most=True),
        )
    ),
)  # fmt: skip
