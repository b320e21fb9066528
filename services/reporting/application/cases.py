"""What can be asked about where cases stand. Days are counted at the moment of asking."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePack, RulePacks, UnknownRulePack
from chassis.rules.working_days import london_date
from services.reporting.application.shown_cases import Detail, GateWords, Replay, Summary, Told
from services.reporting.domain.gates import GateStanding, gates_of
from services.reporting.domain.lateness import (
    RETURN,
    day_of,
    days_late_of,
    done_on,
    late_of,
    return_days_late,
    urgency_of,
)
from services.reporting.domain.load import Load
from services.reporting.domain.merging import Historic, in_order_of_recording, merged
from services.reporting.domain.searching import Begun, Wanted
from services.reporting.domain.sentences import AGAIN, ANSWERING, Names, plain, sentence_of
from services.reporting.domain.slices import visible_agencies, visible_timeline
from services.reporting.domain.stages import OVER, outcome_of, stage_label, stage_of
from services.reporting.domain.standing import Milestone, Standing
from services.reporting.domain.steps import next_due_on, next_step_of
from services.reporting.domain.viewer import Viewer

STATUTORY_DAYS = 15
FOUND_MAX = 200


class Rows(Protocol):
    """The rows about cases, as somebody may see them."""

    async def all(self, viewer: Viewer, *, closed: bool) -> list[Standing]:
        """The cases that ``viewer`` may see; without ``closed``, those that are over may be left out."""

    async def one(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Standing | None:
        """The case with this id or this reference, if ``viewer`` may see it."""

    async def search(self, viewer: Viewer, wanted: Wanted) -> list[Begun]:
        """The cases that have these codes, the newest first."""

    async def themes(self, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        """The themes of each case that has any."""

    async def milestones(self, case_id: UUID) -> list[Milestone]:
        """The steps of a case's clock."""

    async def timeline(self, case_id: UUID) -> list[Historic]:
        """What was told of a case."""


class Cases:
    """Where cases stand, for whoever looks."""

    def __init__(self, rows: Rows, packs: RulePacks, clock: Clock) -> None:
        self._rows, self._packs, self._clock = rows, packs, clock
        # Thousands of cases share a few rule packs; which one is in force may change with the day.
        self._named = lru_cache(maxsize=256)(self._names_by)

    def today(self) -> date:
        """The date in London."""
        return london_date(self._clock())

    async def list(self, viewer: Viewer, *, closed: bool) -> list[Summary]:
        """The cases that ``viewer`` may see, the most urgent first; those that are over only if asked."""
        today = self.today()
        found = await self._rows.all(viewer, closed=closed)
        if not closed:
            found = [case for case in found if stage_of(case, today) not in OVER]
        found.sort(key=lambda case: urgency_of(case, today))
        return [self._summary(case, viewer, today) for case in found]

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
            timeline=tuple(_told(timeline, names)),
            agencies=tuple(
                (one, names.agency(one.agency), return_days_late(one, today))
                for one in case.returns
                if theirs is None or one.agency in theirs
            ),
            milestones=tuple((one, done_on(one, case)) for one in milestones),
            gates=_gates(gates_of(case, stage_of(case, today), timeline), rules),
        )

    async def search(
        self, viewer: Viewer, wanted: Wanted
    ) -> tuple[Sequence[tuple[Summary, datetime, tuple[str, ...]]], bool]:
        """The cases that have these codes, with when they began and their themes; and whether there are more."""
        today = self.today()
        found = [
            (one, self._summary(one.case, viewer, today))
            for one in await self._rows.search(viewer, wanted)
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
            steps=tuple(zip(known, _told(known, names), strict=True)),
            label_of=lambda stage, route: stage_label(
                stage, words=names.words, route=names.route(route) if route else ""
            ),
        )

    def load_of(self, found: Iterable[Summary]) -> tuple[Load, Mapping[str, str]]:
        """What the live ones of ``found`` ask for in the weeks to come, and the names of the agencies in it."""
        load = Load(self.today())
        names: dict[str, str] = {}
        for one in found:
            if one.live:
                load.add(one.case)
                known = self._names(one.case)
                names |= {code: known.agency(code) for code in one.waiting_for}
        return load, names

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


def _gates(standings: Iterable[GateStanding], pack: RulePack | None) -> tuple[GateWords, ...]:
    """The gates in words; a gate that the rules do not know is left out."""
    if pack is None:
        return ()
    return tuple(
        GateWords(
            one, rule.label, rule.question, pack.words.get(rule.body, plain(rule.body)),
            {code: outcome.label for code, outcome in rule.outcomes.items()},
            rule.quorum,
        )
        for one in standings
        if (rule := pack.gates.get(one.gate))
    )  # fmt: skip


def _sees(theirs: Container[str] | None, agency: str) -> bool:
    return theirs is None or agency in theirs


def _told(events: Iterable[Historic], names: Names) -> Iterator[Told]:
    """Each event in a sentence, which may depend on what came before it."""
    before: set[str] = set()
    replied = ""
    for event in events:
        row = event.told
        assert isinstance(row, dict)  # noqa: S101 - the rows of the timeline, as read
        kind, role = row["type"], row["actor"].partition(":")[0]
        facts = row["facts"] | {AGAIN: kind in before, ANSWERING: replied}
        yield Told(
            event_id=event.event_id,
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            service=event.service,
            type=kind,
            sentence=sentence_of(kind, facts, names),
            role="system" if role == "service" else role,
        )
        before.add(kind)
        if kind in {"PanelReplied", "SentToPanel"}:
            replied = row["facts"].get("outcome", "")  # What is sent answers the reply before it.
