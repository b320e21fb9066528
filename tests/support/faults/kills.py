"""Connections that are cut while work is under way, one after the other, drawn with a seed."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from tests.support.faults.flow import Flow

_VICTIMS = (
    "SELECT pid, application_name FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name <> 'test' AND pid <> pg_backend_pid() ORDER BY pid"
)


@asynccontextmanager
async def connections_cut(flow: Flow, *, pause_s: float = 0.15) -> AsyncIterator[Counter[str]]:
    """Until the block ends, sessions of both databases end at random moments; counts whose they were."""
    cut: Counter[str] = Counter()
    cutting = asyncio.create_task(_cut(flow, cut, pause_s))
    try:
        yield cut
    finally:
        cutting.cancel()
        with suppress(asyncio.CancelledError):
            await cutting


async def _cut(flow: Flow, cut: Counter[str], pause_s: float) -> None:
    draw = random.Random(f"cut:{flow.seed}")
    while True:
        await asyncio.sleep(draw.uniform(0, pause_s))
        pool = draw.choice((flow.teller_pool, flow.listener_pool))
        with suppress(asyncpg.PostgresError, OSError):
            victims = await pool.fetch(_VICTIMS)
            names = sorted({row["application_name"] for row in victims})
            if not names:
                continue
            # Of each kind alike: there are more of some than of others.
            name = draw.choice(names)
            victim = draw.choice([row["pid"] for row in victims if row["application_name"] == name])
            if await pool.fetchval("SELECT pg_terminate_backend($1)", victim):
                cut[name] += 1
