"""Rows come out the same whichever service is heard first, how often it is heard, and when made anew."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.database import Pool
from chassis.delivery.erasure_door import ErasureDoor
from contracts.envelope import Envelope
from contracts.events.review import CaseErased
from services.reporting.entrypoints.event_door import BoardDoor
from services.reporting.main import NAME, build_with
from tests.integration.reporting.rows import all_rows
from tests.integration.reporting.told_case import CASE, Case, envelopes, whole_case
from tests.support.service import laid_ground

pytestmark = pytest.mark.integration
CANARY = "Zebedee-Quartz"


def silent() -> None:
    """Nobody waits for a change."""


@asynccontextmanager
async def ground(pool_size: int = 6) -> AsyncIterator[Pool]:
    async with laid_ground(NAME, build_with({}), pool_size=pool_size) as laid:
        yield laid.pool


def logs(case: Case) -> list[list[Envelope]]:
    return [envelopes(events) for events in whole_case(case).values()]


def interleaved(told: Sequence[Sequence[Envelope]], chance: random.Random) -> list[Envelope]:
    """Any order in which each service's own order is kept."""
    places = [number for number, log in enumerate(told) for _ in log]
    chance.shuffle(places)
    following = [iter(log) for log in told]
    return [next(following[place]) for place in places]


def pages(told: Sequence[Envelope], chance: random.Random) -> list[Sequence[Envelope]]:
    cuts = sorted({0, len(told), *(chance.randint(0, len(told)) for _ in range(6))})
    return [told[first:last] for first, last in itertools.pairwise(cuts)]


async def rows_after(told: Sequence[Sequence[Envelope]]) -> dict[str, list[dict[str, Any]]]:
    async with ground() as pool:
        door = BoardDoor(pool, silent)
        for page in told:
            await door.take(page)
        assert await door.parked() == []
        return await all_rows(pool)


@pytest.fixture(scope="module")
def expected() -> dict[str, list[dict[str, Any]]]:
    """The rows after each service told its whole log, one after the other."""
    return asyncio.run(rows_after(logs(Case())))


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_any_interleaving_of_the_services_gives_the_same_rows(
    expected: dict[str, list[dict[str, Any]]], chance: random.Random
) -> None:
    order = pages(interleaved(logs(Case()), chance), chance)

    assert asyncio.run(rows_after(order)) == expected


async def test_every_table_has_rows_after_a_whole_case(
    expected: dict[str, list[dict[str, Any]]],
) -> None:
    assert [table for table, rows in expected.items() if not rows] == []
    told_nothing_of = [name for name, value in expected["case_board"][0].items() if value is None]
    assert told_nothing_of == ["withdrawn_on", "transferred_to"]


async def test_what_is_forgotten_and_told_again_gives_the_same_rows_and_a_higher_number(
    expected: dict[str, list[dict[str, Any]]],
) -> None:
    async with ground() as pool:
        door = BoardDoor(pool, silent)
        for log in logs(Case()):
            await door.take(log)
        before = await pool.fetchval("SELECT number FROM board_revision")
        await pool.execute("INSERT INTO listener_positions VALUES ('reporting', 'review', 9)")

        await door.start_again()
        forgotten = await all_rows(pool)
        positions = await pool.fetchval("SELECT count(*) FROM listener_positions")
        for log in reversed(logs(Case())):
            await door.take(log)

        assert forgotten == {table: [] for table in expected}
        assert positions == 0
        assert await all_rows(pool) == expected
        assert await pool.fetchval("SELECT number FROM board_revision") > before


async def test_two_replicas_that_hear_everything_at_once_make_the_rows_of_one() -> None:
    cases = [Case(uuid5(CASE, str(n)), f"PLY-RR-2026-{n:04d}") for n in range(1, 9)]
    told = [[envelope for case in cases for envelope in logs(case)[n]] for n in range(5)]
    one_after_the_other = await rows_after(told)

    async with ground(pool_size=12) as pool:
        replicas = [BoardDoor(pool, silent), BoardDoor(pool, silent)]
        for replica in replicas:
            replica._one_at_a_time = asyncio.Semaphore(5)  # type: ignore[assignment]  # Let pages collide.
        await asyncio.gather(*(replica.take(log) for replica in replicas for log in told))

        assert [await replica.parked() for replica in replicas] == [[], []]
        assert await all_rows(pool) == one_after_the_other


async def test_what_a_publisher_says_beyond_its_contract_does_not_reach_the_rows() -> None:
    told = [
        envelope.model_copy(update={"data": envelope.data[:-1] + f',"words":"{CANARY}"}}'.encode()})
        for log in logs(Case())
        for envelope in log
    ]
    assert all(CANARY in envelope.data.decode() for envelope in told)

    rows = await rows_after([told])

    assert CANARY not in str(rows)
    assert rows == await rows_after(logs(Case()))


async def test_no_case_is_seen_without_a_partnership_that_has_a_part_in_it() -> None:
    rows = await rows_after(logs(Case()))

    parts = {(row["partnership"], row["part"]) for row in rows["case_access"]}
    assert parts == {("PLY", "lead"), ("DEV", "contributing")}
    assert {row["case_id"] for row in rows["case_board"]} == {UUID(str(CASE))}


async def test_what_is_told_late_of_an_erased_case_on_another_topic_leaves_no_rows() -> None:
    case = Case()
    told = whole_case(case)
    day = date(2062, 9, 7)
    erased = case(
        CaseErased,
        erased_on=day,
        kept_as="rapid_review",
        kept_until=day,
        ended_on=date(2026, 11, 16),
    )
    of_review = envelopes([*told["review"], erased])
    early, late = (envelopes(told["submissions"])[part] for part in (slice(3), slice(3, None)))
    async with laid_ground(NAME, build_with({})) as laid:
        board = BoardDoor(laid.pool, silent)
        erasure = ErasureDoor(NAME, build_with({})(laid), laid)

        await board.take(of_review)
        await board.take(early)  # The board has erased the case already; its key is still there.
        assert any((await all_rows(laid.pool)).values())
        await erasure.take(of_review[-1:])
        await board.take(late)

        assert not any((await all_rows(laid.pool)).values())
