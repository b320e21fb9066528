"""A store whose connections can be taken away, and whose gate can be held shut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import asyncpg

from chassis.store.event_store import EventStore, Limits, writer_connection

QUICK = Limits(
    writers=1,
    reconnect_first_s=0.01,
    reconnect_most_s=0.05,
)
LOST = asyncpg.ConnectionDoesNotExistError("the network is gone")
Pool: TypeAlias = "asyncpg.Pool[Any]"


class Line:
    """A connection whose replies to an append can be lost, before or after it takes effect."""

    def __init__(self, connection: asyncpg.Connection[Any], network: Network) -> None:
        self._connection, self._network = connection, network

    async def fetch(self, query: str, *arguments: object, timeout: float) -> list[Any]:  # noqa: ASYNC109
        if "append_events" in query and self._network.faults:
            await self._network.faults.pop(0)(self._connection.fetch(query, *arguments))
        return await self._connection.fetch(query, *arguments, timeout=timeout)

    def is_closed(self) -> bool:
        return self._connection.is_closed()

    def terminate(self) -> None:
        if not self._network.keeps_lost_sessions:
            self._connection.terminate()


class Network:
    """Gives connections, and takes them away."""

    def __init__(self, dsn: str, limits: Limits = QUICK) -> None:
        self._dsn, self._limits = dsn, limits
        self.faults: list[Callable[[Any], Awaitable[None]]] = []
        self.down = False
        self.keeps_lost_sessions = False
        self._opened: list[asyncpg.Connection[Any]] = []

    async def connect(self) -> Any:
        if self.down:
            raise ConnectionRefusedError
        self._opened.append(await writer_connection(self._dsn, self._limits))
        return Line(self._opened[-1], self)

    def close(self) -> None:
        for connection in self._opened:
            connection.terminate()

    async def lost_before_it_was_sent(self, sent: Any) -> None:
        sent.close()
        raise LOST

    async def lost_after_the_commit(self, sent: Any) -> None:
        await sent
        raise LOST

    async def down_before_it_was_sent(self, sent: Any) -> None:
        self.down = True
        await self.lost_before_it_was_sent(sent)


@asynccontextmanager
async def running(
    pool: Pool, network: Network | None = None, *, limits: Limits = QUICK, dsn: str = ""
) -> AsyncIterator[EventStore]:
    store = EventStore(pool, dsn, limits=limits, connect=network.connect if network else None)
    await store.start()
    try:
        yield store
    finally:
        await store.stop()


@asynccontextmanager
async def gate_held(pool: Pool) -> AsyncIterator[None]:
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("LOCK TABLE append_gate IN EXCLUSIVE MODE")
        yield


async def under_way(pool: Pool, count: int = 1) -> None:
    """Wait until so many appends stand before the gate."""
    waiting = (
        "SELECT count(*) FROM pg_locks WHERE relation = 'append_gate'::regclass AND NOT granted"
    )
    async with asyncio.timeout(60):
        while await pool.fetchval(waiting) < count:
            await asyncio.sleep(0.005)
