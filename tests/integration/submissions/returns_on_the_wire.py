"""What the tests of this folder tell and send: an involved agency, its return, and a canary in every text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from contracts.events.review import AgencyInvolved, LeadTransferred
from contracts.grpc import submissions_pb2 as wire
from tests.support.service import ServiceUnderTest, command_header

ASKED_AT = datetime(2025, 9, 9, 9, 0, tzinfo=UTC)
AT = datetime(2025, 9, 22, 10, 0, tzinfo=UTC)
CANARY = "Canary-Wren"
SCHOOLS = "plymouth-schools"


def involved(
    case_id: UUID, *, agency: str = SCHOOLS, through: str = "PLY", due_on: date = date(2025, 9, 21)
) -> AgencyInvolved:
    return AgencyInvolved(
        case_id=case_id,
        reference="PLY-RR-2025-0007",
        partnership="PLY",
        agency=agency,
        through=through,
        involved_on=date(2025, 9, 9),
        return_due_on=due_on,
    )


def transferred(case_id: UUID) -> LeadTransferred:
    """Devon takes the lead from Plymouth."""
    return LeadTransferred(
        case_id=case_id, reference="PLY-RR-2025-0007", partnership="DEV", former="PLY",
        contributing_partnerships=("PLY",), transferred_on=date(2025, 9, 22),
    )  # fmt: skip


async def asked(
    service: ServiceUnderTest, case_id: UUID, *, agency: str = SCHOOLS, through: str = "PLY"
) -> None:
    """The agency takes part in the review, so its return is asked for."""
    event = involved(case_id, agency=agency, through=through)
    await service.teller.tell(service.teller.envelope(event, at=ASKED_AT))


def scoping() -> wire.ScopingDocument:
    return wire.ScopingDocument(
        checked_on="2025-09-11",
        systems_searched=[f"Case records {CANARY}"],
        practitioners_consulted=[f"HV1 {CANARY}"],
        completed_with_practitioners=True,
        not_with_practitioners_reason=CANARY,
        involvement=f"Invented involvement {CANARY}",
        lived_experience=f"Invented days {CANARY}",
        identity_and_context=f"Invented context {CANARY}",
        strengths=[f"Invented strength {CANARY}"],
        improvements=[
            wire.Improvement(text=f"Invented improvement {CANARY}", theme="transitions"),
            wire.Improvement(text=f"Another one {CANARY}", theme="early_help"),
        ],
        immediate_actions=[
            wire.ActionTaken(
                text=f"Invented action {CANARY}", by_role="Head of year", taken_on="2025-09-12"
            )
        ],
        support_offered=f"A quiet hour {CANARY}",
        signed_by_role=f"Head of service {CANARY}",
        signed_on="2025-09-18",
    )


def row(
    happened_on: str = "2025-03-04", *, sensitivity: str = "standard", row_id: str = "R1"
) -> wire.ChronologyRow:
    return wire.ChronologyRow(
        row_id=row_id,
        happened_on=happened_on,
        precision="exact",
        source=f"Register {CANARY}",
        kind="school",
        what_happened=f"Invented words {CANARY}",
        agency_response=f"Invented response {CANARY}",
        child_seen="yes",
        significance=f"Invented meaning {CANARY}",
        sensitivity=sensitivity,
    )


def a_return(
    case_id: UUID, *, agency: str = SCHOOLS, partnership: str = "PLY", at: datetime = AT
) -> wire.ReturnSubmissionRequest:
    return wire.ReturnSubmissionRequest(
        header=command_header(case_id, partnership=partnership, at=at),
        agency=agency,
        returned_on="2025-09-22",
        scoping=scoping(),
        chronology=[row("2025-05-06", sensitivity="police_hold"), row("2025-01-02", row_id="R2")],
    )


def a_nil_return(case_id: UUID) -> wire.ReturnSubmissionRequest:
    return wire.ReturnSubmissionRequest(
        header=command_header(case_id, at=AT),
        agency=SCHOOLS,
        returned_on="2025-09-18",
        nil_return=True,
        scoping=wire.ScopingDocument(
            checked_on="2025-09-11",
            systems_searched=["Case records"],
            signed_by_role="Head of service",
            signed_on="2025-09-18",
        ),
    )


def a_query(case_id: UUID, *, partnership: str = "PLY") -> wire.QuerySubmissionRequest:
    return wire.QuerySubmissionRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency=SCHOOLS,
        question=f"Who saw the child? {CANARY}",
    )


def an_acceptance(case_id: UUID, *, partnership: str = "PLY") -> wire.AcceptSubmissionRequest:
    return wire.AcceptSubmissionRequest(
        header=command_header(case_id, partnership=partnership, at=AT), agency=SCHOOLS
    )


def an_excuse(case_id: UUID, *, partnership: str = "PLY") -> wire.ExcuseSubmissionRequest:
    return wire.ExcuseSubmissionRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency=SCHOOLS,
        reason="service_closed",
        explanation=f"It closed {CANARY}",
    )
