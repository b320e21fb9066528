"""The order of a case, whatever order its events arrive in: repeats, early events, failures, two sources."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from contracts.envelope import Envelope, NotAnEnvelope
from tests.integration.chassis.listener import NotYet
from tests.integration.chassis.told_in_order import TABLE, Sources, door, heard, reasons, write
from tests.support.publisher import listener_database

WAITING, QUEUED = "waiting_for_earlier", "queued_behind"


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with listener_database(TABLE) as pool:
        yield pool


def failing_at(*texts: str) -> Any:
    async def effect(told: Told) -> None:
        await write(told)
        if told.event.reason in texts:
            raise NotYet

    return effect


async def test_an_early_event_waits_and_goes_on_by_itself(pool: Pool) -> None:
    case_id = uuid4()
    first, second = Sources().page(case_id, "1", "2")

    await door(pool).take([second])
    assert await heard(pool, case_id) == []
    assert await reasons(pool, case_id) == [WAITING]

    await door(pool).take([first])  # Another door: the listener was started anew meanwhile.
    assert await heard(pool, case_id) == ["1", "2"]
    assert await reasons(pool, case_id) == []


async def test_several_early_events_follow_in_order_however_they_arrived(pool: Pool) -> None:
    for order in itertools.permutations(range(4)):
        case_id = uuid4()
        page = Sources().page(case_id, "1", "2", "3", "4")
        for number in order:
            await door(pool).take([page[number]])

        assert await heard(pool, case_id) == ["1", "2", "3", "4"], order
        assert await reasons(pool, case_id) == [], order
        await pool.execute("DELETE FROM inbox")  # Each order begins a history of its own.


async def test_an_early_event_and_what_it_waited_for_may_come_in_one_page(pool: Pool) -> None:
    case_id = uuid4()
    one, two, three, four = Sources().page(case_id, "1", "2", "3", "4")

    await door(pool).take([three])
    await door(pool).take([two, one, two, four, three])

    assert await heard(pool, case_id) == ["1", "2", "3", "4"]
    assert await reasons(pool, case_id) == []


async def test_an_early_event_told_again_waits_once(pool: Pool) -> None:
    case_id = uuid4()
    _, second = Sources().page(case_id, "1", "2")

    for _ in range(3):
        await door(pool).take([second, second])

    assert await reasons(pool, case_id) == [WAITING]


async def test_other_sources_and_other_cases_are_not_held_up_by_an_early_event(pool: Pool) -> None:
    sources, case_id, other = Sources(), uuid4(), uuid4()
    _, early = sources.page(case_id, "1", "2")
    of_review = sources.page(case_id, "a", "b", source="review")
    of_other = sources.page(other, "x")

    await door(pool).take([early, *of_review, *of_other])

    assert await heard(pool, case_id) == ["a", "b"]
    assert await heard(pool, other) == ["x"]


async def test_a_failed_event_holds_up_every_source_of_its_case_and_no_other_case(
    pool: Pool,
) -> None:
    sources, case_id, other = Sources(), uuid4(), uuid4()
    page = [
        *sources.page(case_id, "1", "2"),
        *sources.page(case_id, "a", source="review"),
        *sources.page(other, "x", source="review"),
    ]

    await door(pool, failing_at("1")).take(page)

    assert await heard(pool, case_id) == []
    assert await heard(pool, other) == ["x"]
    assert await reasons(pool, case_id) == ["test.not_yet", QUEUED, QUEUED]
    assert await door(pool).redrive(case_id) == 3
    assert await heard(pool, case_id) == ["1", "2", "a"]


async def test_an_early_event_that_fails_when_its_turn_comes_is_parked_as_failed(
    pool: Pool,
) -> None:
    case_id = uuid4()
    one, two, three = Sources().page(case_id, "1", "2", "3")
    await door(pool).take([three])
    await door(pool).take([two])

    await door(pool, failing_at("2")).take([one])

    assert await heard(pool, case_id) == ["1"]
    assert sorted(await reasons(pool, case_id)) == ["test.not_yet", WAITING]
    assert await door(pool).redrive(case_id) == 2
    assert await heard(pool, case_id) == ["1", "2", "3"]


async def test_redriving_while_the_first_came_early_changes_nothing(pool: Pool) -> None:
    case_id = uuid4()
    _, two, three = Sources().page(case_id, "1", "2", "3")
    await door(pool).take([two, three])

    assert await door(pool).redrive(case_id) == 0

    assert await reasons(pool, case_id) == [WAITING, WAITING]


async def test_what_queued_and_is_early_after_a_redrive_goes_on_by_itself_later(pool: Pool) -> None:
    case_id = uuid4()
    one, two, three = Sources().page(case_id, "1", "2", "3")
    await door(pool, failing_at("1")).take([one])
    await door(pool).take([three])
    assert await door(pool).redrive(case_id) == 1
    assert await reasons(pool, case_id) == [QUEUED]

    await door(pool).take([two])

    assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await reasons(pool, case_id) == []


async def test_redriving_follows_the_order_of_each_source_and_not_that_of_arrival(
    pool: Pool,
) -> None:
    case_id = uuid4()
    one, two, three, four = Sources().page(case_id, "1", "2", "3", "4")
    await door(pool, failing_at("1")).take([one])
    for early in (four, three, two):
        await door(pool).take([early])

    assert await door(pool).redrive(case_id) == 4

    assert await heard(pool, case_id) == ["1", "2", "3", "4"]


async def test_a_redrive_that_fails_again_says_why_today_and_counts_its_attempts(
    pool: Pool,
) -> None:
    case_id = uuid4()

    async def broken(_told: Told) -> None:
        raise ValueError("Invented Child was seen")

    await door(pool, failing_at("1")).take(Sources().page(case_id, "1", "2"))
    with pytest.raises(ValueError, match="Invented"):
        await door(pool, broken).redrive(case_id)

    parked = await door(pool).parked()
    assert [(one.reason, one.attempts) for one in parked] == [("failed.ValueError", 2), (QUEUED, 0)]


async def test_two_listeners_remember_apart(pool: Pool) -> None:
    case_id = uuid4()
    page = Sources().page(case_id, "1")

    await door(pool, listener="one").take(page)
    await door(pool, listener="two").take(page)

    assert await heard(pool, case_id) == ["1", "1"]


# --- Any order -------------------------------------------------------------------------------------

SOURCES = ("referral", "review")
CASES, EVENTS = 3, 5


@pytest.mark.parametrize("seed", range(12))
async def test_any_order_of_arrival_with_repeats_ends_with_each_effect_once_and_in_order(
    pool: Pool, seed: int
) -> None:
    chance, cases, told = random.Random(seed), [uuid4() for _ in range(CASES)], a_history()

    await taken(pages(told(cases), chance), lambda: door(pool))

    await must_be_whole(pool, cases)


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_with_failures_that_end_is_whole_after_a_redrive(
    pool: Pool, seed: int
) -> None:
    chance, cases, told = random.Random(seed), [uuid4() for _ in range(CASES)], a_history()
    broken = {str(number) for number in chance.sample(range(EVENTS), 2)}

    await taken(pages(told(cases), chance), lambda: door(pool, failing_at(*broken)))
    for case_id in cases:
        await door(pool).redrive(case_id)

    await must_be_whole(pool, cases)


@pytest.mark.parametrize("seed", range(4))
async def test_two_replicas_that_take_any_pages_at_once_end_with_each_effect_once(
    pool: Pool, seed: int
) -> None:
    chance, cases, told = random.Random(seed), [uuid4() for _ in range(CASES)], a_history()
    events = told(cases)
    mine, others = pages(events, chance), pages(events, chance)

    await asyncio.gather(taken(mine, lambda: door(pool)), taken(others, lambda: door(pool)))

    await must_be_whole(pool, cases)


def a_history() -> Callable[[Sequence[UUID]], list[Envelope]]:
    """Each case's events from both sources, interleaved."""
    sources = Sources()
    return lambda cases: [
        sources.tells(case_id, str(number), source=source)
        for number in range(EVENTS)
        for case_id in cases
        for source in SOURCES
    ]


def pages(events: Sequence[Envelope], chance: random.Random) -> list[list[Envelope]]:
    """Every event at least once, in any order, in pages of any size."""
    arriving = [*events, *chance.choices(events, k=len(events) // 2)]
    chance.shuffle(arriving)
    cut = []
    while arriving:
        size = chance.randint(1, 8)
        cut.append(arriving[:size])
        del arriving[:size]
    return cut


async def taken(arriving: Sequence[Sequence[Envelope]], listening: Callable[[], EventDoor]) -> None:
    for page in arriving:
        await listening().take(page)


async def must_be_whole(pool: Pool, cases: Sequence[UUID]) -> None:
    for case_id in cases:
        for source in SOURCES:
            assert await heard(pool, case_id, source) == [str(number) for number in range(EVENTS)]
        assert await reasons(pool, case_id) == []


@pytest.mark.parametrize("name", ["streamversion", "position", "previous"])
def test_a_number_that_no_log_can_reach_is_no_envelope(name: str) -> None:
    (good,) = Sources().page(uuid4(), "1")
    headers = [(key, b"9" * 30 if key == f"ce_{name}" else value) for key, value in good.headers()]

    with pytest.raises(NotAnEnvelope, match=name):
        Envelope.from_message(headers, good.data)


@pytest.mark.parametrize("name", ["source", "type", "partnership", "actor", "hash"])
def test_a_text_that_no_database_can_keep_is_no_envelope(name: str) -> None:
    (good,) = Sources().page(uuid4(), "1")
    headers = [(key, b"a\x00b" if key == f"ce_{name}" else value) for key, value in good.headers()]

    with pytest.raises(NotAnEnvelope, match=name):
        Envelope.from_message(headers, good.data)
