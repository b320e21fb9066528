"""A publisher and the database of a listener, fresh for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from chassis.database import Pool
from tests.integration.chassis.listener import TABLE
from tests.support.publisher import Publisher, listener_database, publishing


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with listener_database(TABLE) as pool:
        yield pool


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    async with publishing() as publisher:
        yield publisher
