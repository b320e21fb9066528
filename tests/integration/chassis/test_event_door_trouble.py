"""The door for told facts in bad company: outages, races, replicas, redrives, effects that hang."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from pydantic import ValidationError

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.store.event_store import OutcomeUnknown
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from tests.integration.chassis.listener import TABLE, NotYet, door, failing, heard, told_of, write
from tests.support.publisher import Publisher, listener_database


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.AdminShutdownError("the server is being restarted"),
        asyncpg.CannotConnectNowError("the server is starting"),
        asyncpg.DeadlockDetectedError("somebody else was quicker"),
        asyncpg.TooManyConnectionsError("later"),
        asyncpg.InterfaceError("connection is closed"),
        OutcomeUnknown("perhaps it was stored"),
        ConnectionResetError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_blames_the_moment_is_tried_again(
    pool: Pool, publisher: Publisher, error: Exception
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2")

    await door(pool, failing("1", lambda: error, times=2)).take(page)

    assert await door(pool).parked() == []
    assert await heard(pool, case_id) == ["1", "2"]


async def test_what_blames_the_statement_parks_at_once(pool: Pool, publisher: Publisher) -> None:
    page = await told_of(publisher, uuid4(), "1")
    the_door = door(pool, failing("1", lambda: asyncpg.NotNullViolationError("a bug")))

    await the_door.take(page)

    assert [event.attempts for event in await the_door.parked()] == [1]


async def test_data_that_are_no_text_at_all_park(pool: Pool, publisher: Publisher) -> None:
    (envelope,) = await told_of(publisher, uuid4(), "1")

    await door(pool).take([envelope.model_copy(update={"data": b'{"reason": "\xff\x00"}'})])

    assert [event.reason for event in await door(pool).parked()] == ["failed.ValidationError"]
    with pytest.raises(ValidationError):
        await door(pool).redrive(envelope.subject)


async def test_two_replicas_that_take_one_page_at_once_let_it_have_its_effect_once(
    pool: Pool, publisher: Publisher
) -> None:
    cases = [uuid4() for _ in range(8)]
    for case_id in cases:
        await publisher.publish(case_id, "1", "2", "3")
    page, _ = await publisher.log.read(after=0, limit=1_000)
    shuffled = sorted(page, key=lambda told: (str(told.subject)[::-1], told.streamversion))

    await asyncio.gather(*(door(pool).take(told) for told in (page, shuffled, page, shuffled)))

    for case_id in cases:
        assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await door(pool).parked() == []


async def test_an_event_that_comes_while_the_last_parked_one_is_redriven_is_not_left_behind(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2", "3")
    await door(pool, failing("1", NotYet)).take(page[:1])
    redriving, go_on = asyncio.Event(), asyncio.Event()

    async def slow(told: Told) -> None:
        redriving.set()
        await go_on.wait()
        await write(told)

    redrive = asyncio.create_task(door(pool, slow).redrive(case_id))
    await redriving.wait()
    taking = asyncio.create_task(door(pool).take(page[1:]))
    await asyncio.sleep(0.1)
    go_on.set()
    await asyncio.gather(redrive, taking)

    assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await door(pool).parked() == []


async def test_two_redrives_at_once_let_each_event_have_its_effect_once(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    await door(pool, failing("1", NotYet)).take(await told_of(publisher, case_id, "1", "2", "3"))

    through = await asyncio.gather(*(door(pool).redrive(case_id) for _ in range(3)))

    assert sum(through) == 3
    assert await heard(pool, case_id) == ["1", "2", "3"]


async def test_what_another_replica_has_handled_meanwhile_does_not_park(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1")
    tries = [0]

    async def overtaken(_told: Told) -> None:
        tries[0] += 1
        if tries[0] > 1:  # Alone, after the page: what fails here has just succeeded there.
            asyncio.get_running_loop().call_soon(others.set)
        raise NotYet

    others = asyncio.Event()
    here = door(pool, overtaken)
    park = here._park

    async def later(envelope: Envelope, reason: str, attempts: int) -> None:
        await others.wait()
        await door(pool).take([envelope])
        await park(envelope, reason, attempts)

    here._park = later  # type: ignore[method-assign]
    await here.take(page)

    assert await heard(pool, case_id) == ["1"]
    assert await here.parked() == []


async def test_an_effect_that_hangs_parks_and_other_cases_flow(
    pool: Pool, publisher: Publisher
) -> None:
    hung, good = uuid4(), uuid4()

    async def hangs(told: Told) -> None:
        if told.event.case_id == hung:
            await asyncio.Event().wait()
        await write(told)

    the_door = EventDoor(
        "test", ["referral"], {ReferralWithdrawn: hangs}, pool,
        attempts_max=2, first_delay_s=0.001, effect_within_s=0.5,
    )  # fmt: skip
    page = [*await told_of(publisher, hung, "1"), *await told_of(publisher, good, "1")]

    async with asyncio.timeout(60):
        await the_door.take(page)

    assert await heard(pool, good) == ["1"]
    assert [event.reason for event in await the_door.parked()] == ["failed.EffectHangs"]


async def test_pages_of_many_services_never_hold_all_connections(publisher: Publisher) -> None:
    cases = [uuid4() for _ in range(6)]
    pages = [await told_of(publisher, case_id, "1") for case_id in cases]
    async with listener_database(TABLE, connections=2) as pool:

        async def needs_another(told: Told) -> None:
            await asyncio.sleep(0.01)
            await pool.fetchval("SELECT 1")  # As use cases do.
            await write(told)

        the_door = door(pool, needs_another)
        async with asyncio.timeout(60):
            await asyncio.gather(*(the_door.take(page) for page in pages))

        for case_id in cases:
            assert await heard(pool, case_id) == ["1"]


async def test_the_loss_of_every_connection_in_the_middle_of_a_page_loses_nothing(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2", "3")
    lost = [True]

    async def losing(told: Told) -> None:
        await write(told)
        if told.event.reason == "2" and lost.pop() if lost else False:
            await pool.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await told.connection.execute("SELECT 1")

    await door(pool, losing).take(page)

    assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await door(pool).parked() == []


async def test_a_page_that_is_cancelled_half_way_leaves_nothing_and_is_told_again(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2")
    reached = asyncio.Event()

    async def stops(told: Told) -> None:
        await write(told)
        if told.event.reason == "2":
            reached.set()
            await asyncio.Event().wait()

    taking = asyncio.create_task(door(pool, stops).take(page))
    await reached.wait()
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)

    assert await heard(pool, case_id) == []
    await door(pool).take(page)
    assert await heard(pool, case_id) == ["1", "2"]


async def test_redriving_passes_over_what_nobody_here_listens_to_any_more(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    await door(pool, failing("1", NotYet)).take(await told_of(publisher, case_id, "1"))

    assert await EventDoor("test", ["referral"], {}, pool).redrive(case_id) == 1

    assert await door(pool).parked() == []
