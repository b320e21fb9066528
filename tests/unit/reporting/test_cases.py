"""What somebody is shown of a case on a day, in the words of the partnership that leads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePacks
from services.reporting.application.cases import Cases, Summary
from services.reporting.domain.merging import Historic
from services.reporting.domain.searching import Begun, Wanted
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing
from services.reporting.domain.viewer import Viewer
from tests.unit.reporting.a_case import BEGUN, HELD, PARTIAL, REFERRED, SENT

PACKS = RulePacks.load()
MIDNIGHT_IN_LONDON = datetime(2026, 9, 16, 23, 30, tzinfo=UTC)


class Shelf:
    """Rows in memory; whoever may see one may see all."""

    def __init__(self, *cases: Standing) -> None:
        self.cases = list(cases)
        self.events: list[Historic] = []

    async def some(self, viewer: Viewer, case_ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
        return {case.case_id: case for case in self.cases}

    async def which(self, viewer: Viewer, case_ids: Sequence[UUID]) -> frozenset[UUID]:
        return frozenset(case.case_id for case in self.cases)

    async def one(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Standing | None:
        return next(iter(self.cases), None)

    async def search(self, viewer: Viewer, wanted: Wanted, most: int) -> list[Begun]:
        return []

    async def themes(self, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        return {}

    async def milestones(self, case_id: UUID) -> list[Milestone]:
        return [Milestone("meeting", "Rapid Review meeting", 10, date(2026, 9, 23))]

    async def timeline(self, case_id: UUID) -> list[Historic]:
        if self.events:
            return self.events
        at = datetime(2026, 9, 9, tzinfo=UTC)
        row = {"type": "ReviewClosed", "actor": "service:review", "facts": {}}
        return [Historic(UUID(int=1), UUID(int=2), at, at, "review", 1, row)]


def cases_of(*cases: Standing, now: datetime = MIDNIGHT_IN_LONDON) -> Cases:
    return Cases(Shelf(*cases), PACKS, lambda: now)


async def shown_of(case: Standing, partnership: str) -> Summary:
    return (await cases_of(case).some(Viewer((partnership,)), [case.case_id]))[case.case_id]


async def test_a_case_that_nobody_may_see_is_not_found() -> None:
    with pytest.raises(NotFound):
        await cases_of().get(Viewer(("PLY",)), reference="PLY-RR-2026-0001")


async def test_today_is_the_day_in_london() -> None:
    shown = await shown_of(BEGUN, "PLY")

    assert (shown.day, shown.of_days, shown.days_late) == (6, 15, 0)


async def test_what_is_late_names_the_agency_in_words() -> None:
    waiting = AgencyReturn("plymouth-schools", status="requested", due_on=date(2026, 9, 15))

    shown = await shown_of(replace(BEGUN, returns=(waiting,)), "PLY")

    assert [(late.what, who) for late, who in shown.late] == [
        ("return", "Schools and early years, Plymouth")
    ]


async def test_an_agency_of_a_contributing_partnership_has_its_name_there() -> None:
    hospital = AgencyReturn("devon-hospital", through="DEV")
    case = replace(BEGUN, contributing=("DEV",), returns=(hospital,))

    detail = await cases_of(case).get(Viewer(("DEV",)), case_id=case.case_id)

    assert detail.agencies[0][1] == "Hospital, Devon"
    assert detail.summary.contributing
    assert not (await cases_of(case).get(Viewer(("PLY", "DEV")))).summary.contributing


def told(kind: str, number: int, **facts: object) -> Historic:
    at = datetime(2026, 9, 9, tzinfo=UTC)
    row = {"type": kind, "actor": "service:review", "facts": facts}
    return Historic(UUID(int=number), UUID(int=0), at, at, "review", number, row)


async def test_a_contributing_partnership_sees_the_way_of_the_case_and_its_own_agencies() -> None:
    overdue = {"status": "requested", "due_on": date(2026, 9, 15)}
    returns = (
        AgencyReturn("plymouth-schools", through="PLY", **overdue),  # type: ignore[arg-type]
        AgencyReturn("devon-hospital", through="DEV", **overdue),  # type: ignore[arg-type]
    )
    case = replace(BEGUN, contributing=("DEV",), returns=returns)
    shelf = Shelf(case)
    shelf.events = [
        told("SubmissionRequested", 1, agency="plymouth-schools", due_on="2026-09-15"),
        told("SubmissionRequested", 2, agency="devon-hospital", due_on="2026-09-15"),
        told("MessageSent", 3, recipient="coordinator", template="referral_received"),
        told("MessageSent", 4, recipient="devon-hospital", template="return_requested"),
        told(
            "MeetingHeld", 5, outcome="recommend_none", agencies_present=[], recommendations=[],
            returns_missing=["plymouth-schools"],
        ),
    ]  # fmt: skip
    cases = Cases(shelf, PACKS, lambda: MIDNIGHT_IN_LONDON)

    theirs, whole = await cases.get(Viewer(("DEV",))), await cases.get(Viewer(("PLY",)))

    assert [entry.event_id.int for entry in theirs.timeline] == [2, 4, 5]
    assert "Plymouth" not in theirs.timeline[-1].sentence
    assert [who for _, who in theirs.summary.late] == ["Hospital, Devon"]
    assert [name for _, name, _ in theirs.agencies] == ["Hospital, Devon"]
    assert len(theirs.summary.case.asked_returns) == 1
    assert [entry.event_id.int for entry in whole.timeline] == [1, 2, 3, 4, 5]
    assert len(whole.summary.late) == len(whole.agencies) == 2
    assert theirs.summary.stage == whole.summary.stage


async def test_a_later_sending_is_told_by_what_it_answers_and_never_as_late() -> None:
    sent = {"days_late": 7, "working_day": 22, "late_reason": None, "round": 1}
    shelf = Shelf(SENT)
    shelf.events = [
        told("SentToPanel", 1, **sent | {"days_late": 0, "working_day": 14}),
        told("PanelReplied", 2, outcome="asks_for_information", round=1, final=False),
        told("SentToPanel", 3, **sent),
        told("PanelReplied", 4, outcome="asks_to_reconsider", round=1, final=False),
        told("SentToPanel", 5, **sent | {"round": 2}),
    ]

    detail = await Cases(shelf, PACKS, lambda: MIDNIGHT_IN_LONDON).get(Viewer(("PLY",)))

    assert [entry.sentence for entry in detail.timeline][::2] == [
        "The report was sent to the National Panel on working day 14, on time.",
        "The information that the National Panel had asked for was sent to it.",
        "The report and decision were sent to the National Panel again.",
    ]


async def test_what_happened_at_one_moment_is_told_cause_before_effect() -> None:
    at = datetime(2026, 9, 9, tzinfo=UTC)
    effect = {"type": "ReviewClosed", "actor": "service:review", "facts": {}}
    cause = {"type": "ReportFinalised", "actor": "coordinator:x", "facts": {"report_version": 1}}
    shelf = Shelf(SENT)
    shelf.events = [
        Historic(UUID(int=1), UUID(int=9), at, at, "learning", 1, effect),
        Historic(UUID(int=9), UUID(int=5), at, at, "review", 7, cause),
    ]

    detail = await Cases(shelf, PACKS, lambda: MIDNIGHT_IN_LONDON).get(Viewer(("PLY",)))

    assert [entry.event_id.int for entry in detail.timeline] == [9, 1]


async def test_another_route_bears_its_local_name() -> None:
    case = replace(REFERRED, partnership="DEV", referral_outcome="learning_from_experience")

    shown = await shown_of(case, "DEV")

    assert shown.stage_label == "Alternative learning review"
    assert shown.next_step.words == "Alternative learning review: publish its briefing"
    assert shown.outcome == "learning_from_experience"


async def test_a_partnership_without_a_pack_is_shown_all_the_same() -> None:
    shown = await shown_of(replace(PARTIAL, partnership="TOR"), "TOR")

    assert (shown.partnership_name, shown.of_days) == ("TOR", 15)


async def test_whoever_acted_is_shown_as_a_role() -> None:
    detail = await cases_of(HELD).get(Viewer(("PLY",)))

    (entry,) = detail.timeline
    assert (entry.role, entry.sentence) == ("system", "The Rapid Review was closed.")
    assert detail.milestones[0][1] == date(2026, 9, 23)


@pytest.mark.parametrize(
    ("rule_pack", "word"),
    [
        ("PLY@2026.1", "Former"),
        ("PLY@2027.1", "Today's"),
        ("PLY@1999.1", "Today's"),
        (None, "Today's"),
    ],
)
def test_a_case_is_told_in_the_words_of_the_rules_that_it_pinned(
    rule_pack: str | None, word: str
) -> None:
    today = PACKS.of("PLY").model_copy(
        update={"version": "2027.1", "stands_on": (), "routes": {"x": "Today's"}}
    )
    former = today.model_copy(
        update={"version": "2026.1", "in_force_from": date.min, "routes": {"x": "Former"}}
    )
    cases = Cases(Shelf(), RulePacks({"PLY": [former, today]}), lambda: MIDNIGHT_IN_LONDON)

    assert cases._names(replace(BEGUN, rule_pack=rule_pack)).route("x") == word
