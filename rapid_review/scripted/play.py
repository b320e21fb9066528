"""Playing scripted cases against the running platform, through the doors that everybody uses.

    read and check all files ── find each case's beginning ── step ── wait until all is settled ── step ──> …

A case that was begun before keeps the day on which it began, and every command keeps its id: so playing
goes on where it was interrupted, and playing a finished case changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from chassis.clock import Clock, utc_now
from chassis.doors.grpc_door import moment_of, stamp_of
from chassis.rules.rule_packs import RulePacks
from chassis.rules.working_days import london_date
from chassis.settings import WITHOUT_TLS, TlsSettings
from contracts.grpc import common_pb2, history_pb2
from rapid_review.doors import Asked, Doors, Refused
from rapid_review.people import OBSERVER, load_people
from rapid_review.scripted.looks import PATIENCE_S
from rapid_review.scripted.request_fields import request
from rapid_review.scripted.script import COMMANDS, Step
from rapid_review.scripted.script_file import Script, read_scripts
from rapid_review.scripted.settled import Rests, Settling
from rapid_review.scripted.stops import PlayStopped, ScriptMistakes
from rapid_review.settings import PlatformSettings

OWNERS = ("referral", "review", "submissions", "learning")
"""The services that take commands of people."""
REUSED = "command.reused"


class StepFailed(PlayStopped):
    """The platform did not answer a step as the script expects; the play stopped there."""

    def __init__(self, script: Script, index: int, sentence: str, code: str) -> None:
        step = script.case.steps[index]
        super().__init__(
            f"{script.file}:{script.line(index)}: step {index + 1} ({step.do}): {sentence} ({code})"
        )
        self.code = code


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the play is: after ``step`` of ``steps`` of one case (0: it begins), the ``number``-th of ``cases``."""

    script: Script
    number: int
    cases: int
    step: int
    steps: int
    reference: str
    changed: int
    """How many steps of this case have been played now, and had not been before."""

    @property
    def finished(self) -> bool:
        """Whether this was the last step of its case."""
        return self.step == self.steps


OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Play:
    """One case on its way: on which day it begins, and which commands were recorded before."""

    script: Script
    begins: date
    recorded: frozenset[UUID]
    reference: str = ""
    changed: int = 0

    @property
    def steps(self) -> Sequence[Step]:
        return self.script.case.steps

    def first_new(self) -> int:
        """The index of the first step that was not played before."""
        return max((n + 1 for n in range(len(self.steps)) if self.was_recorded(n)), default=0)

    def was_recorded(self, index: int) -> bool:
        """Whether the command of a step had an effect before."""
        return self.script.case.command_id(index) in self.recorded


async def play_files(
    files: Sequence[Path],
    settings: PlatformSettings,
    *,
    on_progress: OnProgress = lambda _: None,
    clock: Clock = utc_now,
    by: str = OBSERVER,
    tls: TlsSettings = WITHOUT_TLS,
) -> None:
    """Play the cases of these files to their ends, one after the other.

    Raises ``ScriptMistakes`` before anything is sent; ``StepFailed``, ``EventParked``, ``NotSettled`` or
    ``Unanswered`` where the play had to stop. ``by`` is who looks at history and progress.
    """
    people = load_people()
    scripts = read_scripts(files, people, RulePacks.load())
    async with Doors(settings, people, tls) as doors:
        await Player(doors, clock, by).play(scripts, on_progress)


class Player:
    """Plays scripts through one platform's doors.

    What was recorded before is sent again, which tells whether the script still says the same; where scripts cannot
    have changed, and there are many, ``sends_again`` leaves it out.
    """

    def __init__(
        self,
        doors: Asked,
        clock: Clock,
        by: str,
        *,
        rests: Rests | None = None,
        sends_again: bool = True,
    ) -> None:
        self._doors, self._clock, self._by = doors, clock, by
        self._settling: Rests = rests or Settling(doors, by)
        self._sends_again = sends_again

    async def play(self, scripts: Sequence[Script], on_progress: OnProgress) -> None:
        """Play each script to its end."""
        await self._settling.begin()
        plays = await asyncio.gather(*(self._prepared(script) for script in scripts))
        now = self._clock()
        if early := [
            wrong for play in plays for wrong in play.script.still_to_come(play.begins, now)
        ]:
            raise ScriptMistakes(early)
        for number, play in enumerate(plays, start=1):
            async for step in self._steps(play):
                on_progress(
                    Progress(
                        play.script,
                        number,
                        len(plays),
                        step,
                        len(play.steps),
                        play.reference,
                        play.changed,
                    )
                )
        await self._settling.wait()

    async def _prepared(self, script: Script) -> _Play:
        """What is known of a case: the day of its beginning stays what it was when it was first played."""
        events = await self._history(script.case.case_id, "referral")
        if not events:
            begins = script.case.begins_on(london_date(self._clock()))
            return _Play(script, begins, frozenset())
        others = (self._history(script.case.case_id, service) for service in OWNERS[1:])
        events += [event for found in await asyncio.gather(*others) for event in found]
        recorded = frozenset(UUID(event.correlation_id) for event in events)
        return _Play(script, london_date(moment_of(events[0].occurred_at)), recorded)

    async def _history(self, case_id: UUID, service: str) -> list[history_pb2.HistoricEvent]:
        request = history_pb2.HistoryRequest(case_id=str(case_id))
        found: list[history_pb2.HistoricEvent] = await self._doors.ask(
            service, "EventsOfCase", request, by=self._by, patience_s=PATIENCE_S
        )
        return found

    async def _steps(self, play: _Play) -> AsyncIterator[int]:
        """Take each step; gives how many are done, from zero on."""
        first_new = play.first_new()
        yield 0
        for index, step in enumerate(play.steps):
            if index < first_new and not self._sends_again:
                yield index + 1
                continue
            if index == first_new > 0:
                await (
                    self._settling.wait()
                )  # The play was interrupted here, perhaps before all was settled.
            if step.expect is not None:
                # One that later steps have left behind was refused then; by now the reason may be another.
                if index >= first_new or play.was_recorded(index):
                    await self._expect_refusal(play, index, step.expect.refused)
            else:
                await self._take(play, index)
                if index >= first_new:
                    play.changed += 1
                    await self._settling.between(step, play.steps[index + 1 : index + 2])
            yield index + 1

    async def _take(self, play: _Play, index: int) -> None:
        try:
            answer = await self._send(play, index)
        except Refused as refused:
            sentence = refused.sentence
            if refused.code == REUSED:
                sentence = (
                    "This step was changed after it was played. Give the changed case a new key."
                )
            raise StepFailed(play.script, index, sentence, refused.code) from None
        play.reference = answer.reference

    async def _expect_refusal(self, play: _Play, index: int, code: str) -> None:
        try:
            await self._send(play, index)
        except Refused as refused:
            if refused.code == code:
                return
            sentence = f"{refused.sentence} Another refusal was expected: {code}"
            raise StepFailed(play.script, index, sentence, refused.code) from None
        sentence = f"This was recorded, but a refusal was expected: {code}"
        raise StepFailed(play.script, index, sentence, "not_refused")

    async def _send(self, play: _Play, index: int) -> common_pb2.Recorded:
        case, step = play.script.case, play.steps[index]
        content: Any = request(step.do, step.fields, play.begins)
        header = content.header
        header.command_id, header.case_id = str(case.command_id(index)), str(case.case_id)
        header.partnership = play.script.acts_for(step, self._doors.people)
        header.occurred_at.CopyFrom(stamp_of(step.moment(play.begins)))
        service, method = COMMANDS[step.do]
        answer: common_pb2.Recorded = await self._doors.ask(
            service, method, content, by=step.by, patience_s=PATIENCE_S
        )
        return answer
