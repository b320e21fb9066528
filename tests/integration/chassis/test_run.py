"""A service from its first connection to its last: half started, with a part that dies, closed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

import asyncpg
import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from structlog.testing import capture_logs

from chassis.database import Pool
from chassis.delivery.event_source import PAGE_MAX, Advance, Take
from chassis.migrations import Migration, NotMigrated
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from chassis.settings import SettingsWrong
from services.review.main import NAME, build
from tests.support.database import fresh_database
from tests.support.free_ports import free_ports
from tests.support.service import _settings, prepared


class Ending:
    """A source whose listening ends as a test wants it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.end, self._error = asyncio.Event(), error

    async def listen(
        self, listener: str, services: Sequence[str], take: Take, *, page_max: int = PAGE_MAX
    ) -> None:
        """Wait for the end."""
        await self.end.wait()
        if self._error:
            raise self._error

    async def positions(self, listener: str) -> Mapping[str, Mapping[int, int]]:
        """Nowhere."""
        return {}

    async def advance(self, listener: str) -> Mapping[str, Advance]:
        """Nowhere."""
        return {}


@pytest.fixture
async def running() -> AsyncIterator[RunningService]:
    async with fresh_database() as dsn:
        address = f"127.0.0.1:{free_ports()}"
        service = RunningService(NAME, _settings(dsn, address), build, RulePacks.load())
        yield service
        await service.close()


async def laid(running: RunningService) -> None:
    await prepared(running.settings.database_dsn.get_secret_value(), NAME)
    await running.lay_ground()


async def health(running: RunningService) -> int:
    async with grpc.aio.insecure_channel(running.settings.grpc_address) as channel:
        request = health_pb2.HealthCheckRequest(service="")
        answer = await health_pb2_grpc.HealthStub(channel).Check(request)
    status: int = answer.status
    return status


@pytest.mark.parametrize("error", [KeyError("no such service"), None], ids=["error", "return"])
async def test_a_listener_that_ends_by_itself_is_noticed(
    running: RunningService, error: Exception | None
) -> None:
    source = Ending(error)
    await laid(running)
    await running.open_doors(source)
    assert await health(running) == health_pb2.HealthCheckResponse.SERVING

    with capture_logs() as lines:
        source.end.set()
        async with asyncio.timeout(60):
            while await health(running) != health_pb2.HealthCheckResponse.NOT_SERVING:
                await asyncio.sleep(0.01)

    ended = {(line["event"], line["part"]) for line in lines}
    parts = ("review", "review_access", "review_erasure")
    assert ended == {("service.part_ended", part) for part in parts}


async def test_closing_notices_nothing(running: RunningService) -> None:
    await laid(running)
    await running.open_doors(Ending())

    with capture_logs() as lines:
        await running.close()

    assert lines == []


async def connections(pool: Pool) -> int:
    found: int = await pool.fetchval(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return found


async def test_a_ground_that_cannot_be_laid_leaves_no_connection() -> None:
    def half(ground: Ground) -> Service:
        service = build(ground)
        unknown = Migration("9999_of_a_later_version", "SELECT 1")
        return replace(service, migrations=(unknown,))

    async with fresh_database() as dsn, asyncpg.create_pool(dsn, min_size=1) as watching:
        running = RunningService(NAME, _settings(dsn, "127.0.0.1:0"), half, RulePacks.load())

        with pytest.raises(NotMigrated, match="lacks the step 9999_of_a_later_version"):
            await laid(running)
        await running.close()

        assert await connections(watching) == 0


async def test_a_door_that_cannot_open_leaves_no_task_and_no_connection() -> None:
    async with fresh_database() as dsn, asyncpg.create_pool(dsn, min_size=1) as watching:
        taken = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        running = RunningService(NAME, _settings(dsn, address), build, RulePacks.load())
        before = asyncio.all_tasks()
        await laid(running)

        with pytest.raises(SettingsWrong, match="cannot listen"):
            await running.open_doors(Ending())
        await running.close()
        taken.close()

        assert asyncio.all_tasks() == before
        assert await connections(watching) == 0


async def test_a_door_that_would_be_open_to_the_network_is_refused_before_anything_is_opened() -> (
    None
):
    async with fresh_database() as dsn, asyncpg.create_pool(dsn, min_size=1) as watching:
        running = RunningService(NAME, _settings(dsn, "198.51.100.7:8000"), build, RulePacks.load())

        with pytest.raises(SettingsWrong, match="needs TLS"):
            await running.lay_ground()

        assert await connections(watching) == 0


async def test_a_database_without_tables_is_refused_and_stays_without() -> None:
    async with fresh_database() as dsn, asyncpg.create_pool(dsn, min_size=1) as looking:
        running = RunningService(NAME, _settings(dsn, "127.0.0.1:0"), build, RulePacks.load())

        with pytest.raises(
            NotMigrated,
            match="lacks the step chassis_0001_event_store: run rapid-review migrate review first",
        ):
            await running.lay_ground()
        await running.close()

        assert await looking.fetchval("SELECT to_regclass('schema_migrations')") is None
