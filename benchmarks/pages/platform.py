"""The whole platform as ``rapid-review up`` runs it, with its worked examples, and a board that its listener filled."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from benchmarks.pages.cases import told_of
from chassis.clock import utc_now
from chassis.database import pool
from chassis.rules.working_days import london_date
from rapid_review.postgres.attached import attached
from services.reporting.entrypoints.event_door import BoardDoor

READY = b"Rapid Review is ready at"
CASES_A_PAGE, STOP_S = 20, 60.0


@asynccontextmanager
async def running_platform(cases: int) -> AsyncIterator[str]:
    """Gives the address of its portal; the database and all six services are real, and durable."""
    port = os.environ.get("PORT", "18400")
    with tempfile.TemporaryDirectory(prefix="rapid-review-bench-") as folder:
        data = Path(folder) / "data"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "rapid_review.cli", "up", env=os.environ | {"PORT": port, "DATA": str(data)},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                if READY in line:
                    break
            else:
                raise RuntimeError("the platform did not start; is its port free?")
            await fill(data, cases)
            yield f"http://127.0.0.1:{port}"
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), STOP_S)


async def fill(data: Path, cases: int) -> float:
    """Tell reporting's own event door of so many cases; gives how many events a second it took."""
    began, events = time.perf_counter(), 0
    async with (
        attached(data / "postgres") as dsn,
        pool(dsn("reporting"), "benchmarks", size=2) as connections,
    ):
        door = BoardDoor(connections, lambda: None)
        page = []
        for number, told in enumerate(told_of(cases, london_date(utc_now())), 1):
            page += told
            if number % CASES_A_PAGE == 0 or number == cases:
                await door.take(page)
                events, page = events + len(page), []
        if await door.parked_count():
            raise RuntimeError("the board does not take these events")
        await connections.execute("ANALYZE")
    return events / (time.perf_counter() - began)
