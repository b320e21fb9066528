"""(h) The whole platform in one process: how soon it is ready, what it holds and what it does when nobody asks."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from benchmarks.measure import Group, Plan, Sample, Target, Variant

READY = b"Rapid Review is ready at"
SETTLE_S, IDLE_S, STOP_S = 5.0, 10.0, 40.0
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
FIRST, SECOND, MEMORY, IDLE = "first start, s", "second start, s", "memory, MB", "idle, % of a core"
_found: dict[int, Mapping[str, float]] = {}


async def _looked_at(plan: Plan, round_number: int) -> Mapping[str, float]:
    """One folder: started twice; what is seen of the second start."""
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        first, _ = await _run(Path(folder), look=False)
        second, seen = await _run(Path(folder), look=True)
    plan.say(f"embedded, round {round_number}: {first:.2f} s, then {second:.2f} s")
    return {FIRST: first, SECOND: second, **seen}


async def _run(folder: Path, *, look: bool) -> tuple[float, Mapping[str, float]]:
    port = os.environ.get("PORT", "18400")
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rapid_review.cli", "up",
        env=os.environ | {"PORT": port, "DATA": str(folder / "data"), "EXAMPLES": "no"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            if READY in line:
                break
        else:
            raise RuntimeError("the platform did not start; is its port free?")
        took = time.perf_counter() - began
        return took, await _at_rest(process.pid) if look else {}
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), STOP_S)


async def _at_rest(pid: int) -> Mapping[str, float]:
    """Of the Python process alone; the database's processes are its children."""
    await asyncio.sleep(SETTLE_S)
    before, since = _cpu_s(pid), time.perf_counter()
    await asyncio.sleep(IDLE_S)
    part = (_cpu_s(pid) - before) / (time.perf_counter() - since)
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return {MEMORY: int(resident.split()[1]) / 1024, IDLE: part * 100}


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_S


def _variant(name: str) -> Variant:
    rounds = [0]

    async def run(plan: Plan, _size: int) -> Sample:
        """Four numbers of one run: whoever asks first for a round lets it run."""
        rounds[0] += 1
        if rounds[0] not in _found:
            _found[rounds[0]] = await _looked_at(plan, rounds[0])
        return Sample(_found[rounds[0]][name])

    return Variant(name, run)


EMBEDDED = Group(
    key="embedded", title="(h) The embedded mode", unit="see the variant", of_size="platforms", sizes=(1,),
    base="", delay=True,
    variants=tuple(_variant(name) for name in (FIRST, SECOND, MEMORY, IDLE)),
    targets=(
        Target(SECOND, "", 1, 3, at_most=True),
        Target(MEMORY, "", 1, 250, at_most=True),
        Target(IDLE, "", 1, 1, at_most=True),
    ),
)  # fmt: skip
