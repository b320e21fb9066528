"""When parking itself is impossible, the listener stands still at its place and loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.delivery.event_door import Told
from tests.support.faults.audit import Audit
from tests.support.faults.flow import eventually, seed_of_run
from tests.support.faults.hearing import WITHIN_S, Hearing, a_hearing, nothing
from tests.support.faults.poison import break_down, held, only, the_bad, told_of_four_cases
from tests.support.faults.told_cases import message, send

pytestmark = pytest.mark.system

REFUSED_BY_DATABASE = """
    CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE SQLSTATE '{state}'; END $$;
    CREATE TRIGGER full_up BEFORE INSERT ON parked FOR EACH ROW EXECUTE FUNCTION full_up();
"""

Report = Callable[[str, Any, int, Audit], None]


@pytest.mark.parametrize("state", ["53100", "42501"], ids=["disk full", "not allowed"])
async def test_a_listener_that_cannot_park_stands_still_and_goes_on_when_it_can(
    state: str, kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=1) as hearing:
        log, poisoned = told_of_four_cases(hearing)
        hearing.hinder = only(the_bad(log, poisoned), break_down)
        await hearing.pool.execute(REFUSED_BY_DATABASE.format(state=state))
        tries = await _tries(hearing)
        async with hearing.listening():
            await send(hearing.settings, {"referral": [message(one) for one in log]})
            await tries(3)
            assert await _place(hearing) < len(log)
            await hearing.pool.execute("DROP TRIGGER full_up ON parked")
            await held(hearing, log, poisoned, "failed.ZeroDivisionError")
            hearing.hinder = nothing
            await hearing.door.redrive(poisoned)

        found = await hearing.audited(log)

        report(f"parking refused with {state}", hearing, 1, found)
        assert found.clean, found


async def test_a_listener_whose_parked_events_are_locked_waits_and_goes_on(
    kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=1) as hearing:
        log, poisoned = told_of_four_cases(hearing)
        hearing.hinder = only(the_bad(log, poisoned), break_down)
        async with hearing.listening():
            async with hearing.pool.acquire() as connection, connection.transaction():
                await connection.execute("LOCK TABLE parked IN ACCESS EXCLUSIVE MODE")
                await send(hearing.settings, {"referral": [message(one) for one in log]})
                await eventually(lambda: _somebody_waits(connection), WITHIN_S)
                assert await connection.fetchval("SELECT count(*) FROM listener_positions") == 0
            await held(hearing, log, poisoned, "failed.ZeroDivisionError")
            hearing.hinder = nothing
            await hearing.door.redrive(poisoned)

        found = await hearing.audited(log)

        report("parked events locked", hearing, 1, found)
        assert found.clean, found


async def _tries(hearing: Hearing) -> Callable[[int], Awaitable[None]]:
    """Wait until the bad one was tried so often."""
    tried, hinder = [0], hearing.hinder

    async def counting(told: Told) -> None:
        try:
            await hinder(told)
        except ZeroDivisionError:
            tried[0] += 1
            raise

    async def tries(count: int) -> None:
        async with asyncio.timeout(WITHIN_S):
            while tried[0] < count:
                await asyncio.sleep(0.01)

    hearing.hinder = counting
    return tries


async def _place(hearing: Hearing) -> int:
    return int(
        await hearing.pool.fetchval("SELECT coalesce(max(next_offset), 0) FROM listener_positions")
    )


async def _somebody_waits(connection: Any) -> bool:
    return bool(
        await connection.fetchval(
            "SELECT count(*) FROM pg_locks WHERE relation = 'parked'::regclass AND NOT granted"
        )
    )
