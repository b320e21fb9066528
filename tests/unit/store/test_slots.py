"""So many commands are unanswered at once: slots are handed on in order, and none is ever lost."""

from __future__ import annotations

import asyncio

import pytest

from chassis.errors import Temporary
from chassis.store.append_queue import Limits, Slots

ONE = Limits(unanswered_max=1, wait_s=60)


async def waiting(slots: Slots, count: int) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(slots.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


async def test_a_slot_is_taken_once_and_again_when_it_was_given_back() -> None:
    slots = Slots(ONE)

    assert slots.take()
    assert not slots.take()

    slots.give_back()
    assert slots.take()


async def test_who_has_waited_longest_is_handed_the_slot_and_nobody_overtakes() -> None:
    slots = Slots(ONE)
    slots.take()
    first, second = await waiting(slots, 2)

    slots.give_back()
    assert not slots.take()
    await first
    assert not second.done()

    slots.give_back()
    await second


async def test_who_waits_too_long_is_told_to_come_back_and_leaves_no_trace() -> None:
    slots = Slots(Limits(unanswered_max=1, wait_s=0.01))
    slots.take()

    with pytest.raises(Temporary):
        await slots.wait()

    slots.give_back()
    assert slots.take()


async def test_who_leaves_while_waiting_is_passed_over() -> None:
    slots = Slots(ONE)
    slots.take()
    first, second = await waiting(slots, 2)

    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    slots.give_back()

    await second


async def test_a_slot_that_comes_at_the_moment_of_leaving_goes_to_the_next() -> None:
    slots = Slots(ONE)
    slots.take()
    first, second = await waiting(slots, 2)

    slots.give_back()  # It is the first one's now, who has not woken up.
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first

    await second
