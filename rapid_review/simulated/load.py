"""A load of simulated cases: so many are under way at once, each played as scripted cases are.

    cases in the order of their beginnings ── a worker takes the next ── steps ── its end ── the next …

A case that is there already is not played again, and one that was interrupted goes on: its key is that of its seed.
The cases of one partnership begin one after the other, so that they have the same references whenever they are played.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chassis.clock import Clock, utc_now
from rapid_review.doors import Asked, Unanswered
from rapid_review.scripted.play import Player, Progress, StepFailed
from rapid_review.scripted.script import Case
from rapid_review.scripted.script_file import Script
from rapid_review.scripted.yaml_lines import Located
from rapid_review.settings import SERVICES
from rapid_review.simulated.cases import cases
from rapid_review.simulated.meter import Meter, MeteredDoors
from rapid_review.simulated.rests import CaseRests, SharedRounds
from rapid_review.simulated.story import Plan

STOP_S = 20.0
FAILURES_TOLD = 5
UNKNOWN = "rules.unknown_partnership"


class NotThisRegion(Unanswered):
    """The platform does not know the simulated partnerships."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The platform does not know the partnership {code}. Make the rule packs with --make-packs FOLDER,"
            " and start it with RAPID_REVIEW_PACKS=FOLDER; or let this command start one with --start."
        )


class _Halted(Exception):
    """Somebody asked to stop; the case stands after a whole step."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard to press: commands a second, or as fast as they are answered; cases under way at once."""

    rate: float | None = None
    at_once: int = 32


class Load:
    """One load on one platform."""

    def __init__(
        self, doors: Asked, plan: Plan, pace: Pace, *, meter: Meter, clock: Clock = utc_now
    ) -> None:
        self._doors = MeteredDoors(doors, meter, pace.rate)
        self._plan, self._pace, self._clock, self._meter = plan, pace, clock, meter
        self._rounds = SharedRounds(self._doors, next(iter(doors.people)))
        self._begun: dict[str, asyncio.Event] = {}

    async def rest(self, stop: asyncio.Event) -> bool:
        """Wait until everybody has taken what is recorded; False when it was not waited for any longer."""
        await self._rounds.begin()
        resting = asyncio.create_task(self._rounds.passed(SERVICES))
        stopping = asyncio.create_task(_soon_after(stop.wait()))
        try:
            await asyncio.wait([resting, stopping], return_when=asyncio.FIRST_COMPLETED)
            return resting.done() and resting.result() is None
        finally:
            resting.cancel()
            stopping.cancel()
            await asyncio.wait([resting, stopping])

    async def run(self, enough: asyncio.Task[None]) -> None:
        """Play all cases, or until ``enough`` is over. Raises what keeps the platform from answering."""
        await self._rounds.begin()
        playing = asyncio.create_task(self._everybody(enough))
        stopping = asyncio.create_task(_soon_after(asyncio.shield(enough)))
        try:
            await asyncio.wait([playing, stopping], return_when=asyncio.FIRST_COMPLETED)
            if playing.done():
                playing.result()
        finally:
            playing.cancel()
            stopping.cancel()
            await asyncio.wait([playing, stopping])

    async def close(self) -> None:
        """Wait for nothing any more."""
        await self._rounds.close()

    async def _everybody(self, enough: asyncio.Task[None]) -> None:
        waiting = cases(self._plan, self._clock())
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._pace.at_once):
                    group.create_task(self._work(waiting, enough))
        except ExceptionGroup as problems:
            raise problems.exceptions[0] from None

    async def _work(self, waiting: Iterator[Case], enough: asyncio.Task[None]) -> None:
        for case in waiting:
            before, begun = self._begun.get(case.partnership), asyncio.Event()
            self._begun[case.partnership] = begun
            if before is not None:
                await before.wait()
            if enough.done():
                begun.set()
                return
            try:
                await self._play(case, begun, enough)
            except _Halted:
                return
            except StepFailed as failed:
                if failed.code == UNKNOWN:
                    raise NotThisRegion(case.partnership) from None
                self._meter.cases_failed += 1
                if len(self._meter.failures) < FAILURES_TOLD:
                    self._meter.failures.append(str(failed))
            finally:
                begun.set()

    async def _play(self, case: Case, begun: asyncio.Event, enough: asyncio.Task[None]) -> None:
        changed = 0

        def on_progress(now: Progress) -> None:
            nonlocal changed
            changed = now.changed
            if now.step:
                begun.set()
            if enough.done() and not now.finished:
                raise _Halted

        by = f"{case.partnership.lower()}-observer"
        player = Player(
            self._doors, self._clock, by, rests=CaseRests(self._rounds), sends_again=False
        )
        script = Script(Path(case.key), case, Located({}, {}))
        await player.play([script], on_progress)
        self._meter.cases_done += 1
        self._meter.steps_of_done += len(case.steps)
        self._meter.cases_there += not changed


async def _soon_after(asked: Awaitable[object]) -> None:
    """Until it is asked to stop, and what is under way has had its time to come to the end of a step."""
    await asked
    await asyncio.sleep(STOP_S)
