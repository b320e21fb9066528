"""(i) The broker goes away for minutes while commands come at a steady rate: nobody waits for it, and then all is told.

What is told afterwards is read from the topic by somebody in no group and compared with the log: each event there,
each case in its order, and how often an event was told twice. What took effect is compared on the dashboard.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.broker import PARTITIONS, Broker
from benchmarks.dashboard import hops
from benchmarks.dashboard.visitors import LOOK_S, Visitors, visiting
from benchmarks.measure import Group, Plan, Sample, Target, seen_together
from benchmarks.platform import REFERRAL, Platform, resident_mb, through_kafka
from chassis.kafka import clients
from chassis.settings import KafkaSettings
from contracts.topics import TOPICS
from rapid_review.starts import REPORTING

RATE = 100
BEFORE_S, MEMORY_S, DRAINED_S = 10.0, 1.0, 900.0
ANSWERS, DURING, LATE = (
    "answer before",
    "answer while it is away",
    "answer while it is away, p99, ms",
)
GROWN, SPEED = "memory won meanwhile, MB", "backlog told and taken, events/s"
LOST, TWICE, DISORDER = "events not told", "events told twice", "cases out of order"
UNSEEN = "events without effect, or with two"


@dataclass(slots=True)
class OnTheTopic:
    """What stands on the topic: of each case the positions in their order."""

    order: dict[UUID, list[int]] = field(default_factory=dict)

    def differences(self, log: Mapping[UUID, list[int]]) -> dict[str, float]:
        """How it differs from a log. The same event twice is allowed (at least once); what is lost or late is not."""
        lost = twice = disorder = 0
        for case_id, positions in log.items():
            told = self.order.get(case_id, [])
            first_time = list(dict.fromkeys(told))
            lost += len(set(positions) - set(told))
            twice += len(told) - len(first_time)
            disorder += first_time != [one for one in positions if one in set(told)]
        return {LOST: lost, TWICE: twice, DISORDER: disorder}


async def _read_topic(settings: KafkaSettings) -> OnTheTopic:
    topic, found = clients.topic_of(settings, REFERRAL), OnTheTopic()
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        consumer.assign(partitions)
        await consumer.seek_to_beginning()
        left = {one: end for one, end in (await consumer.end_offsets(partitions)).items() if end}
        while left:
            for partition, records in (await consumer.getmany(timeout_ms=1_000)).items():
                for one in records:
                    position = int(dict(one.headers)["ce_position"])
                    found.order.setdefault(UUID(one.key.decode()), []).append(position)
                if records[-1].offset + 1 >= left.get(partition, 0):
                    left.pop(partition, None)
    finally:
        await consumer.stop()
    return found


async def _rows(platform: Platform, service: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(platform.dsn(service))
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


async def _log(platform: Platform) -> dict[UUID, list[int]]:
    """What was to be told, case by case."""
    found: dict[UUID, list[int]] = {}
    for row in await _rows(platform, REFERRAL, _RECEIVED):
        found.setdefault(row["case_id"], []).append(row["notification_id"])
    return found


_RECEIVED = (
    "SELECT case_id, notification_id FROM stored_events WHERE topic LIKE 'referral.ReferralReceived.%'"
    " ORDER BY notification_id"
)
_TAKEN = "SELECT case_id, position FROM case_timeline WHERE service = 'referral' ORDER BY position"
_SO_FAR = "SELECT count(*) AS count FROM case_timeline WHERE service = 'referral'"


async def _highest_memory(pid: int) -> float:
    """Looks until cancelled."""
    highest = resident_mb(pid)
    try:
        while True:
            await asyncio.sleep(MEMORY_S)
            highest = max(highest, resident_mb(pid))
    except asyncio.CancelledError:
        return highest


async def _drained(platform: Platform, events: int) -> None:
    async with asyncio.timeout(DRAINED_S):
        while (await _rows(platform, REPORTING, _SO_FAR))[0]["count"] < events:
            await asyncio.sleep(LOOK_S * 10)


@asynccontextmanager
async def _opened(broker: Broker) -> AsyncIterator[tuple[Visitors, KafkaSettings]]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="rapid-review-bench-"))
        kafka = await stack.enter_async_context(broker.topic(*TOPICS))
        platform = await stack.enter_async_context(through_kafka(Path(folder), kafka))
        yield await stack.enter_async_context(visiting(platform)), kafka


async def _looked_at(plan: Plan, rate: int) -> Mapping[str, Sample]:
    """A broker of its own is killed, stays away, and comes back."""
    broker = Broker()
    try:
        async with _opened(broker) as (visitors, kafka):
            return await _away(plan, rate, broker, (visitors, kafka))
    finally:
        broker.stop()


async def _away(
    plan: Plan, rate: int, broker: Broker, opened: tuple[Visitors, KafkaSettings]
) -> Mapping[str, Sample]:
    visitors, kafka = opened
    platform = visitors.platform
    before = await visitors.at_rate(rate, min(BEFORE_S, plan.away_s), shown=False)
    await _drained(platform, len(visitors.seen))
    had = resident_mb(platform.pids[REFERRAL])
    broker.node.kill()
    plan.say(f"outage: the broker is away for {plan.away_s:.0f} s")
    looking = asyncio.create_task(_highest_memory(platform.pids[REFERRAL]))
    during = await visitors.at_rate(rate, plan.away_s, shown=False)
    looking.cancel()
    grown = await looking - had
    await asyncio.to_thread(broker.node.start)
    begun = time.perf_counter()
    await _drained(platform, len(visitors.seen))
    took = time.perf_counter() - begun
    log = await _log(platform)
    taken = [tuple(row) for row in await _rows(platform, REPORTING, _TAKEN)]
    assert sorted(log) == sorted(visitors.seen)  # What was answered is stored.
    expected = sorted((case_id, one) for case_id, positions in log.items() for one in positions)
    found = (await _read_topic(kafka)).differences(log)
    found |= {GROWN: grown, SPEED: len(during) / took}
    found[UNSEEN] = len(set(taken) ^ set(expected)) + len(taken) - len(set(taken))
    answers = hops.took([visitors.seen[one] for one in during], hops.ANSWER)
    return {name: Sample(value) for name, value in found.items()} | {
        ANSWERS: hops.took([visitors.seen[one] for one in before], hops.ANSWER), DURING: answers,
        LATE: Sample(answers.p99_ms or 0.0),
    }  # fmt: skip


NUMBERS = (ANSWERS, DURING, LATE, GROWN, SPEED, LOST, TWICE, DISORDER, UNSEEN)

OUTAGE = Group(
    key="outage", title="(i) The broker is away", unit="see the variant; answers: ms, median", of_size="commands/s",
    sizes=(RATE,), base="", any_size=True, rounds_most=1,
    variants=seen_together(_looked_at, NUMBERS),
    targets=(
        Target(DURING, ANSWERS, RATE, 1.5, at_most=True),
        Target(GROWN, "", RATE, 64, at_most=True),
        *(Target(name, "", RATE, 0, at_most=True) for name in (LOST, DISORDER, UNSEEN)),
    ),
)  # fmt: skip
