"""A publisher of several cases, one of which has an event that the code of the day cannot read; and its readers."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4, uuid5

from chassis.aggregate import Event
from chassis.clock import utc_now
from chassis.delivery.event_source import EventSource, FollowLogs
from chassis.delivery.untold_decisions import UntoldDecisions
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from chassis.store.seal import event_id_of, seal
from contracts.envelope import Envelope
from tests.support.faults.audit import Audit, Entry, compared
from tests.support.faults.hearing import HEARD, WITHIN_S, Hearing
from tests.support.kafka_region import own_topics, telling
from tests.support.publisher import EntryWritten, Publisher, a_cause, listener_database

NAMESPACE = UUID("5f0c3c5e-55b7-4a53-9d0f-2f1d6c1d7a10")
SERVICE = "referral"
CASES = 5


@dataclass
class Diaries:
    """Writes entries of several cases; ``poison`` writes one of a topic that no code claims yet."""

    publisher: Publisher
    draw: random.Random
    written: list[Entry] = field(default_factory=list)
    bad: int = 0
    topic: str = field(default_factory=lambda: f"test.EntrySung{uuid4().hex}.v1")

    def __post_init__(self) -> None:
        self.cases = [uuid5(NAMESPACE, str(self.draw.random())) for _ in range(CASES)]
        self.poisoned = self.draw.choice(self.cases)
        self.decisions = UntoldDecisions(
            self.publisher.log, self.publisher.store, self.publisher.keys, utc_now
        )

    async def begin(self) -> None:
        """The first entry of each case."""
        for case_id in self.cases:
            await self.publisher.publish(case_id, "1")
            self.written.append((case_id, "1"))

    async def write(self, count: int, cases: list[UUID] | None = None) -> None:
        """So many entries, each of a case that is drawn."""
        for _ in range(count):
            await self.append(self.draw.choice(cases or self.cases), EntryWritten.TOPIC)

    async def poison(self) -> None:
        """An entry that only newer code can read."""
        self.bad = len(self.written)
        await self.append(self.poisoned, self.topic)

    async def append(self, case_id: UUID, topic: str) -> None:
        """Straight into the store, as a replica with newer code would."""
        last = (await self.publisher.store.stream(uuid5(case_id, "diary")))[-1]
        version, text = last.header.version + 1, str(len(self.written))
        header = last.header._replace(
            version=version, topic=topic, causation_id=uuid4(),
            event_id=event_id_of(last.header.stream, version),
        )  # fmt: skip
        body = b'{"reference": "PLY-RR-2026-0001", "text": "%s"}' % text.encode()
        sealed = seal(header, body, await self.publisher.keys.of(case_id), last.hash)
        await self.publisher.store.append([sealed], expected=last.header.version)
        self.written.append((case_id, text))

    def bring_up_to_date(self) -> type[Event]:
        """Today's code knows the topic."""

        class EntrySung(EntryWritten, topic=self.topic):
            """As newer code has it."""

        return EntrySung

    async def resume(self) -> int:
        """Let the poisoned case be told."""
        return await self.decisions.resume(a_cause(self.poisoned), reason="An invented reason.")

    def tellable(self) -> list[Entry]:
        """What is told while the case waits: everything of the others, and of it what stands before."""
        written = enumerate(self.written)
        return [one for place, one in written if one[0] != self.poisoned or place < self.bad]


Listening = Callable[[], AbstractAsyncContextManager[Hearing]]


@asynccontextmanager
async def in_process(publisher: Publisher, _bootstrap: str) -> AsyncIterator[Listening]:
    """Listeners that follow the log itself."""

    @asynccontextmanager
    async def listening() -> AsyncIterator[Hearing]:
        async with listener_database(HEARD) as pool:
            nowhere = KafkaSettings(bootstrap="localhost:1", protocol="PLAINTEXT")
            hearing = Hearing(nowhere, pool, 0)
            async with _listens(FollowLogs({SERVICE: publisher.log}, pool), hearing):
                yield hearing

    yield listening


@asynccontextmanager
async def over_kafka(publisher: Publisher, bootstrap: str) -> AsyncIterator[Listening]:
    """A relay, and listeners to its topic."""
    async with (
        own_topics(bootstrap, [SERVICE]) as settings,
        telling(publisher, settings),
    ):

        @asynccontextmanager
        async def listening() -> AsyncIterator[Hearing]:
            async with listener_database(HEARD) as pool:
                hearing = Hearing(settings, pool, 0)
                async with _listens(KafkaSource(settings, pool), hearing):
                    yield hearing

        yield listening


@asynccontextmanager
async def _listens(source: EventSource, hearing: Hearing) -> AsyncIterator[None]:
    name = f"listener-{uuid4().hex}"  # A group of its own on the broker.
    task = asyncio.create_task(source.listen(name, [SERVICE], hearing.door.take))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def audited(hearing: Hearing, expected: list[Entry]) -> Audit:
    """What became of what should have been heard, once so much was heard."""
    async with asyncio.timeout(WITHIN_S):
        while len(await hearing.heard()) < len(expected):
            await asyncio.sleep(0.02)
    return compared(expected, 0, await hearing.heard())


async def read_from(publisher: Publisher, draw: random.Random, upto: int) -> list[Envelope]:
    """Read the published log from its beginning in pages of any size, up to a position."""
    found: list[Envelope] = []
    after = 0
    async with asyncio.timeout(WITHIN_S):
        while after < upto:
            page, after = await publisher.log.read(after=after, limit=draw.randint(1, 9))
            found += page
            await asyncio.sleep(0)
    return found
