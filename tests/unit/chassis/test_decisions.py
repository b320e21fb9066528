"""A decision at a gate is kept only with its evidence, and everything that it lacks is told at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.fields import FormRefused
from chassis.rules.decisions import DecisionGiven, Gate
from chassis.rules.gates import PARTNERS
from chassis.rules.rule_packs import RulePacks

TODAY = date(2026, 3, 4)
PACK = RulePacks.load().of("PLY")
GATES = {code: PACK.gate(code) for code in PACK.gates}


def whole(gate: Gate, outcome: str) -> dict[str, Any]:
    """A decision that lacks nothing."""
    return {
        "decided_on": "2026-03-03",
        "outcome": outcome,
        "rationale": "The partners found enough to decide.",
        "conditions": "Only what is new is looked into.",
        "route": next(iter(gate.routes)),
        "review_on": "2026-03-20",
        "escalated_to": "Nobody: all agree.",
        "attendance": [{"body": body, "presence": "present"} for body in PARTNERS],
        "findings": [
            {"criterion": code, "finding": "met", "reason": "See the return of the hospital."}
            for code in gate.criteria
        ],
        "views": [{"partner": partner, "view": "agree"} for partner in PARTNERS],
    }


def decided(gate: Gate, content: dict[str, Any]) -> Any:
    return gate.record(DecisionGiven.model_validate(content), today=TODAY)


def problems(gate: Gate, content: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FormRefused) as refused:
        decided(gate, content)
    return {one.field: one.refusal.code for one in refused.value.problems}


@pytest.mark.parametrize(
    ("gate", "outcome"),
    [(gate, outcome) for gate in GATES.values() for outcome in gate.rule.outcomes],
    ids=lambda one: one.code if isinstance(one, Gate) else one,
)
def test_every_outcome_of_every_gate_is_kept_with_its_question_and_the_words_of_its_criteria(
    gate: Gate, outcome: str
) -> None:
    record = decided(gate, whole(gate, outcome))

    assert (record.gate, record.outcome, record.rule_pack) == (gate.code, outcome, PACK.key)
    assert record.body == PACK.words[gate.rule.body]
    assert record.criteria == {code: PACK.criteria[code] for code in gate.criteria}


def test_all_that_is_wrong_with_a_decision_is_told_at_once_and_where() -> None:
    gate = GATES["G2"]
    content = whole(gate, "do_not_initiate") | {
        "decided_on": "2026-03-05", "rationale": " ", "route": "nowhere", "review_on": "2026-03-05",
        "attendance": [{"body": "police", "presence": "present"}, {"body": "icb", "presence": "apologies"}],
        "findings": [{"criterion": "serious_case.abuse_or_neglect", "finding": "met", "reason": ""}],
        "views": [{"partner": "police", "view": "disagree"}],
        "dissent": [{"body": "meeting_chair"}],
        "conflicts": [{"body": "icb", "handling": "took_no_part"}],
        "escalated_to": "",
    }  # fmt: skip

    assert problems(gate, content) == {
        "decided_on": "decision.still_to_come",
        "rationale": "decision.words_needed",
        "route": "decision.route_unknown",
        "review_on": "decision.review_day_passed",
        "findings.0.reason": "decision.words_needed",
        "findings.serious_case.death_or_serious_harm": "decision.criterion_unaddressed",
        "views.local_authority": "decision.view_missing",
        "views.icb": "decision.view_missing",
        "views.0.reason": "decision.words_needed",
        "dissent.0.reason": "decision.words_needed",
        "escalated_to": "decision.words_needed",
        "attendance": "decision.not_quorate",
        "conflicts.0.nature": "decision.words_needed",
    }


def test_a_deputy_makes_a_body_quorate_and_an_apology_does_not() -> None:
    gate, content = GATES["G5"], whole(GATES["G5"], "lcspr")

    content["attendance"] = [{"body": body, "presence": "deputy"} for body in PARTNERS]
    assert decided(gate, content).outcome == "lcspr"

    content["attendance"] = [{"body": body, "presence": "apologies"} for body in PARTNERS]
    assert problems(gate, content) == {"attendance": "decision.not_quorate"}


def test_an_outcome_of_another_gate_is_refused_with_the_choices_of_this_one() -> None:
    with pytest.raises(FormRefused, match="Begin, because the incident was notified"):
        decided(GATES["G2"], whole(GATES["G2"], "lcspr"))
    assert problems(GATES["G2"], whole(GATES["G2"], "lcspr")) == {
        "outcome": "decision.outcome_unknown"
    }


@pytest.mark.parametrize("again", ["lcspr.improvements", "serious_case.abuse_or_neglect"])
def test_a_finding_twice_or_of_another_gate_is_refused(again: str) -> None:
    content = whole(GATES["G5"], "lcspr")
    content["findings"].append({"criterion": again, "finding": "not_met", "reason": "Again."})

    place = len(content["findings"]) - 1
    assert problems(GATES["G5"], content) == {
        f"findings.{place}.criterion": "decision.criterion_unknown"
    }


@given(
    gate=st.sampled_from(sorted(GATES)),
    outcome=st.data(),
    left_out=st.sets(
        st.sampled_from(["rationale", "conditions", "route", "review_on", "attendance", "findings", "views"])
    ),
)  # fmt: skip
def test_nothing_passes_a_gate_without_its_evidence(
    gate: str, outcome: st.DataObject, left_out: set[str]
) -> None:
    asked = GATES[gate]
    chosen = outcome.draw(st.sampled_from(sorted(asked.rule.outcomes)))
    content = {key: value for key, value in whole(asked, chosen).items() if key not in left_out}
    needed = {str(need) for need in asked.rule.outcomes[chosen].needs} - {"escalation"}
    needed |= {"views"} if asked.rule.views else set()
    needed |= {"attendance"} if asked.rule.quorum else set()
    needed |= {"findings"} if asked.criteria else set()

    lacking = needed & left_out
    if not lacking:
        assert decided(asked, content).outcome == chosen
    else:
        assert {field.split(".")[0] for field in problems(asked, content)} == lacking
