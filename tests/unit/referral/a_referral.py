"""Invented referrals for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from chassis.rules.clock_rules import NotificationClockRule
from chassis.rules.code_lists import CodeLists
from chassis.rules.decisions import Attendance, DecisionGiven, Finding, Gate
from chassis.rules.rule_packs import RulePacks
from services.referral.domain.notice_rules import NATIONAL_CLOCK, NoticeForm
from services.referral.domain.notices import NoticeGiven, TimeFact
from services.referral.domain.referral import Referral
from services.referral.domain.rules import FormRules, ReferralForm
from services.referral.domain.values import (
    Account,
    Agreement,
    CaseIdentity,
    Child,
    Incident,
    Lead,
    Partner,
    PartnerView,
    Referrer,
    View,
)

CASE_ID = UUID("5f0c6c9e-1d1b-4c39-8f0a-0a4f7b1c2d3e")
MONDAY = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 9, 10, 10, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
PACK = RulePacks.load().of("PLY", date(2026, 9, 8))
G0, G1, G2 = (PACK.gate(code) for code in ("G0", "G1", "G2"))
CRITERIA = G2.criteria
CODES = {
    name: {code: one.label for code, one in CodeLists.load().of(name).entries.items() if one.answer}
    for name in (
        "ethnicity",
        "disability",
        "legal-status",
        "placement-type",
        "plan-category",
        "nature-of-notification",
    )
}
RULES = FormRules(
    codes=CODES | {"harm-type": PACK.harm_types, "criteria": PACK.criteria},
    needed=PACK.required_fields["referral"],
)
IDENTITY = CaseIdentity(case_id=CASE_ID, partnership="PLY", reference="PLY-RR-2026-0001")
UNNUMBERED = IDENTITY.model_copy(update={"reference": ""})
AGREEMENT = Agreement(lead_name="Invented Lead", lead_role="Lead", agreed_on=date(2026, 9, 4))
LEAD = Lead(name="Invented Lead", role="Lead")
CHILD = Child(name="Invented Child", born_on=date(2021, 3, 2), sex="F")
SISTER = Child(name="Invented Sister", born_on=date(2019, 5, 6), sex="F")
INCIDENT = Incident(
    occurred_on=date(2026, 9, 1),
    category="serious_harm",
    abuse_or_neglect="suspected",
    what_happened="An invented account.",
)
ACCOUNT = Account(children=(CHILD,), incident=INCIDENT, agencies_involved=("plymouth-schools",))
REFERRER = Referrer(name="Invented Referrer", role="Headteacher")


def with_children(*children: Child, **changes: object) -> Account:
    return ACCOUNT.model_copy(update={"children": children, **changes})


def with_incident(**changes: object) -> Account:
    return ACCOUNT.model_copy(update={"incident": INCIDENT.model_copy(update=changes)})


def a_form(account: Account = ACCOUNT, **changes: object) -> ReferralForm:
    given: dict[str, object] = {
        "agency": "plymouth-schools", "referrer": REFERRER, "warning_read": True, "account": account,
    }  # fmt: skip
    return ReferralForm(**given | changes)  # type: ignore[arg-type]


def notified(
    *, aware: date = date(2026, 9, 2), sent: date = date(2026, 9, 7), late_reason: str = "",
    **changes: object,
) -> NoticeGiven:  # fmt: skip
    given: dict[str, object] = {
        "authority": "plymouth-childrens-social-care", "agency_aware": TimeFact(on=date(2026, 9, 1)),
        "authority_aware": TimeFact(on=aware), "sent": TimeFact(on=sent), "late_reason": late_reason,
    }  # fmt: skip
    return NoticeGiven.model_validate(given | changes)


def a_notice(
    given: NoticeGiven | None = None, account: Account = ACCOUNT, *, notice: str = "",
    clock: NotificationClockRule = NATIONAL_CLOCK,
) -> NoticeForm:  # fmt: skip
    return NoticeForm(given or notified(), account, notice, clock=clock)


def received(**changes: object) -> Referral:
    form_changes = {
        name: changes.pop(name) for name in ("referrer", "warning_read", "account", "rules") if name in changes
    }  # fmt: skip
    given: dict[str, object] = {
        "identity": IDENTITY, "form": a_form(**form_changes), "agreement": AGREEMENT, "at": MONDAY,  # type: ignore[arg-type]
    }  # fmt: skip
    return Referral.receive(**given | changes)  # type: ignore[arg-type]


def prepared(form: ReferralForm | None = None) -> Referral:
    return Referral.prepare(identity=UNNUMBERED, form=form or a_form(), at=MONDAY)


def begun_by_notice(form: NoticeForm | None = None) -> Referral:
    return Referral.notify(identity=IDENTITY, form=form or a_notice(), at=MONDAY)


def a_view(word: View = "criteria_met", **changes: object) -> PartnerView:
    finding = {"criteria_met": "met", "criteria_not_met": "not_met"}.get(word, "not_known")
    findings = tuple(
        Finding.model_validate({"criterion": code, "finding": finding, "reason": "Invented."})
        for code in CRITERIA
    )
    view = PartnerView(view=word, reason="Invented reason.", findings=findings)
    return view.model_copy(update=changes)


def with_views(referral: Referral, *partners: Partner, word: View = "criteria_met") -> Referral:
    for partner in partners or tuple(Partner):
        referral.give_view(partner=partner, view=a_view(word), criteria=CRITERIA, at=MONDAY)
    return referral


def a_decision(gate: Gate, outcome: str, **changes: object) -> DecisionGiven:
    given: dict[str, object] = {
        "outcome": outcome, "decided_on": date(2026, 9, 8), "rationale": "Invented rationale.",
        "findings": tuple(
            Finding(criterion=code, finding="met", reason="Invented.") for code in gate.criteria
        ),
        "attendance": tuple(Attendance(body=body, presence="present") for body in gate.rule.quorum),
    }  # fmt: skip
    return DecisionGiven.model_validate(given | changes)


def decide_threshold(
    referral: Referral, outcome: str = "notify_serious_incident", *, transferred_to: str = "",
    corrected: int | None = None, **changes: object,
) -> Referral:  # fmt: skip
    referral.decide_threshold(
        given=a_decision(G1, outcome, **changes), gate=G1, at=TUESDAY, transferred_to=transferred_to,
        corrected=corrected,
    )  # fmt: skip
    return referral


def decide(
    referral: Referral, outcome: str = "initiate_on_referral", *, corrected: int | None = None,
    **changes: object,
) -> Referral:  # fmt: skip
    referral.decide(
        given=a_decision(G2, outcome, **changes), gate=G2, at=TUESDAY, corrected=corrected
    )
    return referral


def agree(referral: Referral, outcome: str = "agree", **changes: object) -> Referral:
    given: dict[str, object] = {
        "given": a_decision(G0, outcome, decided_on=date(2026, 9, 7)), "gate": G0, "lead": LEAD,
        "reference": "PLY-RR-2026-0001", "at": MONDAY,
    }  # fmt: skip
    referral.record_agreement(**given | changes)  # type: ignore[arg-type]
    return referral


def ready(referral: Referral | None = None) -> Referral:
    """With the views of all partners and the threshold decided."""
    return decide_threshold(with_views(referral or received()))
