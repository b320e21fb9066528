"""Told events from Kafka: one FastStream batch subscriber for each topic that a listener follows.

    page ──> envelopes ──> take (effects, inbox) ──> once a second: places in our own database ──> commit at the broker

Whoever gets a partition goes on from the place in our database (places.py): so a database that was restored from a
backup is told again what it has forgotten. The last event before that place is read once more; if it is not the one
that we took, the topic is another one than before, and it is read from its beginning.

What is no envelope is kept in ``unreadable`` and holds up nobody, except the case that it belongs to: the next
event of that case says which one came before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import structlog
from aiokafka import TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import IllegalStateError
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage

from chassis.database import Pool
from chassis.delivery.event_source import (
    PAGE_MAX,
    RETRY_DELAY_MAX_S,
    Advance,
    Take,
    is_asked_to_stop,
    recorded_positions,
)
from chassis.kafka import clients
from chassis.kafka.places import Place, Places, Record, position_of
from chassis.settings import KafkaSettings
from chassis.telemetry import metrics
from contracts.envelope import Envelope, NotAnEnvelope

LOOK_S = 1.0

_log = structlog.get_logger(__name__)


class KafkaSource:
    """The source of a service that runs apart from those that it listens to."""

    def __init__(self, settings: KafkaSettings, pool: Pool) -> None:
        self._settings, self._pool = settings, pool
        self._subscriptions: dict[tuple[str, str], Subscription] = {}

    async def listen(
        self, listener: str, services: Sequence[str], take: Take, *, page_max: int = PAGE_MAX
    ) -> None:
        """Follow each service's topic; they are independent, so one that fails holds up no other."""
        async with asyncio.TaskGroup() as group:
            for service in services:
                subscription = Subscription(listener, service, take, self._pool, page_max=page_max)
                self._subscriptions[listener, service] = subscription
                group.create_task(self._follow(subscription))

    async def positions(self, listener: str) -> Mapping[str, Mapping[int, int]]:
        """The position of the last event taken of each service, in each partition of its topic."""
        recorded = await recorded_positions(self._pool, listener)
        found = {service: dict(places) for service, places in recorded.items()}
        for (who, service), subscription in self._subscriptions.items():
            if who == listener and (unwritten := subscription.places.unwritten):
                reached = {number: place.position for number, place in unwritten.items()}
                found[service] = found.get(service, {}) | reached
        return found

    async def advance(self, listener: str) -> Mapping[str, Advance]:
        """How far ``listener`` has come, counted in messages, in the partitions that this replica reads."""
        return {
            service: advance
            for (who, service), subscription in self._subscriptions.items()
            if who == listener and (advance := await subscription.advance())
        }

    async def _follow(self, subscription: Subscription) -> None:
        delay_s = 0.0
        while True:
            try:
                await subscription.run(self._settings)
            except (Exception, asyncio.CancelledError) as error:
                if is_asked_to_stop():
                    raise
                metrics.restarted(subscription.part)
                delay_s = min(RETRY_DELAY_MAX_S, max(0.1, delay_s * 2))
                kind = await clients.kind_of(error, self._settings)
                _log.warning("listener.disconnected", **subscription.names, error=kind)
                await asyncio.sleep(delay_s)


class Subscription(ConsumerRebalanceListener):  # type: ignore[misc]  # The library carries no types.
    """One listener's place in one topic."""

    def __init__(
        self, listener: str, service: str, take: Take, pool: Pool, *, page_max: int = PAGE_MAX
    ) -> None:
        self.listener, self.service = listener, service
        self._page_max = page_max
        self.part = f"listener/{listener}/{service}"  # What operators call this place.
        self.places = Places(listener, service, pool)
        self._take, self._pool = take, pool
        self._subscriber: Any = None
        self._expected: dict[TopicPartition, Place] = {}

    @property
    def names(self) -> dict[str, str]:
        """Who listens to whom, for a log line."""
        return {"listener": self.listener, "source": self.service}

    async def advance(self) -> Advance | None:
        """The recorded place and the end, over the partitions that are read here; None before any is."""
        consumer = self._subscriber and self._subscriber.consumer
        ends = {
            partition.partition: end
            for partition in (consumer.assignment() if consumer else ())
            if (end := consumer.highwater(partition)) is not None
        }
        if not ends:
            return None
        places = await self.places.known()
        mine = (places[number].next_offset for number in ends if number in places)
        last = max((place.position for place in places.values()), default=0)
        return Advance(sum(mine), sum(ends.values()), last)

    async def run(self, settings: KafkaSettings) -> None:
        """Subscribe and take pages, until cancelled. Raises what keeps it from subscribing."""
        broker = KafkaBroker(
            clients.addresses(settings), security=clients.security(settings), client_id=f"rapid-review-{self.listener}",
            consumer_only=True, allow_auto_create_topics=False, apply_types=False, logger=None,
            graceful_timeout=clients.GRACE_S,
        )  # fmt: skip
        self._subscriber = broker.subscriber(
            clients.topic_of(settings, self.service), listener=self,
            group_instance_id=settings.instance or None,
            group_id=clients.group_of(settings, self.listener, self.service),
            parser=_as_it_came, decoder=_records, **clients.subscriber(self._page_max), **clients.CONSUMER,
        )  # fmt: skip
        self._subscriber(self.page)
        try:
            await broker.start()
            while not all(task.done() for task in self._subscriber.tasks):
                await asyncio.sleep(LOOK_S)
                await self.places.rest(self._subscriber.consumer)
            raise SubscriberEnded
        finally:
            try:
                await self.places.leave()
            finally:
                await clients.listening_stopped(broker)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Go on from the places that our own database knows; from the beginning where it knows none."""
        consumer, places = self._subscriber.consumer, await self.places.known()
        for partition in assigned:
            place = places.get(partition.partition)
            self._expected.pop(partition, None)
            if place is None or place.next_offset == 0:
                consumer.seek(partition, 0)
            else:
                consumer.seek(partition, place.next_offset - 1)
                self._expected[partition] = place

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Another replica goes on from our recorded places; a page under way ends as a repeat there or here."""
        await self.places.leave()
        for partition in revoked:
            self._expected.pop(partition, None)

    async def page(self, records: Sequence[Record]) -> None:
        """Take a page, as often as it needs; nothing escapes, because FastStream would go on with the next page."""
        delay_s, mine = 0.0, None
        while True:
            try:
                # Once for a page: the second time, nothing would be expected of its first record any more.
                if mine is None:
                    mine = self._from_our_place(records)
                await self._take_page(mine)
            except (Exception, asyncio.CancelledError) as error:
                if is_asked_to_stop():
                    raise
                metrics.restarted(self.part)
                delay_s = min(RETRY_DELAY_MAX_S, max(0.1, delay_s * 2))
                _log.warning("listener.page_failed", **self.names, error=type(error).__name__)
                await asyncio.sleep(delay_s)
            else:
                return

    async def _take_page(self, records: Sequence[Record]) -> None:
        envelopes, unreadable = [], []
        for record in records:
            try:
                envelopes.append(Envelope.from_message(record.headers, record.value))
            except NotAnEnvelope as problem:
                unreadable.append((record, str(problem)))
        await self._keep_unreadable(unreadable)
        if envelopes:
            await self._take(envelopes)
        if records:
            await self.places.took(records, self._subscriber.consumer)

    def _from_our_place(self, records: Sequence[Record]) -> list[Record]:
        """What is new; the first record of a partition tells whether its topic is still the same."""
        mine, another = [], set()
        for record in records:
            partition = TopicPartition(record.topic, record.partition)
            place = self._expected.get(partition)
            if partition in another:
                continue
            if place is None or record.offset != place.next_offset - 1:
                mine.append(record)
            elif position_of(record) != place.position:
                _log.error("listener.another_topic", **self.names, partition=record.partition)
                another.add(partition)
                with suppress(IllegalStateError):  # It has been given to another replica meanwhile.
                    self._subscriber.consumer.seek(partition, 0)
            self._expected.pop(partition, None)
        return mine

    async def _keep_unreadable(self, unreadable: Sequence[tuple[Record, str]]) -> None:
        for record, problem in unreadable:
            await self._pool.execute(
                "INSERT INTO unreadable (listener, source, partition, record_offset, key, headers, value, problem)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                self.listener, self.service, record.partition, record.offset, record.key,
                [_kept(name, value) for name, value in record.headers], record.value, problem,
            )  # fmt: skip
            _log.error(
                "listener.unreadable", **self.names, partition=record.partition, offset=record.offset,
                problem=problem,
            )  # fmt: skip


class SubscriberEnded(Exception):
    """The subscriber's loop has ended by itself."""


async def _as_it_came(records: tuple[Record, ...]) -> KafkaAckableMessage:
    """A page as it came. FastStream's own parser stops at a header that is not UTF-8, and the page would be lost."""
    return KafkaAckableMessage(body=b"", raw_message=records, consumer=None)


async def _records(message: Any) -> Any:
    return message.raw_message


def _kept(name: str, value: bytes | None) -> str:
    """A header as text that the database can keep; no database keeps a NUL."""
    return f"{name}={value!r}".replace("\x00", "\\x00")
