"""Who may call the referral service, call by call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from google.protobuf.message import Message

from contracts.grpc import (
    decision_pb2,
    referral_pb2,
)
from services.referral import main as referral
from tests.integration.guarded.calls import (
    AT,
    CASE,
    CONTRIBUTOR,
    EMPTY,
    LEAD,
    NOT_FOUND,
    OK,
    OTHER_CASE,
    Guarded,
    Row,
    call,
    drafts,
    history,
    listing,
    named,
    of_case,
)
from tests.support.service import ServiceUnderTest, command_header

INCIDENT = referral_pb2.Incident(
    occurred_on="2026-09-02", category="serious_harm", abuse_or_neglect="suspected",
    what_happened="An invented account.", why_serious="Invented.", immediate_safety="Invented.",
)  # fmt: skip
ACCOUNT: dict[str, Any] = {
    "children": [referral_pb2.Child(name="Invented Child")], "incident": INCIDENT,
    "other_partnerships": [CONTRIBUTOR],
}  # fmt: skip
OF_AN_AGENCY = "access.role_not_allowed"
AUTHORITIES = {LEAD: "plymouth-childrens-social-care", CONTRIBUTOR: "devon-childrens-social-care"}


def a_referral(partnership: str, case_id: UUID = CASE) -> Message:
    return referral_pb2.ReceiveReferralRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency="devon-and-cornwall-police", referrer_name="Invented", referrer_role="Invented",
        agreement=referral_pb2.Agreement(
            lead_name="Invented", lead_role="Invented", agreed_on="2026-09-04"
        ),
        not_a_safeguarding_referral=True, **ACCOUNT,
    )  # fmt: skip


def a_notification(partnership: str) -> Message:
    return referral_pb2.NotifyIncidentRequest(
        header=command_header(CASE, partnership=partnership, at=AT),
        authority=AUTHORITIES.get(partnership, "invented"), agency_aware_on="2026-09-02",
        authority_aware_on="2026-09-02", sent_on="2026-09-04", **ACCOUNT,
    )  # fmt: skip


def a_withdrawal(partnership: str) -> Message:
    return referral_pb2.WithdrawReferralRequest(
        header=command_header(OTHER_CASE, partnership=partnership, at=AT), reason="duplicate"
    )


FINDINGS = [
    decision_pb2.Finding(criterion=f"serious_case.{part}", finding="met", reason="Invented.")
    for part in ("abuse_or_neglect", "death_or_serious_harm")
]


def a_decision(outcome: str) -> decision_pb2.Decision:
    everybody = [
        decision_pb2.Attendance(body=body, presence="present")
        for body in ("local_authority", "icb", "police")
    ]
    return decision_pb2.Decision(
        outcome=outcome, decided_on="2026-09-08", rationale="Invented.", findings=FINDINGS,
        attendance=everybody,
    )  # fmt: skip


PREPARED_CASE = UUID(int=0xCA60)


def a_preparation(partnership: str) -> Message:
    return referral_pb2.PrepareReferralRequest(
        header=command_header(PREPARED_CASE, partnership=partnership, at=AT),
        agency="devon-and-cornwall-police", referrer_name="Invented", referrer_role="Invented",
        not_a_safeguarding_referral=True, **ACCOUNT,
    )  # fmt: skip


def an_agreement(partnership: str) -> Message:
    return referral_pb2.RecordAgreementRequest(
        header=command_header(PREPARED_CASE, partnership=partnership, at=AT), lead_name="Invented",
        lead_role="Invented", decision=a_decision("agree"),
    )  # fmt: skip


async def begin_referral(service: ServiceUnderTest) -> None:
    await call(service, REFERRAL, "ReceiveReferral", a_referral(LEAD, OTHER_CASE), LEAD)
    await call(service, REFERRAL, "ReceiveReferral", a_referral(LEAD), LEAD)
    author = service.as_person("author", "agency_author", agency="devon-and-cornwall-police")
    await call(service, REFERRAL, "PrepareReferral", a_preparation(LEAD), author)


REFERRAL = Guarded(
    "referral", referral.build, referral_pb2, begin_referral,
    (
        # Of what an agency has not agreed, nobody else knows, the coordinator of the lead included.
        Row("PrepareReferral", a_preparation, OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY),
        Row("RecordAgreement", an_agreement, OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY),
        Row(
            "ListAwaitingAgreement", listing(referral_pb2.ListAwaitingAgreementRequest),
            OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY,
        ),
        Row(
            "ListNotAgreed", listing(referral_pb2.ListNotAgreedRequest),
            OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY,
        ),
        # Nobody takes over a case by beginning it again.
        Row(
            "ReceiveReferral", a_referral, lead="case.already_begun",
            contributor=NOT_FOUND, stranger="rules.unknown_partnership",
        ),
        Row(
            "NotifyIncident", a_notification, contributor=NOT_FOUND,
            stranger="rules.unknown_partnership",
        ),
        *(
            Row(
                "RecordPartnerView", id=partner, contributor=NOT_FOUND,
                stranger="rules.unknown_partnership",
                make=named(
                    referral_pb2.RecordPartnerViewRequest, partner=partner, view="criteria_met",
                    reason="Invented.", findings=FINDINGS,
                ),
            )
            for partner in ("local_authority", "icb", "police")
        ),
        Row("ListAwaitingDecision", listing(referral_pb2.ListAwaitingDecisionRequest), EMPTY, EMPTY),
        Row(
            "DecideThreshold", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.DecideThresholdRequest, decision=a_decision("notify_serious_incident")
            ),
        ),
        Row(
            "DecideReferral", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.DecideReferralRequest, decision=a_decision("initiate_on_notification")
            ),
        ),
        Row(
            "RestateNotification", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.RestateNotificationRequest, notice="N1", sent_on="2026-09-03",
                reason="Invented.",
            ),
        ),
        Row(
            "WithdrawNotification", contributor=NOT_FOUND, stranger=NOT_FOUND,
            make=named(
                referral_pb2.WithdrawNotificationRequest, notice="N1", withdrawn_on="2026-09-08",
                reason="duplicate",
            ),
        ),
        Row(
            "RevealIdentities", named(referral_pb2.RevealIdentitiesRequest, purpose="Invented."),
            NOT_FOUND, NOT_FOUND, EMPTY,
        ),
        Row(
            "NotificationWorksheet", named(referral_pb2.NotificationWorksheetRequest),
            NOT_FOUND, NOT_FOUND, EMPTY,
        ),
        Row("WithdrawReferral", a_withdrawal, NOT_FOUND, NOT_FOUND),
        Row("GetReferral", of_case, NOT_FOUND, NOT_FOUND),
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip
