"""A stored event that the code of the day cannot read holds up its own case only, and nothing of it is lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest

from chassis.delivery.untold_cases import Order, Untold
from chassis.delivery.untold_decisions import StillUntellable
from chassis.store.event_store import StoredEvent
from contracts.envelope import Envelope
from tests.support.faults.audit import Audit, compared
from tests.support.faults.flow import seed_of_run
from tests.support.faults.hearing import entry_of
from tests.support.faults.untold import (
    SERVICE,
    Diaries,
    audited,
    in_process,
    over_kafka,
    read_from,
)
from tests.support.kafka_region import all_records
from tests.support.publisher import publishing

pytestmark = pytest.mark.system

Report = Callable[[str, Any, int, Audit], None]


@pytest.mark.parametrize("way", [in_process, over_kafka], ids=["in process", "over kafka"])
async def test_a_case_of_which_an_event_cannot_be_read_waits_alone_and_is_then_told_whole(
    way: Any, kafka: Any, report: Report
) -> None:
    seed = seed_of_run()
    async with publishing() as publisher, way(publisher, kafka.bootstrap) as listening:
        diaries = Diaries(publisher, random.Random(seed))
        await diaries.begin()
        async with listening() as from_the_start:
            await diaries.write(20)
            await diaries.poison()
            await diaries.write(40)
            meanwhile = await audited(from_the_start, diaries.tellable())
            assert meanwhile.clean, meanwhile
            async with listening() as later:
                assert (await audited(later, diaries.tellable())).clean

                with pytest.raises(StillUntellable):
                    await diaries.resume()
                diaries.bring_up_to_date()
                await diaries.resume()
                await diaries.write(20)
                found = await audited(from_the_start, diaries.written)
                found_later = await audited(later, diaries.written)
            async with listening() as last_of_all:
                found_last = await audited(last_of_all, diaries.written)
            if way is over_kafka:
                told = await on_the_topic(from_the_start.settings)
                assert compared(diaries.written, 0, [entry_of(one) for one in told]).clean
                assert without_a_gap(told)

    report(f"an unreadable stored event, {way.__name__}", Seed(seed), 1, found)
    for audit in (found, found_later, found_last):
        assert audit.clean, audit


async def test_readers_at_any_place_miss_nothing_whenever_a_case_waits_and_goes_on(
    report: Report,
) -> None:
    seed = seed_of_run()
    async with publishing() as publisher:
        diaries = Diaries(publisher, random.Random(seed))
        await diaries.begin()
        found = [
            compared(diaries.written, 0, [entry_of(one) for one in unrepeated(told)])
            for told in await told_to_many(diaries, seed)
        ]
    report("readers while a case waits and goes on", Seed(seed), 1, found[0])
    assert all(audit.clean for audit in found), found


TRIES = 10


def _forgets_what_waited(_order: Order, _position: int) -> list[Untold]:
    return []


def _tells_the_later_ones_at_once(_order: Order, stored: StoredEvent) -> int:
    return stored.position


@pytest.mark.parametrize(
    ("name", "planted"),
    [("resumed_at", _forgets_what_waited), ("place_of", _tells_the_later_ones_at_once)],
)
async def test_a_planted_fault_in_the_order_of_telling_is_seen(
    name: str, planted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a reader passes while a case waits is chance: there are more of them until one does."""
    monkeypatch.setattr(Order, name, planted)
    seen = False
    for more in range(TRIES):
        seed = seed_of_run() + more
        async with publishing() as publisher:
            diaries = Diaries(publisher, random.Random(seed))
            await diaries.begin()
            for told in await told_to_many(diaries, seed):
                heard = [entry_of(one) for one in unrepeated(told)]
                seen = seen or not compared(diaries.written, 0, heard).clean
        if seen:
            break

    assert seen


async def told_to_many(diaries: Diaries, seed: int, readers: int = 4) -> list[list[Envelope]]:
    """What readers are told who read in pages of any size while entries come, a case waits and goes on."""
    draws = [random.Random(f"{seed}:{number}") for number in range(readers)]
    head = asyncio.get_running_loop().create_future()

    async def read(draw: random.Random) -> list[Envelope]:
        found: list[Envelope] = []
        after = 0
        while not (head.done() and after >= head.result()):
            page, after = await diaries.publisher.log.read(after=after, limit=draw.randint(1, 9))
            found += page
            await asyncio.sleep(draw.uniform(0, 0.01))
        return found

    reading = [asyncio.create_task(read(draw)) for draw in draws]
    await diaries.write(30)
    await diaries.poison()
    # Somebody has come past it before it is let go.
    await read_from(diaries.publisher, diaries.draw, await diaries.publisher.store.head())
    await diaries.write(30)
    await diaries.write(3, [diaries.poisoned])
    diaries.bring_up_to_date()
    await asyncio.gather(diaries.write(30), diaries.resume())
    await diaries.write(3, [diaries.poisoned])
    head.set_result(await diaries.publisher.store.head())
    return [*await asyncio.gather(*reading)]


def unrepeated(told: list[Envelope]) -> list[Envelope]:
    """What an inbox lets through: of each case only what stands behind all that it has let through."""
    last: dict[Any, int] = {}
    through = []
    for envelope in told:
        if envelope.position > last.get(envelope.subject, 0):
            last[envelope.subject] = envelope.position
            through.append(envelope)
    return through


def without_a_gap(told: list[Envelope]) -> bool:
    """Whether each message names the one of its case that was told before it."""
    last: dict[Any, int] = {}
    for envelope in told:
        if envelope.previous != last.get(envelope.subject, 0):
            return False
        last[envelope.subject] = envelope.position
    return True


async def on_the_topic(settings: Any) -> list[Envelope]:
    records = await all_records(settings, SERVICE)
    return [Envelope.from_message(record.headers, record.value) for record in records]


class Seed:
    """What the table at the end of a run asks for."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
