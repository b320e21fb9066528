"""What a load sees of the platform: commands answered and refused, how long they took, how many cases are done."""

from __future__ import annotations

import asyncio
import time
from array import array
from collections import deque
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from google.protobuf.message import Message

from rapid_review.doors import Asked, Refused
from rapid_review.people import Person
from rapid_review.scripted.script import COMMANDS

RECENT_S = 10.0
COMMAND_METHODS = frozenset(COMMANDS.values())


class Meter:
    """Counts, from its making on."""

    def __init__(self) -> None:
        self.begin()
        self.latencies_s = array("d")
        self.refused = self.asked_progress = 0
        self.cases_done = self.cases_there = self.cases_failed = self.steps_of_done = 0
        self.failures: list[str] = []
        self._recent: deque[tuple[float, float]] = deque()

    def begin(self) -> None:
        """Time runs from now on."""
        self.began = time.monotonic()
        self._ended: float | None = None

    def end(self) -> None:
        """Time has run until now."""
        self._ended = time.monotonic()

    @property
    def answered(self) -> int:
        """How many commands were answered with what they recorded."""
        return len(self.latencies_s)

    @property
    def steps_a_case(self) -> Fraction | None:
        """How many commands a case has, of those that are done; None before the first."""
        return Fraction(self.steps_of_done, self.cases_done) if self.cases_done else None

    @property
    def seconds(self) -> float:
        """How long it has counted."""
        return (self._ended or time.monotonic()) - self.began

    def note(self, latency_s: float) -> None:
        """A command was answered."""
        self.latencies_s.append(latency_s)
        self._recent.append((time.monotonic(), latency_s))
        self._forget()

    def recent(self) -> tuple[float, Sequence[float]]:
        """Commands a second, and latencies, of the last seconds."""
        self._forget()
        span = max(0.1, min(RECENT_S, self.seconds))
        return len(self._recent) / span, [latency for _, latency in self._recent]

    def _forget(self) -> None:
        while self._recent and self._recent[0][0] < time.monotonic() - RECENT_S:
            self._recent.popleft()


def quantile(latencies_s: Sequence[float], share: float) -> float:
    """The latency below which this share of them lies; 0 where there is none."""
    ordered = sorted(latencies_s)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class MeteredDoors:
    """Doors at which commands are counted and, when asked to, kept to a rate."""

    def __init__(self, doors: Asked, meter: Meter, rate: float | None) -> None:
        self._doors, self._meter = doors, meter
        self._interval_s = 1 / rate if rate else 0.0
        self._next_at = 0.0

    @property
    def people(self) -> Mapping[str, Person]:
        """Those of the doors."""
        return self._doors.people

    async def ask(
        self, service: str, method: str, request: Message, *, by: str, patience_s: float = 0.0
    ) -> Any:
        """Ask as the doors do."""
        if (service, method) not in COMMAND_METHODS:
            self._meter.asked_progress += method == "Progress"
            return await self._doors.ask(service, method, request, by=by, patience_s=patience_s)
        await self._turn()
        began = time.monotonic()
        try:
            answer = await self._doors.ask(service, method, request, by=by, patience_s=patience_s)
        except Refused:
            self._meter.refused += 1
            raise
        self._meter.note(time.monotonic() - began)
        return answer

    async def _turn(self) -> None:
        """Wait for the next place in the rate; places that were missed are not made good in a burst."""
        if not self._interval_s:
            return
        now = time.monotonic()
        self._next_at = max(self._next_at + self._interval_s, now)
        await asyncio.sleep(self._next_at - now)
