"""Waiting until the platform has come to rest: everything that follows from a command has happened.

    every listener and read model stands at the head of its log, and so it was a moment ago

Each log only grows. When two rounds in a row find the same heads, and in both every listener has come
at least so far, then between the two rounds nothing was left to do.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from contracts.grpc import history_pb2
from rapid_review.doors import Asked
from rapid_review.scripted.looks import Looks, Reports
from rapid_review.scripted.script import Step
from rapid_review.scripted.stops import PlayStopped

SETTLE_S = 30.0
FIRST_DELAY_S, DELAY_MAX_S = 0.005, 0.1


class NotSettled(PlayStopped):
    """The platform goes on working, or is stuck."""

    def __init__(self, lagging: str) -> None:
        super().__init__(
            f"Rapid Review has not come to rest within {SETTLE_S:.0f} seconds: {lagging}."
            " What was sent is kept; play again to go on."
        )


class Rests(Protocol):
    """How a play waits until what it has done has had its effects."""

    async def begin(self) -> None:
        """Called once, before anything is sent."""

    async def between(self, done: Step, following: Sequence[Step]) -> None:
        """Called after a step that was new; ``following`` is the next one, or empty."""

    async def wait(self) -> None:
        """Called where a play goes on after an interruption, and at its end."""


class Settling:
    """Waits for one platform; what was parked before it began does not count."""

    def __init__(self, doors: Asked, by: str) -> None:
        self._looks = Looks(doors, by)

    async def begin(self) -> None:
        """As ``Looks.begin``."""
        await self._looks.begin()

    async def between(self, done: Step, following: Sequence[Step]) -> None:  # noqa: ARG002
        """After each step all comes to rest, so that a history is the same whenever it is played."""
        await self.wait()

    async def wait(self, within_s: float = SETTLE_S) -> None:
        """Return when nothing is left to do. Raises ``EventParked``, ``NotSettled`` or ``NotRunning``."""
        until, delay_s, before = time.monotonic() + within_s, FIRST_DELAY_S, None
        while True:
            asked_at = time.monotonic()
            reports = await self._looks.reports()
            if (took_s := time.monotonic() - asked_at) > 1.0:
                until += took_s  # The platform was away; that time is not its working time.
            lagging, heads = list(_lagging(reports)), _heads(reports)
            if not lagging and heads == before:
                return
            if time.monotonic() > until:
                raise NotSettled("; ".join(lagging) or "new events keep coming")
            before = None if lagging else heads
            if lagging:
                await asyncio.sleep(delay_s)
                delay_s = min(DELAY_MAX_S, delay_s * 1.5)


def _heads(reports: Reports) -> Mapping[str, int]:
    return {service: report.head for service, report in reports.items()}


def _lagging(reports: Reports) -> Iterator[str]:
    for service, report in reports.items():
        if report.HasField("relay") and report.relay.position < report.head:
            yield f"the relay of {service} has told {report.relay.position} of {report.head}"
        for listener in report.listeners:
            source = reports.get(listener.source)
            if source is not None and (missing := _missing(listener, source)):
                yield (
                    f"{listener.name} of {service} is at {listener.position} of {missing}"
                    f" in the log of {listener.source}"
                )


def _missing(listener: history_pb2.Listener, source: history_pb2.ProgressReport) -> int:
    """A position of the source's log that the listener has still to come to; 0 if there is none."""
    if listener.read_model or not source.HasField("relay"):
        return source.head if listener.position < source.head else 0
    taken = {place.partition: place.position for place in listener.places}
    behind = [
        told.position
        for told in source.relay.told
        # Not only less: what a case was told late stands behind higher positions.
        if taken.get(told.partition, 0) != told.position
    ]
    return max(behind, default=0)
