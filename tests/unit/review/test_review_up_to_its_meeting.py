"""The rules of a Rapid Review up to its meeting, refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.errors import Invalid
from chassis.fields import FormRefused
from chassis.rules import decisions
from services.review.domain import refusals as no
from services.review.domain.answering import respond_to_panel
from services.review.domain.events import (
    AgencyInvolved,
    AgencyNotRequired,
    MeetingAdjourned,
    MeetingHeld,
    MeetingScheduled,
    ReturnStatusNoted,
    ReviewInitiated,
)
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import InvolvedAgency, ReturnStatus, Sending, Stage
from tests.support.facts import kept, recorded
from tests.unit.review.a_review import (
    BEGAN,
    BEGAN_AT,
    CASE_ID,
    DUE,
    HOSPITAL,
    LATER,
    POLICE,
    SOCIAL_CARE,
    a_closing,
    a_decision,
    a_meeting,
    a_recommendation,
    a_reply,
    a_report,
    a_scrutiny,
    at_stage,
    form_refused,
    initiated,
    returned,
)


def last(review: RapidReview) -> Any:
    return review.pending_events[-1]


# --- Days -----------------------------------------------------------------------------------------


STEPS_ON: dict[Stage, Callable[[RapidReview, date, datetime], object]] = {
    Stage.GATHERING: lambda r, on, at: r.hold_meeting(meeting=a_meeting(on), at=at),
    Stage.MEETING_HELD: lambda r, on, at: r.finalise_report(report=a_report(on), at=at),
    Stage.REPORT_FINALISED: lambda r, on, at: r.decide_cspr(decision=a_decision(on), at=at),
    Stage.CSPR_DECIDED: lambda r, on, at: r.scrutinise(decision=a_scrutiny(on), at=at),
    Stage.SCRUTINISED: lambda r, on, at: r.send_to_panel(sending=Sending(sent_on=on), at=at),
    Stage.SENT_TO_PANEL: lambda r, on, at: r.record_panel_reply(decision=a_reply(on), at=at),
    Stage.PANEL_ASKED: lambda r, on, at: respond_to_panel(
        r, decision=a_decision(on, "uphold"), at=at
    ),
    Stage.PANEL_REPLIED: lambda r, on, at: r.close(decision=a_closing(on), at=at),
}
"""The step that follows a stage, dated as a test likes."""


@pytest.mark.parametrize("stage", STEPS_ON)
def test_a_step_cannot_be_dated_before_the_one_that_it_follows(stage: Stage) -> None:
    review = at_stage(stage)
    before = date.fromordinal(review.latest_on.toordinal() - 1)

    with pytest.raises((no.BeforePreviousStep, FormRefused)) as refused:
        STEPS_ON[stage](review, before, LATER)

    assert refused.value.code == "review.before_previous_step"
    assert (
        f"dated {before}, but the step before it was on {review.latest_on}" in refused.value.message
    )


@pytest.mark.parametrize("stage", STEPS_ON)
def test_a_step_can_be_dated_on_the_day_of_the_one_that_it_follows(stage: Stage) -> None:
    review = at_stage(stage)

    STEPS_ON[stage](review, review.latest_on, LATER)

    assert len(recorded(review)) == 1


@pytest.mark.parametrize("stage", STEPS_ON)
def test_a_step_cannot_be_dated_in_the_future(stage: Stage) -> None:
    with pytest.raises(Invalid) as refused:
        STEPS_ON[stage](at_stage(stage), date(2027, 1, 1), LATER)

    assert refused.value.code in {"review.in_the_future", "decision.still_to_come"}


def test_the_day_of_recording_is_the_day_in_london() -> None:
    past_midnight_in_summer = datetime(2026, 9, 21, 23, 30, tzinfo=UTC)

    review = initiated()
    review.hold_meeting(meeting=a_meeting(date(2026, 9, 22)), at=past_midnight_in_summer)

    assert review.latest_on == date(2026, 9, 22)


def test_an_agency_cannot_be_involved_before_the_review_began() -> None:
    with pytest.raises(no.BeforePreviousStep):
        initiated().involve(
            agency=POLICE, through="PLY", at=datetime(2026, 9, 6, 12, 0, tzinfo=UTC)
        )


def test_the_meeting_cannot_be_planned_before_the_review_began() -> None:
    with pytest.raises(no.BeforePreviousStep):
        initiated().schedule_meeting(
            meeting_at=datetime(2026, 9, 6, 12, 0, tzinfo=UTC), at=BEGAN_AT
        )


# --- Beginning and agencies -----------------------------------------------------------------------


def test_a_review_begins_with_all_its_agencies_in_one_decision() -> None:
    review = initiated()

    assert tuple(recorded(review)) == (ReviewInitiated, AgencyInvolved, AgencyInvolved)
    assert review.id == stream_of(CASE_ID)
    assert review.agencies == {
        SOCIAL_CARE: InvolvedAgency(through="PLY", involved_on=BEGAN),
        HOSPITAL: InvolvedAgency(through="DEV", involved_on=BEGAN),
    }


def test_a_review_may_begin_before_any_agency_is_known() -> None:
    assert recorded(initiated(agencies={})) == [ReviewInitiated]


def test_a_review_is_open_to_its_lead_and_to_those_that_contribute() -> None:
    review = initiated()

    assert [review.is_open_to(code) for code in ("PLY", "DEV", "TOR")] == [True, True, False]


def test_an_agency_is_asked_only_once() -> None:
    with pytest.raises(no.AlreadyInvolved) as refused:
        initiated().involve(agency=HOSPITAL, through="DEV", at=LATER)

    assert refused.value.facts == {"agency": "invented hospital"}


@pytest.mark.parametrize(
    ("involved_on", "due_on"),
    [
        pytest.param(date(2026, 9, 7), date(2026, 9, 17), id="on the first day: the milestone"),
        pytest.param(date(2026, 9, 15), date(2026, 9, 17), id="two days before it: the milestone"),
        pytest.param(date(2026, 9, 16), date(2026, 9, 18), id="a day before it: two working days"),
        pytest.param(date(2026, 9, 18), date(2026, 9, 22), id="after it, on a Friday: Tuesday"),
        pytest.param(date(2026, 9, 19), date(2026, 9, 22), id="on a Saturday: Tuesday"),
    ],
)
def test_an_agency_found_late_has_two_working_days_to_answer(
    involved_on: date, due_on: date
) -> None:
    review = initiated()

    review.involve(
        agency=POLICE,
        through="PLY",
        at=datetime(involved_on.year, involved_on.month, involved_on.day, 9, tzinfo=UTC),
    )

    assert (last(review).involved_on, last(review).return_due_on) == (involved_on, due_on)
    assert review.pinned.due_on == DUE


def test_a_decision_recorded_days_later_gives_agencies_the_days_that_are_left() -> None:
    review = initiated(at=datetime(2026, 9, 22, 9, tzinfo=UTC))

    assert (review.initiated_on, last(review).involved_on) == (BEGAN, date(2026, 9, 22))
    assert last(review).return_due_on == date(2026, 9, 24)


def test_a_pack_without_a_milestone_for_returns_gives_two_working_days() -> None:
    rules = initiated().pinned.model_copy(update={"milestones": ()})

    assert last(initiated(rules=rules)).return_due_on == date(2026, 9, 9)


def test_an_agency_may_be_found_after_the_meeting_and_after_leaders_returned_the_report() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    review.scrutinise(decision=a_scrutiny(outcome="return"), at=LATER)

    review.involve(agency=POLICE, through="PLY", at=LATER)

    assert POLICE in review.agencies


# --- Returns --------------------------------------------------------------------------------------


def test_the_return_of_an_agency_that_takes_no_part_is_not_noted() -> None:
    with pytest.raises(no.NotInvolved):
        initiated().note_return(agency=POLICE, status=ReturnStatus.RETURNED, at=LATER)


@pytest.mark.parametrize("status", ReturnStatus)
def test_what_is_told_of_a_return_is_noted_when_it_is_new(status: ReturnStatus) -> None:
    review = kept(initiated())

    review.note_return(agency=HOSPITAL, status=status, at=LATER)
    review.note_return(agency=HOSPITAL, status=status, at=LATER)

    new = [] if status is ReturnStatus.REQUESTED else [ReturnStatusNoted]
    assert recorded(review) == new
    assert review.agencies[HOSPITAL] == InvolvedAgency(
        through="DEV", involved_on=BEGAN, return_status=status
    )


def test_a_closed_review_takes_no_more_notes() -> None:
    review = at_stage(Stage.CLOSED)

    returned(review, HOSPITAL, POLICE)
    review.note_learning(at=LATER)

    assert recorded(review) == []


# --- Meeting --------------------------------------------------------------------------------------


def test_the_meeting_may_be_moved_and_lie_in_the_future() -> None:
    review = kept(initiated())
    first, second = LATER, datetime(2027, 1, 4, 9, tzinfo=UTC)

    review.schedule_meeting(meeting_at=first, at=BEGAN_AT)
    review.schedule_meeting(meeting_at=second, at=BEGAN_AT)
    review.schedule_meeting(meeting_at=second, at=BEGAN_AT)

    assert recorded(review) == [MeetingScheduled, MeetingScheduled]
    assert review.meeting_at == second


@pytest.mark.parametrize("status", [ReturnStatus.REQUESTED, ReturnStatus.QUERIED])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_meeting_without_all_returns_needs_a_reason(status: ReturnStatus, reason: str) -> None:
    review = returned(initiated(), SOCIAL_CARE)
    review.note_return(agency=HOSPITAL, status=status, at=LATER)

    with form_refused(no.MissingReturnsReasonMissing) as refused:
        review.hold_meeting(meeting=a_meeting(missing_returns_reason=reason), at=LATER)

    assert refused.value.facts == {"agencies": "invented hospital"}


@pytest.mark.parametrize(
    "status", [ReturnStatus.RETURNED, ReturnStatus.ACCEPTED, ReturnStatus.EXCUSED]
)
def test_a_meeting_with_all_returns_needs_no_reason(status: ReturnStatus) -> None:
    review = returned(initiated(), SOCIAL_CARE)
    review.note_return(agency=HOSPITAL, status=status, at=LATER)

    review.hold_meeting(meeting=a_meeting(missing_returns_reason=""), at=LATER)

    assert last(review).returns_missing == ()


def test_a_meeting_names_the_returns_that_it_did_without() -> None:
    review = returned(initiated(), SOCIAL_CARE)

    review.hold_meeting(meeting=a_meeting(), at=LATER)

    assert last(review).returns_missing == (HOSPITAL,)
    assert last(review).working_day == 10


def test_only_agencies_that_take_part_can_have_been_present() -> None:
    with form_refused(no.PresentButNotInvolved) as refused:
        initiated().hold_meeting(
            meeting=a_meeting(agencies_present=(SOCIAL_CARE, POLICE)), at=LATER
        )

    assert refused.value.facts == {"agencies": "invented police"}


def test_two_recommendations_cannot_have_one_id() -> None:
    twice = (a_recommendation("R1"), a_recommendation("R2"), a_recommendation("R1"))

    with form_refused(no.RecommendationTwice) as refused:
        initiated().hold_meeting(meeting=a_meeting(recommendations=twice), at=LATER)

    assert refused.value.facts == {"recommendations": "R1"}


@pytest.mark.parametrize("identity", [" ", "R1 of an invented child", "R\0", "R" * 33])
def test_a_recommendations_id_is_a_short_code_because_it_is_published(identity: str) -> None:
    meeting = a_meeting(recommendations=(a_recommendation(identity),))

    with form_refused(no.RecommendationIdUnclear):
        initiated().hold_meeting(meeting=meeting, at=LATER)


def test_a_recommendation_says_something() -> None:
    meeting = a_meeting(recommendations=(a_recommendation(text=" \n"),))

    with form_refused(no.RecommendationWithoutWords):
        initiated().hold_meeting(meeting=meeting, at=LATER)


@pytest.mark.parametrize(
    "meeting_at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(2062, 9, 24, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_meeting_is_set_for_a_year_that_can_be_right(meeting_at: datetime) -> None:
    with pytest.raises(no.MeetingDayUnlikely):
        initiated().schedule_meeting(meeting_at=meeting_at, at=BEGAN_AT)


def test_a_theme_is_one_of_the_pinned_pack() -> None:
    odd = (a_recommendation(themes=("early_help", "weather")),)

    with form_refused(no.UnknownTheme) as refused:
        initiated().hold_meeting(meeting=a_meeting(recommendations=odd), at=LATER)

    assert refused.value.facts == {"themes": "weather"}


def test_an_agency_or_theme_named_twice_counts_once() -> None:
    meeting = a_meeting(
        agencies_present=(HOSPITAL, HOSPITAL),
        recommendations=(a_recommendation(themes=("early_help", "early_help")),),
    )

    assert meeting.agencies_present == (HOSPITAL,)
    assert meeting.recommendations[0].themes == ("early_help",)


def test_the_meeting_may_find_that_the_criteria_are_not_met_after_all() -> None:
    review = initiated()

    review.hold_meeting(meeting=a_meeting(outcome="recommend_none"), at=LATER)

    assert recorded(review)[-1] is MeetingHeld
    assert review.stage is Stage.MEETING_HELD


def test_a_meeting_that_finds_more_work_needed_needs_a_new_day() -> None:
    review = kept(initiated())
    review.schedule_meeting(meeting_at=LATER, at=LATER)
    with form_refused(decisions.ReviewDayPassed):
        review.hold_meeting(meeting=a_meeting(outcome="more_work"), at=LATER)

    again = a_decision(date(2026, 9, 21), "more_work", review_on=date(2026, 9, 23))
    review.hold_meeting(meeting=a_meeting(decision=again), at=LATER)

    assert recorded(review) == [MeetingScheduled, MeetingAdjourned]
    assert (review.stage, review.meeting_at) == (Stage.GATHERING, None)


def test_a_meeting_can_only_recommend_when_every_partner_is_there() -> None:
    with form_refused(decisions.NotQuorate) as refused:
        initiated().hold_meeting(
            meeting=a_meeting(decision=a_decision(BEGAN, "recommend_none", attendance=())), at=LATER
        )

    assert "decision.attendance" in refused.fields


# --- Agencies, one decision each ------------------------------------------------------------------


def involving(outcome: str, **changed: Any) -> RapidReview:
    review = kept(initiated())
    review.involve(
        agency=POLICE, through="PLY", decision=a_decision(outcome=outcome, **changed), at=LATER
    )
    return review


def test_a_nil_return_is_told_by_the_agency_and_not_decided() -> None:
    with pytest.raises(no.FollowsFromTheReturn):
        involving("nil_return")


def test_an_agency_that_is_not_asked_needs_a_reason() -> None:
    with form_refused(decisions.WordsNeeded):
        involving("not_required", rationale="")


def test_an_agency_that_need_not_be_asked_may_be_asked_later() -> None:
    review = involving("not_required")

    review.involve(
        agency=POLICE, through="PLY", decision=a_decision(outcome="added_late"), at=LATER
    )

    assert recorded(review) == [AgencyNotRequired, AgencyInvolved]
    assert (last(review).gate_outcome, last(review).rule_pack) == ("added_late", "PLY@2026.1")
