"""What a caller is told when there are too many, when one is bad, or when the store stops."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from chassis.errors import Temporary
from chassis.store.event_store import EventStore, OutcomeUnknown, Unstorable
from tests.support.network import QUICK, Network, Pool, gate_held, running, under_way
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration


async def test_a_gate_that_stays_shut_is_a_delay(pool: Pool, dsn: str) -> None:
    async with running(pool, dsn=dsn, limits=replace(QUICK, lock_s=0.1)) as store:
        async with gate_held(pool):
            with pytest.raises(Temporary):
                await store.append(events_of(), expected=0)

        assert await store.append(events_of(), expected=0) == 1


@pytest.mark.parametrize("poison", ["refused by the driver", "refused by a rule of the database"])
async def test_a_poisoned_command_fails_alone(pool: Pool, dsn: str, poison: str) -> None:
    await pool.execute(
        "ALTER TABLE stored_events ADD CONSTRAINT no_poison CHECK (topic <> 'poison')"
    )
    commands = [events_of() for _ in range(64)]
    bad = {5, 6, 40}
    for number in bad:
        header = commands[number][0].header
        changed = (
            header._replace(version=2**64)
            if poison == "refused by the driver"
            else header._replace(topic="poison")
        )
        commands[number] = [replace(commands[number][0], header=changed)]

    async with running(pool, dsn=dsn) as store:
        append = store._writer.append  # Past the check that the caller made no mistake.
        answers = await asyncio.gather(
            *(append(events, expected=0) for events in commands), return_exceptions=True
        )

        failed = {number for number, answer in enumerate(answers) if isinstance(answer, Unstorable)}
        assert failed == bad
        assert [event.position for event in await store.log(after=0, limit=100)] == [*range(1, 62)]


async def test_a_caller_that_leaves_while_waiting_takes_its_command_along(
    pool: Pool, dsn: str
) -> None:
    async with running(pool, dsn=dsn) as store:
        stream = events_of()
        async with gate_held(pool):
            first = asyncio.create_task(store.append(stream, expected=0))
            await under_way(pool)
            left = asyncio.create_task(store.append(events_of(after=stream[0]), expected=1))
            stayed = asyncio.create_task(store.append(events_of(after=stream[0]), expected=1))
            await asyncio.sleep(0)
            left.cancel()
            await asyncio.sleep(0)

        assert [await first, await stayed] == [1, 2]
        assert left.cancelled()


async def test_a_caller_that_leaves_while_its_command_is_under_way_changes_nothing(
    pool: Pool, dsn: str
) -> None:
    async with running(pool, dsn=dsn) as store:
        first = events_of()
        async with gate_held(pool):
            left = asyncio.create_task(store.append(first, expected=0))
            await under_way(pool)
            left.cancel()

        assert await store.append(events_of(after=first[0]), expected=1) == 2


async def test_too_many_callers_wait_and_then_are_told_to_come_back(pool: Pool, dsn: str) -> None:
    limits = replace(QUICK, unanswered_max=2, wait_s=1)
    async with running(pool, dsn=dsn, limits=limits) as store:
        async with gate_held(pool):
            inside = [asyncio.create_task(store.append(events_of(), expected=0)) for _ in range(2)]
            await under_way(pool)
            with pytest.raises(Temporary):
                await store.append(events_of(), expected=0)
            patient = asyncio.create_task(store.append(events_of(), expected=0))
            await asyncio.sleep(0.02)

        assert sorted([await inside[0], await inside[1], await patient]) == [1, 2, 3]


async def test_a_stop_answers_those_who_wait_and_refuses_those_who_come(
    pool: Pool, dsn: str
) -> None:
    async with running(pool, dsn=dsn) as store:
        streams = [events_of(count=2) for _ in range(100)]
        waiting = [
            asyncio.create_task(store.append([event], expected=version))
            for events in streams
            for version, event in enumerate(events)
        ]
        await asyncio.sleep(0)

        await store.stop()

        assert sorted([await answer for answer in waiting]) == [*range(1, 201)]
        with pytest.raises(Temporary):
            await store.append(events_of(), expected=0)


async def test_a_store_that_was_never_started_can_be_stopped(pool: Pool, dsn: str) -> None:
    store = EventStore(pool, dsn)
    waiting = asyncio.create_task(store.append(events_of(), expected=0))
    await asyncio.sleep(0)

    await store.stop()

    with pytest.raises(Temporary):
        await waiting


async def test_a_bug_of_ours_does_not_silence_the_store(
    pool: Pool, network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(pool, network) as store:
        network.faults = [broken]
        with pytest.raises(OutcomeUnknown):
            await store.append(events_of(), expected=0)

        assert await store.append(events_of(), expected=0) == 1
    assert "failed on a batch" in caplog.text


async def broken(sent: Any) -> None:
    sent.close()
    raise ZeroDivisionError


async def test_an_answer_is_durable_even_on_a_relaxed_server(pool: Pool, dsn: str) -> None:
    name = await pool.fetchval("SELECT current_database()")
    await pool.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    await pool.execute(
        "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'synchronous_commit=%', current_setting('synchronous_commit'); END $$;"
        "CREATE TRIGGER told BEFORE INSERT ON stored_events EXECUTE FUNCTION told()"
    )
    async with running(pool, dsn=dsn) as store:
        with pytest.raises(Unstorable) as told:
            await store.append(events_of(uuid4()), expected=0)

    assert "synchronous_commit=on" in str(told.value.__cause__)
