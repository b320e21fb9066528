"""Appending: what is stored, what is refused, and that one caller never harms another."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from chassis.store.event_store import Conflict, EventStore, Limits, SealedEvent
from chassis.store.seal import FIRST_PREVIOUS, open_body
from chassis.store.verify import verify_stream
from tests.support.sealed import KEY, events_of

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


async def test_the_version_counts_even_if_the_predecessor_is_right(store: EventStore) -> None:
    first = events_of()
    await store.append(first, expected=0)
    append = store._writer.append  # Past the check that the caller made no mistake.

    with pytest.raises(Conflict):
        await append(events_of(after=first[0]), expected=2)


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
    stale = set(random.Random(7).sample(range(400), 4))

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
    unstorable = replace(first, header=first.header._replace(stream=uuid4(), topic="\0"))

    await store.append([first], expected=0)
    for bad in (unstorable, first):
        with pytest.raises(Exception, match="stream"):
            await store.append([bad], expected=0)
    await store.append(events_of(after=first), expected=1)

    assert [event.position for event in await store.log(after=0, limit=10)] == [1, 2]


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


@pytest.mark.parametrize(
    "append",
    ["append_events('{}')", "append_events_v2('{}')", "append_events_v3('{}', '{}', '{}', '{}')"],
)
async def test_an_append_that_could_check_against_an_old_state_is_refused(
    append: str, pool: asyncpg.Pool[Any]
) -> None:
    async with pool.acquire() as connection:
        with pytest.raises(asyncpg.InvalidTransactionStateError):
            async with connection.transaction(isolation="repeatable_read"):
                await connection.execute(f"SELECT {append}")


async def test_a_replica_of_the_version_before_appends_to_the_same_log(
    store: EventStore, pool: asyncpg.Pool[Any]
) -> None:
    first, second, third = events_of(count=3)
    header = second.header
    await store.append([first], expected=0)

    accepted = await pool.fetch(
        "SELECT accepted_position FROM append_events_v2($1)",
        [
            (
                1, first.hash, header.stream, 2, header.topic, second.state, header.event_id, header.case_id,
                header.partnership, header.actor, header.correlation_id, header.causation_id, header.occurred_at,
                header.recorded_at, second.previous, second.hash, None,
            )
        ],
    )  # fmt: skip

    assert [row["accepted_position"] for row in accepted] == [2]
    with pytest.raises(Conflict):
        await store.append([second], expected=1)
    assert await store.append([third], expected=2) == 3
