"""A later rule pack never changes a review that is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from chassis.clock import utc_now
from chassis.rules.decisions import Finding, RouteUnknown
from chassis.rules.rule_packs import AgencyRule, RulePack, RulePacks, UnknownAgency
from chassis.use_cases import Cause
from services.review.application.reviews import Reviews
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.rules import PinnedRules
from services.review.domain.values import Initiation, Sending
from tests.integration.review.journey import AT, CRITERIA, REFERENCE, SOCIAL_CARE
from tests.support.publisher import Publisher, a_cause, publishing
from tests.unit.review.a_review import a_decision, a_meeting, a_report, a_scrutiny, form_refused

pytestmark = pytest.mark.integration

INITIATION = Initiation(
    decided_on=date(2026, 9, 7), notified_on=None, agencies=(SOCIAL_CARE,), other_partnerships=()
)
SCHOOL = "plymouth-invented-academy"


def todays() -> RulePack:
    return RulePacks.load().of("PLY")


def of_later_days() -> RulePack:
    """A pack that shares nothing with today's but its agencies, of which it has one more."""
    pack = todays()
    return pack.model_copy(
        update={
            "version": "2027.1",
            "clock": pack.clock.model_copy(update={"working_days": 5, "starts": "notification"}),
            "milestones": {},
            "routes": {"a_new_route": "A new route"},
            "late_reasons": {},
            "criteria": {"lcspr.a_new_criterion": "A new criterion"},
            "themes": {},
            "agencies": pack.agencies | {SCHOOL: AgencyRule(label="Academy", kind="education")},
        }
    )


def reviews_with(publisher: Publisher, pack: RulePack) -> Reviews:
    return Reviews(publisher.store, publisher.keys, utc_now, packs=RulePacks({"PLY": pack}))


async def test_a_review_is_finished_by_the_rules_with_which_it_began() -> None:
    async with publishing("review") as publisher:
        case_id = uuid4()
        before = reviews_with(publisher, todays())
        await before.initiate(again(case_id), reference=REFERENCE, initiation=INITIATION)
        began = await rules_of(before, case_id)
        later = reviews_with(publisher, of_later_days())

        findings = tuple(Finding(criterion=code, finding="met", reason="-") for code in CRITERIA)
        decision = a_decision(outcome="other_route", route="thematic_review", findings=findings)
        late = Sending(sent_on=date(2026, 10, 2), late_reason="returns_late")
        for step in (
            later.hold_meeting(
                again(case_id), meeting=a_meeting(agencies_present=(), recommendations=())
            ),
            later.finalise_report(again(case_id), report=a_report()),
            later.decide_cspr(again(case_id), decision=decision),
            later.scrutinise(again(case_id), decision=a_scrutiny()),
            later.send_to_panel(again(case_id), sending=late),
        ):
            await step

        assert await rules_of(later, case_id) == began


async def test_a_review_does_not_know_what_a_later_pack_added() -> None:
    async with publishing("review") as publisher:
        case_id = uuid4()
        before = reviews_with(publisher, todays())
        await before.initiate(again(case_id), reference=REFERENCE, initiation=INITIATION)
        later = reviews_with(publisher, of_later_days())
        meeting = a_meeting(agencies_present=(), recommendations=())
        await later.hold_meeting(again(case_id), meeting=meeting)
        await later.finalise_report(again(case_id), report=a_report())

        decision = a_decision(outcome="other_route", route="a_new_route")
        with form_refused(RouteUnknown):
            await later.decide_cspr(again(case_id), decision=decision)


async def test_a_review_that_began_before_gates_were_rules_keeps_those_of_its_next_step() -> None:
    async with publishing("review") as publisher:
        case_id = uuid4()
        without = todays().model_copy(update={"gates": {}})
        before = reviews_with(publisher, without)
        await before.initiate(again(case_id), reference=REFERENCE, initiation=INITIATION)
        now, later = reviews_with(publisher, todays()), reviews_with(publisher, of_later_days())
        meeting = a_meeting(agencies_present=(), recommendations=())
        await now.hold_meeting(again(case_id), meeting=meeting)
        pinned = await rules_of(now, case_id)

        await later.finalise_report(again(case_id), report=a_report())

        assert await rules_of(later, case_id) == pinned
        assert set(pinned.gates) == {f"G{number}" for number in range(3, 12)}


async def test_an_agency_that_joined_the_list_later_can_still_be_asked() -> None:
    async with publishing("review") as publisher:
        case_id = uuid4()
        before = reviews_with(publisher, todays())
        await before.initiate(again(case_id), reference=REFERENCE, initiation=INITIATION)
        with pytest.raises(UnknownAgency):
            await before.involve_agency(again(case_id), agency=SCHOOL)

        later = reviews_with(publisher, of_later_days())
        await later.involve_agency(again(case_id), agency=SCHOOL)

        assert (await agencies_of(later, case_id)) == {SOCIAL_CARE, SCHOOL}


def again(case_id: UUID) -> Cause:
    return replace(a_cause(case_id), occurred_at=AT)


async def rules_of(reviews: Reviews, case_id: UUID) -> PinnedRules:
    return await reviews.look(RapidReview, stream_of(case_id), lambda review: review.pinned)


async def agencies_of(reviews: Reviews, case_id: UUID) -> set[str]:
    return await reviews.look(RapidReview, stream_of(case_id), lambda review: set(review.agencies))
