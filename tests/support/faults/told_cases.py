"""Envelopes that a test sends itself: chained as a relay chains them, in any order, as often as it likes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid5

from aiokafka import AIOKafkaProducer

from chassis.kafka.clients import topic_of
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope, Headers
from contracts.events.referral import ReferralWithdrawn
from tests.support.publisher import AT

Message = tuple[Headers, bytes, bytes]
"""Headers, value, key."""


def entries(cases: Sequence[UUID], each: int, *, padding: int = 0) -> list[Envelope]:
    """Entries 1, 2, 3… of each case, taken in turns; the log of one service."""
    told: list[Envelope] = []
    last = dict.fromkeys(cases, 0)
    for number in range(1, each + 1):
        for case_id in cases:
            told.append(_entry(case_id, number, len(told) + 1, last[case_id], padding))
            last[case_id] = len(told)
    return told


def _entry(case_id: UUID, number: int, position: int, previous: int, padding: int) -> Envelope:
    event = ReferralWithdrawn(
        case_id=case_id, reference="PLY-RR-2026-0001", partnership="PLY",
        reason=f"{number}{'x' * padding}", withdrawn_on=AT.date(),
    )  # fmt: skip
    stream = uuid5(case_id, "diary")
    return Envelope(
        id=uuid5(stream, str(number)), source="/rapid-review/referral", type=event.TYPE, subject=case_id,
        time=AT, recordedtime=AT, partnership="PLY", actor="coordinator:ply-coordinator", stream=stream,
        streamversion=number, position=position, previous=previous, correlationid=case_id,
        causationid=case_id, data=event.model_dump_json().encode(),
    )  # fmt: skip


def chained(log: Iterable[Envelope]) -> list[Envelope]:
    """The log of one service, each event with the one that was told before it of its case."""
    last: dict[UUID, int] = {}
    told = []
    for envelope in log:
        previous = last.get(envelope.subject, 0)
        told.append(envelope.model_copy(update={"previous": previous}))
        last[envelope.subject] = envelope.position
    return told


def message(envelope: Envelope) -> Message:
    """As a relay sends it."""
    return envelope.headers(), envelope.data, str(envelope.subject).encode()


async def send(
    settings: KafkaSettings, told: Mapping[str, Sequence[Message]], **limits: int
) -> None:
    """Send each service's messages, in this order."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap, **limits)
    await producer.start()
    try:
        for service, messages in told.items():
            for headers, value, key in messages:
                topic = topic_of(settings, service)
                await producer.send_and_wait(topic, value, key=key, headers=headers)
    finally:
        await producer.stop()
