"""The rules of a Rapid Review from its report to its close, refusals first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.review.domain import refusals as no
from services.review.domain.events import (
    CSPRDecided,
    LearningDrafted,
    PanelReplied,
    ReportFinalised,
    ReportScrutinised,
    ReviewClosed,
    SentToPanel,
)
from services.review.domain.review import RapidReview
from services.review.domain.values import Sending, Stage
from tests.support.facts import kept, recorded
from tests.unit.review.a_review import (
    ACTS,
    DUE,
    FINDINGS,
    LATER,
    a_decision,
    a_finding,
    a_reply,
    a_report,
    a_scrutiny,
    at_stage,
    initiated,
)

FRIDAY_LATE = date(2026, 10, 2)
"""Four working days after the last day of the clock."""


def last(review: RapidReview) -> Any:
    return review.pending_events[-1]


# --- Report ---------------------------------------------------------------------------------------


def test_a_report_is_not_final_without_its_sections() -> None:
    with pytest.raises(no.ReportSectionMissing) as refused:
        at_stage(Stage.MEETING_HELD).finalise_report(
            report=a_report(facts="", learning=" \n "), at=LATER
        )

    assert refused.value.facts == {"sections": "facts, learning"}


def test_each_final_report_has_a_higher_version() -> None:
    review = at_stage(Stage.MEETING_HELD)
    ACTS["finalise"](review)
    ACTS["finalise"](review)
    ACTS["decide"](review)
    review.scrutinise(scrutiny=a_scrutiny(outcome="return"), at=LATER)
    stage_after_the_return = review.stage
    review.finalise_report(report=a_report(date(2026, 9, 25)), at=LATER)

    versions = [
        event.report_version
        for event in review.pending_events
        if isinstance(event, ReportFinalised)
    ]
    assert stage_after_the_return is Stage.MEETING_HELD
    assert versions == [1, 2, 3]


# --- Decision -------------------------------------------------------------------------------------


def deciding(**changed: Any) -> RapidReview:
    review = at_stage(Stage.REPORT_FINALISED)
    review.decide_cspr(decision=a_decision(**changed), at=LATER)
    return review


@pytest.mark.parametrize("outcome", ["", "perhaps", "serious_case_review"])
def test_only_pinned_outcomes_can_be_decided(outcome: str) -> None:
    with pytest.raises(no.UnknownDecision) as refused:
        deciding(outcome=outcome)

    assert refused.value.facts["choices"] == (
        "Local Child Safeguarding Practice Review, no Local Child Safeguarding Practice Review,"
        " learning from experience"
    )


@pytest.mark.parametrize("outcome", ["lcspr", "no_lcspr", "learning_from_experience"])
def test_the_subgroup_decides_on_an_lcspr_or_a_route(outcome: str) -> None:
    review = deciding(outcome=outcome)

    assert recorded(review) == [CSPRDecided]
    assert last(review).outcome == outcome


def test_a_decision_needs_a_rationale() -> None:
    with pytest.raises(no.RationaleMissing):
        deciding(rationale=" ")


@pytest.mark.parametrize(
    "findings",
    [FINDINGS[:1], (FINDINGS[0], a_finding("lcspr.recurrent_themes", reason=" "))],
    ids=["no finding", "no reason"],
)
def test_every_criterion_needs_a_finding_with_a_reason(findings: Any) -> None:
    with pytest.raises(no.CriteriaNotAddressed) as refused:
        deciding(findings=findings)

    assert refused.value.facts == {"criteria": "recurrent themes"}


@pytest.mark.parametrize("reason", ["", "An invented reason."])
def test_a_finding_is_about_a_pinned_criterion(reason: str) -> None:
    with pytest.raises(no.UnknownCriterion) as refused:
        deciding(findings=(*FINDINGS, a_finding("lcspr.of_later_days", reason)))

    assert refused.value.facts == {"criteria": "of later days"}


def test_a_criterion_has_one_finding() -> None:
    with pytest.raises(no.CriterionTwice) as refused:
        deciding(findings=(*FINDINGS, FINDINGS[0]))

    assert refused.value.facts == {"criteria": "improvements"}


# --- Scrutiny and Panel ---------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["endorse", "endorse_with_edits"])
def test_an_endorsed_report_can_go_to_the_panel(outcome: str) -> None:
    review = at_stage(Stage.CSPR_DECIDED)

    review.scrutinise(scrutiny=a_scrutiny(outcome=outcome), at=LATER)

    assert recorded(review) == [ReportScrutinised]
    assert review.stage is Stage.SCRUTINISED


def test_a_returned_report_cannot_go_to_the_panel_before_it_was_decided_on_again() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    review.scrutinise(scrutiny=a_scrutiny(outcome="return"), at=LATER)

    with pytest.raises(no.NotEndorsed):
        ACTS["send"](review)
    with pytest.raises(no.ReportNotFinal):
        ACTS["decide"](review)


def sending(on: date, reason: str = "", explanation: str = "") -> RapidReview:
    review = at_stage(Stage.SCRUTINISED)
    review.send_to_panel(
        sending=Sending(sent_on=on, late_reason=reason, late_explanation=explanation), at=LATER
    )
    return review


@pytest.mark.parametrize("reason", ["", "the_weather"])
def test_a_late_sending_needs_a_reason_of_the_pinned_pack(reason: str) -> None:
    with pytest.raises(no.LateReasonMissing) as refused:
        sending(FRIDAY_LATE, reason)

    assert refused.value.facts == {
        "due_on": "2026-09-28", "days_late": "4", "choices": "returns late, other"
    }  # fmt: skip


def test_another_reason_has_to_be_explained() -> None:
    with pytest.raises(no.LateExplanationMissing):
        sending(FRIDAY_LATE, "other", " ")


@pytest.mark.parametrize(
    ("reason", "explanation"), [("returns_late", ""), ("other", "An invented explanation.")]
)
def test_late_is_a_fact_with_a_reason_and_never_a_block(reason: str, explanation: str) -> None:
    sent = last(sending(FRIDAY_LATE, reason, explanation))

    assert (sent.working_day, sent.days_late, sent.late_reason) == (19, 4, reason)


def test_a_weekend_after_the_last_day_is_not_late() -> None:
    rules = initiated().pinned.model_copy(update={"due_on": date(2026, 9, 25)})

    assert rules.days_late(date(2026, 9, 27)) == 0
    assert rules.days_late(date(2026, 9, 28)) == 1


def test_on_time_a_reason_is_passed_over() -> None:
    sent = last(sending(DUE, "other", "An invented explanation."))

    assert (sent.working_day, sent.days_late) == (15, 0)
    assert (sent.late_reason, sent.late_explanation) == (None, "")


FINAL = ("acknowledges", "agrees", "national_review")


@pytest.mark.parametrize("outcome", FINAL)
def test_a_final_reply_ends_the_way_to_the_panel(outcome: str) -> None:
    review = at_stage(Stage.SENT_TO_PANEL)

    review.record_panel_reply(reply=a_reply(outcome=outcome), at=LATER)

    assert recorded(review) == [PanelReplied]
    assert last(review).final
    assert last(review).themes == ("early_help", "information_sharing", "safe_sleeping")
    assert (review.stage, review.round) == (Stage.PANEL_REPLIED, 1)


def test_information_asked_for_is_sent_in_the_same_round_without_a_reason() -> None:
    review = at_stage(Stage.SENT_TO_PANEL)

    review.record_panel_reply(reply=a_reply(outcome="asks_for_information"), at=LATER)
    asked = last(review)
    review.send_to_panel(sending=Sending(sent_on=date(2026, 10, 12)), at=LATER)

    assert not asked.final
    assert (last(review).round, last(review).days_late, last(review).late_reason) == (1, 10, None)
    assert review.stage is Stage.SENT_TO_PANEL


def test_reconsidering_is_a_round_of_its_own() -> None:
    review = at_stage(Stage.SENT_TO_PANEL)
    on = date(2026, 10, 12)

    review.record_panel_reply(reply=a_reply(outcome="asks_to_reconsider"), at=LATER)
    review.decide_cspr(decision=a_decision(on, outcome="lcspr"), at=LATER)
    review.scrutinise(scrutiny=a_scrutiny(on), at=LATER)
    review.send_to_panel(sending=Sending(sent_on=on, late_reason="returns_late"), at=LATER)
    review.record_panel_reply(reply=a_reply(on), at=LATER)

    rounds = [(type(event), event.round) for event in review.pending_events]  # type: ignore[attr-defined]
    assert rounds == [
        (PanelReplied, 1), (CSPRDecided, 2), (ReportScrutinised, 2), (SentToPanel, 2), (PanelReplied, 2)
    ]  # fmt: skip
    assert review.stage is Stage.PANEL_REPLIED


def test_the_report_may_be_made_final_anew_when_the_panel_asks_to_reconsider() -> None:
    review = at_stage(Stage.SENT_TO_PANEL)
    review.record_panel_reply(reply=a_reply(outcome="asks_to_reconsider"), at=LATER)

    review.finalise_report(report=a_report(date(2026, 10, 12)), at=LATER)

    assert last(review).report_version == 2


# --- Closing --------------------------------------------------------------------------------------


def test_a_review_does_not_close_before_its_learning_was_drafted() -> None:
    review = initiated()
    for act in ("hold", "finalise", "decide", "scrutinise", "send", "reply"):
        ACTS[act](review)

    with pytest.raises(no.LearningNotDrafted):
        ACTS["close"](review)


def test_learning_is_noted_once() -> None:
    review = kept(initiated())

    review.note_learning(at=LATER)
    review.note_learning(at=LATER)

    assert recorded(review) == [LearningDrafted]


def test_a_review_closes_after_the_final_reply_and_the_learning() -> None:
    review = at_stage(Stage.PANEL_REPLIED)

    ACTS["close"](review)

    assert recorded(review) == [ReviewClosed]
