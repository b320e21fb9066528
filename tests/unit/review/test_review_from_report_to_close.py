"""The rules of a Rapid Review from its report to its close, refusals first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.limits import WordsMissing
from chassis.rules import decisions
from services.review.domain import refusals as no
from services.review.domain.answering import (
    comment_as_scrutineer,
    comment_on_report,
    reopen,
    respond_to_panel,
)
from services.review.domain.events import (
    CSPRDecided,
    ReportFinalised,
    ReportScrutinised,
    SentToPanel,
)
from services.review.domain.panel_events import (
    DecisionDeferred,
    LearningDrafted,
    PanelReplied,
    RespondedToPanel,
    ReviewClosed,
    ReviewReopened,
)
from services.review.domain.parallel_events import ReportCommented
from services.review.domain.parallel_refusals import NoSuchSection
from services.review.domain.review import RapidReview
from services.review.domain.values import PracticeEpisode, Sending, Stage
from tests.support.facts import kept, recorded
from tests.support.refused import refused_with
from tests.unit.review.a_review import (
    ACTS,
    CRITERIA,
    DUE,
    FINDINGS,
    LATER,
    PRESENT,
    a_closing,
    a_decision,
    a_reply,
    a_report,
    a_scrutiny,
    at_stage,
    form_refused,
    initiated,
)

FRIDAY_LATE = date(2026, 10, 2)
"""Four working days after the last day of the clock."""


def last(review: RapidReview) -> Any:
    return review.pending_events[-1]


# --- Report ---------------------------------------------------------------------------------------


def test_a_report_is_not_final_without_its_sections() -> None:
    with form_refused(no.ReportSectionMissing) as refused:
        at_stage(Stage.MEETING_HELD).finalise_report(
            report=a_report(facts="", learning=" \n "), at=LATER
        )

    assert refused.fields == dict.fromkeys(("facts", "learning"), "review.report_section_missing")


@pytest.mark.parametrize("section", ["national_learning", "actions_taken", "national_view"])
def test_a_report_may_be_final_without_what_not_every_case_has(section: str) -> None:
    review = at_stage(Stage.MEETING_HELD)

    report = a_report().model_copy(update={section: ""})
    review.finalise_report(report=report, at=LATER)

    assert recorded(review) == [ReportFinalised]


def test_a_moment_that_mattered_is_told_with_what_it_tells() -> None:
    episodes = (PracticeEpisode(episode="Invented.", analysis=" "),)

    with form_refused(no.PartMissing) as refused:
        at_stage(Stage.MEETING_HELD).finalise_report(
            report=a_report(key_practice_episodes=episodes), at=LATER
        )

    assert list(refused.fields) == ["key_practice_episodes.0.analysis"]


def test_a_theme_of_the_report_is_one_of_the_pinned_pack() -> None:
    with form_refused(no.UnknownTheme):
        at_stage(Stage.MEETING_HELD).finalise_report(report=a_report(themes=("weather",)), at=LATER)


def test_a_report_says_which_returns_are_missing_and_why() -> None:
    with form_refused(no.ReportSectionMissing) as refused:
        at_stage(Stage.MEETING_HELD).finalise_report(report=a_report(returns=""), at=LATER)

    assert list(refused.fields) == ["returns"]


def test_each_final_report_has_a_higher_version() -> None:
    review = at_stage(Stage.MEETING_HELD)
    ACTS["finalise"](review)
    ACTS["finalise"](review)
    ACTS["decide"](review)
    review.scrutinise(decision=a_scrutiny(outcome="return"), at=LATER)
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


@pytest.mark.parametrize("outcome", ["perhaps", "serious_case_review", "thematic_review"])
def test_only_outcomes_of_the_gate_can_be_decided(outcome: str) -> None:
    with form_refused(decisions.OutcomeUnknown):
        deciding(outcome=outcome)


def test_everything_that_a_decision_lacks_is_told_at_once() -> None:
    with form_refused(decisions.NotQuorate) as refused:
        deciding(rationale=" ", attendance=PRESENT[:2], findings=FINDINGS[:1])

    assert refused.fields == {
        "decision.rationale": "decision.words_needed",
        "decision.attendance": "decision.not_quorate",
        "decision.findings.lcspr.recurrent_themes": "decision.criterion_unaddressed",
    }


@pytest.mark.parametrize("outcome", ["lcspr", "no_lcspr"])
def test_the_subgroup_decides_on_a_local_review(outcome: str) -> None:
    review = deciding(outcome=outcome)

    assert recorded(review) == [CSPRDecided]
    assert (last(review).outcome, last(review).gate_outcome) == (outcome, outcome)
    assert last(review).decision.criteria == CRITERIA
    assert (last(review).quorate, last(review).dissent) == (True, False)


def test_another_route_is_told_by_its_own_name() -> None:
    review = deciding(outcome="other_route", route="learning_from_experience")

    assert (last(review).outcome, last(review).gate_outcome) == (
        "learning_from_experience", "other_route",
    )  # fmt: skip


def test_a_decision_that_is_put_off_leaves_its_gate_open() -> None:
    review = deciding(outcome="defer", review_on=date(2026, 10, 1))
    ACTS["decide"](review)

    assert recorded(review) == [DecisionDeferred, CSPRDecided]
    assert review.decisions[-2].after is Stage.REPORT_FINALISED


# --- Scrutiny and Panel ---------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["endorse", "endorse_with_edits"])
def test_an_endorsed_report_can_go_to_the_panel(outcome: str) -> None:
    review = at_stage(Stage.CSPR_DECIDED)

    review.scrutinise(decision=a_scrutiny(outcome=outcome), at=LATER)

    assert recorded(review) == [ReportScrutinised]
    assert review.stage is Stage.SCRUTINISED


def test_a_returned_report_cannot_go_to_the_panel_before_it_was_decided_on_again() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    review.scrutinise(decision=a_scrutiny(outcome="return"), at=LATER)

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
    with form_refused(no.LateReasonMissing) as refused:
        sending(FRIDAY_LATE, reason)

    assert refused.value.facts == {
        "due_on": "2026-09-28", "days_late": "4", "choices": "returns late, other"
    }  # fmt: skip


def test_another_reason_has_to_be_explained() -> None:
    with form_refused(no.LateExplanationMissing):
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


def test_a_report_with_which_leaders_disagree_is_escalated_and_stays_with_them() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    with form_refused(decisions.WordsNeeded) as refused:
        review.scrutinise(decision=a_scrutiny(outcome="disagree"), at=LATER)

    escalated = a_scrutiny(outcome="disagree", escalated_to="The chief officers")
    review.scrutinise(decision=escalated, at=LATER)
    ACTS["scrutinise"](review)

    assert list(refused.fields) == ["decision.escalated_to"]
    assert recorded(review) == [DecisionDeferred, ReportScrutinised]


def test_a_reply_that_has_not_come_is_looked_for_again_on_a_day() -> None:
    review = at_stage(Stage.SENT_TO_PANEL)
    with form_refused(decisions.ReviewDayPassed):
        review.record_panel_reply(decision=a_reply(outcome="no_reply_yet"), at=LATER)

    waiting = a_reply(outcome="no_reply_yet", review_on=date(2026, 10, 20))
    review.record_panel_reply(decision=waiting, at=LATER)
    review.record_panel_reply(decision=a_reply(date(2026, 10, 19)), at=LATER)

    assert recorded(review) == [DecisionDeferred, PanelReplied]


FINAL = ("acknowledges", "agrees", "national_review", "thematic_review")


@pytest.mark.parametrize("outcome", FINAL)
def test_a_final_reply_ends_the_way_to_the_panel(outcome: str) -> None:
    review = at_stage(Stage.SENT_TO_PANEL)

    review.record_panel_reply(decision=a_reply(outcome=outcome), at=LATER)

    assert recorded(review) == [PanelReplied]
    assert last(review).final
    assert last(review).themes == ("early_help", "information_sharing", "safe_sleeping")
    assert (review.stage, review.round) == (Stage.PANEL_REPLIED, 1)


def asked(outcome: str = "asks_to_reconsider") -> RapidReview:
    review = at_stage(Stage.SENT_TO_PANEL)
    review.record_panel_reply(decision=a_reply(outcome=outcome), at=LATER)
    return review


MONDAY = date(2026, 10, 12)


@pytest.mark.parametrize("act", ["send", "reply", "close"])
def test_what_the_panel_asks_is_answered_first(act: str) -> None:
    with pytest.raises((no.AnswerDue, no.ReplyNotFinal)):
        ACTS[act](asked())


@pytest.mark.parametrize("outcome", ["uphold", "supply_information"])
def test_an_answer_that_changes_nothing_waits_for_the_panel_in_the_same_round(outcome: str) -> None:
    review = asked("asks_for_information")

    respond_to_panel(review, decision=a_decision(MONDAY, outcome), at=LATER)
    review.record_panel_reply(decision=a_reply(MONDAY), at=LATER)

    assert recorded(review) == [PanelReplied, RespondedToPanel, PanelReplied]
    assert not review.pending_events[0].final  # type: ignore[attr-defined]
    assert (review.stage, review.round) == (Stage.PANEL_REPLIED, 1)


def test_every_partner_says_what_they_think_of_the_answer() -> None:
    with form_refused(decisions.ViewMissing) as refused:
        respond_to_panel(asked(), decision=a_decision(MONDAY, "uphold", views=()), at=LATER)

    assert list(refused.fields) == [
        "decision.views.local_authority", "decision.views.icb", "decision.views.police",
    ]  # fmt: skip


def test_a_changed_decision_is_a_round_of_its_own() -> None:
    review = asked()

    respond_to_panel(review, decision=a_decision(MONDAY, "change"), at=LATER)
    review.decide_cspr(decision=a_decision(MONDAY, outcome="lcspr"), at=LATER)
    review.scrutinise(decision=a_scrutiny(MONDAY), at=LATER)
    review.send_to_panel(sending=Sending(sent_on=MONDAY, late_reason="returns_late"), at=LATER)
    review.record_panel_reply(decision=a_reply(MONDAY), at=LATER)

    rounds = [(type(event), event.round) for event in review.pending_events]  # type: ignore[attr-defined]
    assert rounds == [
        (PanelReplied, 1), (RespondedToPanel, 2), (CSPRDecided, 2), (ReportScrutinised, 2),
        (SentToPanel, 2), (PanelReplied, 2),
    ]  # fmt: skip
    assert review.stage is Stage.PANEL_REPLIED


def test_the_report_may_be_made_final_anew_when_the_decision_changes() -> None:
    review = asked()
    respond_to_panel(review, decision=a_decision(MONDAY, "change"), at=LATER)

    review.finalise_report(report=a_report(MONDAY), at=LATER)

    assert last(review).report_version == 2


def test_what_a_scrutineer_says_has_words_and_changes_no_step() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    with refused_with(WordsMissing):
        comment_as_scrutineer(review, comment=" ", commented_on=MONDAY, at=LATER)

    ACTS["comment"](review)

    assert review.stage is Stage.CSPR_DECIDED


def test_a_comment_on_the_report_names_one_of_its_sections_and_its_version() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    with refused_with(NoSuchSection):
        comment_on_report(
            review, section="finalised_on", comment="Say more.", commented_on=MONDAY, at=LATER
        )
    with refused_with(WordsMissing):
        comment_on_report(review, section="facts", comment=" ", commented_on=MONDAY, at=LATER)

    ACTS["remark"](review)
    comment_on_report(
        review, section="", comment="Say more.", commented_on=date(2026, 9, 25), at=LATER
    )

    said = [one for one in review.pending_events if isinstance(one, ReportCommented)]
    assert [(one.section, one.report_version) for one in said] == [("facts", 1), ("", 1)]
    assert review.stage is Stage.CSPR_DECIDED


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


def test_a_review_is_kept_open_for_its_actions_until_a_day() -> None:
    review = at_stage(Stage.PANEL_REPLIED)
    with form_refused(decisions.ReviewDayPassed):
        review.close(decision=a_closing(outcome="keep_open_for_actions"), at=LATER)

    open_till = a_closing(outcome="keep_open_for_actions", review_on=date(2026, 11, 16))
    review.close(decision=open_till, at=LATER)
    ACTS["close"](review)

    assert tuple(recorded(review)) == (DecisionDeferred, ReviewClosed)


@pytest.mark.parametrize("stage", list(Stage)[:-1])
def test_only_a_closed_review_is_opened_again(stage: Stage) -> None:
    with pytest.raises(no.NotClosed):
        reopen(at_stage(stage), decision=a_closing(outcome="reopen"), at=LATER)


def test_a_closed_review_is_opened_again_with_what_is_new() -> None:
    review = at_stage(Stage.CLOSED)
    with form_refused(decisions.WordsNeeded):
        reopen(review, decision=a_closing(outcome="reopen", rationale=""), at=LATER)

    reopen(review, decision=a_closing(date(2026, 11, 2), "reopen"), at=LATER)

    assert recorded(review) == [ReviewReopened]
    assert (review.stage, review.round) == (Stage.MEETING_HELD, 2)


def test_closing_is_not_opening_again() -> None:
    with pytest.raises(no.NotClosed):
        at_stage(Stage.PANEL_REPLIED).close(decision=a_closing(outcome="reopen"), at=LATER)
