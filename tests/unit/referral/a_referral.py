"""Invented referrals for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from services.referral.domain.referral import Referral
from services.referral.domain.values import (
    Account,
    Agreement,
    CaseIdentity,
    Child,
    FindingWord,
    Incident,
    Notification,
    Partner,
    PartnerView,
    Referrer,
)

CASE_ID = UUID("5f0c6c9e-1d1b-4c39-8f0a-0a4f7b1c2d3e")
MONDAY = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 9, 10, 10, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
CRITERIA = {
    "serious_case.abuse_or_neglect": "Abuse or neglect of a child is known or suspected",
    "serious_case.death_or_serious_harm": "The child has died or been seriously harmed",
}
BOTH_MET: dict[str, FindingWord] = dict.fromkeys(CRITERIA, "met")
IDENTITY = CaseIdentity(case_id=CASE_ID, partnership="PLY", reference="PLY-RR-2026-0001")
AGREEMENT = Agreement(lead_name="Invented Lead", lead_role="Lead", agreed_on=date(2026, 9, 4))
ACCOUNT = Account(
    children=(Child(name="Invented Child", born_on=date(2021, 3, 2), sex="F"),),
    incident=Incident(
        occurred_on=date(2026, 9, 1),
        category="serious_harm",
        abuse_or_neglect="suspected",
        what_happened="An invented account.",
    ),
    agencies_involved=("plymouth-schools",),
)


def notified(
    *, aware: date = date(2026, 9, 2), sent: date = date(2026, 9, 7), late_reason: str = ""
) -> Notification:
    return Notification(
        authority="plymouth-childrens-social-care", agency_aware_on=date(2026, 9, 1),
        authority_aware_on=aware, sent_on=sent, late_reason=late_reason,
    )  # fmt: skip


def received(**changes: object) -> Referral:
    given: dict[str, object] = {
        "identity": IDENTITY,
        "agency": "plymouth-schools",
        "referrer": Referrer(name="Invented Referrer", role="Headteacher"),
        "agreement": AGREEMENT,
        "warning_read": True,
        "account": ACCOUNT,
        "at": MONDAY,
    }
    return Referral.receive(**given | changes)  # type: ignore[arg-type]


def with_views(referral: Referral, *partners: Partner) -> Referral:
    for partner in partners or tuple(Partner):
        view = PartnerView(view="criteria_met", reason="Invented reason.")
        referral.give_view(partner=partner, view=view, at=MONDAY)
    return referral


def decide(referral: Referral, **changes: object) -> None:
    given: dict[str, object] = {
        "outcome": "initiate", "decided_on": date(2026, 9, 8), "rationale": "Invented rationale.",
        "findings": BOTH_MET, "criteria": CRITERIA, "at": TUESDAY,
    }  # fmt: skip
    referral.decide(**given | changes)  # type: ignore[arg-type]


def decided(referral: Referral, outcome: str = "initiate") -> Referral:
    decide(referral, outcome=outcome)
    return referral
