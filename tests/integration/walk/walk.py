"""A walk: random people give random commands in two cases, in any order; after each, every promise is looked at."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from chassis.doors.grpc_door import stamp_of
from chassis.rules.rule_packs import RulePacks
from contracts.grpc import common_pb2, history_pb2
from rapid_review.people import OBSERVER
from rapid_review.scripted.request_fields import request
from rapid_review.scripted.script import COMMANDS
from tests.integration.walk import promises
from tests.integration.walk.cases import Case, Step, besides, devons, plymouths
from tests.integration.walk.people import PEOPLE
from tests.integration.walk.promises import Happened
from tests.integration.walk.reading import Looking, must_be_said, seen_by
from tests.support.whole_platform import Refused, WholePlatform

BY_THE_BOOK, OUT_OF_TURN = 0.62, 0.78
"""So often the next step is taken; up to there any other step of the book, by anybody; else something besides."""
RIGHT_PERSON = 0.6


class PromiseBroken(AssertionError):
    """A promise did not hold; what was done until then is the way to it."""


@dataclass
class Walk:
    """One walk through two cases; the same seed takes the same steps."""

    platform: WholePlatform
    seed: int
    packs: RulePacks
    taken: list[str] = field(default_factory=list)
    accepted: int = 0
    read_own: int = 0
    """How often somebody read words that were theirs to read: a walk that sees nothing proves nothing."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.cases = [plymouths(self.packs), devons(self.packs)]

    async def go(self, steps: int) -> None:
        """Take some steps, and look after each."""
        for _ in range(steps):
            case = self.chance.choice(self.cases)
            await self.take(case, self._choose(case))
            await self.platform.settled()
            await self.look(case)
            await self.see(self.chance.choice(sorted(PEOPLE)), self.chance.choice(self.cases))
        await self.looked_at_by(*self.chance.sample(sorted(PEOPLE), 5))

    async def looked_at_by(self, *people: str) -> None:
        """Each of them reads all that they can, of both cases."""
        for case in self.cases:
            for person in people:
                await self.see(person, case)

    def _choose(self, case: Case) -> Step:
        turn = self.chance.random()
        if turn < BY_THE_BOOK and case.come_to < len(case.steps):
            case.come_to += 1
            return case.steps[case.come_to - 1]
        if turn < OUT_OF_TURN:
            return self._by_anybody(self.chance.choice(case.steps))
        step = besides(self.chance, case)
        return step if self.chance.random() < RIGHT_PERSON else self._by_anybody(step)

    def _by_anybody(self, step: Step) -> Step:
        by = self.chance.choice(sorted(PEOPLE))
        partnership = self.chance.choice(PEOPLE[by].partnerships)
        return Step(step.do, step.fields, by, partnership, step.at)

    async def take(self, case: Case, step: Step) -> None:
        """A command is given; it is refused in words, or stands in the history."""
        service, method = COMMANDS[step.do]
        content: Any = request(step.do, step.fields, case.begins)
        header = content.header
        header.command_id, header.case_id = str(uuid4()), str(case.case_id)
        header.partnership = step.partnership
        header.occurred_at.CopyFrom(stamp_of(step.at))
        done = f"{step.do} by {step.by} in {case.lead}'s case"
        try:
            answer = await self.platform.ask(service, method, content, by=step.by)
        except Refused as refused:
            self.taken.append(f"{done}: {refused.code}")
            must_be_said(refused, done)
            return
        self.taken.append(done)
        self.accepted += 1
        case.reference = answer.reference or case.reference
        _remember(case, step)
        members = PEOPLE[step.by].memberships
        actors = {f"{one.role}:{step.by}" for one in members if one.partnership == step.partnership}
        history = await self._history(service, case)
        self._must_hold(promises.unknown(history, header.command_id, actors))

    async def look(self, case: Case) -> None:
        """The history of a case is looked at: its gates, and its rules."""
        referral, review = (
            await self._history("referral", case),
            await self._history("review", case),
        )
        self._must_hold(promises.unproved(referral, review))
        if any(one.name == "ReviewInitiated" for one in review):
            asked = common_pb2.CaseRequest(case_id=str(case.case_id))
            shown = await self.platform.ask("review", "GetReview", asked, by=OBSERVER)
            self._must_hold(promises.repinned(review, shown.rule_pack))

    async def see(self, person: str, case: Case, agency: str = "") -> None:
        """Somebody reads all that they can of a case, where it is one agency's of this one or any."""
        asked = agency or self.chance.choice(sorted(case.through))
        seen = await seen_by(self.platform, Looking(person, case, asked))
        self._must_hold(promises.betrayed(seen, person, case))
        self.read_own += any(
            case.word_of(one) in answer for one in case.through for answer in seen.values()
        )

    async def _history(self, service: str, case: Case) -> Sequence[Happened]:
        asked = history_pb2.HistoryRequest(case_id=str(case.case_id), with_body=True)
        events = await self.platform.ask(service, "EventsOfCase", asked, by=OBSERVER)
        # Whose case it is is known to no team yet: what stands beside the aggregate is left out.
        return [Happened.of(event) for event in events if not event.erased]

    def _must_hold(self, broken: Sequence[str]) -> None:
        if broken:
            way = "\n  ".join(self.taken)
            said = "\n  ".join(broken)
            raise PromiseBroken(f"seed {self.seed}:\n  {said}\nafter\n  {way}")


def _remember(case: Case, step: Step) -> None:
    """What the promises need to know of what was accepted."""
    person = str(step.fields.get("person", step.by))
    match step.do:
        case "return_submission":
            case.returned.add(step.fields["agency"])
        case "name_member":
            case.team.add(person)
        case "remove_member":
            case.team.discard(person)
        case "declare_conflict":
            case.conflicts.add(person)
        case "clear_conflict":
            case.conflicts.discard(person)
        case "break_glass":
            case.glass.add(step.by)
        case "release_returns":
            case.released = True
        case _:
            pass
