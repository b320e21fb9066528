"""The referral form: everything that is wrong with it is told at once, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.referral.domain import code_lists
from services.referral.domain.rules import FormRules
from services.referral.domain.values import (
    Account,
    Address,
    Child,
    Circumstances,
    Referrer,
    Relative,
)
from tests.unit.referral.a_referral import (
    CHILD,
    CODES,
    RULES,
    a_form,
    prepared,
    received,
    with_children,
    with_incident,
)
from tests.unit.referral.refused import problems, sentence_of

CODES_ONLY = FormRules(codes=CODES)


def of_child(**changes: Any) -> list[tuple[str, str]]:
    child = CHILD.model_copy(update=changes)
    return problems(lambda: received(account=with_children(child), rules=CODES_ONLY))


def test_the_referrer_has_read_that_this_does_not_protect_a_child_now() -> None:
    assert problems(lambda: received(warning_read=False)) == [
        ("not_a_safeguarding_referral", "referral.warning_not_read")
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    account = with_children(
        CHILD, Child(nhs_number="123"), other_partnerships=("Devon",),
        circumstances=Circumstances(family=(Relative(relation="uncle"),)),
    )  # fmt: skip

    found = problems(
        lambda: received(account=account, referrer=Referrer(), warning_read=False, agreement=None)
    )

    assert found == [
        ("not_a_safeguarding_referral", "referral.warning_not_read"),
        ("referrer_name", "referral.missing"),
        ("referrer_role", "referral.missing"),
        ("children.1.name", "referral.missing"),
        ("children.1.nhs_number", "referral.nhs_number"),
        ("circumstances.family.0.relation", "referral.code_unknown"),
        ("other_partnerships", "referral.not_a_partnership"),
        ("agreement", "referral.agreement_missing"),
    ]


def test_the_rule_pack_says_what_else_is_needed() -> None:
    found = problems(lambda: prepared(a_form(rules=RULES)))

    assert found == [
        ("incident.why_serious", "referral.missing"),
        ("incident.immediate_safety", "referral.missing"),
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " \t"}, ("name", "referral.missing")),
        ({"expected_on": date(2026, 10, 1)}, ("expected_on", "referral.born_or_expected")),
        ({"ethnicity": "XXXX", "ethnicity_known": "recorded"}, ("ethnicity", "referral.code_unknown")),
        ({"ethnicity": "WBRI"}, ("ethnicity_known", "referral.ethnicity_unclear")),
        ({"ethnicity": "WBRI", "ethnicity_known": "refused"}, ("ethnicity_known", "referral.ethnicity_unclear")),
        ({"ethnicity_known": "recorded"}, ("ethnicity", "referral.ethnicity_unclear")),
        ({"disabilities": ("LD", "XX")}, ("disabilities", "referral.code_unknown")),
        ({"legal_status": "guardianship"}, ("legal_status", "referral.code_unknown")),
        ({"placement": "hotel"}, ("placement", "referral.code_unknown")),
        ({"plan_category": "NEG"}, ("plan_category", "referral.plan_unclear")),
        ({"plan_status": "current"}, ("plan_category", "referral.plan_unclear")),
        ({"plan_category": "NEG", "plan_status": "none"}, ("plan_category", "referral.plan_unclear")),
        ({"nhs_number": "943 476 5918"}, ("nhs_number", "referral.nhs_number")),
        ({"upn": "B123456789012"}, ("upn", "referral.upn")),
        ({"usual_address": Address(authority="Invented")}, ("usual_address.lines", "referral.missing")),
    ],
)  # fmt: skip
def test_an_answer_about_a_child_that_cannot_be_right_is_refused(
    changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert of_child(**changes) == [(f"children.0.{problem[0]}", problem[1])]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"occurred_on": date(9999, 12, 31)}, ("occurred_on", "referral.still_to_come")),
        ({"what_happened": " \t"}, ("what_happened", "referral.missing")),
        ({"precision": "period"}, ("occurred_until_on", "referral.period_unclear")),
        ({"occurred_until_on": date(2026, 9, 3)}, ("occurred_until_on", "referral.period_unclear")),
        (
            {"precision": "period", "occurred_until_on": date(2026, 9, 1)},
            ("occurred_until_on", "referral.period_unclear"),
        ),
        (
            {"precision": "period", "occurred_until_on": date(2026, 9, 30)},
            ("occurred_until_on", "referral.still_to_come"),
        ),
        ({"occurred_time": "half past"}, ("occurred_time", "referral.time_unreadable")),
        (
            {"occurred_time": "09:30", "precision": "about"},
            ("occurred_time", "referral.period_unclear"),
        ),
    ],
)  # fmt: skip
def test_an_answer_about_the_incident_that_cannot_be_right_is_refused(
    changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    account = with_incident(**changes)

    assert problems(lambda: received(account=account)) == [(f"incident.{problem[0]}", problem[1])]


@pytest.mark.parametrize(
    ("account", "field"),
    [
        (with_incident(harm_types=("invented",)), "incident.harm_types"),
        (
            with_children(CHILD, circumstances=Circumstances(criteria=("lcspr.invented",))),
            "circumstances.criteria",
        ),
        (
            with_children(CHILD, circumstances=Circumstances(parallel_processes=("invented",))),
            "circumstances.parallel_processes",
        ),
    ],
    ids=["harm", "criteria", "processes"],
)
def test_a_code_that_is_on_no_list_is_refused(account: Account, field: str) -> None:
    found = problems(lambda: received(account=account, rules=RULES))

    assert (field, "referral.code_unknown") in found


def test_what_was_typed_where_a_code_belongs_is_not_repeated() -> None:
    child = CHILD.model_copy(update={"legal_status": "Zephyrine"})

    said = sentence_of(
        lambda: received(account=with_children(child), rules=CODES_ONLY), "children.0.legal_status"
    )

    assert "care_order" in said
    assert "Zephyrine" not in said


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "4010232137"])
def test_an_nhs_number_with_its_check_digit_is_taken(number: str) -> None:
    assert code_lists.is_nhs_number(number)


@pytest.mark.parametrize("number", ["9434765918", "94347659190", "943476591x", "", "1234567890"])
def test_an_nhs_number_without_is_not(number: str) -> None:
    assert not code_lists.is_nhs_number(number)


def test_one_letter_fits_the_digits_of_a_pupil_number() -> None:
    fitting = [one for one in code_lists.UPN_LETTERS if code_lists.is_upn(f"{one}123456789012")]

    assert fitting == ["A"]
    assert not code_lists.is_upn("A12345678901")


def test_a_form_that_is_filled_in_to_the_last_field_is_taken() -> None:
    child = CHILD.model_copy(
        update={
            "other_names": "Invented Other", "ethnicity": "MWAS", "ethnicity_known": "disputed",
            "first_language": "Welsh", "religion": "None", "disabilities": ("LD", "AUT"),
            "nhs_number": "943 476 5919", "placement": "home", "legal_status": "none",
            "plan_category": "NEG", "plan_status": "previous", "looked_after": "no", "safe_now": "yes",
            "usual_address": Address(lines="Invented Lane", authority="devon"),
        }
    )  # fmt: skip
    unborn = Child(name="Invented Unborn", expected_on=date(2026, 12, 1))
    unknown = Child(identity_unknown=True)
    around = Circumstances(
        family=(Relative(relation="mother", name="Invented Mother", lives_with_child="yes"),),
        parallel_processes=("inquest", "criminal_investigation"), media_interest="low",
        criteria=("lcspr.working_together",),
    )  # fmt: skip
    account = with_incident(
        precision="period", occurred_until_on=date(2026, 9, 3), why_serious="Invented.",
        immediate_safety="Invented.", harm_types=("neglect",),
    )  # fmt: skip
    whole = account.model_copy(
        update={"children": (child, unborn, unknown), "circumstances": around}
    )

    referral = received(account=whole, rules=RULES)

    assert referral.account == whole
