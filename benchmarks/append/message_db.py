"""Message DB: its own SQL functions, driven by the fastest driver that we know.

It comes from npm (benchmarks/message_db/package.json). Its extension for ids is not needed: the server has it built in.
A category is serial, because its lock is held until the commit. A reader of one category is safe; one of the whole
log, with a category for each caller, is not: that variant promises less than ours.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from benchmarks.append.workload import CONTENT, STREAM_EVENTS
from benchmarks.callers import rate_of
from benchmarks.measure import Plan, Sample

FOLDER = Path(__file__).parents[1] / "message_db/node_modules/@eventide/message-db/database"
TEMPLATE = "bench_message_db"
POOL = 16
# In the order of their own install scripts.
FUNCTIONS = (
    "message-store-version", "hash-64", "acquire-lock", "category", "is-category", "id", "cardinal-id",
    "stream-version", "write-message", "get-stream-messages", "get-category-messages", "get-last-stream-message",
)  # fmt: skip
INDEXES = ("messages-id", "messages-stream", "messages-category")
WRITE = "SELECT write_message($1::varchar, $2::varchar, $3::varchar, $4::jsonb, NULL::jsonb, $5::bigint)"


def scripts() -> list[str]:
    """What makes a message store. Raises ``FileNotFoundError`` where npm has not fetched it."""
    files = ["schema/message-store", "types/message", "tables/messages"]
    files += [f"functions/{name}" for name in FUNCTIONS] + [f"indexes/{name}" for name in INDEXES]
    return [
        "SET search_path TO message_store, public;" + (FOLDER / f"{name}.sql").read_text("utf-8")
        for name in files
    ]


@dataclass
class Caller:
    """Writes to streams of its own, in one category or each in its own."""

    pool: asyncpg.Pool[Any]
    own_category: bool
    stream: str = ""
    version: int = -1
    data: str = field(default_factory=lambda: json.dumps(CONTENT))

    async def __call__(self) -> int:
        """One message."""
        if not self.stream or self.version >= STREAM_EVENTS - 1:
            name = uuid4().hex
            self.stream = f"view{name}-1" if self.own_category else f"view-{name}"
            self.version = -1
        self.version = await self.pool.fetchval(
            WRITE, str(uuid4()), self.stream, "ViewRecorded", self.data, self.version
        )
        return 1


async def _appending(plan: Plan, callers: int, *, own_category: bool) -> Sample:
    await plan.server.make_template(TEMPLATE, *scripts())
    async with (
        plan.server.database(template=TEMPLATE) as dsn,
        asyncpg.create_pool(
            dsn, min_size=1, max_size=min(POOL, callers), reset=_nothing,
            server_settings={"search_path": "message_store, public"},
        ) as pool,
    ):  # fmt: skip
        return await rate_of([Caller(pool, own_category) for _ in range(callers)], plan.seconds)


async def _nothing(_connection: Any) -> None:
    """Nothing to put back between two calls: a round trip less for them."""


one_category = functools.partial(_appending, own_category=False)
category_each = functools.partial(_appending, own_category=True)
