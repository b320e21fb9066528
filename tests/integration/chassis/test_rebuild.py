"""Rows are made anew beside the live ones: as they were, under traffic, killed anywhere, and never twice at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.clock import utc_now
from chassis.database import Pool
from chassis.delivery.event_door import Told
from chassis.delivery.event_source import FollowLogs
from chassis.delivery.parked_events import ParkedEvents
from chassis.delivery.rows_door import RowsDoor
from chassis.delivery.told_so_far import LogsSoFar
from chassis.rebuild import CannotRebuild, Rebuild
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause
from contracts.events.referral import ReferralWithdrawn
from tests.integration.chassis.listener import NotYet
from tests.integration.chassis.test_readmodel import TABLE as ENTRIES
from tests.integration.chassis.test_readmodel import Entries, projector
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.publisher import Publisher, publishing
from tests.support.roles import two_roles

pytestmark = pytest.mark.integration

HEARD = "CREATE TABLE heard (number bigint GENERATED ALWAYS AS IDENTITY, case_id uuid NOT NULL, text text NOT NULL)"
SEEDS = (1, 2, 3)
PATIENCE_S = 60.0


class HeardDoor(RowsDoor):
    """Writes down what it hears, and refuses one text."""

    made = ("heard",)

    def __init__(self, pool: Pool, refused: str = "") -> None:
        async def effect(told: Told) -> None:
            if told.event.reason == refused:
                raise NotYet
            await told.connection.execute(
                "INSERT INTO heard (case_id, text) VALUES ($1, $2)", told.event.case_id, told.event.reason
            )  # fmt: skip

        super().__init__(
            "test", ["referral"], {ReferralWithdrawn: effect}, pool, attempts_max=2, first_delay_s=0.001
        )  # fmt: skip
        self.refused = refused

    def beside(self, pool: Pool) -> HeardDoor:
        return HeardDoor(pool, self.refused)


class Listening:
    """A listener on its own database, which follows the log of a publisher."""

    def __init__(self, dsn: str, pool: Pool, publisher: Publisher) -> None:
        self.dsn, self.pool, self.publisher = dsn, pool, publisher
        self.store, self.keys = EventStore(pool, dsn), CaseKeys(pool, b"m" * 32)
        self.door = HeardDoor(pool)

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        source = FollowLogs({"referral": self.publisher.log}, self.pool)
        task = asyncio.create_task(source.listen("test", ["referral"], self.door.take))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def rebuild(self, **how: Any) -> None:
        rebuild = Rebuild(self.dsn, self.store, self.keys, utc_now)
        await rebuild.listener(self.door, LogsSoFar([self.publisher.log]), **how)

    async def heard(self, case_id: UUID) -> list[str]:
        rows = await self.pool.fetch(
            "SELECT text FROM heard WHERE case_id = $1 ORDER BY number", case_id
        )
        return [row["text"] for row in rows]

    async def has_heard(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while await self.pool.fetchval("SELECT count(*) FROM heard") < count:
                await asyncio.sleep(0.01)


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    async with (
        publishing() as publisher,
        fresh_database(CHASSIS_SCHEMA, HEARD) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=10) as pool,
    ):
        one = Listening(dsn, pool, publisher)
        await one.store.start()
        try:
            yield one
        finally:
            await one.store.stop()


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    async with publishing() as publisher:
        await publisher.pool.execute(ENTRIES)
        yield publisher


def of(publisher: Publisher) -> Rebuild:
    return Rebuild(publisher.dsn, publisher.store, publisher.keys, utc_now)


async def entries(publisher: Publisher) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await publisher.pool.fetch("SELECT * FROM entries ORDER BY 1, 2")]


# --- Refusals -------------------------------------------------------------------------------------


async def test_what_only_acts_is_refused(publisher: Publisher) -> None:
    projection = Entries()
    projection.tables = ()

    with pytest.raises(CannotRebuild, match="what it sent stays sent"):
        await of(publisher).readmodel(projection)


async def test_a_second_rebuild_of_a_view_is_refused_while_one_is_under_way(
    publisher: Publisher,
) -> None:
    await publisher.publish(uuid4(), "1", "2")
    projection, reached, go_on = Entries(), asyncio.Event(), asyncio.Event()
    apply = projection.apply

    async def held(*given: Any) -> None:
        reached.set()
        await go_on.wait()
        await apply(*given)

    projection.apply = held  # type: ignore[method-assign, assignment]
    first = asyncio.create_task(of(publisher).readmodel(projection))
    await reached.wait()

    with pytest.raises(CannotRebuild, match="entries is being rebuilt already"):
        await of(publisher).readmodel(Entries())

    go_on.set()
    await first
    assert len(await entries(publisher)) == 2


async def test_the_role_of_a_service_may_not_rebuild_and_is_told_whose_may() -> None:
    async with two_roles("review") as roles, asyncpg.create_pool(roles.application) as pool:
        store, keys = EventStore(pool, roles.application), CaseKeys(pool, b"m" * 32)

        class Live(Entries):
            name = "live_reviews"
            tables: tuple[str, ...] = ("live_reviews",)

        with pytest.raises(CannotRebuild, match="OWNER_DSN"):
            await Rebuild(roles.application, store, keys, utc_now).readmodel(Live())
        await Rebuild(roles.owner, store, keys, utc_now).readmodel(Live())


async def test_a_projection_that_writes_beside_its_tables_fails_and_spoils_nothing(
    publisher: Publisher,
) -> None:
    await publisher.pool.execute("CREATE TABLE others (n integer)")
    await publisher.publish(uuid4(), "1")

    class Careless(Entries):
        async def apply(self, event: Any, connection: Any) -> None:
            await connection.execute("INSERT INTO others VALUES (1)")

    with pytest.raises(asyncpg.UndefinedTableError):
        await of(publisher).readmodel(Careless())

    assert await publisher.pool.fetchval("SELECT count(*) FROM others") == 0


async def test_rows_that_know_more_than_what_is_told_are_kept_unless_less_is_wanted(
    listening: Listening,
) -> None:
    case_id, erased = uuid4(), uuid4()
    await listening.publisher.publish(case_id, "1", "2")
    await listening.publisher.publish(erased, "1", "2")
    async with listening.following():
        await listening.has_heard(4)
        await listening.publisher.keys.destroy(erased)

        with pytest.raises(CannotRebuild, match="Of 1 cases"):
            await listening.rebuild()
        assert await listening.heard(erased) == ["1", "2"]

        await listening.rebuild(with_less=True)
        assert await listening.heard(erased) == []
        assert await listening.heard(case_id) == ["1", "2"]


# --- Rebuild equals live --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_read_model_is_rebuilt_during_live_traffic_and_readers_never_miss_a_row(
    publisher: Publisher, seed: int
) -> None:
    chance = random.Random(seed)
    live, cases = Entries(), [uuid4() for _ in range(6)]
    for case_id in cases:
        await publisher.publish(case_id, "1", "2", "3")
    following = asyncio.create_task(projector(publisher, live).run(live))
    counted: list[int] = []

    async def write() -> None:
        for number in range(4, 16):
            await asyncio.gather(*(publisher.publish(one, str(number)) for one in cases))
            await asyncio.sleep(chance.random() * 0.02)

    async def read() -> None:
        while True:
            counted.append(await publisher.pool.fetchval("SELECT count(*) FROM entries"))
            await asyncio.sleep(0)

    reading, writing = asyncio.create_task(read()), asyncio.create_task(write())
    rebuilds = 0
    while not writing.done():
        await asyncio.sleep(chance.random() * 0.05)
        await of(publisher).readmodel(Entries())
        rebuilds += 1
    await writing
    async with asyncio.timeout(PATIENCE_S):
        while len(found := await entries(publisher)) < 15 * len(cases):
            await asyncio.sleep(0.01)
    for task in (reading, following):
        task.cancel()
    await asyncio.gather(reading, following, return_exceptions=True)

    assert rebuilds > 0
    assert len(set(found)) == len(found) == 15 * len(cases)
    assert counted == sorted(counted), "a reader saw fewer rows than before"


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_listener_is_rebuilt_during_live_traffic(listening: Listening, seed: int) -> None:
    chance, cases = random.Random(seed), [uuid4() for _ in range(5)]
    texts = [str(number) for number in range(1, 13)]

    async def write(case_id: UUID) -> None:
        for text in texts:
            await listening.publisher.publish(case_id, text)
            await asyncio.sleep(chance.random() * 0.02)

    async with listening.following():
        writing = asyncio.gather(*(write(case_id) for case_id in cases))
        while not writing.done():
            await listening.rebuild()
        await writing
        await listening.has_heard(len(cases) * len(texts))

    for case_id in cases:
        assert await listening.heard(case_id) == texts
    assert await listening.door.parked() == []


class OneMore(LogsSoFar):
    """Publishes one more event when all has been told for the last time, and waits until the live door is at it."""

    def __init__(self, listening: Listening, case_id: UUID) -> None:
        super().__init__([listening.publisher.log])
        self._listening, self._case_id, self._calls = listening, case_id, 0

    async def tell(self, take: Any) -> None:
        await super().tell(take)
        self._calls += 1
        if self._calls < 2:
            return
        await self._listening.publisher.publish(self._case_id, "3")
        async with asyncio.timeout(PATIENCE_S):
            while not await self._listening.pool.fetchval(
                "SELECT EXISTS (SELECT FROM heard WHERE text = '3') OR EXISTS (SELECT FROM pg_locks l"
                " JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()"
                " WHERE l.locktype = 'advisory' AND NOT l.granted)"
            ):
                await asyncio.sleep(0.01)


async def test_what_comes_while_rows_are_exchanged_waits_and_is_not_lost(
    listening: Listening,
) -> None:
    case_id = uuid4()
    await listening.publisher.publish(case_id, "1", "2")
    async with listening.following():
        await listening.has_heard(2)
        rebuild = Rebuild(listening.dsn, listening.store, listening.keys, utc_now)

        await rebuild.listener(listening.door, OneMore(listening, case_id))

        await listening.has_heard(3)
        assert await listening.heard(case_id) == ["1", "2", "3"]


async def test_what_was_left_out_by_decision_is_left_out_again(listening: Listening) -> None:
    case_id = uuid4()
    listening.door = HeardDoor(listening.pool, refused="2")
    await listening.publisher.publish(case_id, "1", "2", "3")
    parked = ParkedEvents(
        [listening.door], listening.pool, listening.store, keys=listening.keys, clock=utc_now
    )
    async with listening.following():
        async with asyncio.timeout(PATIENCE_S):
            while len(held := await listening.door.parked()) < 2:
                await asyncio.sleep(0.01)
        skipping, redriving = command(case_id), command(case_id)
        await parked.skip("test", held[0].envelope.id, skipping, reason="Invented.")
        await parked.redrive("test", redriving)
        assert await listening.heard(case_id) == ["1", "3"]

        await listening.rebuild()

        assert await listening.heard(case_id) == ["1", "3"]
        assert await listening.door.parked() == []


async def test_what_could_not_be_handled_is_handled_when_the_code_can(listening: Listening) -> None:
    case_id = uuid4()
    listening.door = HeardDoor(listening.pool, refused="2")
    await listening.publisher.publish(case_id, "1", "2", "3")
    async with listening.following(), asyncio.timeout(PATIENCE_S):
        while len(await listening.door.parked()) < 2:
            await asyncio.sleep(0.01)

    listening.door = HeardDoor(listening.pool)
    await listening.rebuild()

    assert await listening.heard(case_id) == ["1", "2", "3"]
    assert await listening.door.parked() == []


# --- Interrupted ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_rebuild_that_is_killed_anywhere_leaves_the_live_rows_and_can_be_begun_again(
    listening: Listening, seed: int
) -> None:
    chance, cases = random.Random(seed), [uuid4() for _ in range(8)]
    for case_id in cases:
        await listening.publisher.publish(case_id, "1", "2", "3", "4")
    async with listening.following():
        await listening.has_heard(32)
    killed = 0
    for _ in range(8):
        rebuilding = asyncio.create_task(listening.rebuild())
        await asyncio.sleep(chance.random() * 0.25)
        # As when the process is killed: all its connections end at once.
        await listening.pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'rebuild test' AND datname = current_database()"
        )
        (outcome,) = await asyncio.gather(rebuilding, return_exceptions=True)
        killed += outcome is not None
        for case_id in cases:
            assert await listening.heard(case_id) == ["1", "2", "3", "4"]
    assert killed > 0

    await listening.publisher.publish(cases[0], "5")
    await listening.rebuild()
    async with listening.following():
        await listening.publisher.publish(cases[1], "5")
        await listening.has_heard(34)

    assert await listening.heard(cases[0]) == ["1", "2", "3", "4", "5"]
    assert await listening.pool.fetch("SELECT FROM pg_namespace WHERE nspname ~ '^rebuild'") == []


def command(case_id: UUID) -> Cause:
    command_id = uuid4()
    return Cause(
        case_id=case_id, partnership="PLY", actor="operator:region-operator", causation_id=uuid4(),
        correlation_id=command_id, occurred_at=utc_now(), command_id=command_id,
    )  # fmt: skip
