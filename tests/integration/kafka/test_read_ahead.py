"""While a full page is being told, the relay reads the one behind it; nothing is left out or told twice for that."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from chassis.database import Connection
from chassis.kafka import relay as relay_module
from chassis.kafka.relay import Relay
from chassis.kafka.relay_record import tell_again
from contracts.envelope import Envelope
from tests.support.kafka_region import (
    PATIENCE_S,
    all_records,
    own_topics,
    telling,
    told_up_to_head,
)
from tests.support.publisher import Publisher, publishing

pytestmark = [pytest.mark.integration]

PAGE, EVENTS = 4, 18


class _Noted:
    """The log of a publisher, which notes after which positions it was read, and may fail once."""

    def __init__(self, publisher: Publisher, fails_at: int | None = None) -> None:
        self._log, self.service = publisher.log, publisher.log.service
        self.read_after: list[int] = []
        self._fails_at = fails_at

    async def read(self, *, after: int, limit: int) -> tuple[list[Envelope], int]:
        self.read_after.append(after)
        if after == self._fails_at:
            self._fails_at = None
            raise ConnectionError
        return await self._log.read(after=after, limit=limit)

    async def wait_beyond(self, position: int, timeout_s: float) -> int:
        return await self._log.wait_beyond(position, timeout_s)


class _ToldAnewOnce(Relay):
    """Somebody lets everything be told again when the first page has been recorded."""

    done = False

    async def _record(self, connection: Connection, told: Any, upto: int, before: Any) -> None:
        await super()._record(connection, told, upto, before)
        if not self.done:
            self.done = True
            async with self._pool.acquire() as own:
                await tell_again(own)


async def _told(
    kafka: Any, kind: type[Relay], fails_at: int | None = None
) -> tuple[list[int], _Noted]:
    """The positions on the topic in their order, of one case whose events fill several pages."""
    async with own_topics(kafka.bootstrap, ("referral",)) as settings, publishing() as publisher:
        await publisher.publish(uuid4(), *map(str, range(1, EVENTS + 1)))
        log = _Noted(publisher, fails_at)
        relay = kind(log, publisher.pool, publisher.dsn, settings)
        running = asyncio.create_task(relay.run())
        try:
            async with asyncio.timeout(PATIENCE_S):
                await told_up_to_head(publisher, relay)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        records = await all_records(settings, "referral")
        return [int(dict(one.headers)["ce_position"] or b"0") for one in records], log


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "PAGE_MAX", PAGE)


async def test_a_page_that_could_not_be_read_ahead_is_read_again(kafka: Any) -> None:
    told, log = await _told(kafka, Relay, fails_at=2 * PAGE)

    assert log.read_after.count(2 * PAGE) == 2
    assert told == sorted(set(told))
    assert len(told) == EVENTS


async def test_a_page_read_ahead_is_left_aside_when_the_record_has_moved(kafka: Any) -> None:
    told, log = await _told(kafka, _ToldAnewOnce)

    first = [one for one in told if one <= PAGE]
    assert told == first[: len(first) // 2] + sorted(set(told))
    assert log.read_after.count(PAGE) == 2


async def test_a_backlog_is_read_once_and_told_once_in_its_order(kafka: Any) -> None:
    told, log = await _told(kafka, Relay)

    assert told == sorted(set(told))
    assert len(told) == EVENTS
    full = [after for after in log.read_after if after + PAGE <= EVENTS]
    assert full == sorted(set(full))


async def test_each_event_of_a_backlog_says_which_of_its_case_was_told_before(kafka: Any) -> None:
    often, seldom = uuid4(), uuid4()
    async with own_topics(kafka.bootstrap, ("referral",)) as settings, publishing() as publisher:
        await publisher.publish(seldom, "1")
        await publisher.publish(often, *map(str, range(1, 2 * PAGE)))
        await publisher.publish(seldom, "2", "3")
        await publisher.publish(often, *map(str, range(2 * PAGE, 4 * PAGE)))

        async with telling(publisher, settings) as relay:
            await told_up_to_head(publisher, relay)

        told = [
            Envelope.from_message(one.headers, one.value)
            for one in await all_records(settings, "referral")
        ]
        for case_id in (often, seldom):
            of_case = [one for one in told if one.subject == case_id]
            assert [one.previous for one in of_case] == [0, *(one.position for one in of_case[:-1])]
