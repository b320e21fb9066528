"""One stream from reporting per person, shared by all their browsers.

A browser that was away, or that reads slowly, is told once of all that it missed. When reporting's
stream breaks, each browser is told that too, and the stream is taken up again with growing delay.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum

from chassis.errors import Refusal, Temporary
from chassis.identity import Caller
from portal.clients.case_facts import Revision
from portal.clients.refusals import UnexpectedAnswer
from portal.clients.reporting import Reporting

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 15.0


class Signal(Enum):
    """What a browser is told besides a new revision."""

    INTERRUPTED = "interrupted"
    NOTHING_YET = "nothing yet"
    CLOSED = "closed"


class Listener:
    """One browser: what it has not been told yet."""

    def __init__(self) -> None:
        self._revision: Revision | None = None
        self._interrupted = False
        self._closed = False
        self._news = asyncio.Event()

    def tell(self, revision: Revision) -> None:
        """Keep ``revision`` for this browser, together with what it has not yet heard."""
        missed = self._revision
        if missed and missed.case_ids and revision.case_ids:
            revision = Revision(revision.number, missed.case_ids | revision.case_ids)
        elif missed:
            revision = Revision(revision.number)
        self._revision, self._interrupted = revision, False
        self._news.set()

    def interrupt(self) -> None:
        """Say that news may be missing from now on."""
        self._interrupted = True
        self._news.set()

    def close(self) -> None:
        """Let ``next`` answer ``CLOSED`` from now on."""
        self._closed = True
        self._news.set()

    async def next(self, wait_s: float) -> Revision | Signal:
        """The next thing to tell this browser, or ``NOTHING_YET`` after ``wait_s`` seconds."""
        try:
            async with asyncio.timeout(wait_s):
                await self._news.wait()
        except TimeoutError:
            return Signal.NOTHING_YET
        if self._closed:
            return Signal.CLOSED
        self._news.clear()
        revision, self._revision = self._revision, None
        if self._interrupted:
            self._interrupted = False
            return Signal.INTERRUPTED
        return revision or Signal.NOTHING_YET


@dataclass(slots=True)
class _Feed:
    listeners: set[Listener] = field(default_factory=set)
    current: Revision | None = None
    broken: bool = False
    following: asyncio.Task[None] | None = None


class Watching:
    """The streams that are open now, by person."""

    def __init__(self, reporting: Reporting) -> None:
        self._reporting = reporting
        self._feeds: dict[Caller, _Feed] = {}
        self._closed = False

    @asynccontextmanager
    async def listener(self, caller: Caller) -> AsyncIterator[Listener]:
        """A listener for as long as the block lasts; the last one to go ends the person's stream."""
        listener = Listener()
        feed = self._feeds.setdefault(caller, _Feed())
        feed.listeners.add(listener)
        if self._closed:
            listener.close()
        elif feed.following is None:
            feed.following = asyncio.create_task(self._follow(caller, feed))
        elif feed.broken:
            listener.interrupt()
        elif feed.current:
            listener.tell(Revision(feed.current.number))
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
        """How many streams are open to reporting."""
        return len(self._feeds)

    async def _follow(self, caller: Caller, feed: _Feed) -> None:
        delay_s = FIRST_DELAY_S
        while True:
            try:
                async for revision in self._reporting.watch(caller):
                    delay_s, feed.broken, feed.current = FIRST_DELAY_S, False, revision
                    for listener in feed.listeners:
                        listener.tell(revision)
            except (Refusal, Temporary, UnexpectedAnswer):
                feed.broken = True
                for listener in feed.listeners:
                    listener.interrupt()
            await asyncio.sleep(delay_s * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load only
            delay_s = min(delay_s * 2, LONGEST_DELAY_S)
