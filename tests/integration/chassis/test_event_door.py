"""The door for told facts: once in effect, retried if temporary, parked per case if not, never lost."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chassis.database import Pool
from chassis.delivery.event_door import Told
from chassis.errors import Temporary
from contracts.events.referral import ReferralWithdrawn
from contracts.events.review import MeetingHeld
from tests.integration.chassis.listener import NotYet, door, failing, heard, told_of
from tests.support.publisher import Diary, Publisher, a_cause


async def test_an_event_told_three_times_takes_effect_once(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2")

    for _ in range(3):
        await door(pool).take(page)
    await door(pool).take([*page, *page])

    assert await heard(pool, case_id) == ["1", "2"]


async def test_an_event_that_cannot_be_handled_parks_and_its_case_queues_behind(
    pool: Pool, publisher: Publisher
) -> None:
    bad, good = uuid4(), uuid4()
    the_door = door(pool, failing("2", NotYet))
    page = [*await told_of(publisher, bad, "1", "2", "3"), *await told_of(publisher, good, "1")]

    await the_door.take(page)
    await the_door.take((await told_of(publisher, bad, "4"))[-1:])

    assert await heard(pool, bad) == ["1"]
    assert await heard(pool, good) == ["1"]
    parked = await the_door.parked()
    assert [(event.case_id, event.reason) for event in parked] == [
        (bad, "test.not_yet"),
        (bad, "queued_behind"),
        (bad, "queued_behind"),
    ]


async def test_a_bug_parks_without_its_words(pool: Pool, publisher: Publisher) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1")

    await door(pool, failing("1", lambda: ValueError("Invented Child was seen"))).take(page)

    row = await pool.fetchrow("SELECT * FROM parked")
    assert row is not None
    assert row["reason"] == "failed.ValueError"
    assert "Invented" not in str(dict(row))


async def test_redriving_runs_in_order_through_todays_code(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2", "3")
    await door(pool, failing("2", NotYet)).take(page)

    through = await door(pool).redrive(case_id)

    assert through == 2
    assert await heard(pool, case_id) == ["1", "2", "3"]
    assert await door(pool).parked() == []
    await door(pool).take(page)
    assert await heard(pool, case_id) == ["1", "2", "3"]


async def test_redriving_into_the_same_failure_keeps_everything_parked(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2")
    the_door = door(pool, failing("1", NotYet))
    await the_door.take(page)

    with pytest.raises(NotYet):
        await the_door.redrive(case_id)

    assert len(await the_door.parked()) == 2
    assert await heard(pool, case_id) == []


async def test_a_temporary_failure_is_tried_again(pool: Pool, publisher: Publisher) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1", "2")

    await door(pool, failing("1", Temporary, times=2)).take(page)

    assert await heard(pool, case_id) == ["1", "2"]
    assert await door(pool).parked() == []


async def test_a_temporary_failure_that_lasts_parks_in_the_end(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    page = await told_of(publisher, case_id, "1")
    the_door = door(pool, failing("1", Temporary))

    await the_door.take(page)

    assert [(event.reason, event.attempts) for event in await the_door.parked()] == [
        ("temporary.Temporary", 3)
    ]


@pytest.mark.parametrize(
    "data", [b"\xff not text".decode("latin-1"), "{}", '{"case_id": "x"}', "[1]"]
)
async def test_an_unreadable_event_parks(pool: Pool, publisher: Publisher, data: str) -> None:
    case_id = uuid4()
    (envelope,) = await told_of(publisher, case_id, "1")

    await door(pool).take([envelope.model_copy(update={"data": data.encode()})])

    assert [event.reason for event in await door(pool).parked()] == ["failed.ValidationError"]


async def test_an_event_of_a_type_that_nobody_here_listens_to_is_passed_over(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    (envelope,) = await told_of(publisher, case_id, "1")

    await door(pool).take([envelope.model_copy(update={"type": MeetingHeld.TYPE})])

    assert await door(pool).parked() == []


async def test_a_type_that_today_s_code_does_not_know_is_parked_for_newer_code(
    pool: Pool, publisher: Publisher
) -> None:
    case_id = uuid4()
    newer, later = await told_of(publisher, case_id, "1", "2")
    newer = newer.model_copy(update={"type": "rapid-review.referral.Thing.v9"})

    await door(pool).take([newer, later])

    parked = await door(pool).parked()
    assert [one.reason for one in parked] == ["unknown_type", "queued_behind"]


async def test_an_effect_on_an_aggregate_survives_a_crash_before_the_inbox_row(
    pool: Pool, publisher: Publisher
) -> None:
    case_id, other = uuid4(), uuid4()
    await publisher.use_cases.begin(
        Diary, Diary.open_for(other).id, a_cause(other), lambda: Diary.open_for(other)
    )
    page = await told_of(publisher, case_id, "1")
    crashes = [True]

    async def append(told: Told) -> None:
        cause = told.cause("service:test")
        cause = type(cause)(**{**{f: getattr(cause, f) for f in cause.__slots__}, "case_id": other})
        await publisher.use_cases.change(
            Diary, Diary.open_for(other).id, cause, lambda diary: diary.write("from told")
        )
        if crashes.pop() if crashes else False:
            raise Temporary

    await door(pool, append).take(page)

    texts = [e.event() for e in await told_of(publisher, other)]
    assert [event.reason for event in texts if isinstance(event, ReferralWithdrawn)] == [
        "1",
        "from told",
    ]
