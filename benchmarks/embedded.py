"""(h) The whole platform in one process: how soon it is ready, what it holds and what it does when nobody asks."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import Group, Plan, Sample, Target, seen_together
from benchmarks.platform import PORT, process, processor_s, resident_mb

READY = b"Rapid Review is ready at"
SETTLE_S, IDLE_S = 10.0, 30.0  # The processor time is told in hundredths of a second.
FIRST, SECOND, MEMORY, IDLE = "first start, s", "second start, s", "memory, MB", "idle, % of a core"


async def _looked_at(plan: Plan, _size: int) -> Mapping[str, Sample]:
    """One folder: started twice; what is seen of the second start."""
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        first, _ = await _run(Path(folder), look=False)
        second, seen = await _run(Path(folder), look=True)
    plan.say(f"embedded: {first:.2f} s, then {second:.2f} s")
    found = {FIRST: first, SECOND: second, **seen}
    return {name: Sample(value) for name, value in found.items()}


async def _run(folder: Path, *, look: bool) -> tuple[float, Mapping[str, float]]:
    began = time.perf_counter()
    async with process(
        "up", ready=READY, folder=folder, PORT=str(PORT), DATA=str(folder / "data"), EXAMPLES="no"
    ) as up:
        took = time.perf_counter() - began
        return took, await _at_rest(up.pid) if look else {}


async def _at_rest(pid: int) -> Mapping[str, float]:
    """Of the Python process alone; the database's processes are its children."""
    await asyncio.sleep(SETTLE_S)
    before, since = processor_s(pid), time.perf_counter()
    await asyncio.sleep(IDLE_S)
    part = (processor_s(pid) - before) / (time.perf_counter() - since)
    return {MEMORY: resident_mb(pid), IDLE: part * 100}


EMBEDDED = Group(
    key="embedded", title="(h) The embedded mode", unit="see the variant", of_size="platforms", sizes=(1,),
    base="", delay=True,
    variants=seen_together(_looked_at, (FIRST, SECOND, MEMORY, IDLE)),
    targets=(
        Target(SECOND, "", 1, 3, at_most=True),
        Target(MEMORY, "", 1, 250, at_most=True),
        Target(IDLE, "", 1, 1, at_most=True),
    ),
)  # fmt: skip
