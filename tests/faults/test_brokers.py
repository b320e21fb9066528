"""Brokers that freeze, die, lose their leader or their copies: commands are answered all the same, and all is told."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis.kafka import clients
from chassis.kafka.relay import Relay
from chassis.kafka.source import KafkaSource
from rapid_review.kafka.node import LocalKafka
from tests.support.faults.audit import Audit
from tests.support.faults.flow import Flow, Worker, a_flow, eventually, seed_of_run
from tests.support.kafka_cluster import KafkaCluster, own_cluster, own_kafka
from tests.support.kafka_region import own_topics
from tests.support.publisher import listener_database, publishing

pytestmark = pytest.mark.system

WORK: dict[str, Any] = {"writers": 6, "cases": 8, "commands": 40, "pause_ms": 120, "page_max": 20}
HURRIED: dict[str, Any] = {"send_within_s": 2.0, "request_ms": 1_000}
"""A relay that gives up after a moment, so that a test need not wait for long."""
ALONE: dict[str, Any] = {"instance": "one", "page_max": 20}
MEMORY_MIB = 64
"""More than this may no outage add to a publisher, which holds one page."""

HARMLESS = {"AIOKafkaClient._md_synchronizer"}
"""It asks now and then who leads; the library does not always end it when it closes a client."""

Report = Callable[[str, Flow, int, Audit], None]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """A broker that the tests of this file kill, and leave running."""
    with own_kafka(tmp_path_factory.mktemp("faults")) as own:
        own.start()
        yield own


async def test_a_broker_that_freezes_while_it_is_told_leaves_an_unknown_outcome_and_no_loss(
    node: LocalKafka, tmp_path: Path, report: Report
) -> None:
    async with a_flow(node.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **WORK, **HURRIED)
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await _told_at_least(flow, random.Random(flow.seed).randint(20, 60))
        node.pause()
        try:
            # It gave up a page of which nobody knows how much the broker took.
            await teller.says("relay.stopped")
        finally:
            node.resume()
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report("broker frozen beyond the producer's time", flow, 1, found)
        assert found.clean, found


async def test_while_the_broker_is_down_commands_are_answered_in_bounded_memory_and_then_all_is_told(
    node: LocalKafka, tmp_path: Path, report: Report
) -> None:
    async with a_flow(node.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **{**WORK, "commands": 150, "pause_ms": 20}, **HURRIED)
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await _told_at_least(flow, random.Random(flow.seed).randint(20, 60))
        node.kill()
        try:
            before = _memory_mib(teller)
            await teller.says("written")
            untold = await _untold(flow)
            grown = _memory_mib(teller) - before
        finally:
            await asyncio.to_thread(node.start)
        began = time.monotonic()
        await flow.drained()
        rate = untold / (time.monotonic() - began)

        found = await flow.audited()

        report(f"broker down, then told at {rate:.0f} events a second", flow, 1, found)
        assert untold > 100
        assert grown < MEMORY_MIB
        assert found.answered == WORK["writers"] * 150
        assert found.clean, found


async def test_a_leader_that_dies_and_copies_that_are_too_few_acknowledge_nothing_that_is_lost(
    tmp_path: Path, report: Report
) -> None:
    with own_cluster(tmp_path / "cluster") as cluster:
        await asyncio.to_thread(cluster.start)
        async with a_flow(cluster.bootstrap, tmp_path, seed_of_run(), copies=3) as flow:
            work = {**WORK, "commands": 100, "pause_ms": 300}
            teller = flow.worker("teller", **work, **HURRIED)
            for worker in (teller, flow.worker("listener", **ALONE)):
                worker.start()
            await _told_at_least(flow, 20)
            leader = await cluster.leader(clients.topic_of(flow.settings, "referral"))
            leader.kill()
            await _told_at_least(flow, 40)
            await _too_few(cluster, flow)
            await teller.says("written")
            await flow.drained()

            found = await flow.audited()

            report("leader killed, then too few copies", flow, 2, found)
            assert found.clean, found


async def test_a_producer_of_a_broker_that_has_died_leaves_nothing_behind_that_goes_on_sending(
    node: LocalKafka,
) -> None:
    async with (
        own_topics(node.bootstrap, ["referral"]) as settings,
        publishing() as publisher,
    ):
        before = asyncio.all_tasks()
        relay = Relay(publisher.log, publisher.pool, publisher.dsn, settings)
        try:
            async with relay._producing() as producer:
                topic = clients.topic_of(settings, "referral")
                await producer.send_and_wait(topic, b"1")
                node.kill()
                await producer.send(topic, b"2")

            left = asyncio.all_tasks() - before
            await asyncio.wait(left, timeout=clients.STOP_S) if left else None
            assert {_what(task) for task in left if not task.done()} <= HARMLESS
        finally:
            await asyncio.to_thread(node.start)


async def test_a_service_whose_broker_has_died_stops_within_its_deadline_and_leaves_the_group_later(
    node: LocalKafka,
) -> None:
    before = asyncio.all_tasks()
    async with _listening_and_telling(node) as parts:
        node.kill()
        try:
            for part in parts:
                part.cancel()

            _, late = await asyncio.wait(parts, timeout=2 * clients.STOP_S + 5)

            assert late == set()
        finally:
            await asyncio.to_thread(node.start)

    async def nobody_is_left() -> bool:
        return {_what(one) for one in asyncio.all_tasks() - before if not one.done()} <= HARMLESS

    await eventually(nobody_is_left, 60)


async def test_a_process_whose_broker_has_died_ends_when_it_is_asked_to(
    node: LocalKafka, tmp_path: Path
) -> None:
    async with a_flow(node.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **{**WORK, "commands": 5})
        listener = flow.worker("listener", page_max=20)
        for worker in (teller, listener):
            worker.start()
        await teller.says("written")
        await flow.drained()
        node.kill()
        try:
            for worker in (teller, listener):
                assert worker.process is not None
                worker.process.send_signal(signal.SIGINT)

            for worker in (teller, listener):
                await _ends(worker)
        finally:
            await asyncio.to_thread(node.start)


def _what(task: asyncio.Task[Any]) -> str:
    return str(getattr(task.get_coro(), "__qualname__", ""))


async def _ends(worker: Worker) -> None:
    async with asyncio.timeout(2 * clients.STOP_S + 60):
        while not worker.has_ended:
            await asyncio.sleep(0.05)


@asynccontextmanager
async def _listening_and_telling(node: LocalKafka) -> AsyncIterator[list[asyncio.Task[None]]]:
    heard = asyncio.Event()

    async def hear(page: Any) -> None:
        heard.set()

    async with (
        own_topics(node.bootstrap, ["referral"]) as settings,
        publishing() as publisher,
        listener_database() as pool,
    ):
        source = KafkaSource(settings, pool)
        relay = Relay(publisher.log, publisher.pool, publisher.dsn, settings)
        parts = [
            asyncio.create_task(source.listen("test", ["referral"], hear)),
            asyncio.create_task(relay.run()),
        ]
        try:
            await publisher.publish(uuid4(), "1")
            async with asyncio.timeout(60):
                await heard.wait()
            yield parts
        finally:
            for part in parts:
                part.cancel()
            await asyncio.wait(parts, timeout=1)


async def _too_few(cluster: KafkaCluster, flow: Flow) -> None:
    """Of three nodes one is left: nothing may count as told until they are back."""
    alive = [one for one in cluster.nodes if one.is_running]
    alive[0].kill()
    told = await _told(flow)
    await asyncio.sleep(5)
    acknowledged = await _told(flow)
    await asyncio.to_thread(cluster.start)
    # What was on its way when the second died may still have been recorded.
    assert acknowledged - told <= 20


async def _told(flow: Flow) -> int:
    return int(await flow.teller_pool.fetchval("SELECT position FROM relay"))


async def _told_at_least(flow: Flow, more: int) -> None:
    until = await _told(flow) + more

    async def is_told() -> bool:
        return await _told(flow) >= until

    await eventually(is_told, 60)


async def _untold(flow: Flow) -> int:
    head = await flow.teller_pool.fetchval("SELECT max(notification_id) FROM stored_events")
    return int(head) - await _told(flow)


def _memory_mib(worker: Worker) -> int:
    assert worker.process is not None
    status = Path(f"/proc/{worker.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024
