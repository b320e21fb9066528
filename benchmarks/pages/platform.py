"""The whole platform as ``rapid-review up`` runs it, with its worked examples, and a board that its listener filled."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID

from benchmarks.pages.cases import told_of
from chassis.clock import utc_now
from chassis.database import Pool, pool
from chassis.rules.working_days import london_date
from rapid_review.postgres.attached import attached
from services.reporting.entrypoints.event_door import BoardDoor
from services.reporting.readmodel.case_board import TABLES

READY = b"Rapid Review is ready at"
CASES_A_PAGE, TOLD, STOP_S = 20, 250, 60.0
_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
_ANEW = {
    "case_id": "CAST(md5(case_id::text || copy) AS uuid)",
    "event_id": "CAST(md5(event_id::text || copy) AS uuid)",
    "reference": "regexp_replace(reference, '[0-9]+$', '')"
    f" || (CAST(substring(reference FROM '[0-9]+$') AS int) + {TOLD} * copy)",
}


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


async def fill(data: Path, cases: int) -> None:
    """Tell reporting's own event door of some hundred cases; more are their rows under other ids and references."""
    told = list(told_of(min(cases, TOLD), london_date(utc_now())))
    async with (
        attached(data / "postgres") as dsn,
        pool(dsn("reporting"), "benchmarks", size=2) as connections,
    ):
        door = BoardDoor(connections, lambda: None)
        for first in range(0, len(told), CASES_A_PAGE):
            await door.take(
                [one for events in told[first : first + CASES_A_PAGE] for one in events]
            )
        if await door.parked_count():
            raise RuntimeError("the board does not take these events")
        case_ids = [events[0].subject for events in told]
        for table in (*TABLES, "case_revisions"):
            await _copy(connections, table, case_ids, cases // len(told) - 1)
        await connections.execute("ANALYZE")


async def _copy(connections: Pool, table: str, case_ids: Sequence[UUID], copies: int) -> None:
    """Each told case so many times more, as the listener wrote it: under another id and the next free reference."""
    names = [row["column_name"] for row in await connections.fetch(_COLUMNS, table)]
    values = ", ".join(_ANEW.get(name, name) for name in names)
    await connections.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}"  # noqa: S608 - names of our own tables
        f" FROM {table}, generate_series(1, $2::int) AS copy WHERE case_id = ANY($1)",
        case_ids,
        copies,
    )
