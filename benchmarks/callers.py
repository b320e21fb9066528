"""Callers in a closed loop: each sends its next command when the last one is answered."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence

from benchmarks.measure import Sample, percentile

WARM_UP = 0.2
"""The part of the time that does not count: connections open, plans are made, caches fill."""

Clock = Callable[[], float]
Call = Callable[[], Awaitable[int]]
"""Sends one command; gives how many events were stored, 0 for a conflict."""


async def rate_of(
    calls: Sequence[Call], seconds: float, *, clock: Clock = time.perf_counter
) -> Sample:
    """Events a second that all callers together got stored, and how long a command took."""
    begun = clock()
    counted_from, until = begun + seconds * WARM_UP, begun + seconds * (1 + WARM_UP)
    delays: list[float] = []
    stored = 0

    async def call_on(call: Call) -> None:
        nonlocal stored
        while (sent := clock()) < until:
            events = await call()
            answered = clock()
            if sent >= counted_from and answered <= until:
                stored += events
                delays.append(answered - sent)

    await asyncio.gather(*(call_on(call) for call in calls))
    return sample_of(stored, seconds, delays)


def rate_of_threads(
    calls: Sequence[Callable[[], int]], seconds: float, *, clock: Clock = time.perf_counter
) -> Sample:
    """The same for a library that blocks: a thread for each caller."""
    begun = clock()
    counted_from, until = begun + seconds * WARM_UP, begun + seconds * (1 + WARM_UP)
    found: list[list[tuple[float, int]]] = [[] for _ in calls]

    def call_on(call: Callable[[], int], mine: list[tuple[float, int]]) -> None:
        while (sent := clock()) < until:
            events = call()
            answered = clock()
            if sent >= counted_from and answered <= until:
                mine.append((answered - sent, events))

    threads = [
        threading.Thread(target=call_on, args=(call, mine))
        for call, mine in zip(calls, found, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = [answer for mine in found for answer in mine]
    return sample_of(sum(events for _, events in answers), seconds, [one for one, _ in answers])


def sample_of(count: int, seconds: float, delays: Sequence[float]) -> Sample:
    """A rate, and the delays behind it."""
    if not delays:
        return Sample(count / seconds)
    ordered = sorted(delays)
    return Sample(
        count / seconds, percentile(ordered, 0.5) * 1000, percentile(ordered, 0.99) * 1000
    )
