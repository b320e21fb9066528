"""Gate G0: only what the senior lead agreed is received, and until then only the agency knows of it."""

from __future__ import annotations

from datetime import date

import pytest

from services.referral.domain.events import (
    AgreementWithheld,
    ReferralAgreed,
    ReferralPrepared,
    ReferralPreparedAgain,
)
from services.referral.domain.refusals import NotAwaitingAgreement, NotYetReceived, OtherAgency
from services.referral.domain.values import Lead, Partner, Status
from tests.support.facts import kept, recorded
from tests.unit.referral.a_referral import (
    ACCOUNT,
    AGREEMENT,
    G0,
    MONDAY,
    a_decision,
    a_form,
    a_notice,
    agree,
    decide,
    decide_threshold,
    prepared,
    received,
    with_children,
    with_incident,
    with_views,
)
from tests.unit.referral.refused import problems


def test_a_referral_in_one_step_needs_the_senior_leads_agreement() -> None:
    assert problems(lambda: received(agreement=None)) == [
        ("agreement", "referral.agreement_missing")
    ]


def test_the_senior_lead_agrees_before_the_referral_and_not_afterwards() -> None:
    late = AGREEMENT.model_copy(update={"agreed_on": date(2026, 9, 8)})

    assert problems(lambda: received(agreement=late)) == [
        ("agreement.agreed_on", "referral.agreed_afterwards")
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda referral: with_views(referral, Partner.ICB),
        decide_threshold,
        decide,
        lambda referral: referral.join(form=a_notice(), at=MONDAY),
        lambda referral: referral.withdraw(reason="duplicate", explanation="", at=MONDAY),
    ],
    ids=["view", "threshold", "decide", "notify", "withdraw"],
)
def test_nothing_is_done_to_a_referral_that_is_not_received(act: object) -> None:
    with pytest.raises(NotYetReceived):
        act(prepared())  # type: ignore[operator]


@pytest.mark.parametrize("outcome", ["agree_with_edits", "do_not_agree"])
def test_an_agreement_says_what_its_outcome_needs(outcome: str) -> None:
    silent = a_decision(G0, outcome, rationale="", decided_on=date(2026, 9, 7))

    assert [code for _, code in problems(lambda: agree(prepared(), given=silent))] == [
        "decision.words_needed"
    ]


def test_an_agreement_names_the_lead() -> None:
    assert problems(lambda: agree(prepared(), lead=Lead())) == [
        ("lead_name", "referral.missing"), ("lead_role", "referral.missing"),
    ]  # fmt: skip


def test_what_was_received_is_not_agreed_again() -> None:
    with pytest.raises(NotAwaitingAgreement):
        agree(received())


def test_what_was_not_agreed_has_ended() -> None:
    referral = agree(prepared(), "do_not_agree")

    with pytest.raises(NotAwaitingAgreement):
        referral.prepare_again(form=a_form(), at=MONDAY)


def test_another_agency_does_not_take_over_what_one_prepared() -> None:
    with pytest.raises(OtherAgency):
        prepared().prepare_again(form=a_form(agency="plymouth-housing"), at=MONDAY)


def test_edits_of_the_lead_are_checked_like_the_form() -> None:
    edited = with_incident(what_happened=" ")
    words = a_decision(
        G0, "agree_with_edits", conditions="Invented edits.", decided_on=date(2026, 9, 7)
    )

    assert problems(lambda: agree(prepared(), given=words, edited=edited)) == [
        ("incident.what_happened", "referral.missing")
    ]


def test_an_agreed_referral_is_received_under_its_number() -> None:
    referral = kept(prepared())
    assert referral.reference == ""

    agree(referral)

    assert recorded(referral) == [ReferralAgreed]
    assert (referral.status, referral.reference) == (Status.AWAITING_DECISION, "PLY-RR-2026-0001")
    assert referral.agreement is not None
    assert referral.decisions[-1].record.gate == "G0"


def test_an_agreement_with_edits_keeps_the_form_as_it_was_agreed() -> None:
    edited = with_children(*ACCOUNT.children, why_consider="Invented edit.")
    words = a_decision(
        G0, "agree_with_edits", conditions="Invented edits.", decided_on=date(2026, 9, 7)
    )

    referral = agree(prepared(), given=words, edited=edited)

    assert referral.account.why_consider == "Invented edit."


def test_a_safeguarding_referral_comes_first_and_then_the_author_goes_on() -> None:
    referral = prepared()
    assert isinstance(referral.pending_events[0], ReferralPrepared)
    referral = kept(referral)

    agree(referral, "safeguarding_referral_first")
    assert referral.status is Status.SAFEGUARDING_FIRST
    with pytest.raises(NotAwaitingAgreement):
        agree(referral)
    referral.prepare_again(form=a_form(), at=MONDAY)
    agree(referral)

    assert recorded(referral) == [AgreementWithheld, ReferralPreparedAgain, ReferralAgreed]
