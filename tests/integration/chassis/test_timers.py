"""A timer fires at least once and has one effect, whoever dies, and of several replicas one fires it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis import timers as chassis_timers
from chassis.database import Pool
from chassis.errors import Temporary, WrongState
from chassis.timers import Clockwork, Effect, Timer, Timers
from tests.support.database import CHASSIS_SCHEMA, fresh_database

pytestmark = pytest.mark.integration
NOON = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)
SUBJECT = UUID(int=7)


class MovedClock:
    """The present moment, as a test sets it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with (
        fresh_database(CHASSIS_SCHEMA) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=6) as pool,
    ):
        yield pool


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def timers(pool: Pool, clock: MovedClock) -> Timers:
    return Timers(pool, clock)


def timer(detail: str = "one", *, due_in_s: float = 0, subject: UUID = SUBJECT) -> Timer:
    return Timer("ring", subject, detail, NOON + timedelta(seconds=due_in_s))


def ringing(fired: list[str], *failures: Exception) -> dict[str, Effect]:
    """An effect that notes what was fired, after it failed in these ways."""
    left = list(failures)

    async def ring(one: Timer) -> None:
        fired.append(one.detail)
        if left:
            raise left.pop(0)

    return {"ring": ring}


async def rows(pool: Pool) -> int:
    return int(await pool.fetchval("SELECT count(*) FROM timers"))


async def test_a_timer_fires_when_it_is_due_and_not_before(
    timers: Timers, clock: MovedClock, pool: Pool
) -> None:
    fired: list[str] = []
    await timers.set(timer("early"))
    await timers.set(timer("late", due_in_s=60))

    assert await timers.fire_due(ringing(fired)) == 1
    clock.now += timedelta(seconds=60)
    assert await timers.fire_due(ringing(fired)) == 1

    assert fired == ["early", "late"]
    assert await rows(pool) == 0


async def test_a_timer_that_is_set_twice_is_one_and_keeps_its_id(
    timers: Timers, pool: Pool
) -> None:
    await timers.set(timer())
    await timers.set(timer())

    assert await rows(pool) == 1
    assert timer().id == timer().id != timer("other").id


async def test_a_timer_that_was_taken_back_does_not_fire(timers: Timers) -> None:
    fired: list[str] = []
    other = timer("other", subject=uuid4())
    await timers.set(timer())
    await timers.set(other)
    await timers.withdraw(SUBJECT, "ring")

    await timers.fire_due(ringing(fired))

    assert fired == ["other"]


async def test_a_timer_is_set_only_if_the_transaction_that_sets_it_is_kept(
    timers: Timers, pool: Pool
) -> None:
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await timers.set(timer(), connection)
        await transaction.rollback()

    assert await rows(pool) == 0


async def test_what_fails_is_tried_again_after_a_longer_wait_each_time_and_holds_up_nobody(
    timers: Timers, clock: MovedClock, pool: Pool
) -> None:
    fired: list[str] = []
    troubled: list[str] = []
    failing = ringing(troubled, *[Temporary(), ZeroDivisionError("Zebedee-Quartz")] * 8)
    effects = {"ring": ringing(fired)["ring"], "fail": failing["ring"]}
    await timers.set(Timer("fail", SUBJECT, "troubled", NOON - timedelta(seconds=1)))
    await timers.set(timer("well"))
    await timers.fire_due(effects)
    assert fired == ["well"]
    waits = []
    while await rows(pool):
        due_at = await timers.oldest_due_at()
        assert due_at is not None
        waits.append((due_at - clock.now).total_seconds())
        clock.now = due_at
        await timers.fire_due(effects)

    assert len(troubled) == 17
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1.0, chassis_timers.DELAY_MAX_S)


async def test_a_refusal_is_an_answer_and_the_timer_is_gone(timers: Timers, pool: Pool) -> None:
    fired: list[str] = []
    await timers.set(timer())

    await timers.fire_due(ringing(fired, WrongState()))

    assert (fired, await rows(pool)) == (["one"], 0)


async def test_a_kind_that_nobody_knows_waits_for_who_knows_it(
    timers: Timers, clock: MovedClock, pool: Pool
) -> None:
    fired: list[str] = []
    await timers.set(timer())
    await timers.fire_due({})
    assert await rows(pool) == 1

    clock.now += timedelta(seconds=2)
    await timers.fire_due(ringing(fired))

    assert fired == ["one"]


async def test_of_several_replicas_one_fires_each_timer(pool: Pool, clock: MovedClock) -> None:
    fired: list[str] = []
    replicas = [Timers(pool, clock) for _ in range(3)]
    for number in range(40):
        await replicas[0].set(timer(str(number), due_in_s=-number))

    await asyncio.gather(*(one.fire_due(ringing(fired)) for one in replicas))

    assert sorted(fired, key=int) == [str(number) for number in range(40)]
    assert await rows(pool) == 0


async def test_a_process_that_dies_while_a_timer_fires_loses_nothing(
    pool: Pool, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fired: list[str] = []
    begun, replica = asyncio.Event(), Timers(pool, clock)

    async def hangs(one: Timer) -> None:
        fired.append(one.detail)
        begun.set()
        await asyncio.Event().wait()

    await replica.set(timer())
    monkeypatch.setattr(chassis_timers, "CLAIM_S", 0.2)
    dying = asyncio.create_task(Timers(pool, clock).fire_due({"ring": hangs}))
    await begun.wait()
    assert await replica.fire_due(ringing(fired)) == 0  # It is another's, until its claim runs out.
    dying.cancel()
    async with asyncio.timeout(60):
        while await rows(pool):
            await replica.fire_due(ringing(fired))

    assert fired == ["one", "one"]


async def test_an_effect_that_hangs_is_cut_off_and_tried_again(
    timers: Timers, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_: Timer) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(chassis_timers, "FIRES_WITHIN_S", 0.05)
    await timers.set(timer())
    await timers.fire_due({"ring": hangs})

    assert await pool.fetchval("SELECT attempts FROM timers") == 1


async def test_the_clockwork_fires_by_itself_and_says_how_long_a_timer_is_overdue(
    timers: Timers, clock: MovedClock, pool: Pool
) -> None:
    fired: list[str] = []
    clockwork = Clockwork(timers, ringing(fired), clock, poll_s=0.01)
    running = asyncio.create_task(clockwork.run())
    try:
        await timers.set(timer())
        async with asyncio.timeout(60):
            while await rows(pool):
                await asyncio.sleep(0.01)
        assert clockwork.overdue_s() == 0.0
        waits = timer("waits", due_in_s=60)
        await timers.set(waits)
        async with asyncio.timeout(60):
            while clockwork._oldest_due_at != waits.due_at:
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
    clock.now += timedelta(seconds=100)

    assert fired == ["one"]
    assert clockwork.overdue_s() == 40.0  # Nobody fires any more, and that is seen.


async def test_the_clockwork_outlives_a_database_that_is_away(
    timers: Timers, clock: MovedClock, pool: Pool
) -> None:
    fired: list[str] = []
    await pool.execute("ALTER TABLE timers RENAME TO away")
    running = asyncio.create_task(Clockwork(timers, ringing(fired), clock, poll_s=0.01).run())
    try:
        await asyncio.sleep(0)
        await pool.execute("ALTER TABLE away RENAME TO timers")
        await timers.set(timer())
        async with asyncio.timeout(60):
            while not fired:
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
