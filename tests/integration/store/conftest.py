"""A store on a fresh database for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from chassis.store.event_store import EventStore
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.network import Network


@pytest.fixture
async def dsn() -> AsyncIterator[str]:
    async with fresh_database(CHASSIS_SCHEMA) as address:
        yield address


@pytest.fixture
async def pool(dsn: str) -> AsyncIterator[asyncpg.Pool[Any]]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as opened:
        yield opened


@pytest.fixture
async def store(pool: asyncpg.Pool[Any], dsn: str) -> AsyncIterator[EventStore]:
    opened = EventStore(pool, dsn)
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def network(dsn: str) -> AsyncIterator[Network]:
    opened = Network(dsn)
    yield opened
    opened.close()
