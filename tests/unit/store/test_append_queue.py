"""The order in which waiting commands go: by stream, one unanswered at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from chassis.errors import Temporary
from chassis.store.append_queue import AppendQueue, Command, Limits
from tests.support.sealed import events_of

ONE, TWO, THREE = uuid4(), uuid4(), uuid4()


async def command(stream: UUID, *, since: float = 0) -> Command:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    return Command(events_of(stream), 0, stream, since, answer)


async def filled(queue: AppendQueue, *streams: UUID) -> list[Command]:
    commands = [await command(stream) for stream in streams]
    for each in commands:
        queue.put(each)
    return commands


async def test_a_batch_never_holds_a_stream_twice_and_keeps_the_order_of_each() -> None:
    queue = AppendQueue(Limits())
    first, second, third, other = await filled(queue, ONE, ONE, ONE, TWO)

    assert queue.take() == [first, other]
    assert queue.take() == []

    queue.settle([first, other])
    assert queue.take() == [second]
    queue.settle([second])
    assert queue.take() == [third]


async def test_a_batch_has_a_largest_size() -> None:
    queue = AppendQueue(Limits(batch_max=2, writers=1))
    await filled(queue, ONE, TWO, THREE)

    assert len(queue.take()) == 2


async def test_a_large_crowd_is_shared_among_the_writers() -> None:
    queue = AppendQueue(Limits(batch_whole=4, writers=2))
    await filled(queue, *(uuid4() for _ in range(20)))

    assert [len(queue.take()) for _ in range(3)] == [10, 10, 0]


async def test_a_small_crowd_goes_together() -> None:
    queue = AppendQueue(Limits(batch_whole=4, writers=2))
    await filled(queue, ONE, TWO, THREE)

    assert len(queue.take()) == 3


async def test_a_withdrawn_command_lets_the_next_of_its_stream_go() -> None:
    queue = AppendQueue(Limits())
    first, second, third = await filled(queue, ONE, ONE, ONE)

    queue.withdraw(second)
    queue.withdraw(first)

    assert queue.take() == [third]


async def test_a_command_under_way_cannot_be_withdrawn() -> None:
    queue = AppendQueue(Limits())
    first, second = await filled(queue, ONE, ONE)
    batch = queue.take()

    queue.withdraw(first)

    assert queue.take() == []
    queue.settle(batch)
    assert queue.take() == [second]


async def test_those_who_have_waited_too_long_are_told_to_come_back() -> None:
    queue = AppendQueue(Limits(writers=1, batch_whole=1, batch_max=1))
    under_way = await command(THREE)
    queue.put(under_way)
    batch = queue.take()
    old = [await command(ONE), await command(ONE), await command(THREE)]
    young = [
        await command(ONE, since=9),
        await command(TWO, since=9),
        await command(THREE, since=9),
    ]
    for each in (*old, *young):
        queue.put(each)

    queue.refuse(since=5)

    assert [type(each.answer.exception()) for each in old] == [Temporary] * 3
    assert not under_way.answer.done()
    queue.settle(batch)
    assert sorted(map(id, await drained(queue))) == sorted(map(id, young))


async def drained(queue: AppendQueue) -> Sequence[Command]:
    taken: list[Command] = []
    while batch := queue.take():
        taken += batch
        queue.settle(batch)
    return taken


async def test_a_writer_that_is_woken_in_vain_waits_again() -> None:
    queue = AppendQueue(Limits())
    writers = [asyncio.create_task(take_one(queue)) for _ in range(2)]
    await asyncio.sleep(0)

    await filled(queue, ONE)
    done, waiting = await asyncio.wait(writers, timeout=0.01)

    assert len(done) == len(waiting) == 1
    queue.close()
    assert await waiting.pop() == []


async def take_one(queue: AppendQueue) -> Sequence[Command]:
    return queue.take() if await queue.some() else []


async def test_nobody_minds_an_answer_that_comes_too_late() -> None:
    late = await command(ONE)
    late.answer.cancel()

    late.stored(1)
    late.failed(Temporary())

    with pytest.raises(asyncio.CancelledError):
        await late.answer
