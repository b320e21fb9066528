"""The relay: tells the log of one service on its topic, in order, and remembers how far it has come.

    lead ──> is this the topic that we told? ──> page ──> send all, wait for all ──> record ──> page ──> …
                                                             (the page behind a full one is made ready meanwhile)

One relay of a service leads, whoever holds the lock; the others stand by. The lock and the record are on one
connection: a relay that has lost the lock cannot record. One that was frozen and comes back may still send what
the next leader has sent; readers know that by ``position`` and ``previous`` (contracts/envelope.py).
Told but not recorded is told again; recorded is told for good.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer

from chassis.database import ON_SILENCE, Connection, Patience, Pool, connect
from chassis.delivery.event_source import RETRY_DELAY_MAX_S, is_asked_to_stop
from chassis.delivery.relay import PublishedLog, RelayProgress
from chassis.kafka import clients
from chassis.kafka.relay_record import LEAD, note_trouble
from chassis.kafka.sending import Message, Written, send_page
from chassis.kafka.told_topic import ToldTopic
from chassis.settings import KafkaSettings
from chassis.telemetry import metrics, traces
from contracts.envelope import Envelope
from contracts.topics import source_of

PAGE_MAX = 500
POLL_S = 5.0
STAND_BY_S = 1.0
SEND_WITHIN_S = 30.0
FROZEN_S = 30
"""A leader that has said nothing to the database for so long loses the lock."""

_RECORD = """
    WITH moved AS (UPDATE relay SET position = $1 WHERE position = $2 AND generation = $3 RETURNING position),
    cases AS (
        INSERT INTO relay_cases (case_id, position)
        SELECT one.* FROM moved, unnest($4::uuid[], $5::bigint[]) AS one
        ON CONFLICT (case_id) DO UPDATE SET position = excluded.position
    ),
    partitions AS (
        INSERT INTO relay_partitions (partition, position, next_offset)
        SELECT one.* FROM moved, unnest($6::int[], $7::bigint[], $8::bigint[]) AS one
        ON CONFLICT (partition) DO UPDATE SET position = excluded.position, next_offset = excluded.next_offset
    )
    SELECT position FROM moved
"""

_TOLD_BEFORE = "SELECT case_id, position FROM relay_cases WHERE case_id = ANY($1::uuid[])"

_log = structlog.get_logger(__name__)


class Recorded(NamedTuple):
    """Up to where the log was told, and in which generation."""

    position: int
    generation: int


class Page(NamedTuple):
    """A part of the log, made ready to be sent, and the position of its last event."""

    events: list[Envelope]
    messages: list[Message]
    upto: int


class Relay:
    """Keeps one topic up to date with one log."""

    def __init__(self, log: PublishedLog, pool: Pool, dsn: str, settings: KafkaSettings) -> None:
        self.service = log.service
        self._log, self._pool, self._dsn, self._settings = log, pool, dsn, settings
        self._topic = clients.topic_of(settings, log.service)
        self._ahead: tuple[Recorded, asyncio.Task[Page]] | None = None
        """The page behind the one that is being told, with what will be recorded when it is its turn."""
        self.leads = False

    async def run(self) -> None:
        """Lead or stand by, until cancelled. What fails is tried again from the record, with growing delay."""
        delay_s = 0.0
        while True:
            try:
                async with self._leading() as connection, self._producing() as producer:
                    _log.info("relay.leads", service=self.service)
                    await ToldTopic(self.service, self._settings).must_be_ours(connection)
                    await note_trouble(connection, None)
                    while True:
                        await self._page(connection, producer)
                        delay_s = 0.0
            except (Exception, asyncio.CancelledError) as error:
                self._forget_ahead()
                if is_asked_to_stop():
                    raise
                metrics.restarted("relay")
                delay_s = min(RETRY_DELAY_MAX_S, max(0.1, delay_s * 2))
                kind = await clients.kind_of(error, self._settings)
                _log.warning("relay.stopped", service=self.service, error=kind)
                await self._say_why(kind)
                await asyncio.sleep(delay_s)

    async def progress(self) -> RelayProgress:
        """How far the relay of this service has come, whichever replica leads."""
        position = await self._pool.fetchval("SELECT position FROM relay")
        rows = await self._pool.fetch("SELECT partition, position FROM relay_partitions")
        return RelayProgress(position, {row["partition"]: row["position"] for row in rows})

    async def _page(self, connection: Connection, producer: Any) -> None:
        row = await connection.fetchrow("SELECT position, generation FROM relay")
        assert row is not None  # noqa: S101 - the table has one row, always
        recorded = Recorded(*row)
        page = await self._after(connection, recorded)
        if page.upto == recorded.position:
            return
        if page.upto - recorded.position == PAGE_MAX:
            behind = recorded._replace(position=page.upto)
            preparing = asyncio.create_task(self._prepared(self._pool, behind, _last(page.events)))
            preparing.add_done_callback(lambda ready: ready.cancelled() or ready.exception())
            self._ahead = behind, preparing
        async with asyncio.timeout(SEND_WITHIN_S):
            written = await self._tell(producer, page.events, page.messages)
        await self._record(
            connection, list(zip(page.events, written, strict=True)), page.upto, recorded
        )

    async def _after(self, connection: Connection, recorded: Recorded) -> Page:
        """The page after what is recorded: the one that was made ready, unless the record has moved meanwhile.

        Who has lost the lock while there was nothing to tell learns it here, before anything is sent.
        """
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == recorded:
            return await ahead[1]
        if ahead is not None:
            ahead[1].cancel()
        await self._log.wait_beyond(recorded.position, POLL_S)
        return await self._prepared(connection, recorded, {})

    async def _prepared(
        self, connection: Connection | Pool, recorded: Recorded, unrecorded: dict[UUID, int]
    ) -> Page:
        """The page after what is or will be recorded; ``unrecorded`` are the positions of cases that are not yet."""
        events, upto = await self._log.read(after=recorded.position, limit=PAGE_MAX)
        source = source_of(self.service, recorded.generation)
        before = await _told_before(connection, events, unrecorded)
        messages = [
            _message(event, source, previous)
            for event, previous in zip(events, before, strict=True)
        ]
        return Page(events, messages, upto)

    def _forget_ahead(self) -> None:
        """What failed is read again from the record."""
        if self._ahead is not None:
            self._ahead[1].cancel()
            self._ahead = None

    async def _tell(
        self, producer: Any, page: Sequence[Envelope], messages: Sequence[Message]
    ) -> list[Written]:
        with traces.span(
            f"{self._topic} publish", kind=traces.PRODUCER,
            links=[envelope.traceparent for envelope in page], events=len(page),
        ):  # fmt: skip
            return await send_page(producer, self._topic, messages)

    async def _record(
        self,
        connection: Connection,
        told: Sequence[tuple[Envelope, Written]],
        upto: int,
        before: Recorded,
    ) -> None:
        """Raises ``RecordMoved`` when somebody let the log be told again meanwhile: then the record is theirs."""
        cases = _last([envelope for envelope, _ in told])
        ends = {at.partition: (envelope.position, at.offset + 1) for envelope, at in told}
        moved = await connection.fetchval(
            _RECORD, upto, *before, list(cases), list(cases.values()),
            list(ends), [position for position, _ in ends.values()], [end for _, end in ends.values()],
        )  # fmt: skip
        if moved is None:
            raise RecordMoved

    async def _say_why(self, kind: str) -> None:
        """Write down why nothing is told, for ``rapid-review relay status``; if that fails, the log line says it."""
        with suppress(Exception):
            await note_trouble(self._pool, kind)

    @asynccontextmanager
    async def _leading(self) -> AsyncIterator[asyncpg.Connection[Any]]:
        """A connection that holds the lock for as long as it lives."""
        connection = await connect(
            self._dsn,
            command_timeout=Patience().answer_s,
            server_settings={
                **ON_SILENCE,
                "application_name": f"{self.service} relay",
                "plan_cache_mode": "force_generic_plan",  # As the writers of the event store.
                "idle_session_timeout": str(FROZEN_S * 1000),
                "idle_in_transaction_session_timeout": str(FROZEN_S * 1000),
            },
        )
        try:
            while not await connection.fetchval(LEAD):  # noqa: ASYNC110 - nobody announces it
                await asyncio.sleep(STAND_BY_S)
            self.leads = True
            yield connection
        finally:
            self.leads = False
            connection.terminate()

    @asynccontextmanager
    async def _producing(self) -> AsyncIterator[Any]:
        producer = AIOKafkaProducer(
            client_id=f"rapid-review-{self.service}-relay",
            **clients.PRODUCER,
            **clients.connection(self._settings),
        )
        try:
            await producer.start()
            yield producer
        finally:
            await clients.telling_stopped(producer)


def _message(envelope: Envelope, source: str, previous: int) -> Message:
    headers = envelope.headers(source=source, previous=previous)
    return Message(str(envelope.subject).encode(), envelope.data, headers)


async def _told_before(
    connection: Connection | Pool, page: Sequence[Envelope], unrecorded: dict[UUID, int]
) -> list[int]:
    """For each event of a page the position of the event of its case that was told before, 0 for the first."""
    cases = list({envelope.subject for envelope in page})
    rows = await connection.fetch(_TOLD_BEFORE, cases)
    last: dict[UUID, int] = {row["case_id"]: row["position"] for row in rows} | unrecorded
    before = []
    for envelope in page:
        before.append(last.get(envelope.subject, 0))
        last[envelope.subject] = envelope.position
    return before


def _last(page: Sequence[Envelope]) -> dict[UUID, int]:
    """The position of the last event of each case."""
    return {envelope.subject: envelope.position for envelope in page}


class RecordMoved(Exception):
    """How far the log was told was changed by somebody else, while a page was being told."""
