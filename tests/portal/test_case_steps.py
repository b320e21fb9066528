"""What can be done with a case: by its state, by the person's role, and by who leads it. The rest is absent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from portal.clients.form_facts import Subject
from portal.permissions import may_work
from portal.views.filling_in.case_states import REVIEW, STAGES
from portal.views.filling_in.case_steps import (
    Part,
    after_the_review,
    of_actions,
    of_referral,
    of_review,
)
from portal.views.filling_in.journeys import JOURNEYS
from services.learning.domain.values import ActionStatus
from services.review.domain.values import Stage

CASE = UUID("1b4e28ba-2fa1-41d2-883f-0016d3cca427")


def part(*roles: str, place: str = "PLY") -> Part:
    return Part(Subject(place, CASE), frozenset(roles))


def forms(steps: Any) -> set[str]:
    return {one.address.split("/")[2] for one in steps if one.address.startswith("/forms/")}


def review(stage: str, **more: Any) -> dict[str, Any]:
    return {"stage": stage, "partnership": "PLY", **more}


@pytest.mark.parametrize(
    "more",
    [
        {"status": "decided"},
        {"status": "decided", "outcome": "initiate", "decisions": [{"gate": "G2"}]},
        {"status": "decided", "outcome": "audit", "decisions": [{"gate": "G1"}]},
        {"status": "transferred", "decisions": [{"gate": "G2"}]},
        {"status": "withdrawn", "decisions": [{"gate": "G2"}]},
    ],
)
def test_a_referral_that_went_on_or_ended_offers_nothing(more: dict[str, Any]) -> None:
    assert forms(of_referral(part("coordinator"), more)) == set()


def test_a_decision_not_to_begin_a_review_can_be_corrected_by_the_partners() -> None:
    ended = {
        "status": "decided", "outcome": "learning_from_experience",
        "decisions": [{"gate": "G1"}, {"gate": "G2", "superseded": True}, {"gate": "G2"}],
    }  # fmt: skip

    (step,) = of_referral(part("statutory_partner"), ended)

    assert step.title == "Correct: Decide whether a Rapid Review begins"
    assert [*of_referral(part("authority_notifier", "auditor"), ended)] == []


def test_each_role_is_offered_its_own_steps_alone() -> None:
    waiting = {"status": "awaiting_decision"}

    assert forms(of_referral(part("agency_author", "auditor"), waiting)) == set()
    assert forms(of_referral(part("authority_notifier"), waiting)) == {"threshold", "notification"}
    assert "referral_withdrawal" not in forms(of_referral(part("statutory_partner"), waiting))


@pytest.mark.parametrize("stage", [*Stage])
def test_a_review_offers_what_its_stage_allows_and_its_auditor_nothing(stage: Stage) -> None:
    assert forms(of_review(part("auditor"), review(stage))) == set()
    assert forms(of_review(part("coordinator"), review(stage))) >= {
        "legal_hold",
        "family_involvement",
    }


def test_a_stage_has_the_steps_that_lead_on_from_it() -> None:
    onward = [
        {one.address.split("/")[2] for one in of_review(part("coordinator"), review(stage)) if one.onward}
        for stage in STAGES
    ]  # fmt: skip

    assert onward == [
        {"meeting"}, {"report"}, {"report", "cspr_decision"}, {"scrutiny"}, {"sending"}, {"panel_reply"},
        {"panel_response"}, {"closing"},
    ]  # fmt: skip


def test_who_contributes_is_offered_nothing_but_the_lead_that_was_offered_to_them() -> None:
    there = part("coordinator", place="DEV")

    assert forms(of_review(there, review("gathering"))) == set()
    offered = review("gathering", transfer_to="DEV")
    assert forms(of_review(there, offered)) == {"transfer_acceptance"}


def test_a_hold_is_placed_or_lifted_and_a_lead_is_offered_once() -> None:
    keeper, both = part("coordinator"), ["DEV"]
    held = review("gathering", restrictions=["legal_hold"], contributing_partnerships=both)

    assert "legal_hold" not in forms(of_review(keeper, held))
    assert {"legal_hold_end", "transfer"} <= forms(of_review(keeper, held))
    assert "transfer" not in forms(of_review(keeper, held | {"transfer_to": "DEV"}))


def test_a_local_review_is_commissioned_once_and_then_published() -> None:
    leader = part("statutory_partner")

    def steps(**local: str) -> set[str]:
        return forms(after_the_review(leader, review("panel_replied", local_review=local), {}))

    assert steps(due_on="2027-05-01") == {"commissioning"}
    assert steps(commissioning="commission") == {"publication"}
    assert steps(commissioning="decline") == set()
    assert steps(commissioning="commission", publication="publish_full") == set()


def test_learning_from_experience_has_its_event_before_its_audit() -> None:
    keeper, begun = part("coordinator"), {"kind": "learning_from_experience", "status": "drafted"}

    assert forms(after_the_review(keeper, {}, begun)) == {"learning_event", "briefing"}
    held = begun | {"event_held_on": "2026-11-01", "status": "published"}
    assert forms(after_the_review(keeper, {}, held)) == {"learning_audit"}


@pytest.mark.parametrize("status", ["closed", "not_accepted", "merged"])
def test_nothing_is_left_to_do_about_an_action_that_has_ended(status: str) -> None:
    assert status in [*ActionStatus]
    assert forms(of_actions(part("coordinator"), {"status": status, "action_id": "A1"})) == set()


def test_who_carries_an_action_out_does_not_judge_it() -> None:
    author, action = part("agency_author"), {"status": "evidenced", "action_id": "A1"}

    assert forms(of_actions(author, action)) == {"action_evidence", "action_revision"}


def test_every_step_leads_to_a_form_that_there_is() -> None:
    assert REVIEW.keys() <= JOURNEYS.keys()


def test_agencies_have_no_work_before_a_review() -> None:
    assert not may_work({"agency_author"}, reviewed=False)
    assert may_work({"agency_author"}, reviewed=True)
    assert not may_work({"referrer"}, reviewed=True)
    assert may_work({"statutory_partner"}, reviewed=False)
