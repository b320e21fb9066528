"""Whatever is done to a review, its stored events make the same review again, and its rules hold."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import given, settings

from chassis.errors import Refusal
from chassis.rules.gates import PARTNERS
from services.review.domain.passing import pin_gates
from services.review.domain.restrictions import HELD_BY, Restricted
from services.review.domain.review import RapidReview
from tests.support.facts import replayed
from tests.unit.review.a_review import CRITERIA, LATER, RULES, a_gate, initiated
from tests.unit.review.any_history import HISTORIES, Act


@settings(deadline=None)
@given(acts=HISTORIES)
def test_replaying_any_history_gives_an_equal_review(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        with suppress(Refusal):
            act(review)
    events = review.collect_events()

    assert replayed(events) == review
    assert RapidReview.restore(review.snapshot()) == review


@settings(deadline=None)
@given(acts=HISTORIES)
def test_a_refusal_leaves_the_review_as_it_was(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        before, version = review.snapshot(), review.version
        try:
            act(review)
        except Refusal:
            assert (review.snapshot(), review.version) == (before, version)


@settings(deadline=None)
@given(acts=HISTORIES)
def test_the_days_of_a_review_never_run_backwards(acts: list[Act]) -> None:
    review = initiated()
    latest, rounds, version = review.latest_on, review.round, review.report_version
    for act in acts:
        with suppress(Refusal):
            act(review)
        if not any(one.superseded for one in review.decisions):  # A correction may put a day right.
            assert review.latest_on >= latest
            assert review.round >= rounds
        assert review.report_version >= version
        latest, rounds, version = review.latest_on, review.round, review.report_version


@settings(deadline=None)
@given(acts=HISTORIES)
def test_no_gate_is_ever_passed_without_its_evidence(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        with suppress(Refusal):
            act(review)
    for passed in review.decisions:
        record, rule = passed.record, RULES.gates[passed.record.gate].rule
        needs = rule.outcomes[record.outcome].needs
        assert "rationale" not in needs or record.rationale.strip()
        assert "escalation" not in needs or record.escalated_to.strip()
        assert "review_on" not in needs or (record.review_on or date.min) > record.decided_on
        assert {one.partner for one in record.views} == set(PARTNERS)
        assert {one.body for one in record.attendance} == set(PARTNERS)
        assert record.gate != "G5" or {one.criterion for one in record.findings} == set(CRITERIA)
        assert record.rule_pack == RULES.rule_pack


@settings(deadline=None)
@given(acts=HISTORIES)
def test_the_gates_of_a_review_are_passed_in_their_order(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        with suppress(Refusal):
            act(review)
    kinds = {type(event).__name__ for event in review.pending_events}
    for later, earlier in ORDERED.items():
        assert later not in kinds or earlier in kinds


@settings(deadline=None)
@given(acts=HISTORIES)
def test_a_review_never_changes_its_rules(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        with suppress(Refusal):
            pin_gates(review, {"G5": a_gate("G6")}, at=LATER)  # Those of another pack.
            act(review)
        assert review.pinned == RULES


@settings(deadline=None)
@given(acts=HISTORIES)
def test_what_is_held_back_is_done_with_a_reason_or_not_at_all(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        held, seen = review.restrictions, len(review.pending_events)
        with suppress(Refusal):
            act(review)
        for event in review.pending_events[seen:]:
            what = HELD.get(type(event).__name__)
            if what and _goes_out(event) and (holding := held & HELD_BY[what]):
                overridden = getattr(event, "overridden", None)
                assert overridden is not None
                assert set(overridden.restrictions) == holding
                assert overridden.reason.strip()


ORDERED = {
    "ReportFinalised": "MeetingHeld", "CSPRDecided": "ReportFinalised", "ReportScrutinised": "CSPRDecided",
    "SentToPanel": "ReportScrutinised", "PanelReplied": "SentToPanel", "RespondedToPanel": "PanelReplied",
    "CommissioningDecided": "CSPRDecided", "PublicationDecided": "CommissioningDecided",
    "ReviewClosed": "PanelReplied", "ReviewReopened": "ReviewClosed",
}  # fmt: skip
HELD = {
    "SentToPanel": Restricted.SENDING, "CommissioningDecided": Restricted.COMMISSIONING,
    "PublicationDecided": Restricted.PUBLICATION, "ReviewClosed": Restricted.CLOSING,
    "FamilyInvolvementRecorded": Restricted.FAMILY_CONTACT,
}  # fmt: skip


def _goes_out(event: Any) -> bool:
    """Whether it does what is held back: joining, declining and putting off do nothing of it."""
    return getattr(event, "outcome", "") not in {
        "join_other_review",
        "decline",
        "delay",
        "withhold",
    }
