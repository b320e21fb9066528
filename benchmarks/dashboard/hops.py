"""From the moments of cases to hops: what PostgreSQL remembers of its commits, and how long each part took."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.broker import PARTITIONS
from benchmarks.dashboard.visitors import ANSWERED, SENT, SHOWN, TOLD, WATCHED, Moments, Visitors
from benchmarks.measure import Sample, percentile
from benchmarks.platform import REFERRAL
from chassis.kafka import clients
from chassis.settings import KafkaSettings
from rapid_review.starts import REPORTING

STORED, TAKEN = "stored", "taken"
_STORED = (
    "SELECT case_id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM stored_events"
    " WHERE topic LIKE 'referral.ReferralReceived.%'"
)
_TAKEN = (
    "SELECT case_id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM case_timeline"
    " WHERE type = 'ReferralReceived'"
)
END = (SENT, SHOWN)
ANSWER = (SENT, ANSWERED)
IN_PROCESS = ((SENT, STORED), (STORED, TAKEN), (TAKEN, WATCHED), (WATCHED, SHOWN))
OVER_KAFKA = ((SENT, STORED), (STORED, TOLD), (TOLD, TAKEN), (TAKEN, WATCHED), (WATCHED, SHOWN))
Hop = tuple[str, str]


async def look_up_commits(visitors: Visitors) -> None:
    """Note of each case when its event and its effect were committed."""
    for service, name, query in ((REFERRAL, STORED, _STORED), (REPORTING, TAKEN, _TAKEN)):
        connection = await asyncpg.connect(visitors.platform.dsn(service))
        try:
            rows = await connection.fetch(query)
            visitors.note(name, {row["case_id"]: row["at"] for row in rows})
        finally:
            await connection.close()


@asynccontextmanager
async def overheard(visitors: Visitors, settings: KafkaSettings) -> AsyncIterator[None]:
    """Somebody in no group, who notes when an event can be read on the topic."""
    topic = clients.topic_of(settings, REFERRAL)
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap, enable_auto_commit=False)
    await consumer.start()
    consumer.assign([TopicPartition(topic, number) for number in range(PARTITIONS)])
    await consumer.seek_to_beginning()

    async def listen() -> None:
        while True:
            records = await consumer.getmany(timeout_ms=1_000)
            now = time.time()
            visitors.note(
                TOLD, {UUID(one.key.decode()): now for page in records.values() for one in page}
            )

    listening = asyncio.create_task(listen())
    try:
        yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await consumer.stop()


def took(cases: Iterable[Moments], hop: Hop) -> Sample:
    """How long a hop took; its value is the median."""
    since, until = hop
    ordered = sorted((one[until] - one[since]) * 1000 for one in cases)
    p50, p99 = percentile(ordered, 0.5), percentile(ordered, 0.99)
    return Sample(p50, p50, p99)


def thirds(cases: Sequence[Moments]) -> tuple[Sequence[Moments], Sequence[Moments]]:
    """The first and the last third of a run, in the order in which they were to be sent."""
    ordered = sorted(cases, key=lambda one: one[SENT])
    third = max(1, len(ordered) // 3)
    return ordered[:third], ordered[-third:]
