"""Databases that go away, cut connections, make others wait and let transactions clash: nothing is lost by it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.faults.audit import Audit
from tests.support.faults.flow import Flow, a_flow, seed_of_run
from tests.support.faults.kills import connections_cut
from tests.support.two_servers import TwoServers, one_server

pytestmark = pytest.mark.system

WORK: dict[str, Any] = {"writers": 6, "cases": 8, "commands": 60, "pause_ms": 120, "page_max": 20}
ALONE: dict[str, Any] = {"instance": "one", "page_max": 20}
POWER_CUTS = 2
KINDS = {"event-store-writer", "referral relay", "teller", "listener"}

Report = Callable[[str, Flow, int, Audit], None]


async def test_a_server_that_loses_power_under_publisher_and_listener_loses_nothing_else(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with (
        one_server() as own,
        a_flow(kafka.bootstrap, tmp_path, seed_of_run(), server=own.dsn) as flow,
    ):
        teller = flow.worker("teller", **WORK)
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await flow.is_up()
        draw = random.Random(f"power:{flow.seed}")
        for _ in range(POWER_CUTS):
            await _some_were_answered(flow, draw.randint(20, 60))
            await _power_cut(own)
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report("PostgreSQL loses power under both", flow, POWER_CUTS, found)
        assert found.answered == WORK["writers"] * WORK["commands"]
        assert found.clean, found


async def test_connections_that_are_cut_at_any_moment_lose_double_and_reorder_nothing(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **WORK)
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await flow.is_up()
        async with connections_cut(flow) as cut:
            await teller.says("written")
            async with asyncio.timeout(60):
                while not cut.keys() >= KINDS:
                    await asyncio.sleep(0.05)
        await flow.drained()

        found = await flow.audited()

        report("connections cut at any moment", flow, cut.total(), found)
        assert found.clean, found


async def test_what_the_database_does_to_an_effect_is_over_at_the_next_attempt(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    trouble = {
        "serialization": 0.05,
        "deadlock": 0.03,
        "lock timeout": 0.03,
        "statement timeout": 0.03,
    }
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        await flow.listener_pool.execute("CREATE TABLE busy ()")
        teller = flow.worker("teller", **WORK)
        listener = flow.worker("listener", trouble=trouble, **ALONE)
        teller.start()
        async with flow.listener_pool.acquire() as connection, connection.transaction():
            await connection.execute("LOCK TABLE busy IN EXCLUSIVE MODE")
            listener.start()
            await teller.says("written")
            await flow.drained()

        found = await flow.audited()

        said = listener.said.read_text()
        report("clash, deadlock, lock and time out in effects", flow, said.count("trouble:"), found)
        assert [one for one in trouble if f"trouble: {one}" not in said] == []
        assert await flow.listener_pool.fetchval("SELECT count(*) FROM parked") == 0
        assert found.clean, found


async def test_a_pool_that_is_exhausted_makes_everybody_wait_and_nobody_lose(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **{**WORK, "writers": 40, "commands": 6, "pool": 2})
        for worker in (teller, flow.worker("listener", pool=2, **ALONE)):
            worker.start()
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report("pools of two connections", flow, 2, found)
        assert found.answered == 240
        assert found.clean, found


async def _some_were_answered(flow: Flow, more: int) -> None:
    """Wait until so many more commands are in the ledger."""

    def count() -> int:
        return len(flow.ledger.read_text().splitlines()) if flow.ledger.exists() else 0

    before = count()
    async with asyncio.timeout(60):
        while count() < before + more:
            await asyncio.sleep(0.02)


async def _power_cut(own: TwoServers) -> None:
    await asyncio.to_thread(own.primary.kill)
    await own.primary.start()
    await own.until(own.primary, "SELECT true")
