"""Waiting for effects while many cases are under way: a platform under load never comes to rest as a whole.

    a command was answered ── the logs stand at these heads ── every listener has come so far ── once more …

A listener's effect is at the head of another log, so one round is waited for each step of the longest way from
service to service. All cases share the rounds: however many wait, the platform is asked once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from contracts.grpc import history_pb2
from rapid_review.doors import Asked
from rapid_review.scripted.looks import Looks, Reports
from rapid_review.scripted.script import COMMANDS, Step
from rapid_review.scripted.settled import NotSettled
from rapid_review.settings import SERVICES

OWNERS = ("referral", "review", "submissions", "learning")
ROUNDS = {"referral": 3, "review": 2, "submissions": 1, "learning": 1}
"""How far effects go: a decision begins a review, which asks for returns, of which it hears."""
ROUNDS_MAX = max(ROUNDS.values())
LOOK_S, STALLED_S = 0.2, 600.0


class SharedRounds:
    """Asks the platform how far everything is, for as long as somebody wants to know."""

    def __init__(self, doors: Asked, by: str) -> None:
        self._looks = Looks(doors, by)
        self._rounds: dict[tuple[str, ...], asyncio.Task[None]] = {}
        self._following: dict[tuple[str, ...], asyncio.Task[None]] = {}

    async def begin(self) -> None:
        """As ``Looks.begin``."""
        await self._looks.begin()

    async def passed(self, services: tuple[str, ...], rounds: int = ROUNDS_MAX) -> None:
        """Return when what these services have recorded until now has had its effects in them."""
        for _ in range(rounds):
            await asyncio.shield(self._next_round(services))

    async def close(self) -> None:
        """Ask no more; who still waits is cancelled."""
        under_way = [*self._rounds.values(), *self._following.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    def _next_round(self, services: tuple[str, ...]) -> asyncio.Task[None]:
        """The round that begins after now: one that is under way may have begun before the caller's command."""
        following = self._following.get(services)
        if following is None:
            before = self._rounds.get(services)
            following = asyncio.create_task(self._after(before, services))
            self._following[services] = following
        return following

    async def _after(self, before: asyncio.Task[None] | None, services: tuple[str, ...]) -> None:
        if before is not None:
            await asyncio.wait([before])
        self._rounds[services] = self._following.pop(services)
        await self._round(services)

    async def _round(self, services: tuple[str, ...]) -> None:
        reports = await self._looks.reports(services)
        mark = Mark(reports)
        until = asyncio.get_running_loop().time() + STALLED_S
        while not mark.passed(reports):
            if asyncio.get_running_loop().time() > until:
                raise NotSettled(f"a listener has not moved on for {STALLED_S:.0f} seconds")
            await asyncio.sleep(LOOK_S)
            reports = await self._looks.reports(services)


class CaseRests:
    """The rests of one case: before a step of another service than those before it, and at its end."""

    def __init__(self, rounds: SharedRounds) -> None:
        self._rounds = rounds
        self._open: set[str] = set()
        self._is_new = False

    async def begin(self) -> None:
        """Nothing: the rounds have begun."""

    async def between(self, done: Step, following: Sequence[Step]) -> None:
        """Wait where the next step is another service's, which has to have heard of those before."""
        self._is_new = True
        self._open.add(COMMANDS[done.do][0])
        if any(self._open != {COMMANDS[step.do][0]} for step in following):
            await self._rounds.passed(OWNERS, max(ROUNDS[service] for service in self._open))
            self._open.clear()

    async def wait(self) -> None:
        """At its end wait for everybody, read models and messages, too: nobody may fall behind for good."""
        await self._rounds.passed(SERVICES if self._is_new else OWNERS)


class Mark:
    """Where the logs stood at one moment, and whether every listener has come so far since."""

    def __init__(self, reports: Reports) -> None:
        self._heads = {service: report.head for service, report in reports.items()}
        self._told: dict[str, Mapping[int, int]] = {}

    def passed(self, reports: Reports) -> bool:
        """Whether all that stood in the logs at that moment has been taken."""
        for service, report in reports.items():
            if service not in self._told and report.relay.position >= self._heads[service]:
                self._told[service] = {one.partition: one.position for one in report.relay.told}
        return all(
            self._taken(listener, reports[listener.source])
            for report in reports.values()
            for listener in report.listeners
            if listener.source in reports
        )

    def _taken(self, by: history_pb2.Listener, source: history_pb2.ProgressReport) -> bool:
        if by.read_model or not source.HasField("relay"):
            return by.position >= self._heads[source.service]
        told = self._told.get(source.service)
        taken = {one.partition: one.position for one in by.places}
        return told is not None and all(taken.get(part, 0) >= at for part, at in told.items())
