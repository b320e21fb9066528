"""What can be asked about where cases stand. Days are counted at the moment of asking."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePack, RulePacks, UnknownRulePack
from chassis.rules.working_days import london_date
from services.reporting.application.gate_words import GateWords, gate_words_of
from services.reporting.application.told import Told, told_in_sentences
from services.reporting.domain.gates import gates_of
from services.reporting.domain.lateness import (
    RETURN,
    Late,
    day_of,
    days_late_of,
    done_on,
    late_of,
    return_days_late,
)
from services.reporting.domain.load import waited_for
from services.reporting.domain.merging import Historic, in_order_of_recording, merged
from services.reporting.domain.searching import Begun, Wanted
from services.reporting.domain.sentences import Names
from services.reporting.domain.slices import visible_agencies, visible_timeline
from services.reporting.domain.stages import OVER, Stage, outcome_of, stage_label, stage_of
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing
from services.reporting.domain.steps import NextStep, next_due_on, next_step_of
from services.reporting.domain.viewer import Viewer

STATUTORY_DAYS = 15
FOUND_MAX = 200


class Rows(Protocol):
    """The rows about cases, as somebody may see them."""

    async def some(self, viewer: Viewer, case_ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
        """Those of some cases that ``viewer`` may see."""

    async def which(self, viewer: Viewer, case_ids: Sequence[UUID]) -> frozenset[UUID]:
        """The ids of those of some cases that ``viewer`` may see."""

    async def one(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Standing | None:
        """The case with this id or this reference, if ``viewer`` may see it."""

    async def search(self, viewer: Viewer, wanted: Wanted, most: int) -> list[Begun]:
        """The cases that have these codes, the newest first; more than ``most`` only where the day decides."""

    async def themes(self, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        """The themes of each case that has any."""

    async def milestones(self, case_id: UUID) -> list[Milestone]:
        """The steps of a case's clock."""

    async def timeline(self, case_id: UUID) -> list[Historic]:
        """What was told of a case."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One case as the dashboard shows it on a day."""

    case: Standing
    partnership_name: str
    stage: str
    stage_label: str
    day: int
    of_days: int
    days_late: int
    late: tuple[tuple[Late, str], ...]
    next_step: NextStep
    next_due_on: date | None
    outcome: str
    live: bool
    contributing: bool

    @property
    def returns_in(self) -> int:
        """How many of the asked returns have come in."""
        return sum(one.came_in for one in self.case.asked_returns)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The agencies of which nothing has come yet, while the meeting can still use it."""
        return tuple(one.agency for one in waited_for(self.case)) if self.live else ()


@dataclass(frozen=True, slots=True)
class Replay:
    """A case as its told events were recorded one after the other; ``label_of`` says a stage in its words."""

    case: Standing
    partnership_name: str
    steps: tuple[tuple[Historic, Told], ...]
    label_of: Callable[[Stage, str], str]


@dataclass(frozen=True, slots=True)
class Detail:
    """One case with everything that its page shows."""

    summary: Summary
    timeline: tuple[Told, ...]
    agencies: tuple[tuple[AgencyReturn, str, int], ...]
    milestones: tuple[tuple[Milestone, date | None], ...]
    gates: tuple[GateWords, ...]


class Cases:
    """Where cases stand, for whoever looks."""

    def __init__(self, rows: Rows, packs: RulePacks, clock: Clock) -> None:
        self._rows, self._packs, self._clock = rows, packs, clock
        # Thousands of cases share a few rule packs; which one is in force may change with the day.
        self._named = lru_cache(maxsize=256)(self._names_by)

    def today(self) -> date:
        """The date in London."""
        return london_date(self._clock())

    async def some(self, viewer: Viewer, case_ids: Iterable[UUID]) -> Mapping[UUID, Summary]:
        """Those of some cases that ``viewer`` may see."""
        today, found = self.today(), await self._rows.some(viewer, list(case_ids))
        return {case_id: self._summary(case, viewer, today) for case_id, case in found.items()}

    async def which(self, viewer: Viewer, case_ids: Iterable[UUID]) -> frozenset[UUID]:
        """The ids of those of some cases that ``viewer`` may open."""
        return await self._rows.which(viewer, list(case_ids))

    async def get(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Detail:
        """One case. Raises ``NotFound`` to those who may not know of it, too."""
        case = await self._rows.one(viewer, case_id=case_id, reference=reference)
        if case is None:
            raise NotFound
        today, names = self.today(), self._names(case)
        rules = self._rules(case.rule_pack, case.partnership)
        milestones = await self._rows.milestones(case.case_id)
        theirs = visible_agencies(case, viewer)
        timeline = visible_timeline(merged(await self._rows.timeline(case.case_id)), theirs)
        return Detail(
            summary=self._summary(case, viewer, today),
            timeline=tuple(told_in_sentences(timeline, names)),
            agencies=tuple(
                (one, names.agency(one.agency), return_days_late(one, today))
                for one in case.returns
                if theirs is None or one.agency in theirs
            ),
            milestones=tuple((one, done_on(one, case)) for one in milestones),
            gates=gate_words_of(gates_of(case, stage_of(case, today), timeline), rules),
        )

    async def search(
        self, viewer: Viewer, wanted: Wanted
    ) -> tuple[Sequence[tuple[Summary, datetime, tuple[str, ...]]], bool]:
        """The cases that have these codes, with when they began and their themes; and whether there are more."""
        today = self.today()
        found = [
            (one, self._summary(one.case, viewer, today))
            for one in await self._rows.search(viewer, wanted, FOUND_MAX + 1)
            if wanted.stage in {"", stage_of(one.case, today)}
        ]
        shown = found[:FOUND_MAX]
        themes = await self._rows.themes(one.case.case_id for one, _ in shown)
        answer = [(s, one.begun_at, themes.get(one.case.case_id, ())) for one, s in shown]
        return answer, len(found) > FOUND_MAX

    def codes_of(self, viewer: Viewer) -> tuple[Sequence[str], Sequence[str]]:
        """The agencies and the themes of the partnerships that ``viewer`` sees the whole of."""
        packs = [pack for code in viewer.partnerships if (pack := self._pack(code)) is not None]
        agencies = {agency for pack in packs for agency in pack.agencies}
        return sorted(agencies), sorted({theme for pack in packs for theme in pack.themes})

    async def replay(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None,
        reference: str | None,
        known_at: datetime | None,
    ) -> Replay:
        """A case in the order of recording, up to a moment. Raises ``NotFound`` as ``get`` does."""
        case = await self._rows.one(viewer, case_id=case_id, reference=reference)
        if case is None:
            raise NotFound
        names, pack = self._names(case), self._pack(case.partnership)
        timeline = visible_timeline(
            await self._rows.timeline(case.case_id), visible_agencies(case, viewer)
        )
        known = in_order_of_recording(
            one for one in timeline if known_at is None or one.recorded_at <= known_at
        )
        return Replay(
            case=case,
            partnership_name=pack.name if pack else case.partnership,
            steps=tuple(zip(known, told_in_sentences(known, names), strict=True)),
            label_of=lambda stage, route: stage_label(
                stage, words=names.words, route=names.route(route) if route else ""
            ),
        )

    def agency_name(self, agency: str, partnerships: Iterable[str]) -> str:
        """The name of an agency in the words of the first of these partnerships that has one; its code otherwise."""
        packs = (self._pack(code) for code in partnerships)
        named = (pack.agencies[agency].label for pack in packs if pack and agency in pack.agencies)
        return next(named, agency)

    def _summary(self, case: Standing, viewer: Viewer, today: date) -> Summary:
        pack, names, stage = self._pack(case.partnership), self._names(case), stage_of(case, today)
        outcome = outcome_of(case)
        route = names.route(case.referral_outcome) if case.referral_outcome else ""
        default_days = pack.clock.working_days if pack else STATUTORY_DAYS
        theirs = visible_agencies(case, viewer)
        seen = case
        if theirs is not None:
            shown = tuple(one for one in case.returns if one.agency in theirs)
            seen = replace(case, returns=shown)
        late = [one for one in late_of(case, today) if one.what != RETURN or _sees(theirs, one.who)]
        return Summary(
            case=seen,
            partnership_name=pack.name if pack else case.partnership,
            stage=stage,
            stage_label=stage_label(stage, words=names.words, route=route, area=self._area(case)),
            day=day_of(case, today),
            of_days=case.working_days or default_days,
            days_late=days_late_of(case, today),
            late=tuple((one, names.agency(one.who)) for one in late),
            next_step=next_step_of(case, stage, today, route=route),
            next_due_on=next_due_on(case, stage),
            outcome=outcome,
            live=stage not in OVER,
            contributing=case.partnership not in viewer.everywhere,
        )

    def _area(self, case: Standing) -> str:
        """The name of the area that has the case now, as far as it is one that this platform serves."""
        pack = self._pack(case.transferred_to or "")
        return pack.name if pack else case.transferred_to or ""

    def _names(self, case: Standing) -> Names:
        """The words of the leading partnership, and the agencies of all that take part."""
        return self._named(self.today(), case.rule_pack, case.partnership, case.contributing)

    def _names_by(
        self, _today: date, rule_pack: str | None, partnership: str, contributing: tuple[str, ...]
    ) -> Names:
        pack = self._rules(rule_pack, partnership)
        agencies: dict[str, str] = {}
        for code in (*reversed(contributing), partnership):
            if part := self._pack(code):
                agencies |= {agency: rule.label for agency, rule in part.agencies.items()}
        if pack is None:
            return Names(agencies=agencies)
        return Names(agencies, pack.routes, pack.late_reasons, pack.words)

    def _rules(self, rule_pack: str | None, partnership: str) -> RulePack | None:
        """The rules that a case's review pinned, if they are here; today's of its partnership otherwise."""
        try:
            return self._packs.pinned(rule_pack or "")
        except UnknownRulePack:
            return self._pack(partnership)

    def _pack(self, partnership: str) -> RulePack | None:
        """A partnership without a pack has no words of its own; its cases are shown all the same."""
        return self._packs.of(partnership) if partnership in self._packs.codes() else None


def _sees(theirs: Container[str] | None, agency: str) -> bool:
    return theirs is None or agency in theirs
