"""A decision that replaces an earlier one names it, and a finding says where it can be seen; both of the case's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from chassis.rules.rule_packs import RulePacks
from contracts.grpc import decision_pb2, referral_pb2, review_pb2
from portal.decision_words import evidence_words
from portal.forms.fields import OF_THE_CASE
from portal.forms.gates import at_gate
from portal.forms.review import CSPR_DECISION
from portal.views.filling_in.case_states import CORRECTED, REVIEW, not_at_stage, to_correct
from portal.views.filling_in.case_steps import Part, of_review
from portal.views.filling_in.journeys import JOURNEYS
from services.review.domain.values import Stage
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

FORM = f"/forms/cspr_decision/PLY/{CASE}"
PART = f"{FORM}/part/decision"
DECIDED = "0f0ec9a5-2f0e-4e7b-9a43-52f9a27a1c11"
PACK = RulePacks.load().of("PLY")


def record(gate: str = "G5", *, superseded: bool = False) -> decision_pb2.DecisionRecord:
    return decision_pb2.DecisionRecord(
        gate=gate, event_id=DECIDED, superseded=superseded,
        decision=decision_pb2.Decision(
            decided_on="2026-09-16", outcome="no_lcspr", rationale="The learning is there.",
            findings=[
                decision_pb2.Finding(
                    criterion=next(iter(PACK.gate("G5").criteria)), finding="met", reason="Seen."
                )
            ],
        ),
    )  # fmt: skip


def known(stage: str, *gates: str, superseded: bool = False) -> dict[str, Any]:
    made = [{"gate": gate, "event_id": gate, "superseded": superseded} for gate in gates]
    return {"stage": stage, "partnership": "PLY", "decisions": made}


def standing(portal: RunningPortal, stage: str, *decisions: decision_pb2.DecisionRecord) -> None:
    review = review_pb2.Review(
        case_id=CASE, reference="PLY-RR-2026-0007", partnership="PLY", version=7, stage=stage,
        agencies=[
            review_pb2.InvolvedAgency(agency="plymouth-hospital", return_status="accepted"),
            review_pb2.InvolvedAgency(agency="plymouth-housing", return_status="requested"),
        ],
        recommendations=[review_pb2.Recommendation(recommendation_id="R1", text="Ask.")],
    )  # fmt: skip
    review.decisions.extend(decisions)
    portal.taken.review = review


def test_only_stages_that_there_are_can_be_corrected_and_only_forms_of_gates() -> None:
    assert CORRECTED.keys() <= REVIEW.keys()
    assert frozenset[str]().union(*CORRECTED.values()) <= set(Stage)
    assert all(JOURNEYS[form].form.gate for form in CORRECTED)


@pytest.mark.parametrize(
    "review",
    [
        known("cspr_decided"),
        known("cspr_decided", "G4"),
        known("cspr_decided", "G5", superseded=True),
        known("cspr_decided", "G5", "G6"),
        known("sent_to_panel", "G5"),
    ],
)
def test_what_has_gone_on_is_not_corrected(review: dict[str, Any]) -> None:
    assert to_correct(CSPR_DECISION, review) is None
    assert not_at_stage(CSPR_DECISION, cast(Any, SimpleNamespace(known=review)))


def test_the_last_decision_can_be_corrected_and_the_way_to_it_says_so() -> None:
    review = known("cspr_decided", "G4", "G5")
    part = Part(
        cast(Any, SimpleNamespace(partnership="PLY", case_id=CASE)), frozenset({"subgroup_chair"})
    )

    titles = [one.title for one in of_review(part, review)]

    assert "Correct: Decide about a local review" in titles
    assert not_at_stage(CSPR_DECISION, cast(Any, SimpleNamespace(known=review))) == ""


def test_every_gate_asks_what_it_corrects_and_every_criterion_where_it_is_seen() -> None:
    for journey in JOURNEYS.values():
        if journey.form.gate:
            fields = {one.path: one for one in at_gate(journey.form, PACK).fields}
            assert fields["decision.supersedes"].choices == f"{OF_THE_CASE}earlier"
            findings = fields.get("decision.findings")
            assert findings is None or "evidence" in {one.path for one in findings.rows}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("return:hospital", "Return of The hospital"), ("return:other-agency", "Return of Other agency"),
        ("notice:N1", "Notice N1"), ("chronology", "Chronology of all agencies"), ("R1", "R1"),
    ],
)  # fmt: skip
def test_where_a_finding_is_seen_is_said_in_words(code: str, said: str) -> None:
    names: Mapping[str, str] = {"hospital": "The hospital"}

    assert evidence_words(code, names) == said


async def test_a_first_decision_is_not_asked_what_it_corrects(portal: RunningPortal) -> None:
    standing(portal, "report_finalised")
    await portal.become("ply-subgroup-chair")

    page = await portal.client.get(PART)

    assert page.select("[name='decision.supersedes']") == []


async def test_a_finding_offers_the_returns_that_came(portal: RunningPortal) -> None:
    standing(portal, "report_finalised")
    await portal.become("ply-subgroup-chair")

    page = await portal.client.get(f"{FORM}/part/criteria")

    offered = [str(one["value"]) for one in page.select("[name='decision.findings.0.evidence']")]
    assert offered == ["referral", "return:plymouth-hospital", "chronology", "recommendation:R1"]


async def test_a_correction_begins_with_what_was_decided_and_names_it(
    portal: RunningPortal,
) -> None:
    standing(portal, "cspr_decided", record())
    await portal.become("ply-subgroup-chair")

    page = await portal.client.get(PART)

    typed = inputs_of(page)
    assert typed["decision.supersedes"] == [DECIDED]
    assert typed["decision.rationale"] == "The learning is there."
    assert any(one.startswith("Yes, that of 16 September 2026") for one in words_of(page, "label"))
    await press(portal, f"{FORM}/part/criteria", {"decision.findings.0.evidence": ["chronology"]})
    await press(portal, f"{FORM}/check", {})
    (sent,) = portal.taken.taken
    assert sent.decision.supersedes == DECIDED
    assert list(sent.decision.findings[0].evidence) == ["chronology"]


@pytest.mark.parametrize(("outcome", "open_"), [("initiate", False), ("audit", True)])
async def test_that_no_review_begins_is_corrected_until_one_has_begun(
    portal: RunningPortal, *, outcome: str, open_: bool
) -> None:
    made = record("G2")
    made.decision.outcome = "do_not_initiate"
    portal.taken.referral = referral_pb2.Referral(
        case_id=CASE, reference="PLY-RR-2026-0007", partnership="PLY", version=9, status="decided",
        outcome=outcome, decisions=[record("G1"), made],
    )  # fmt: skip
    await portal.become("ply-coordinator")
    form = f"/forms/referral_decision/PLY/{CASE}"

    page = await portal.client.get(form)

    assert bool(page.select(".govuk-task-list")) == open_
    if open_:
        page = await portal.client.get(f"{form}/part/decision")
        assert inputs_of(page)["decision.supersedes"] == [DECIDED]
        assert inputs_of(page)["decision.outcome"] == ["do_not_initiate"]
        assert inputs_of(page)["decision.rationale"] == "The learning is there."


async def test_a_decision_that_was_followed_by_another_is_over(portal: RunningPortal) -> None:
    standing(portal, "scrutinised", record(), record("G6"))
    await portal.become("ply-subgroup-chair")

    page = await portal.client.get(FORM)

    assert page.select("main form") == []
