"""What changes for one person, shared by all their browsers: a stream from reporting, and one from notifications.

A browser that was away, or that reads slowly, is told once of all that it missed. When reporting's
stream breaks, each browser is told that too. A stream that breaks is taken up again with growing delay;
while notifications is away nobody is given a task.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from chassis.errors import Refusal, Temporary
from chassis.identity import Caller
from portal.clients.case_facts import Revision
from portal.clients.mailbox_facts import TasksRevision
from portal.clients.notifications import Notifications
from portal.clients.refusals import UnexpectedAnswer
from portal.clients.reporting import Reporting

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 15.0

News: TypeAlias = Revision | TasksRevision


class Signal(Enum):
    """What a browser is told besides news."""

    INTERRUPTED = "interrupted"
    NOTHING_YET = "nothing yet"
    CLOSED = "closed"


class Listener:
    """One browser: what it has not been told yet."""

    def __init__(self) -> None:
        self._revision: Revision | None = None
        self._tasks: TasksRevision | None = None
        self._interrupted = False
        self._closed = False
        self._news = asyncio.Event()

    def tell(self, news: News) -> None:
        """Keep ``news`` for this browser, together with what it has not yet heard."""
        if isinstance(news, TasksRevision):
            self._tasks = news
        else:
            self._revision, self._interrupted = _together(self._revision, news), False
        self._news.set()

    def interrupt(self) -> None:
        """Say that news may be missing from now on."""
        self._interrupted = True
        self._news.set()

    def close(self) -> None:
        """Let ``next`` answer ``CLOSED`` from now on."""
        self._closed = True
        self._news.set()

    async def next(self, wait_s: float) -> News | Signal:
        """The next thing to tell this browser, or ``NOTHING_YET`` after ``wait_s`` seconds."""
        try:
            async with asyncio.timeout(wait_s):
                await self._news.wait()
        except TimeoutError:
            return Signal.NOTHING_YET
        if self._closed:
            return Signal.CLOSED
        told = self._first()
        if self._tasks is None:
            self._news.clear()
        return told

    def _first(self) -> News | Signal:
        revision, self._revision = self._revision, None
        if self._interrupted:
            self._interrupted = False
            return Signal.INTERRUPTED
        if revision:
            return revision
        tasks, self._tasks = self._tasks, None
        return tasks or Signal.NOTHING_YET


def _together(missed: Revision | None, revision: Revision) -> Revision:
    if missed and missed.case_ids and revision.case_ids:
        return Revision(revision.number, missed.case_ids | revision.case_ids)
    return Revision(revision.number) if missed else revision


@dataclass(slots=True)
class _Feed:
    listeners: set[Listener] = field(default_factory=set)
    current: Revision | None = None
    tasks: TasksRevision | None = None
    broken: bool = False
    following: asyncio.Task[None] | None = None

    def tell(self, news: News) -> None:
        if isinstance(news, TasksRevision):
            self.tasks = news
        else:
            self.broken, self.current = False, news
        for listener in self.listeners:
            listener.tell(news)

    def interrupt(self) -> None:
        self.broken = True
        for listener in self.listeners:
            listener.interrupt()

    def tell_where_it_stands(self, listener: Listener) -> None:
        if self.broken:
            listener.interrupt()
        elif self.current:
            listener.tell(Revision(self.current.number))
        if self.tasks:
            listener.tell(self.tasks)


class Watching:
    """The streams that are open now, by person."""

    def __init__(self, reporting: Reporting, notifications: Notifications) -> None:
        self._reporting, self._notifications = reporting, notifications
        self._feeds: dict[Caller, _Feed] = {}
        self._closed = False

    @asynccontextmanager
    async def listener(self, caller: Caller) -> AsyncIterator[Listener]:
        """A listener for as long as the block lasts; the last one to go ends the person's streams."""
        listener = Listener()
        feed = self._feeds.setdefault(caller, _Feed())
        feed.listeners.add(listener)
        if self._closed:
            listener.close()
        elif feed.following is None:
            feed.following = asyncio.create_task(self._follow(caller, feed))
        else:
            feed.tell_where_it_stands(listener)
        try:
            yield listener
        finally:
            feed.listeners.discard(listener)
            if not feed.listeners:
                self._feeds.pop(caller, None)
                if feed.following:
                    feed.following.cancel()

    def close(self) -> None:
        """End every browser's stream now, so that the server can stop."""
        self._closed = True
        for feed in self._feeds.values():
            for listener in feed.listeners:
                listener.close()

    @property
    def streams(self) -> int:
        """For how many people streams are open."""
        return len(self._feeds)

    async def _follow(self, caller: Caller, feed: _Feed) -> None:
        await asyncio.gather(
            _told(lambda: self._reporting.watch(caller), feed.tell, feed.interrupt),
            _told(lambda: self._notifications.watch(caller), feed.tell, lambda: None),
        )


async def _told(
    watch: Callable[[], AsyncIterator[News]],
    tell: Callable[[News], None],
    broken: Callable[[], None],
) -> None:
    delay_s = FIRST_DELAY_S
    while True:
        try:
            async for news in watch():
                delay_s = FIRST_DELAY_S
                tell(news)
        except (Refusal, Temporary, UnexpectedAnswer):
            broken()
        await asyncio.sleep(delay_s * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load only
        delay_s = min(delay_s * 2, LONGEST_DELAY_S)
