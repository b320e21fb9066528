"""What somebody is shown of a case on a day, in the words of the partnership that leads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chassis.errors import NotFound
from chassis.rule_packs import RulePacks
from services.reporting.application.cases import Cases
from services.reporting.domain.merging import Historic
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing
from tests.unit.reporting.a_case import BEGUN, HELD, PARTIAL, REFERRED, SENT

PACKS = RulePacks.load()
MIDNIGHT_IN_LONDON = datetime(2026, 9, 16, 23, 30, tzinfo=UTC)


class Shelf:
    """Rows in memory; whoever may see one may see all."""

    def __init__(self, *cases: Standing) -> None:
        self.cases = list(cases)

    async def all(self, partnerships: Sequence[str]) -> list[Standing]:
        return list(self.cases)

    async def one(
        self,
        partnerships: Sequence[str],
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Standing | None:
        return next(iter(self.cases), None)

    async def milestones(self, case_id: UUID) -> list[Milestone]:
        return [Milestone("meeting", "Rapid Review meeting", 10, date(2026, 9, 23))]

    async def timeline(self, case_id: UUID) -> list[Historic]:
        at = datetime(2026, 9, 9, tzinfo=UTC)
        row = {"type": "ReviewClosed", "actor": "service:review", "facts": {}}
        return [Historic(UUID(int=1), UUID(int=2), at, at, "review", 1, row)]


def cases_of(*cases: Standing, now: datetime = MIDNIGHT_IN_LONDON) -> Cases:
    return Cases(Shelf(*cases), PACKS, lambda: now)


async def test_a_case_that_nobody_may_see_is_not_found() -> None:
    with pytest.raises(NotFound):
        await cases_of().get(("PLY",), reference="PLY-RR-2026-0001")


async def test_today_is_the_day_in_london() -> None:
    (shown,) = await cases_of(BEGUN).list(("PLY",), closed=False)

    assert (shown.day, shown.of_days, shown.days_late) == (6, 15, 0)


async def test_what_is_over_is_left_out_unless_it_is_asked_for() -> None:
    closed = replace(SENT, review_step="ReviewClosed", closed_on=date(2026, 11, 16))
    cases = cases_of(closed, BEGUN)

    assert [one.stage for one in await cases.list(("PLY",), closed=False)] == ["gathering"]
    every = await cases.list(("PLY",), closed=True)
    assert [(one.stage, one.live) for one in every] == [("gathering", True), ("closed", False)]


async def test_what_is_late_names_the_agency_in_words() -> None:
    waiting = AgencyReturn("plymouth-schools", status="requested", due_on=date(2026, 9, 15))

    (shown,) = await cases_of(replace(BEGUN, returns=(waiting,))).list(("PLY",), closed=False)

    assert [(late.what, who) for late, who in shown.late] == [
        ("return", "Schools and early years, Plymouth")
    ]


async def test_an_agency_of_a_contributing_partnership_has_its_name_there() -> None:
    case = replace(BEGUN, contributing=("DEV",), returns=(AgencyReturn("devon-hospital"),))

    detail = await cases_of(case).get(("DEV",), case_id=case.case_id)

    assert detail.agencies[0][1] == "Hospital, Devon"
    assert detail.summary.contributing
    assert not (await cases_of(case).get(("PLY", "DEV"))).summary.contributing


async def test_another_route_bears_its_local_name() -> None:
    case = replace(REFERRED, partnership="DEV", referral_outcome="learning_from_experience")

    (shown,) = await cases_of(case).list(("DEV",), closed=False)

    assert shown.stage_label == "Alternative learning review"
    assert shown.next_step.words == "Alternative learning review: publish its briefing"
    assert shown.outcome == "learning_from_experience"


async def test_a_partnership_without_a_pack_is_shown_all_the_same() -> None:
    (shown,) = await cases_of(replace(PARTIAL, partnership="TOR")).list(("TOR",), closed=False)

    assert (shown.partnership_name, shown.of_days) == ("TOR", 15)


async def test_whoever_acted_is_shown_as_a_role() -> None:
    detail = await cases_of(HELD).get(("PLY",))

    (entry,) = detail.timeline
    assert (entry.role, entry.sentence) == ("system", "The Rapid Review was closed.")
    assert detail.milestones[0][1] == date(2026, 9, 23)
