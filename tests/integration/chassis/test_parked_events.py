"""Redrive, skip and purge: recorded before they have an effect, carried out once, and never half."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.clock import utc_now
from chassis.database import Pool
from chassis.delivery import parked_events
from chassis.delivery.event_door import EventDoor
from chassis.delivery.parked_decisions import NothingParked, NotHoldingUp, stream_of
from chassis.delivery.parked_events import Done, NoSuchListener, ParkedEvents
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import open_body
from chassis.use_cases import Cause, CommandReused
from tests.integration.chassis.listener import NotYet
from tests.integration.chassis.told_in_order import TABLE, Sources, door, heard, reasons, write
from tests.support.database import CHASSIS_SCHEMA, fresh_database

WAITING, QUEUED, FAILED = "waiting_for_earlier", "queued_behind", "test.not_yet"
WHY = "It was published by mistake; Invented Child is not concerned."


@dataclass
class Listener:
    """One listening service: its database, its event store, and what people can do about parked events."""

    pool: Pool
    store: EventStore
    keys: CaseKeys

    def parked(self, effect: Any = write) -> ParkedEvents:
        """As a new process would have it."""
        doors: list[EventDoor] = [door(self.pool, effect)]
        return ParkedEvents(doors, self.pool, self.store, keys=self.keys, clock=utc_now)

    async def history(self, case_id: UUID) -> list[tuple[str, dict[str, Any]]]:
        key = await self.keys.of(case_id)
        return [
            (one.header.topic, json.loads(open_body(one, key)))
            for one in await self.store.case(case_id)
        ]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    async with (
        fresh_database(CHASSIS_SCHEMA, TABLE) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=10) as pool,
    ):
        store = EventStore(pool, dsn)
        await store.start()
        try:
            yield Listener(pool, store, CaseKeys(pool, b"m" * 32))
        finally:
            await store.stop()


def command(case_id: UUID, partnership: str = "PLY") -> Cause:
    command_id = uuid4()
    return Cause(
        case_id=case_id, partnership=partnership, actor="operator:region-operator", causation_id=uuid4(),
        correlation_id=command_id, occurred_at=utc_now(), command_id=command_id,
    )  # fmt: skip


async def failed_at(pool: Pool, text: str, case_id: UUID, *texts: str) -> list[Any]:
    """A case whose event ``text`` failed; gives all its events."""

    async def effect(told: Any) -> None:
        await write(told)
        if told.event.reason == text:
            raise NotYet

    page = Sources().page(case_id, *texts)
    await door(pool, effect).take(page)
    return page


# --- Refusals -------------------------------------------------------------------------------------


async def test_there_is_nothing_to_do_where_nothing_is_parked(listener: Listener) -> None:
    case_id, parked = uuid4(), listener.parked()

    with pytest.raises(NothingParked):
        await parked.redrive("test", command(case_id))
    with pytest.raises(NothingParked):
        await parked.skip("test", uuid4(), command(case_id), reason=WHY)
    with pytest.raises(NothingParked):
        await parked.purge("test", command(case_id), reason=WHY)

    assert await listener.store.case(case_id) == []


async def test_what_is_parked_in_another_partnership_is_not_there(listener: Listener) -> None:
    case_id = uuid4()
    await failed_at(listener.pool, "1", case_id, "1")

    with pytest.raises(NothingParked):
        await listener.parked().purge("test", command(case_id, "TOR"), reason=WHY)

    assert await reasons(listener.pool, case_id) == [FAILED]
    assert await listener.parked().listed("test", ["TOR"]) == []


async def test_an_unknown_listener_is_refused(listener: Listener) -> None:
    with pytest.raises(NoSuchListener):
        await listener.parked().redrive("nobody", command(uuid4()))


async def test_only_the_event_that_holds_up_the_case_can_be_skipped(listener: Listener) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2")

    with pytest.raises(NotHoldingUp):
        await listener.parked().skip("test", page[1].id, command(case_id), reason=WHY)

    assert await reasons(listener.pool, case_id) == [FAILED, QUEUED]


async def test_a_command_id_that_was_used_for_something_else_is_refused(listener: Listener) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2")
    first = command(case_id)
    await listener.parked().skip("test", page[0].id, first, reason=WHY)
    other = Cause(
        **{name: getattr(first, name) for name in first.__slots__} | {"causation_id": uuid4()}
    )

    with pytest.raises(CommandReused):
        await listener.parked().purge("test", other, reason=WHY)


# --- What they do ---------------------------------------------------------------------------------


async def test_a_redrive_is_recorded_and_lets_the_case_go_on(listener: Listener) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "2", case_id, "1", "2", "3")

    done = await listener.parked().redrive("test", command(case_id), reason=WHY)

    assert done == Done(events=2, still_parked=0)
    assert await heard(listener.pool, case_id) == ["1", "2", "3"]
    (_, (topic, body)) = await listener.history(case_id)
    assert topic == "chassis.ParkedRedriven.v1"
    assert (body["listener"], body["events"], body["reason"]) == ("test", 2, WHY)
    assert body["first"]["event_id"] == str(page[1].id)
    assert (body["first"]["parked_because"], body["first"]["attempts"]) == (FAILED, 1)


async def test_a_redrive_that_fails_again_says_why_and_keeps_the_rest(listener: Listener) -> None:
    case_id = uuid4()
    await failed_at(listener.pool, "1", case_id, "1", "2")

    async def still_broken(_told: Any) -> None:
        raise KeyError("Invented Child")

    done = await listener.parked(still_broken).redrive("test", command(case_id))

    assert done == Done(events=0, still_parked=2, stopped_by="failed.KeyError")
    assert await reasons(listener.pool, case_id) == ["failed.KeyError", QUEUED]


async def test_a_redrive_of_what_came_early_says_that_it_waits(listener: Listener) -> None:
    case_id = uuid4()
    _, second = Sources().page(case_id, "1", "2")
    await door(listener.pool).take([second])

    done = await listener.parked().redrive("test", command(case_id))

    assert done == Done(events=0, still_parked=1, stopped_by=WAITING)


async def test_skipping_leaves_out_the_failed_event_and_the_rest_can_follow(
    listener: Listener,
) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "2", case_id, "1", "2", "3")

    done = await listener.parked().skip("test", page[1].id, command(case_id), reason=WHY)
    await door(listener.pool).take(page)

    assert done == Done(events=1, still_parked=1)
    assert await heard(listener.pool, case_id) == ["1", "3"]
    (_, (topic, body)) = await listener.history(case_id)
    assert topic == "chassis.ParkedSkipped.v1"
    assert (body["event"]["event_id"], body["missing_upto"]) == (str(page[1].id), None)
    assert body["reason"] == WHY


async def test_skipping_the_failed_event_spares_an_early_one_that_was_parked_before_it(
    listener: Listener,
) -> None:
    case_id, sources = uuid4(), Sources()
    one, early = sources.page(case_id, "1", "2")
    (bad,) = sources.page(case_id, "bad", source="review")

    async def effect(told: Any) -> None:
        await write(told)
        if told.event.reason == "bad":
            raise NotYet

    await door(listener.pool).take([early])
    await door(listener.pool, effect).take(
        [one, bad]
    )  # The early one could go on now; the case is held up.

    await listener.parked().skip("test", bad.id, command(case_id), reason=WHY)
    await listener.parked().redrive("test", command(case_id))

    assert await heard(listener.pool, case_id) == ["1", "2"]


async def test_skipping_what_is_missing_lets_the_early_ones_follow(listener: Listener) -> None:
    case_id = uuid4()
    _one, two, three, four, five = Sources().page(case_id, "1", "2", "3", "4", "5")
    await door(listener.pool).take([five])  # Four is missing, too.
    await door(listener.pool).take([three, two])

    done = await listener.parked().skip("test", two.id, command(case_id), reason=WHY)
    assert done == Done(events=1, still_parked=3)
    await door(listener.pool).take([four])

    assert await heard(listener.pool, case_id) == ["2", "3", "4", "5"]
    (_, (_, body)) = await listener.history(case_id)
    assert body["missing_upto"] == two.previous


async def test_what_was_skipped_as_missing_has_no_effect_when_it_comes_late(
    listener: Listener,
) -> None:
    case_id = uuid4()
    one, two = Sources().page(case_id, "1", "2")
    await door(listener.pool).take([two])
    await listener.parked().skip("test", two.id, command(case_id), reason=WHY)
    await listener.parked().redrive("test", command(case_id))

    await door(listener.pool).take([one])

    assert await heard(listener.pool, case_id) == ["2"]


async def test_purging_leaves_out_everything_that_is_parked_and_names_it(
    listener: Listener,
) -> None:
    case_id, other = uuid4(), uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2", "3")
    await failed_at(listener.pool, "1", other, "1")

    done = await listener.parked().purge("test", command(case_id), reason=WHY)
    await door(listener.pool).take(page)

    assert done == Done(events=3, still_parked=0)
    assert await heard(listener.pool, case_id) == []
    assert await reasons(listener.pool, other) == [FAILED]
    (_, (topic, body)) = await listener.history(case_id)
    assert topic == "chassis.ParkedPurged.v1"
    assert [one["event_id"] for one in body["events"]] == [str(one.id) for one in page]


async def test_what_is_parked_is_listed_by_case_with_what_holds_it_up(listener: Listener) -> None:
    failed, early = uuid4(), uuid4()
    page = await failed_at(listener.pool, "1", failed, "1", "2")
    _, waiting = Sources().page(early, "1", "2")
    await door(listener.pool).take([waiting])

    first, second = await listener.parked().listed("test", ["PLY"])

    assert (first.case_id, second.case_id) == (failed, early)
    assert (first.reference, len(first.parked)) == ("PLY-RR-2026-0001", 2)
    assert first.holding_up is not None
    assert first.holding_up.envelope.id == page[0].id
    assert second.holding_up is not None
    assert second.holding_up.envelope.id == waiting.id


# --- Twice, and half ------------------------------------------------------------------------------


async def test_the_same_command_twice_decides_once(listener: Listener) -> None:
    case_id = uuid4()
    the_command = command(case_id)
    page = await failed_at(listener.pool, "1", case_id, "1", "2")

    for _ in range(3):
        done = await listener.parked().skip("test", page[0].id, the_command, reason=WHY)
        assert done == Done(events=1, still_parked=1)

    assert len(await listener.history(case_id)) == 2  # That it began, and the one decision.
    assert await reasons(listener.pool, case_id) == [QUEUED]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("operation", ["skip", "purge"])
async def test_a_decision_that_was_recorded_and_not_carried_out_is_completed_by_its_repeat(
    listener: Listener,
    operation: str,
) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2")
    the_command = command(case_id)

    async def ask() -> Done:
        if operation == "skip":
            return await listener.parked().skip("test", page[0].id, the_command, reason=WHY)
        return await listener.parked().purge("test", the_command, reason=WHY)

    with killed_before_it_is_carried_out():
        await ask()
    assert await reasons(listener.pool, case_id) == [FAILED, QUEUED]
    assert len(await listener.history(case_id)) == 2

    done = await ask()

    assert done.events == (1 if operation == "skip" else 2)
    assert await reasons(listener.pool, case_id) == ([QUEUED] if operation == "skip" else [])
    assert len(await listener.history(case_id)) == 2


async def test_a_decision_that_was_not_carried_out_is_completed_by_the_next_one_about_the_case(
    listener: Listener,
) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2")
    with killed_before_it_is_carried_out():
        await listener.parked().skip("test", page[0].id, command(case_id), reason=WHY)

    await listener.parked().redrive("test", command(case_id))

    assert await heard(listener.pool, case_id) == ["2"]
    assert stream_of(case_id, "test") in {
        one.header.stream for one in await listener.store.case(case_id)
    }


async def test_a_skip_sent_anew_after_a_crash_does_not_skip_the_next_event(
    listener: Listener,
) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "1", case_id, "1", "2")
    with killed_before_it_is_carried_out():
        await listener.parked().skip("test", page[0].id, command(case_id), reason=WHY)

    with pytest.raises(NotHoldingUp):
        await listener.parked().skip("test", page[0].id, command(case_id), reason=WHY)

    await listener.parked().redrive("test", command(case_id))
    assert await heard(listener.pool, case_id) == ["2"]


async def test_a_redrive_that_was_killed_is_completed_by_its_repeat(
    listener: Listener,
) -> None:
    case_id = uuid4()
    the_command = command(case_id)
    await failed_at(listener.pool, "1", case_id, "1", "2", "3")

    async def dies(told: Any) -> None:
        if told.event.reason == "2":
            raise Killed
        await write(told)

    with pytest.raises(Killed):
        await listener.parked(dies).redrive("test", the_command)
    assert await heard(listener.pool, case_id) == ["1"]

    done = await listener.parked().redrive("test", the_command)

    assert done == Done(events=2, still_parked=0)
    assert await heard(listener.pool, case_id) == ["1", "2", "3"]
    assert len(await listener.history(case_id)) == 2


async def test_an_old_decision_swallows_nothing_when_the_listener_is_told_everything_anew(
    listener: Listener,
) -> None:
    case_id = uuid4()
    page = await failed_at(listener.pool, "2", case_id, "1", "2", "3")
    await listener.parked().skip("test", page[1].id, command(case_id), reason=WHY)
    await listener.parked().redrive("test", command(case_id))
    await listener.pool.execute("TRUNCATE heard, inbox, parked")  # As a rebuild does.

    async def broken_now(told: Any) -> None:
        await write(told)
        if told.event.reason == "1":
            raise NotYet

    await door(listener.pool, broken_now).take(page)
    done = await listener.parked().redrive("test", command(case_id))

    assert done.events == 3
    assert await heard(listener.pool, case_id) == ["1", "2", "3"]


async def test_what_was_taken_and_only_left_in_the_queue_does_not_stop_a_skip(
    listener: Listener,
) -> None:
    case_id = uuid4()
    one, two, three = Sources().page(case_id, "1", "2", "3")
    await door(listener.pool).take([two])
    await listener.pool.execute(
        "INSERT INTO inbox VALUES ('test', $1, $2, $3)", two.source, case_id, two.position
    )

    async def fails(_told: Any) -> None:
        raise NotYet

    await door(listener.pool, fails).take([three])
    done = await listener.parked().skip("test", three.id, command(case_id), reason=WHY)

    assert (one.position, done) == (1, Done(events=1, still_parked=0))


@contextmanager
def killed_before_it_is_carried_out() -> Iterator[None]:
    """The process ends between the decision and what follows from it."""

    async def killed(*_given: object) -> Done:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parked_events, "_carried_out", killed)
        try:
            yield
        except Killed:
            return
    raise AssertionError("it was carried out")
