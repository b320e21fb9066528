"""What a caller is told when the database, the network, another caller or the store itself gives way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias
from uuid import uuid4

import asyncpg
import pytest

from chassis import writer_session
from chassis.errors import Temporary
from chassis.event_store import (
    Conflict,
    EventStore,
    Limits,
    OutcomeUnknown,
    SealedEvent,
    Unstorable,
    writer_connection,
)
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration

QUICK = Limits(
    writers=1,
    wait_s=0.3,
    known_within_s=0.5,
    stop_within_s=0.5,
    reconnect_first_s=0.01,
    reconnect_most_s=0.05,
)
LOST = asyncpg.ConnectionDoesNotExistError("the network is gone")
Pool: TypeAlias = "asyncpg.Pool[Any]"


class Line:
    """A connection whose replies to an append can be lost, before or after it takes effect."""

    def __init__(self, connection: asyncpg.Connection[Any], network: Network) -> None:
        self._connection, self._network = connection, network

    async def fetch(self, query: str, *arguments: object, timeout: float) -> list[Any]:  # noqa: ASYNC109
        if "append_events" in query and self._network.faults:
            return await self._network.faults.pop(0)(self._connection.fetch(query, *arguments))
        return await self._connection.fetch(query, *arguments, timeout=timeout)

    def is_closed(self) -> bool:
        return self._connection.is_closed()

    def terminate(self) -> None:
        if not self._network.keeps_lost_sessions:
            self._connection.terminate()


class Network:
    """Gives connections, and takes them away."""

    def __init__(self, dsn: str, limits: Limits = QUICK) -> None:
        self._dsn, self._limits = dsn, limits
        self.faults: list[Callable[[Any], Any]] = []
        self.down = False
        self.keeps_lost_sessions = False
        self._opened: list[asyncpg.Connection[Any]] = []

    async def connect(self) -> Any:
        if self.down:
            raise ConnectionRefusedError
        self._opened.append(await writer_connection(self._dsn, self._limits))
        return Line(self._opened[-1], self)

    def close(self) -> None:
        for connection in self._opened:
            connection.terminate()

    async def lost_before_it_was_sent(self, sent: Any) -> None:
        sent.close()
        raise LOST

    async def lost_after_the_commit(self, sent: Any) -> None:
        await sent
        raise LOST

    async def down_before_it_was_sent(self, sent: Any) -> None:
        self.down = True
        await self.lost_before_it_was_sent(sent)


@pytest.fixture
async def network(dsn: str) -> AsyncIterator[Network]:
    opened = Network(dsn)
    yield opened
    opened.close()


@asynccontextmanager
async def running(
    pool: Pool, network: Network | None = None, *, limits: Limits = QUICK, dsn: str = ""
) -> AsyncIterator[EventStore]:
    store = EventStore(pool, dsn, limits=limits, connect=network.connect if network else None)
    await store.start()
    try:
        yield store
    finally:
        await store.stop()


@asynccontextmanager
async def gate_held(pool: Pool) -> AsyncIterator[None]:
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("LOCK TABLE append_gate IN EXCLUSIVE MODE")
        yield


async def under_way(pool: Pool, count: int = 1) -> None:
    """Wait until so many appends stand before the gate."""
    waiting = (
        "SELECT count(*) FROM pg_locks WHERE relation = 'append_gate'::regclass AND NOT granted"
    )
    async with asyncio.timeout(5):
        while await pool.fetchval(waiting) < count:  # noqa: ASYNC110 - Nothing tells.
            await asyncio.sleep(0.005)


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

        assert positions == [3, 4]
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
            await pool.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'event-store-writer'"
            )

    assert await appending == 1


async def test_a_lost_session_that_still_waits_for_the_gate_is_ended_first(
    pool: Pool, network: Network
) -> None:
    network.keeps_lost_sessions = True
    network.faults = [still_running]
    async with running(pool, network, limits=replace(QUICK, known_within_s=10)) as store:
        async with gate_held(pool):
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await under_way(pool)
            await asyncio.sleep(0.1)

        assert await appending == 1
        assert len(await all_stored(store)) == 1


async def test_without_ending_the_lost_session_a_stored_command_would_be_called_refused(
    pool: Pool, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_session, "_END_SESSION", "SELECT WHERE $1 = 0 AND $2 < now()")
    network.keeps_lost_sessions = True
    network.faults = [still_running]
    async with running(pool, network, limits=replace(QUICK, known_within_s=10)) as store:
        async with gate_held(pool):
            appending = asyncio.create_task(store.append(events_of(), expected=0))
            await under_way(pool, 2)

        with pytest.raises(Conflict):
            await appending
        assert len(await all_stored(store)) == 1


RUNNING: set[asyncio.Task[Any]] = set()


async def still_running(sent: Any) -> None:
    task = asyncio.ensure_future(sent)
    RUNNING.add(task)
    task.add_done_callback(lambda done: (RUNNING.discard(done), done.exception()))
    await asyncio.sleep(0.05)
    raise LOST


async def test_an_outcome_that_nobody_can_find_out_is_called_unknown(
    pool: Pool, network: Network
) -> None:
    async with running(pool, network) as store:
        network.faults = [network.down_before_it_was_sent]

        with pytest.raises(OutcomeUnknown):
            await store.append(events_of(), expected=0)


async def test_a_stop_does_not_wait_for_ever_for_an_unknown_outcome(
    pool: Pool, network: Network
) -> None:
    limits = replace(QUICK, known_within_s=3_600)
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
    async with running(pool, network) as store:
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
            replace(header, version=2**64)
            if poison == "refused by the driver"
            else replace(header, topic="poison")
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
    limits = replace(QUICK, unanswered_max=2, wait_s=0.1)
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
