"""(b) The relay: from the log to the topic, beside a producer that is given the same bytes."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from aiokafka import AIOKafkaProducer

from benchmarks import history
from benchmarks.append.workload import AT, ViewRecorded
from benchmarks.broker import SERVICE
from benchmarks.measure import Group, Plan, Sample, Target, Variant
from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields, TellingLog
from chassis.delivery.untold_cases import UntoldCases
from chassis.kafka import clients
from chassis.kafka.relay import PAGE_MAX, Relay
from contracts.envelope import Envelope
from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralWithdrawn

LOOK_S = 0.005


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """Every event is told."""
    if isinstance(event, ViewRecorded):
        return ReferralWithdrawn(**case, reason=event.reason_code, withdrawn_on=AT.date())
    return None


def log_of(kept: history.Kept) -> TellingLog:
    """The published log of a history."""
    return TellingLog(SERVICE, kept.store, kept.keys, tell, untold=UntoldCases(kept.pool))


async def whole_log(kept: history.Kept) -> list[Envelope]:
    """Everything that it tells."""
    log, position = log_of(kept), 0
    found: list[Envelope] = []
    while True:
        page, upto = await log.read(after=position, limit=PAGE_MAX)
        if upto == position:
            return found
        found, position = found + page, upto


async def relayed(plan: Plan, events: int) -> Sample:
    """Our relay, from the moment at which it leads until the last event is recorded as told."""
    async with history.ours(plan, events) as kept, plan.broker.topic() as settings:
        relay = Relay(log_of(kept), kept.pool, kept.dsn, settings)
        running = asyncio.create_task(relay.run())
        try:
            while not relay.leads:
                await asyncio.sleep(LOOK_S)
            begun = time.perf_counter()
            while (await relay.progress()).position < events:
                await asyncio.sleep(LOOK_S)
            return Sample(events / (time.perf_counter() - begun))
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def bare(plan: Plan, events: int) -> Sample:
    """A producer with the same settings that has the messages ready: a page is sent, then all are waited for."""
    async with history.ours(plan, events) as kept, plan.broker.topic() as settings:
        messages = [
            (one.data, str(one.subject).encode(), one.headers()) for one in await whole_log(kept)
        ]
        topic = clients.topic_of(settings, SERVICE)
        producer = AIOKafkaProducer(**clients.PRODUCER, **clients.connection(settings))
        await producer.start()
        try:
            await producer.partitions_for(topic)
            begun = time.perf_counter()
            for first in range(0, events, PAGE_MAX):
                await _send(producer, topic, messages[first : first + PAGE_MAX])
            return Sample(events / (time.perf_counter() - begun))
        finally:
            await producer.stop()


async def _send(producer: Any, topic: str, page: list[tuple[bytes, bytes, Any]]) -> None:
    sent = [
        await producer.send(topic, data, key=key, headers=headers) for data, key, headers in page
    ]
    await asyncio.gather(*sent)


TELLING = Group(
    key="telling", title="(b) Relay to Kafka", unit="events/s", of_size="events", sizes=(40_000,),
    base="bare aiokafka producer, pipelined",
    variants=(
        Variant("bare aiokafka producer, pipelined", bare),
        Variant("ours", relayed),
    ),
    targets=(Target("ours", "bare aiokafka producer, pipelined", 40_000, 0.4),),
)  # fmt: skip
