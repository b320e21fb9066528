"""Each service watches its own parts: stalled is not the same as lagging.

    place moves, or is at the end      well, however far behind: lagging at most
    place stays, and the end is ahead  for longer than ``stalled_after_s``: stalled

A stalled part is logged once, shows as 1 in ``rapid_review_stalled``, and its name is NOT_SERVING in the health
service; the door itself goes on serving. Parts are ``relay``, ``listener/<listener>/<source>`` and
``readmodel/<name>``. The places are read from the database: a part that hangs cannot say of itself that it is well.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from grpc_health.v1 import health_pb2

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import Advance, EventSource
from chassis.delivery.relay import RelayProgress
from chassis.delivery.untold_cases import WAITING
from chassis.readmodel import Projector
from chassis.store.event_store import EventStore
from chassis.telemetry import metrics

LOOK_WITHIN_S = 10.0
STEP_S = 1.0
_LISTENERS = """
    SELECT listener, parked.count AS parked, parked.age_s,
        (SELECT count(*) FROM unreadable u WHERE u.listener = one.listener) AS unreadable
    FROM unnest($1::text[]) AS one (listener), LATERAL (
        SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(parked_at)), 0)::float8 AS age_s
        FROM parked p WHERE p.listener = one.listener) AS parked
"""
_UNTOLD = f"SELECT count(*) FROM untold_cases WHERE {WAITING}"  # noqa: S608 - a constant of ours

_log = structlog.get_logger(__name__)


class WatchedRelay(Protocol):
    """What can be seen of a relay from outside."""

    leads: bool

    async def progress(self) -> RelayProgress:
        """How far the log has been told, whichever replica tells it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often is looked, and how long a part that has something to do may stand still."""

    look_s: float = 5.0
    stalled_after_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Watched:
    """The parts of one service. ``gauges`` are further values in seconds, by their names in metrics.py."""

    service: str
    store: EventStore
    pool: Pool
    projector: Projector
    doors: Sequence[EventDoor]
    source: EventSource
    relay: WatchedRelay | None
    gauges: Mapping[str, Callable[[], float]]


class Movement:
    """What has been seen of one part over time."""

    def __init__(self) -> None:
        self._place = -1
        self._since: float | None = None
        self.stands_still = False

    def saw(self, advance: Advance, now: float, stalled_after_s: float) -> None:
        """Note where the part is; it stands still when it has not moved for too long while there was more."""
        if advance.place >= advance.end:
            self._since = None
        elif advance.place != self._place or self._since is None:
            self._since = now
        self._place = advance.place
        self.stands_still = self._since is not None and now - self._since >= stalled_after_s


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One part as it was seen last."""

    name: str
    position: int
    lag: int
    stalled: bool


class Watch:
    """Looks at the parts of one service, again and again; what it saw last is ``parts``, and when ``looked_at``."""

    looked_at: float | None = None
    """Unix time."""

    def __init__(self, watched: Watched, healthy: Any, patience: Patience) -> None:
        self._watched, self._healthy, self._patience = watched, healthy, patience
        self._movements: dict[str, Movement] = {}
        self._parts: dict[str, PartSeen] = {}
        self._labels = {"service": watched.service}

    @property
    def parts(self) -> list[PartSeen]:
        """Each part, the most troubled first."""
        return sorted(self._parts.values(), key=lambda one: (not one.stalled, -one.lag, one.name))

    async def run(self) -> None:
        """Look until cancelled. When the database is away nothing can be seen, and ``looked_at`` stays behind."""
        while True:
            await self._rest()
            try:
                async with asyncio.timeout(LOOK_WITHIN_S):
                    await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may succeed
                _log.warning("service.look_failed", error=type(error).__name__)

    async def look(self) -> None:
        """Look at every part once."""
        watched, head = self._watched, await self._watched.store.head()
        metrics.head.set(head, self._labels)
        metrics.untold.set(await watched.pool.fetchval(_UNTOLD), self._labels)
        for name, place in (await watched.projector.positions()).items():
            await self._saw(f"readmodel/{name}", Advance(place, head, place))
        if watched.relay is not None:
            place = (await watched.relay.progress()).position
            await self._saw("relay", Advance(place, head, place))
            metrics.relay_leads.set(int(watched.relay.leads), self._labels)
        await self._look_at_listeners([door.listener for door in watched.doors])
        for name, value in watched.gauges.items():
            metrics.watched_s[name].set(value(), self._labels)
        self.looked_at = time.time()
        metrics.looked_at.set(self.looked_at, self._labels)
        # Seen before they happen: the first one alarms, too.
        for counter in (metrics.glasses, metrics.reads_refused):
            counter.add(0, self._labels)

    async def _look_at_listeners(self, listeners: Sequence[str]) -> None:
        for listener in listeners:
            metrics.deadline_breaches.add(0, self._labels | {"at": listener})
            for service, advance in (await self._watched.source.advance(listener)).items():
                await self._saw(f"listener/{listener}/{service}", advance)
        for row in await self._watched.pool.fetch(_LISTENERS, listeners):
            labels = self._labels | {"listener": row["listener"]}
            metrics.parked.set(row["parked"], labels)
            metrics.parked_age.set(row["age_s"], labels)
            metrics.unreadable.set(row["unreadable"], labels)

    async def _saw(self, part: str, advance: Advance) -> None:
        if part not in self._movements:
            self._movements[part] = Movement()
            metrics.restarts.add(0, self._labels | {"part": part})  # Seen before it happens.
        movement = self._movements[part]
        was_stalled = movement.stands_still
        movement.saw(advance, _now(), self._patience.stalled_after_s)
        labels = self._labels | {"part": part}
        metrics.position.set(advance.position, labels)
        lag = max(0, advance.end - advance.place)
        self._parts[part] = PartSeen(part, advance.position, lag, movement.stands_still)
        metrics.lag.set(lag, labels)
        metrics.stalled.set(int(movement.stands_still), labels)
        await self._healthy.set(part, _health(movement))
        if movement.stands_still and not was_stalled:
            _log.error("service.part_stalled", service=self._watched.service, part=part)
        elif was_stalled and not movement.stands_still:
            _log.info("service.part_moves_again", service=self._watched.service, part=part)

    async def _rest(self) -> None:
        """Wait for the next look, and measure meanwhile how late the event loop wakes who sleeps."""
        until, worst_s = _now() + self._patience.look_s, 0.0
        while (now := _now()) < until:
            due = min(now + STEP_S, until)
            await asyncio.sleep(due - now)
            worst_s = max(worst_s, _now() - due)
        metrics.loop_lag.set(worst_s, self._labels)


def _health(movement: Movement) -> int:
    status: int = (
        health_pb2.HealthCheckResponse.NOT_SERVING
        if movement.stands_still
        else health_pb2.HealthCheckResponse.SERVING
    )
    return status


def _now() -> float:
    return asyncio.get_running_loop().time()
