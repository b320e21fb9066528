"""A door whose cases wait together: each in its order, none for another, and the promises as ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from tests.integration.chassis.listener import NotYet, heard, told_of, write
from tests.support.publisher import Publisher


class SideBySide(EventDoor):
    """The door under test."""

    side_by_side = True


def door(pool: Pool, effect: Callable[[Told], Awaitable[None]] = write) -> SideBySide:
    return SideBySide(
        "test", ["referral"], {ReferralWithdrawn: effect}, pool, attempts_max=3, first_delay_s=0.001
    )


async def interleaved(publisher: Publisher, cases: list[UUID], *texts: str) -> list[Envelope]:
    """A page in which the cases take turns."""
    pages = [await told_of(publisher, case_id, *texts) for case_id in cases]
    return [envelope for step in zip(*pages, strict=True) for envelope in step]


async def test_a_case_does_not_wait_for_another_of_its_page(
    pool: Pool, publisher: Publisher
) -> None:
    first, second = uuid4(), uuid4()
    other_is_through = asyncio.Event()

    async def effect(told: Told) -> None:
        if told.event.case_id == first:
            await other_is_through.wait()
        await write(told)
        if (told.event.case_id, told.event.reason) == (second, "2"):
            other_is_through.set()

    page = await interleaved(publisher, [first, second], "1", "2")
    async with asyncio.timeout(60):
        await door(pool, effect).take(page)

    assert await heard(pool, first) == await heard(pool, second) == ["1", "2"]


async def test_many_cases_share_a_transaction_and_each_keeps_its_order(
    pool: Pool, publisher: Publisher
) -> None:
    cases = [uuid4() for _ in range(20)]

    async def asks_and_writes(told: Told) -> None:
        await told.connection.fetchrow("SELECT 1")
        await told.connection.fetch("SELECT 1")
        await told.connection.executemany("SELECT $1::text", [(told.event.reason,)])
        assert await told.connection.fetchval("SELECT $1::text", told.event.reason)
        await write(told)

    page = await interleaved(publisher, cases, "1", "2", "3")
    await door(pool, asks_and_writes).take(page)
    await door(pool, asks_and_writes).take(page)

    for case_id in cases:
        assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await door(pool).parked() == []


async def test_a_case_that_fails_parks_and_the_others_of_its_page_have_their_effect_once(
    pool: Pool, publisher: Publisher
) -> None:
    cases = [uuid4() for _ in range(6)]
    bad = cases[2]

    async def effect(told: Told) -> None:
        await write(told)
        if (told.event.case_id, told.event.reason) == (bad, "2"):
            raise NotYet

    page = await interleaved(publisher, cases, "1", "2", "3")
    await door(pool, effect).take(page)
    parked = await door(pool).parked()

    assert [(one.case_id, one.reason) for one in parked] == [
        (bad, "test.not_yet"), (bad, "queued_behind"),
    ]  # fmt: skip
    for case_id in cases:
        assert await heard(pool, case_id) == (["1"] if case_id == bad else ["1", "2", "3"])

    assert await door(pool).redrive(bad) == 2
    assert await heard(pool, bad) == ["1", "2", "3"]


async def test_a_statement_that_is_refused_parks_its_own_case_only(
    pool: Pool, publisher: Publisher
) -> None:
    cases = [uuid4() for _ in range(4)]

    async def effect(told: Told) -> None:
        await write(told)
        if told.event.case_id == cases[0]:
            await told.connection.execute("SELECT 1 / 0")

    await door(pool, effect).take(await interleaved(publisher, cases, "1", "2"))

    assert {one.case_id for one in await door(pool).parked()} == {cases[0]}
    for case_id in cases[1:]:
        assert await heard(pool, case_id) == ["1", "2"]
