"""What became of each command: answered, stored, published, applied. Lost, doubled and reordered must be 0."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from chassis.delivery.relay import TellingLog
from chassis.delivery.untold_cases import UntoldCases
from chassis.settings import KafkaSettings
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from contracts.envelope import Envelope
from tests.support.faults.plan import SERVICE
from tests.support.kafka_region import all_records
from tests.support.publisher import tell

PAGE = 1_000
Entry = tuple[UUID, str]


@dataclass(frozen=True)
class Audit:
    """The count of one run; ``consumed`` are messages taken from the topic, repeats among them."""

    answered: int
    stored: int
    published: int
    repeated_on_the_topic: int
    consumed: int
    applied: int
    lost: int
    doubled: int
    reordered: int

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return (self.lost, self.doubled, self.reordered) == (0, 0, 0)

    def facts(self) -> dict[str, Any]:
        """The counts by name."""
        return asdict(self)


async def audit(
    teller: asyncpg.Pool[Any],
    listener: asyncpg.Pool[Any],
    settings: KafkaSettings,
    ledger: Path,
) -> Audit:
    """Compare what was answered with every place that it should have come to, once and in order."""
    answered = await asyncio.to_thread(_read, ledger)
    stored = [_said(envelope) for envelope in await published_log(teller, b"m" * 32)]
    topic = [
        Envelope.from_message(record.headers, record.value)
        for record in await all_records(settings, SERVICE)
    ]
    told = [_said(envelope) for envelope in _without_repeats(topic)]
    rows = await listener.fetch("SELECT case_id, text FROM heard ORDER BY number")
    heard = [(row["case_id"], row["text"]) for row in rows]
    mirrored = [_said(envelope) for envelope in await published_log(listener, b"k" * 32)]
    consumed = await listener.fetchval(
        "SELECT coalesce(sum(next_offset), 0)::bigint FROM listener_positions"
    )
    return Audit(
        answered=len(answered),
        stored=len(stored),
        published=len(told),
        repeated_on_the_topic=len(topic) - len(told),
        consumed=consumed,
        applied=len(heard),
        lost=_missing(answered, stored)
        + sum(_missing(stored, one) for one in (told, heard, mirrored)),
        doubled=sum(_doubled(one) for one in (answered, stored, heard, mirrored)),
        reordered=sum(_reordered(stored, one) for one in (told, heard, mirrored)),
    )


def compared(sent: Sequence[Entry], repeats: int, heard: Sequence[Entry]) -> Audit:
    """What became of entries that a test has told itself: ``sent`` once each and in order, and ``repeats`` more."""
    return Audit(
        answered=len(sent), stored=len(sent), published=len(sent), repeated_on_the_topic=repeats,
        consumed=len(sent) + repeats, applied=len(heard),
        lost=_missing(sent, heard), doubled=_doubled(heard), reordered=_reordered(sent, heard),
    )  # fmt: skip


async def published_log(pool: asyncpg.Pool[Any], master_key: bytes) -> list[Envelope]:
    """Everything that a store tells, in its order."""
    store = EventStore(pool, "")
    log = TellingLog(SERVICE, store, CaseKeys(pool, master_key), tell, untold=UntoldCases(pool))
    found: list[Envelope] = []
    position = 0
    while True:
        page, upto = await log.read(after=position, limit=PAGE)
        if upto == position:
            return found
        found, position = found + page, upto


def _read(ledger: Path) -> list[Entry]:
    if not ledger.exists():
        return []
    return [_entry(line) for line in ledger.read_text().splitlines()]


def _entry(line: str) -> Entry:
    case_id, text = line.split(" ", 1)
    return UUID(case_id), text


def _said(envelope: Envelope) -> Entry:
    event: Any = envelope.event()
    return event.case_id, event.reason


def _without_repeats(topic: Iterable[Envelope]) -> list[Envelope]:
    """What a reader has not seen before, in the order in which it sees it."""
    first: dict[UUID, Envelope] = {}
    for envelope in topic:
        first.setdefault(envelope.id, envelope)
    return list(first.values())


def _missing(expected: Iterable[Hashable], found: Iterable[Hashable]) -> int:
    return len(set(expected) - set(found))


def _doubled(found: Iterable[Hashable]) -> int:
    return sum(count - 1 for count in Counter(found).values())


def _reordered(expected: Sequence[Entry], found: Sequence[Entry]) -> int:
    """How many entries of a case do not stand where the store has them, among those that were found."""
    known, by_case = set(found), defaultdict(list)
    for case_id, text in found:
        by_case[case_id].append(text)
    right = defaultdict(list)
    for case_id, text in expected:
        if (case_id, text) in known:
            right[case_id].append(text)
    return sum(
        one != other
        for case_id, texts in by_case.items()
        for one, other in zip(dict.fromkeys(texts), right[case_id], strict=False)
    )
