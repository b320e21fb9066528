"""Appending and reading: what is stored, what is refused, and that one caller never harms another."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.event_store import Conflict, EventStore, Limits, SealedEvent
from chassis.seal import FIRST_PREVIOUS, CaseKey, open_body, seal, verify_stream
from tests.support.sealed import CASE, KEY, NOON, events_of, header_of

pytestmark = pytest.mark.integration


async def test_an_event_comes_back_as_it_was_stored(store: EventStore) -> None:
    (event,) = events_of()

    position = await store.append([event], expected=0)

    (found,) = await store.stream(event.header.stream)
    assert (found.header, found.state, found.previous, found.hash, found.position) == (
        event.header,
        event.state,
        event.previous,
        event.hash,
        position,
    )
    assert open_body(found, KEY) == b"words 1"
    verify_stream([found])


async def test_a_command_with_the_wrong_version_stores_nothing(store: EventStore) -> None:
    first = events_of(count=2)
    await store.append(first, expected=0)
    stale = events_of(after=first[0], count=3)

    with pytest.raises(Conflict) as told:
        await store.append(stale, expected=1)

    assert (told.value.stream, told.value.expected) == (first[0].header.stream, 1)
    assert await store.head() == 2


async def test_a_stream_that_does_not_exist_yet_is_at_version_0(store: EventStore) -> None:
    ahead = events_of(after=events_of()[0])

    with pytest.raises(Conflict):
        await store.append(ahead, expected=1)

    assert await store.head() == 0


async def test_a_forked_history_is_refused(store: EventStore) -> None:
    stream = uuid4()
    (ours,), (theirs,) = events_of(stream), events_of(stream)
    await store.append([ours], expected=0)

    with pytest.raises(Conflict):
        await store.append(events_of(after=theirs), expected=1)

    assert await store.append(events_of(after=ours), expected=1) == 2


@pytest.mark.parametrize(
    "broken", ["no events", "a hole", "two streams", "a torn chain", "too many"]
)
async def test_a_command_that_is_no_continuation_is_a_bug_of_the_caller(
    store: EventStore, broken: str
) -> None:
    events = events_of(count=3)
    commands: dict[str, list[SealedEvent]] = {
        "no events": [],
        "a hole": [events[0], events[2]],
        "two streams": [events[0], *events_of(count=2)[1:]],
        "a torn chain": [events[0], replace(events[1], previous=FIRST_PREVIOUS)],
        "too many": events * (Limits().command_events_max // 3 + 1),
    }

    with pytest.raises(ValueError, match="command"):
        await store.append(commands[broken], expected=0)

    assert await store.head() == 0


async def test_of_a_hundred_callers_the_one_in_conflict_fails_alone(store: EventStore) -> None:
    streams = [events_of() for _ in range(400)]
    await asyncio.gather(*(store.append(first, expected=0) for first in streams))
    stale = set(random.Random(7).sample(range(400), 4))  # noqa: S311 - Not for secrets.

    answers = await asyncio.gather(
        *(
            store.append(events_of(after=first[0]), expected=1)
            if number not in stale
            else store.append(events_of(first[0].header.stream), expected=0)
            for number, first in enumerate(streams)
        ),
        return_exceptions=True,
    )

    refused = {number for number, answer in enumerate(answers) if isinstance(answer, Conflict)}
    assert refused == stale
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [*range(401, 797)]
    assert [event.position for event in await store.log(after=0, limit=1_000)] == [*range(1, 797)]


async def test_a_command_with_several_events_is_stored_whole_or_not_at_all(
    store: EventStore,
) -> None:
    streams = [events_of() for _ in range(60)]
    await asyncio.gather(*(store.append(first, expected=0) for first in streams))

    answers = await asyncio.gather(
        *(
            store.append(events_of(after=first[0], count=3), expected=1)
            if number % 3
            else store.append(events_of(first[0].header.stream, count=3), expected=0)
            for number, first in enumerate(streams)
        ),
        return_exceptions=True,
    )

    lengths = [len(await store.stream(first[0].header.stream)) for first in streams]
    assert lengths == [4 if number % 3 else 1 for number in range(60)]
    assert [isinstance(answer, Conflict) for answer in answers] == [n % 3 == 0 for n in range(60)]
    for first in streams:
        verify_stream(await store.stream(first[0].header.stream))
    log = await store.log(after=60, limit=1_000)
    assert [event.position for event in log] == [*range(61, 181)]


async def test_the_events_of_a_command_stand_together_in_the_log(store: EventStore) -> None:
    commands = [events_of(count=3) for _ in range(50)]

    last = await asyncio.gather(*(store.append(events, expected=0) for events in commands))

    for events, position in zip(commands, last, strict=True):
        found = await store.stream(events[0].header.stream)
        assert [event.position for event in found] == [position - 2, position - 1, position]


async def test_two_commands_for_one_stream_at_once_both_go_in_their_order(
    store: EventStore,
) -> None:
    chain = events_of(count=20)

    positions = await asyncio.gather(
        *(store.append([event], expected=version) for version, event in enumerate(chain))
    )

    assert positions == [*range(1, 21)]


async def test_of_two_rivals_for_one_version_exactly_one_wins(store: EventStore) -> None:
    stream = uuid4()

    answers = await asyncio.gather(
        *(store.append(events_of(stream), expected=0) for _ in range(20)), return_exceptions=True
    )

    assert [type(answer) for answer in answers] == [int, *[Conflict] * 19]


async def test_rivals_in_two_processes_never_both_win(
    pool: asyncpg.Pool[Any], dsn: str, store: EventStore
) -> None:
    elsewhere = EventStore(pool, dsn)
    await elsewhere.start()
    streams = [uuid4() for _ in range(200)]

    answers = await asyncio.gather(
        *(
            process.append(events_of(stream, count=2), expected=0)
            for stream in streams
            for process in (store, elsewhere)
        ),
        return_exceptions=True,
    )
    await elsewhere.stop()

    assert [type(answer) for answer in answers].count(Conflict) == 200
    assert [event.position for event in await store.log(after=0, limit=500)] == [*range(1, 401)]


async def test_a_refused_or_broken_batch_leaves_no_hole(store: EventStore) -> None:
    (first,) = events_of()
    unstorable = replace(first, header=replace(first.header, stream=uuid4(), topic="\0"))

    await store.append([first], expected=0)
    for bad in (unstorable, first):
        with pytest.raises(Exception, match="stream"):
            await store.append([bad], expected=0)
    await store.append(events_of(after=first), expected=1)

    assert [event.position for event in await store.log(after=0, limit=10)] == [1, 2]


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


async def case_event(store: EventStore, case_id: UUID, recorded: int, occurred: int) -> int:
    stream = uuid4()
    header = replace(
        header_of(stream, 1, case_id=case_id),
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
    waiting = asyncio.create_task(store.wait_beyond(0, timeout_s=30))
    await asyncio.sleep(0.05)

    await store.append(events_of(), expected=0)

    assert await asyncio.wait_for(waiting, 1) == 1
    assert await store.wait_beyond(0, timeout_s=0) == 1
    await store.stop()


async def test_who_waits_finds_an_append_of_another_process(
    pool: asyncpg.Pool[Any], dsn: str, store: EventStore
) -> None:
    follower = EventStore(pool, dsn, poll_s=0.02)
    waiting = asyncio.create_task(follower.wait_beyond(0, timeout_s=30))
    await asyncio.sleep(0.05)

    await store.append(events_of(), expected=0)

    assert await asyncio.wait_for(waiting, 5) == 1


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


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stored_events SET topic = 'other'",
        "DELETE FROM stored_events",
        "TRUNCATE stored_events",
    ],
)
async def test_stored_events_cannot_be_changed_by_mistake(
    store: EventStore, pool: asyncpg.Pool[Any], change: str
) -> None:
    await store.append(events_of(), expected=0)

    with pytest.raises(asyncpg.RestrictViolationError):
        await pool.execute(change)


async def test_an_append_that_could_check_against_an_old_state_is_refused(
    pool: asyncpg.Pool[Any],
) -> None:
    async with pool.acquire() as connection:
        with pytest.raises(asyncpg.InvalidTransactionStateError):
            async with connection.transaction(isolation="repeatable_read"):
                await connection.execute("SELECT append_events('{}')")
