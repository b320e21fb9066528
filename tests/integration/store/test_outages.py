"""What a caller is told when the database or the network gives way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from chassis.errors import Temporary
from chassis.store import writer_session
from chassis.store.event_store import Conflict, EventStore, OutcomeUnknown, SealedEvent
from chassis.store.verify import verify_stream
from tests.support.network import LOST, QUICK, Network, Pool, gate_held, running, under_way
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration

CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE application_name = 'event-store-writer' AND datname = current_database()"
)


async def all_stored(store: EventStore) -> list[SealedEvent]:
    return [*await store.log(after=0, limit=1_000)]


@pytest.mark.parametrize("fault", ["lost_after_the_commit", "lost_before_it_was_sent"])
async def test_a_lost_connection_is_no_answer(pool: Pool, network: Network, fault: str) -> None:
    async with running(pool, network) as store:
        first = events_of()
        await store.append(first, expected=0)
        network.faults = [getattr(network, fault)]

        positions = await asyncio.gather(
            store.append(events_of(after=first[0], count=2), expected=1),
            store.append(events_of(), expected=0),
        )

        assert list(positions) == [3, 4]
        assert len(await all_stored(store)) == 4


async def test_a_conflict_stays_a_conflict_when_the_connection_is_lost(
    pool: Pool, network: Network
) -> None:
    async with running(pool, network) as store:
        first = events_of()
        await store.append(first, expected=0)
        network.faults = [network.lost_after_the_commit]

        with pytest.raises(Conflict):
            await store.append(events_of(first[0].header.stream), expected=0)


async def test_an_ended_session_is_replaced_and_its_command_stored_once(
    pool: Pool, dsn: str
) -> None:
    async with running(pool, dsn=dsn) as store, gate_held(pool):
        appending = asyncio.create_task(store.append(events_of(), expected=0))
        for _ in range(3):
            await under_way(pool)
            await pool.execute(CUT)

    assert await appending == 1


async def test_a_lost_session_that_still_waits_for_the_gate_is_ended_first(
    pool: Pool, network: Network
) -> None:
    network.keeps_lost_sessions = True
    network.faults = [still_running]
    async with running(pool, network) as store:
        async with gate_held(pool):
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await under_way(pool)
            await asyncio.sleep(0.1)

        assert await appending == 1
        assert len(await all_stored(store)) == 1


async def test_a_session_lost_after_an_unknown_outcome_is_ended_first_too(
    pool: Pool, network: Network
) -> None:
    network.keeps_lost_sessions = True
    async with running(pool, network, limits=replace(QUICK, known_within_s=1)) as store:
        network.faults = [network.down_before_it_was_sent, still_running]
        with pytest.raises(OutcomeUnknown):
            await store.append(events_of(), expected=0)
        network.down = False

        async with gate_held(pool):
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await under_way(pool)
            await asyncio.sleep(0.1)

        assert await appending == 1


async def test_without_ending_the_lost_session_a_stored_command_would_be_called_refused(
    pool: Pool, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_session, "_END_SESSION", "SELECT WHERE $1 = 0 AND $2 < now()")
    network.keeps_lost_sessions = True
    network.faults = [still_running]
    async with running(pool, network) as store:
        async with gate_held(pool):
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await under_way(pool, 2)

        with pytest.raises(Conflict):
            await appending
        assert len(await all_stored(store)) == 1


RUNNING: set[asyncio.Task[Any]] = set()


def forget(task: asyncio.Task[Any]) -> None:
    RUNNING.discard(task)
    task.exception()


async def still_running(sent: Any) -> None:
    task = asyncio.ensure_future(sent)
    RUNNING.add(task)
    task.add_done_callback(forget)
    await asyncio.sleep(0.05)
    raise LOST


async def test_an_outcome_that_nobody_can_find_out_is_called_unknown(
    pool: Pool, network: Network
) -> None:
    async with running(pool, network, limits=replace(QUICK, known_within_s=0.3)) as store:
        network.faults = [network.down_before_it_was_sent]

        with pytest.raises(OutcomeUnknown):
            await store.append(events_of(), expected=0)


async def test_a_stop_does_not_wait_for_ever_for_an_unknown_outcome(
    pool: Pool, network: Network
) -> None:
    limits = replace(QUICK, known_within_s=3_600, stop_within_s=0.3)
    async with running(pool, network, limits=limits) as store:
        network.faults = [network.down_before_it_was_sent]
        under, waiting = (
            asyncio.create_task(store.append(events_of(), expected=0)) for _ in range(2)
        )
        await asyncio.sleep(0.1)
        late = asyncio.create_task(store.append(events_of(), expected=0))
        await asyncio.sleep(0)

        await store.stop()

        answers = await asyncio.gather(under, waiting, late, return_exceptions=True)
        assert [type(answer) for answer in answers] == [OutcomeUnknown, OutcomeUnknown, Temporary]


async def test_while_the_database_is_away_callers_are_told_to_come_back(
    pool: Pool, network: Network
) -> None:
    network.down = True
    async with running(pool, network, limits=replace(QUICK, wait_s=1)) as store:
        with pytest.raises(Temporary):
            await store.append(events_of(), expected=0)

        network.down = False
        assert await store.append(events_of(), expected=0) == 1


async def test_a_database_that_comes_back_in_time_is_not_noticed(
    pool: Pool, network: Network
) -> None:
    network.down = True
    async with running(pool, network) as store:
        appending = asyncio.create_task(store.append(events_of(), expected=0))
        await asyncio.sleep(0.1)
        network.down = False

        assert await appending == 1


async def test_under_constant_cuts_every_answer_is_true(pool: Pool, dsn: str) -> None:
    limits = replace(QUICK, writers=2, batch_whole=2)
    cut_off = asyncio.Event()
    told: list[list[SealedEvent]] = []

    async def caller(store: EventStore) -> None:
        stored = events_of()
        await store.append(stored, expected=0)
        told.append(stored)
        while not cut_off.is_set():
            following = events_of(after=stored[-1], count=2)
            await store.append(following, expected=len(stored))
            stored += following

    async with running(pool, dsn=dsn, limits=limits) as store:
        callers = asyncio.gather(*(caller(store) for _ in range(20)))
        cuts = 0
        for _ in range(40):
            await asyncio.sleep(0.02)
            cuts += len(await pool.fetch(CUT))
        cut_off.set()
        await callers

        assert cuts > 10
        for stored in told:
            found = await store.stream(stored[0].header.stream)
            assert [event.hash for event in found] == [event.hash for event in stored]
            verify_stream(found)
        head = await store.head()
        assert sum(map(len, told)) == head
        positions = [event.position for event in await store.log(after=0, limit=head + 1)]
        assert positions == [*range(1, head + 1)]
