"""The board of a region, rebuilt from Kafka by the command, with the owner's address, while its service goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from chassis.database import Pool
from services.reporting.entrypoints.event_door import SERVICES, BoardDoor
from tests.integration.reporting.rows import all_rows
from tests.support.kafka_region import PATIENCE_S, own_topics, telling, told_up_to_head
from tests.support.publisher import Publisher, publishing
from tests.support.restored_region import command, environment, listening
from tests.support.roles import TwoRoles, two_roles
from tests.support.service import MASTER_KEY, TOKEN_KEY

pytestmark = [pytest.mark.integration]


@dataclass
class Region:
    """A publisher, its relay at work, and the board that hears it, with the rights of an application."""

    publisher: Publisher
    pool: Pool
    env: dict[str, str]
    roles: TwoRoles

    async def heard(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while await self.pool.fetchval("SELECT count(*) FROM case_timeline") < count:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def a_region(kafka: Any) -> AsyncIterator[Region]:
    async with (
        own_topics(kafka.bootstrap, SERVICES, partitions=2) as settings,
        two_roles("reporting") as roles,
        asyncpg.create_pool(roles.application, min_size=1, max_size=6) as pool,
        publishing() as publisher,
        telling(publisher, settings) as relay,
        listening(BoardDoor(pool, lambda: None), pool, settings),
    ):
        env = environment(publisher.dsn, settings) | {
            "RAPID_REVIEW_REPORTING_DATABASE_DSN": roles.application,
            "RAPID_REVIEW_REPORTING_GRPC_ADDRESS": "127.0.0.1:1",
            "RAPID_REVIEW_REPORTING_MASTER_KEY": MASTER_KEY.hex(),
            "RAPID_REVIEW_REPORTING_TOKEN_KEY": TOKEN_KEY.hex(),
            "RAPID_REVIEW_REPORTING_OWNERS": "{}",
        }
        await publisher.publish(uuid4(), "1", "2", "3")
        await publisher.publish(uuid4(), "1", "2")
        await told_up_to_head(publisher, relay)
        region = Region(publisher, pool, env, roles)
        await region.heard(5)
        yield region


async def test_without_the_owners_address_it_is_refused_and_nothing_is_changed(kafka: Any) -> None:
    async with a_region(kafka) as region:
        before = await all_rows(region.pool)

        said = await command(region.env, "rebuild", "reporting")

        assert said.status == 1
        assert "OWNER_DSN" in said.out
        assert await all_rows(region.pool) == before


async def test_rows_are_as_they_were_and_what_is_told_meanwhile_is_in_them(kafka: Any) -> None:
    async with a_region(kafka) as region:
        before, case_id = await all_rows(region.pool), uuid4()
        await region.pool.execute("DELETE FROM case_access")
        env = region.env | {"RAPID_REVIEW_REPORTING_OWNER_DSN": region.roles.owner}

        said = await command(env, "rebuild", "reporting")
        assert (said.status, said.out) == (
            0,
            "reporting is rebuilt.\nreporting_access is rebuilt.\n",
        )
        assert await all_rows(region.pool) == before

        texts = [str(number) for number in range(1, 31)]
        writing = asyncio.create_task(region.publisher.publish(case_id, *texts))
        while not writing.done():
            assert (await command(env, "rebuild", "reporting")).status == 0
        await writing
        await region.heard(5 + len(texts))
        rows = await region.pool.fetch(
            "SELECT facts->>'reason' AS said FROM case_timeline WHERE case_id = $1 ORDER BY position", case_id
        )  # fmt: skip
        assert [row["said"] for row in rows] == texts
        assert await region.pool.fetchval("SELECT count(*) FROM parked") == 0
