"""The form of a decision follows the rule of its gate, in every partnership, and asks nothing besides."""

from __future__ import annotations

import pytest

from chassis.rules.rule_packs import RulePacks
from portal.forms.answers import missing, request_of, tidied
from portal.forms.fields import FormOf
from portal.forms.gates import at_gate
from portal.forms.given_rows import with_each
from portal.forms.partners import BEGINNING, THRESHOLD
from portal.forms.review import CLOSING, CSPR_DECISION, PANEL_REPLY, REOPENING, SCRUTINY
from portal.views.filling_in.journeys import JOURNEYS
from tests.portal.test_form_words import misplaced
from tests.portal.test_form_words import request_of as contract_of

PACKS = RulePacks.load()
PLYMOUTH = PACKS.of("PLY")
DECIDING = [one.form for one in JOURNEYS.values() if one.form.gate]
SEEDED = {
    "decision.findings.0.criterion": "a", "decision.findings.1.criterion": "b",
    "decision.findings.1.finding": "met",
}  # fmt: skip


@pytest.mark.parametrize("form", [pytest.param(one, id=one.code) for one in DECIDING])
@pytest.mark.parametrize("code", PACKS.codes())
def test_a_decision_asks_only_for_what_its_request_holds(form: FormOf, code: str) -> None:
    whole = at_gate(form, PACKS.of(code))

    assert list(misplaced(contract_of(form), whole.fields)) == []
    assert "decision.outcome" in {one.path for one in whole.fields}


def test_a_gate_without_criteria_views_and_quorum_is_one_page() -> None:
    assert paths(PANEL_REPLY).isdisjoint(
        {"decision.findings", "decision.views", "decision.attendance", "decision.route"}
    )
    assert at_gate(PANEL_REPLY, PLYMOUTH).is_one_page


def test_criteria_partners_and_quorum_are_asked_where_the_gate_has_them() -> None:
    assert {"decision.findings", "decision.attendance", "decision.route"} <= paths(CSPR_DECISION)
    assert "decision.views" not in paths(CSPR_DECISION)
    assert "decision.views" in paths(SCRUTINY)
    assert "decision.findings" not in paths(SCRUTINY)


def test_the_question_is_that_of_the_pack() -> None:
    gates = PLYMOUTH.gates | {
        "G5": PLYMOUTH.gates["G5"].model_copy(update={"question": "Our own question?"})
    }
    local = PLYMOUTH.model_copy(update={"gates": gates})

    labels = {one.label for one in at_gate(CSPR_DECISION, local).fields}

    assert "Our own question?" in labels


def test_a_form_offers_only_its_own_outcomes() -> None:
    assert outcomes(CLOSING) == {"close", "keep_open_for_actions"}
    assert outcomes(REOPENING) == {"reopen"}


def test_views_that_were_recorded_before_need_not_be_said_again() -> None:
    needed = {one.path: one.needed for one in at_gate(BEGINNING, PLYMOUTH).fields}

    assert not needed["decision.views"]
    assert needed["decision.findings"]


def test_each_criterion_has_a_row_and_is_missing_until_it_is_answered() -> None:
    form = at_gate(THRESHOLD, PLYMOUTH)
    typed = with_each(form.fields, {}, lambda one: {"a": "A", "b": "B"})

    assert typed["decision.findings.0.criterion"] == "a"
    assert typed["decision.findings.1.criterion"] == "b"
    assert "decision.findings.1.finding" in set(missing(form.fields, typed))
    assert with_each(form.fields, typed, lambda one: {"a": "A", "b": "B"}) == typed


def test_an_unanswered_criterion_is_sent_so_that_it_is_refused_and_an_unsaid_view_is_not() -> None:
    form = at_gate(THRESHOLD, PLYMOUTH)
    typed = {**SEEDED, "decision.views.0.partner": "icb"}

    asked = request_of(form.fields, tidied(form.fields, typed))["decision"]

    assert [one["criterion"] for one in asked["findings"]] == ["a", "b"]
    assert "views" not in asked


def paths(form: FormOf) -> set[str]:
    return {one.path for one in at_gate(form, PLYMOUTH).fields}


def outcomes(form: FormOf) -> set[str]:
    whole = at_gate(form, PLYMOUTH)
    choices = next(one.choices for one in whole.fields if one.path == "decision.outcome")
    assert not isinstance(choices, str)
    return set(choices)
