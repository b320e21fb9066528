"""Reading: streams, the log, a case as it was known, and waiting for more."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.store import event_store
from chassis.store.event_store import EventStore
from chassis.store.seal import FIRST_PREVIOUS, CaseKey, StoredEvent, seal
from tests.support.sealed import CASE, KEY, NOON, events_of, header_of

pytestmark = pytest.mark.integration


async def test_a_stream_can_be_read_in_part(store: EventStore) -> None:
    events = events_of(count=5)
    await store.append(events, expected=0)
    stream = events[0].header.stream

    assert [event.header.version for event in await store.stream(stream, after=2)] == [3, 4, 5]
    assert [event.header.version for event in await store.stream(stream, after=1, upto=3)] == [2, 3]
    assert await store.stream(uuid4()) == []


async def test_the_log_is_read_in_pages(store: EventStore) -> None:
    await store.append(events_of(count=5), expected=0)

    assert [event.position for event in await store.log(after=0, limit=2)] == [1, 2]
    assert [event.position for event in await store.log(after=3, limit=10)] == [4, 5]
    assert await store.log(after=5, limit=10) == []


class Asked(EventStore):
    """A store that counts how often its log is read."""

    asked = 0

    async def log(self, *, after: int, limit: int) -> list[StoredEvent]:
        self.asked += 1
        return await super().log(after=after, limit=limit)


async def test_what_one_follower_has_read_is_not_read_again_for_the_others(
    pool: asyncpg.Pool[Any], dsn: str
) -> None:
    store = Asked(pool, dsn)
    await store.start()
    try:
        for _ in range(3):
            await store.append(events_of(), expected=0)

        pages = await asyncio.gather(*(store.follow(after=0, limit=10) for _ in range(5)))
        ends = await asyncio.gather(*(store.follow(after=2, limit=10) for _ in range(5)))

        assert [[event.position for event in page] for page in pages] == [[1, 2, 3]] * 5
        assert [[event.position for event in page] for page in ends] == [[3]] * 5
        assert store.asked == 1
    finally:
        await store.stop()


async def test_a_page_that_a_follower_holds_stays_as_it_was_when_others_read_on(
    store: EventStore,
) -> None:
    await store.append(events_of(), expected=0)
    held = await store.follow(after=0, limit=10)
    await store.append(events_of(), expected=0)

    others = await store.follow(after=0, limit=10)

    assert [event.position for event in held] == [1]
    assert [event.position for event in others] == [1, 2]


async def test_followers_read_what_is_in_the_log_wherever_they_are(
    pool: asyncpg.Pool[Any], dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_store, "RECENT_MAX", 7)
    store, draw = EventStore(pool, dsn), random.Random(5)
    await store.start()
    try:
        for _ in range(60):
            for _ in range(draw.randint(0, 3)):
                await store.append(events_of(), expected=0)
            head = await store.head()
            after, limit = draw.randint(max(0, head - 12), head), draw.randint(1, 9)

            followed = await store.follow(after=after, limit=limit)

            assert list(followed) == await store.log(after=after, limit=limit)
    finally:
        await store.stop()


async def case_event(store: EventStore, case_id: UUID, recorded: int, occurred: int) -> int:
    stream = uuid4()
    header = header_of(stream, 1, case_id=case_id)._replace(
        recorded_at=NOON + timedelta(hours=recorded),
        occurred_at=NOON + timedelta(hours=occurred),
    )
    event = seal(header, b"", CaseKey(case_id, KEY.cipher), FIRST_PREVIOUS)
    return await store.append([event], expected=0)


async def test_a_case_can_be_read_as_it_was_known_and_as_it_had_happened(
    store: EventStore,
) -> None:
    other = uuid4()
    told_late = await case_event(store, CASE, recorded=3, occurred=0)
    told_at_once = await case_event(store, CASE, recorded=4, occurred=4)
    elsewhere = await case_event(store, other, recorded=1, occurred=1)

    async def positions(case_id: UUID, **moment: Any) -> list[int]:
        return [event.position for event in await store.case(case_id, **moment)]

    assert await positions(CASE) == [told_late, told_at_once]
    assert await positions(other) == [elsewhere]
    assert await positions(CASE, recorded_by=NOON + timedelta(hours=2)) == []
    assert await positions(CASE, recorded_by=NOON + timedelta(hours=3)) == [told_late]
    assert await positions(CASE, occurred_by=NOON + timedelta(hours=3)) == [told_late]


async def test_who_waits_is_woken_by_an_append_in_this_process(
    pool: asyncpg.Pool[Any], dsn: str
) -> None:
    store = EventStore(pool, dsn, poll_s=60)
    await store.start()
    waiting = asyncio.create_task(store.wait_beyond(0, timeout_s=600))
    await asyncio.sleep(0.05)

    await store.append(events_of(), expected=0)

    assert await asyncio.wait_for(waiting, 1) == 1
    assert await store.wait_beyond(0, timeout_s=0) == 1
    await store.stop()


async def test_who_waits_finds_an_append_of_another_process(
    pool: asyncpg.Pool[Any], dsn: str, store: EventStore
) -> None:
    follower = EventStore(pool, dsn, poll_s=0.02)
    waiting = asyncio.create_task(follower.wait_beyond(0, timeout_s=600))
    await asyncio.sleep(0.05)

    await store.append(events_of(), expected=0)

    assert await asyncio.wait_for(waiting, 60) == 1


async def test_when_who_polls_for_all_leaves_another_polls(
    pool: asyncpg.Pool[Any], dsn: str, store: EventStore
) -> None:
    follower = EventStore(pool, dsn, poll_s=0.02)
    first, second, third = (
        asyncio.create_task(follower.wait_beyond(0, timeout_s=600)) for _ in range(3)
    )
    await asyncio.sleep(0)  # All of them wait; the first polls.
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)

    await store.append(events_of(), expected=0)

    assert tuple(await asyncio.wait_for(asyncio.gather(second, third), 60)) == (1, 1)


async def test_a_database_that_is_away_is_said_to_all_who_wait(
    pool: asyncpg.Pool[Any], dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = EventStore(pool, dsn, poll_s=600)

    async def away() -> int:
        raise ConnectionError

    monkeypatch.setattr(follower, "head", away)
    waiting = [follower.wait_beyond(0, timeout_s=600) for _ in range(3)]

    answers = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 60)

    assert [type(answer) for answer in answers] == [ConnectionError] * 3


async def test_who_waits_in_vain_gets_the_head(store: EventStore) -> None:
    await store.append(events_of(count=2), expected=0)

    assert await store.wait_beyond(2, timeout_s=0.05) == 2


async def test_many_who_wait_ask_the_database_only_once(
    pool: asyncpg.Pool[Any], dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EventStore(pool, dsn, poll_s=10)
    asked = 0

    async def head() -> int:
        nonlocal asked
        asked += 1
        return 0

    monkeypatch.setattr(store, "head", head)
    await asyncio.gather(*(store.wait_beyond(0, timeout_s=0.1) for _ in range(50)))

    assert asked == 1
