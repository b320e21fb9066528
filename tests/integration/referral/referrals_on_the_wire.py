"""Requests to the referral service, as people make them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import grpc

from contracts.grpc import decision_pb2
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from tests.support.service import command_header

AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
FINDINGS = [
    decision_pb2.Finding(criterion=f"serious_case.{part}", finding="met", reason="Invented.")
    for part in ("abuse_or_neglect", "death_or_serious_harm")
]
EVERYBODY = [
    decision_pb2.Attendance(body=body, presence="present")
    for body in ("local_authority", "icb", "police")
]
AGENCY = "plymouth-schools"
NOT_FOUND = (grpc.StatusCode.NOT_FOUND, "not_found")


def a_referral(case_id: UUID, *, partnership: str = "PLY") -> wire.ReceiveReferralRequest:
    return wire.ReceiveReferralRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency="plymouth-schools",
        referrer_name="Invented Referrer",
        referrer_role="Headteacher",
        agreement=wire.Agreement(
            lead_name="Invented Lead",
            lead_role="Designated safeguarding lead",
            agreed_on="2026-09-04",
        ),
        children=[wire.Child(name="Invented Child", born_on="2021-03-02", sex="F")],
        incident=wire.Incident(
            occurred_on="2026-09-02",
            category="serious_harm",
            abuse_or_neglect="suspected",
            what_happened="An invented account of what happened.",
            why_serious="Invented.",
            immediate_safety="Invented.",
        ),
        agencies_involved=["plymouth-schools", "plymouth-health-visiting"],
        not_a_safeguarding_referral=True,
    )


def a_notification(case_id: UUID, **changes: Any) -> wire.NotifyIncidentRequest:
    content: dict[str, Any] = {
        "header": command_header(case_id, at=AT), "authority": "plymouth-childrens-social-care",
        "agency_aware_on": "2026-09-02", "authority_aware_on": "2026-09-02", "sent_on": "2026-09-04",
        "children": [wire.Child(name="Invented Child")],
        "incident": wire.Incident(
            occurred_on="2026-09-02", category="serious_harm", abuse_or_neglect="suspected",
            what_happened="An invented account of what happened.",
        ),
    }  # fmt: skip
    return wire.NotifyIncidentRequest(**(content | changes))


async def all_views(stub: rpc.ReferralServiceStub, case_id: UUID, person: Any) -> None:
    for partner in ("local_authority", "icb", "police"):
        request = wire.RecordPartnerViewRequest(
            header=command_header(case_id, at=AT), partner=partner, view="criteria_met",
            reason="Invented.", findings=FINDINGS,
        )  # fmt: skip
        await stub.RecordPartnerView(request, metadata=person)


def a_decision(case_id: UUID, outcome: str, **changes: Any) -> wire.DecideReferralRequest:
    given: dict[str, Any] = {
        "outcome": outcome, "decided_on": "2026-09-07", "rationale": "Invented rationale.",
        "findings": FINDINGS, "attendance": EVERYBODY,
    }  # fmt: skip
    return wire.DecideReferralRequest(
        header=command_header(case_id, at=AT), decision=decision_pb2.Decision(**given | changes)
    )


def a_preparation(case_id: UUID) -> wire.PrepareReferralRequest:
    whole = a_referral(case_id)
    return wire.PrepareReferralRequest(
        header=whole.header, agency=whole.agency, referrer_name=whole.referrer_name,
        referrer_role=whole.referrer_role, children=whole.children, incident=whole.incident,
        agencies_involved=whole.agencies_involved, not_a_safeguarding_referral=True,
    )  # fmt: skip


def an_agreement(
    case_id: UUID, outcome: str = "agree", rationale: str = "Invented."
) -> wire.RecordAgreementRequest:
    return wire.RecordAgreementRequest(
        header=command_header(case_id, at=AT), lead_name="Invented Lead", lead_role="Lead",
        decision=decision_pb2.Decision(
            outcome=outcome, decided_on="2026-09-07", rationale=rationale
        ),
    )  # fmt: skip
