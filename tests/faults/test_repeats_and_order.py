"""Events that come three times, in other pages and in any order: one effect each, in the order of their case."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from chassis.delivery.erasure_door import ErasureDoor
from chassis.kafka import clients
from chassis.kafka.source import KafkaSource
from contracts.envelope import Envelope
from contracts.events.base import EVENTS, CaseEvent
from contracts.events.review import CaseErased
from services.reporting.entrypoints.event_door import LISTENER, SERVICES, BoardDoor
from services.reporting.main import NAME, build_with
from tests.integration.reporting.rows import all_rows
from tests.integration.reporting.told_case import CASE, Case, envelopes, whole_case
from tests.support.faults.audit import Audit, compared
from tests.support.faults.flow import seed_of_run
from tests.support.faults.hearing import Hearing, a_hearing, entry_of, reached
from tests.support.faults.told_cases import Message, chained, entries, message, send
from tests.support.kafka_region import own_topics
from tests.support.service import laid_ground

pytestmark = pytest.mark.system

TIMES = 3
ROOT = Path(__file__).parents[2]
CASES = [Case(uuid5(CASE, str(n)), f"PLY-RR-2026-{n:04d}") for n in range(1, 5)]
*_, RARE, ERASED = CASES
RARER = (RARE, ERASED)
OF_A_CASE = {"case_id", "reference", "partnership"}
Report = Callable[[str, Any, int, Audit], None]
Told = Mapping[str, Sequence[Message]]


def logs() -> dict[str, list[Envelope]]:
    """What each service tells of four cases; every type of event is among it, and the last case is erased."""
    told: dict[str, list[Envelope]] = {}
    for case in CASES:
        for service, events in whole_case(case).items():
            more = rarer(service, case) if case in RARER else []
            told.setdefault(service, []).extend(envelopes([*events, *more]))
    return {
        service: chained(
            one.model_copy(update={"position": position}) for position, one in enumerate(log, 1)
        )
        for service, log in told.items()
    }


def rarer(service: str, case: Case) -> list[CaseEvent]:
    """The types that a plain case does not have, as their published samples have them."""
    usual = {type(event) for events in whole_case(case).values() for event in events}
    return [
        case(kind, **{name: value for name, value in sample(kind).items() if name not in OF_A_CASE})
        for kind in sorted(EVENTS.values(), key=lambda kind: kind.TYPE)
        if service == kind.SERVICE and kind not in usual
        if (kind is CaseErased) is (case == ERASED)
    ]


def sample(kind: type[CaseEvent]) -> dict[str, Any]:
    file = ROOT / f"contracts/samples/{kind.SERVICE}/{kind.NAME}.v{kind.VERSION}.json"
    return dict(json.loads(file.read_text()))


def once(draw: random.Random) -> Told:
    return {service: [message(one) for one in log] for service, log in logs().items()}


def each_three_times(draw: random.Random) -> Told:
    return {
        service: [one for one in log for _ in range(TIMES)] for service, log in once(draw).items()
    }


def all_three_times(draw: random.Random) -> Told:
    return {service: [*log] * TIMES for service, log in once(draw).items()}


def three_times_in_any_order(draw: random.Random) -> Told:
    told = {service: list(log) for service, log in all_three_times(draw).items()}
    for log in told.values():
        draw.shuffle(log)
    return told


def test_every_type_of_event_is_told() -> None:
    assert {one.type for log in logs().values() for one in log} == set(EVENTS)


async def test_the_board_is_the_same_however_often_and_in_which_order_it_is_told(
    kafka: Any, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = seed_of_run()
    print(f"FAULT_SEED={seed}")  # noqa: T201 - repeats a run that failed
    draw = random.Random(seed)
    monkeypatch.setitem(clients.SUBSCRIBER, "max_records", draw.randint(2, 12))
    expected, *others = [
        await rows_after(kafka.bootstrap, arrange(draw))
        for arrange in (once, each_three_times, all_three_times, three_times_in_any_order)
    ]

    sent = [
        (one.subject, str(one.id))
        for log in logs().values()
        for one in log
        if one.subject != ERASED.case_id
    ]
    for rows in others:
        heard = [(row["case_id"], str(row["event_id"])) for row in rows["case_timeline"]]
        found = compared(sorted(sent), len(sent) * (TIMES - 1), sorted(heard))
        report("every type told three times to the board", _Seeded(seed), TIMES, found)
        assert rows == expected
        assert found.clean, found


class _Seeded:
    def __init__(self, seed: int) -> None:
        self.seed = seed


async def rows_after(bootstrap: str, told: Told) -> dict[str, list[dict[str, Any]]]:
    async with (
        own_topics(bootstrap, SERVICES) as settings,
        laid_ground(NAME, build_with({})) as ground,
    ):
        door = BoardDoor(ground.pool, lambda: None)
        # What comes late of an erased case, on another topic, is known by its destroyed key.
        erasure = ErasureDoor(NAME, build_with({})(ground), ground)
        await send(settings, told)
        source = KafkaSource(settings, ground.pool)
        listening = [
            asyncio.create_task(source.listen(LISTENER, SERVICES, door.take)),
            asyncio.create_task(source.listen(erasure.listener, erasure.services, erasure.take)),
        ]
        try:
            for service in SERVICES:
                await reached(ground.pool, settings, LISTENER, service)
            await reached(ground.pool, settings, erasure.listener, "review")
        finally:
            for one in listening:
                one.cancel()
            await asyncio.gather(*listening, return_exceptions=True)
        assert await door.parked() == []
        return await all_rows(ground.pool)


@pytest.mark.parametrize("page_max", [1, 7, 500])
async def test_entries_in_any_order_and_three_times_take_effect_once_and_in_order(
    page_max: int, kafka: Any, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(clients.SUBSCRIBER, "max_records", page_max)
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=3) as hearing:
        log = entries([uuid5(CASE, f"{hearing.seed}:{n}") for n in range(6)], 8)
        messages = [message(one) for one in log] * TIMES
        hearing.draw.shuffle(messages)
        async with hearing.listening():
            await send(hearing.settings, {"referral": messages})
            await hearing.has_read_all()

        found = await hearing.audited(log, len(log) * (TIMES - 1))

        report(f"three times in any order, pages of {page_max}", hearing, TIMES, found)
        assert await hearing.door.parked() == []
        assert found.clean, found


async def test_the_second_before_the_first_waits_and_then_goes_on_by_itself(
    kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run()) as hearing:
        holed, whole = uuid5(CASE, "holed"), uuid5(CASE, "whole")
        log = entries([holed, whole], 3)
        first = next(one for one in log if one.subject == holed)
        async with hearing.listening():
            await send(
                hearing.settings, {"referral": [message(one) for one in log if one != first]}
            )
            await hearing.has_heard(whole, 3)
            await hearing.has_read_all()
            assert [case_id for case_id, _ in await hearing.heard()] == [whole] * 3
            assert await _reasons(hearing, holed) == ["waiting_for_earlier"] * 2

            await send(hearing.settings, {"referral": [message(first)]})
            await hearing.has_heard(holed, 3)

        found = await hearing.audited(sorted(log, key=entry_of))
        report("the second before the first", hearing, 1, found)
        assert found.clean, found
        assert await hearing.door.parked() == []


async def _reasons(hearing: Hearing, case_id: UUID) -> list[str]:
    return [one.reason for one in await hearing.door.parked() if one.case_id == case_id]
