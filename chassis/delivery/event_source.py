"""Where told events come from: the one port that differs between the two ways to run.

The promise of every source: each published event of each followed service, at least once, in order
within a case, from the beginning of history. A page that was not taken is told again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import structlog

from chassis.database import Pool
from chassis.delivery.relay import PublishedLog
from chassis.telemetry import metrics
from contracts.envelope import Envelope

Take = Callable[[Sequence[Envelope]], Awaitable[None]]

PAGE_MAX = 500
POLL_S = 5.0
RETRY_DELAY_MAX_S = 5.0
WRITTEN_EVERY_S = 1.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Advance:
    """Up to where something has been followed, and where it ends now."""

    place: int
    end: int
    position: int = 0
    """Of the last event that was taken, whichever replica took it."""


class EventSource(Protocol):
    """Tells a listener what other services have published."""

    async def listen(
        self, listener: str, services: Sequence[str], take: Take, *, page_max: int = PAGE_MAX
    ) -> None:
        """Give ``take`` page after page, until cancelled. A page counts as told when ``take`` returns."""

    async def positions(self, listener: str) -> Mapping[str, Mapping[int, int]]:
        """The position of the last event taken of each service, in each partition of its topic.

        A log that is followed without a topic is one partition, number 0.
        """

    async def advance(self, listener: str) -> Mapping[str, Advance]:
        """How far this replica has come in what it follows of each service, as far as it knows the end."""


class FollowLogs:
    """The embedded source: a listener follows the producers' logs in process.

    Positions are written down in the listener's own database after pages were taken, once in a while and at rest: what
    was taken since is told again to a process that starts anew, and the inbox knows it for a repeat.
    """

    def __init__(self, logs: Mapping[str, PublishedLog], pool: Pool) -> None:
        self._logs, self._pool = logs, pool
        self._followed: dict[str, Sequence[str]] = {}
        self._reached: dict[tuple[str, str], int] = {}

    async def listen(
        self, listener: str, services: Sequence[str], take: Take, *, page_max: int = PAGE_MAX
    ) -> None:
        """Follow each service's log; they are independent, so one that fails holds up no other."""
        self._followed[listener] = services
        async with asyncio.TaskGroup() as group:
            for service in services:
                group.create_task(self._follow(listener, service, take, page_max=page_max))

    async def positions(self, listener: str) -> Mapping[str, Mapping[int, int]]:
        """How far ``listener`` has come in each service's log, as far as it is followed here."""
        return {
            service: {0: reached}
            for service in self._logs
            if (reached := self._reached.get((listener, service), 0))
        }

    async def advance(self, listener: str) -> Mapping[str, Advance]:
        """How far ``listener`` has come in each log that has been asked for its head."""
        positions = await self.positions(listener)
        places = {one: positions.get(one, {}).get(0, 0) for one in self._followed.get(listener, ())}
        return {
            service: Advance(place, await self._logs[service].wait_beyond(-1, 0), place)
            for service, place in places.items()
        }

    async def _follow(self, listener: str, service: str, take: Take, *, page_max: int) -> None:
        place, delay_s = _Place(listener, self._logs[service], self._pool, page_max), 0.0
        while True:
            try:
                await place.look_up()
                while True:
                    self._reached[listener, service] = place.reached
                    await place.take_a_page(take)
                    delay_s = 0.0
            except (Exception, asyncio.CancelledError) as error:
                if is_asked_to_stop():
                    raise
                # Whatever it was, the page is told again; also when something that the effect waited
                # for was cancelled: a follower that ended there would be missed by nobody.
                metrics.restarted(f"listener/{listener}/{service}")
                delay_s = min(RETRY_DELAY_MAX_S, max(0.1, delay_s * 2))
                _log.warning(
                    "listener.page_failed",
                    listener=listener,
                    source=service,
                    error=type(error).__name__,
                )
                await asyncio.sleep(delay_s)


class _Place:
    """Where a listener is in one log: up to where it has taken everything, and how much of that is written down."""

    def __init__(self, listener: str, log: PublishedLog, pool: Pool, page_max: int) -> None:
        self._listener, self._log, self._pool, self._page_max = listener, log, pool, page_max
        self.reached = self._written = 0
        self._written_at = float("-inf")

    async def look_up(self) -> None:
        """Go on from what is written down."""
        recorded = await recorded_positions(self._pool, self._listener)
        self.reached = self._written = recorded.get(self._log.service, {}).get(0, 0)

    async def take_a_page(self, take: Take) -> None:
        """Take what comes next, if anything does within a while."""
        if await self._log.wait_beyond(self.reached, POLL_S) > self.reached:
            page, upto = await self._log.read(after=self.reached, limit=self._page_max)
            if page:
                await take(page)
            self.reached = upto
            if monotonic() - self._written_at < WRITTEN_EVERY_S:
                return
        if self.reached > self._written:
            await self._write_down()

    async def _write_down(self) -> None:
        await self._pool.execute(
            "INSERT INTO listener_positions (listener, source, position) VALUES ($1, $2, $3)"
            " ON CONFLICT (listener, source, partition) DO UPDATE SET position = excluded.position",
            self._listener, self._log.service, self.reached,
        )  # fmt: skip
        self._written, self._written_at = self.reached, monotonic()


async def recorded_positions(pool: Pool, listener: str) -> Mapping[str, Mapping[int, int]]:
    """What the listener's own database says of how far it has come, by service and partition."""
    rows = await pool.fetch(
        "SELECT source, partition, position FROM listener_positions WHERE listener = $1", listener
    )
    positions: dict[str, dict[int, int]] = {}
    for row in rows:
        positions.setdefault(row["source"], {})[row["partition"]] = row["position"]
    return positions


def is_asked_to_stop() -> bool:
    """Whether this task is being cancelled, and not only something that it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
