from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from portal.clients.case_facts import Revision
from portal.clients.mailbox_facts import TasksRevision
from portal.clients.watching import Listener, Signal
from portal.views import live
from tests.portal.invented_cases import case
from tests.portal.invented_mailbox import task
from tests.portal.running_portal import RunningPortal

SOON_S = 60.0


class Stream:
    """What a browser hears."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self, *, tasks: bool = False) -> tuple[str, dict[str, object]]:
        """The next event with what it says, of the cases or of the tasks: the two come in any order."""
        name = ""
        async with asyncio.timeout(SOON_S):
            async for line in self._lines:
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                if line.startswith("data: ") and (name == "tasks") is tasks:
                    return name, json.loads(line.removeprefix("data: "))
        raise EOFError


@asynccontextmanager
async def listening(portal: RunningPortal) -> AsyncIterator[Stream]:
    async with portal.client.http.stream("GET", "/live") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        yield Stream(answer.aiter_lines())


async def test_a_browser_hears_where_things_stand_and_then_each_change(
    portal: RunningPortal,
) -> None:
    async with listening(portal) as stream:
        first = await stream.next()
        portal.reporting.says.change(case(8, day=10))
        second = await stream.next()

    assert first == ("revision", {"revision": 1, "cases": []})
    assert second == ("revision", {"revision": 2, "cases": [case(8).case_id]})


async def test_a_browser_hears_which_tasks_there_are_and_that_there_are_other_ones(
    portal: RunningPortal,
) -> None:
    tasks = portal.notifications.says
    async with listening(portal) as stream:
        before, first = tasks.revision, await stream.next(tasks=True)
        tasks.give(task(4, 8))
        second = await stream.next(tasks=True)

    assert first == ("tasks", {"revision": before})
    assert second == ("tasks", {"revision": tasks.revision})
    assert first != second


async def test_whoever_joins_hears_at_once_which_tasks_there_are(portal: RunningPortal) -> None:
    async with listening(portal) as one:
        first = await one.next(tasks=True)
        async with listening(portal) as other:
            assert await other.next(tasks=True) == first
        assert len(portal.notifications.says.watchers) == 1

    await until(lambda: not portal.notifications.says.watchers)


async def test_tasks_that_cannot_be_watched_keep_no_case_from_being_told_and_come_later(
    portal: RunningPortal,
) -> None:
    await portal.notifications.close()
    async with listening(portal) as stream:
        first = await stream.next()
        portal.reporting.says.change(case(8, day=10))
        second = await stream.next()
        await portal.notifications.open()
        tasks = await stream.next(tasks=True)

    assert [first[0], second[0]] == ["revision", "revision"]
    assert tasks == ("tasks", {"revision": portal.notifications.says.revision})


async def test_browsers_of_one_person_share_a_stream_that_ends_with_the_last(
    portal: RunningPortal,
) -> None:
    async with listening(portal) as one, listening(portal) as other:
        assert (await one.next()) == (await other.next())
        assert len(portal.reporting.says.watchers) == 1
        assert portal.app.state.watching.streams == 1

    await until(lambda: not portal.reporting.says.watchers)
    assert portal.app.state.watching.streams == 0


async def test_a_broken_stream_is_said_and_taken_up_again(portal: RunningPortal) -> None:
    async with listening(portal) as stream:
        await stream.next()
        await portal.reporting.close()
        broken = await stream.next()
        portal.reporting.says.revision = 7
        await portal.reporting.open()
        again = await stream.next()
        while again[0] == "interrupted":
            again = await stream.next()

    assert broken == ("interrupted", {})
    assert again == ("revision", {"revision": 7, "cases": []})


async def test_a_portal_with_open_streams_ends_them_and_stops(portal: RunningPortal) -> None:
    async with listening(portal) as stream:
        await stream.next()
        portal.server.should_exit = True
        ended = await asyncio.wait_for(ends(stream), SOON_S)

    await until(lambda: not portal.server.servers or not portal.server.servers[0].is_serving())
    assert ended


async def test_a_slow_browser_is_told_once_of_all_that_it_missed() -> None:
    listener = Listener()

    listener.tell(Revision(2, frozenset({"a"})))
    listener.tell(Revision(3, frozenset({"b"})))

    assert await listener.next(0.01) == Revision(3, frozenset({"a", "b"}))
    assert await listener.next(0.01) is Signal.NOTHING_YET


async def test_a_missed_change_of_unknown_cases_stays_unknown() -> None:
    listener = Listener()

    listener.tell(Revision(2))
    listener.tell(Revision(3, frozenset({"b"})))

    assert await listener.next(0.01) == Revision(3)


async def test_an_interruption_is_told_even_when_news_waits() -> None:
    listener = Listener()

    listener.tell(Revision(2))
    listener.interrupt()

    assert await listener.next(0.01) is Signal.INTERRUPTED


async def test_tasks_are_told_after_the_cases_and_only_as_they_are_now() -> None:
    listener = Listener()

    listener.tell(TasksRevision("1-7"))
    listener.tell(Revision(2))
    listener.tell(TasksRevision("2-15"))

    told = [await listener.next(0.01) for _ in range(3)]
    assert told == [Revision(2), TasksRevision("2-15"), Signal.NOTHING_YET]


async def test_tasks_that_wait_are_told_after_an_interruption() -> None:
    listener = Listener()

    listener.tell(TasksRevision("1-7"))
    listener.interrupt()

    assert await listener.next(0.01) is Signal.INTERRUPTED
    assert await listener.next(0.01) == TasksRevision("1-7")


async def test_a_closed_listener_hears_nothing_more() -> None:
    listener = Listener()
    listener.tell(Revision(2))

    listener.close()

    assert await listener.next(0.01) is Signal.CLOSED


def test_a_silent_stream_says_that_it_is_still_there() -> None:
    assert live.event_of(Signal.NOTHING_YET).startswith(b":")


async def ends(stream: Stream) -> bool:
    try:
        while True:
            await stream.next()
    except EOFError:
        return True


async def until(true: object) -> None:
    assert callable(true)
    async with asyncio.timeout(SOON_S):
        while not true():
            await asyncio.sleep(0.01)
