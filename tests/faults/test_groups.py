"""Replicas that share the work, die, join, freeze and come back as if no time had passed: each event once, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.faults.audit import Audit
from tests.support.faults.flow import Flow, Worker, a_flow, eventually, seed_of_run
from tests.support.faults.plan import SERVICE
from tests.support.kafka_region import ends_of

pytestmark = pytest.mark.system

WORK: dict[str, Any] = {"writers": 6, "cases": 12, "commands": 60, "pause_ms": 150, "page_max": 20}
REPLICA: dict[str, Any] = {"page_max": 10, "session_ms": 3_000, "idle_s": 2.0}
REPLICAS = 3
HAPPENS_S = 120.0
RELAY: dict[str, Any] = {"page_max": 20, "frozen_s": 2}

Report = Callable[[str, Flow, int, Audit], None]


async def test_one_of_three_is_killed_in_a_page_and_a_fourth_joins(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller, replicas = _working(flow, {"deaths": {"between effect and inbox": 0.1}})
        teller = await _works_until(flow, teller, lambda: replicas[0].has_ended)
        flow.worker("listener", **REPLICA).start()
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report("one of three killed in a page, a fourth joins", flow, 1, found)
        assert found.clean, found


async def test_one_that_was_frozen_beyond_its_session_with_the_turn_of_a_case_comes_back(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller, replicas = _working(flow, {"freezes": {"between effect and inbox": 0.1}})
        teller = await _works_until(flow, teller, lambda: replicas[0].has_said("froze"))
        await teller.says("written")
        await flow.drained()  # The others have taken over all that it had.
        late = flow.worker("teller", **{**WORK, "commands": 20})
        late.start()
        replicas[0].thaw()
        await late.says("written")
        await flow.drained()

        found = await flow.audited()

        report("one of three frozen beyond its session", flow, 1, found)
        assert found.clean, found


async def test_one_that_was_frozen_between_its_effects_and_its_place_comes_back(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller, replicas = _working(flow, {"freezes": {"between effect and place": 0.5}})
        teller = await _works_until(flow, teller, lambda: replicas[0].has_said("froze"))
        await teller.says("written")
        await flow.drained()
        replicas[0].thaw()
        late = flow.worker("teller", **{**WORK, "commands": 20})
        late.start()
        await late.says("written")
        await flow.drained()

        found = await flow.audited()

        report("one of three frozen before it kept its place", flow, 1, found)
        assert found.clean, found


async def test_replicas_that_are_replaced_one_after_the_other(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller, replicas = _working(flow, {})
        for replica in replicas:
            heard = await _heard(flow)
            new = flow.worker("listener", **REPLICA)
            new.start()
            await _hears_more(flow, heard)
            assert replica.process is not None
            replica.process.terminate()
            await _ends(replica)
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report("three replicas replaced one by one", flow, REPLICAS, found)
        assert found.clean, found


@pytest.mark.parametrize("point", ["before send", "within record"])
async def test_a_relay_that_was_frozen_comes_back_after_the_standby_has_told_all(
    point: str, kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        writer = flow.worker("teller", relays=False, **{**WORK, "pause_ms": 60})
        frozen = flow.worker("teller", freezes={point: 0.5}, **RELAY)
        for worker in (writer, frozen, flow.worker("listener", **REPLICA)):
            worker.start()
        writer = await _works_until(flow, writer, lambda: frozen.has_said("froze"))
        standby = flow.worker("teller", **RELAY)
        standby.start()
        await writer.says("written")
        await flow.drained()
        before = sum((await ends_of(flow.settings, SERVICE)).values())
        frozen.thaw()
        if point == "before send":  # Now it sends what the standby has sent long ago.
            await _told_beyond(flow, before)
        late = flow.worker("teller", relays=False, **{**WORK, "commands": 20})
        late.start()
        await late.says("written")
        await flow.drained()

        found = await flow.audited()

        report(f"relay frozen {point}", flow, 1, found)
        assert found.repeated_on_the_topic > 0
        assert found.clean, found


def _working(flow: Flow, of_the_first: dict[str, Any]) -> tuple[Worker, list[Worker]]:
    """A publisher and three replicas of its listener, of which the first is unlucky."""
    teller = flow.worker("teller", **WORK)
    unlucky = [of_the_first, *({} for _ in range(REPLICAS - 1))]
    replicas = [flow.worker("listener", **REPLICA, **more) for more in unlucky]
    for worker in (*replicas, teller):
        worker.start()
    return teller, replicas


async def _works_until(flow: Flow, teller: Worker, is_so: Callable[[], bool]) -> Worker:
    """Wait for what is a matter of chance, with something to tell meanwhile; gives who tells it."""
    async with asyncio.timeout(HAPPENS_S):
        while not is_so():
            if teller.has_said("written"):
                teller = flow.worker(
                    "teller", **{**WORK, "relays": teller.plan.relays, "commands": 20}
                )
                teller.start()
            await asyncio.sleep(0.05)
    return teller


async def _ends(worker: Worker) -> None:
    async with asyncio.timeout(60):
        while not worker.has_ended:
            await asyncio.sleep(0.05)


async def _heard(flow: Flow) -> int:
    return int(await flow.listener_pool.fetchval("SELECT count(*) FROM heard"))


async def _hears_more(flow: Flow, than: int) -> None:
    async def is_so() -> bool:
        head = await flow.teller_pool.fetchval("SELECT count(*) FROM stored_events")
        heard = await _heard(flow)
        return heard > than or heard >= head - WORK["cases"]

    await eventually(is_so, 60)


async def _told_beyond(flow: Flow, end: int) -> None:
    async def is_so() -> bool:
        return sum((await ends_of(flow.settings, SERVICE)).values()) > end

    await eventually(is_so, 60)
