"""What the case of every page holds besides its decisions: a report, a chronology, its names, what is kept of it."""

from __future__ import annotations

from contracts.grpc import learning_pb2, operations_pb2, retention_pb2, review_pb2
from contracts.grpc import submissions_pb2 as submissions
from tests.portal.forms_door import AGENCY
from tests.portal.owners_door import OwnersDoor


def put_parts(owners: OwnersDoor, closed: str) -> None:
    """Everything that a page shows of a case, and ``closed``, whose period has ended."""
    owners.team.version = 2
    owners.report = a_report()
    owners.chronology = a_chronology()
    owners.comparison.changes.add(part="lived_experience", change="changed")
    owners.comparison.changes.add(part="chronology.R1", change="added")
    owners.support = [
        submissions.Support.Entry(
            practitioner="HV1", offered="Time to talk on Thursday.", offered_on="2026-09-11"
        )
    ]
    owners.themes = [
        learning_pb2.ThemeSeen(
            theme="safe_sleeping", earlier_cases=2, since="2026-01-22", open_actions=1,
            references=["PLY-RR-2026-0007"],
        )
    ]  # fmt: skip
    owners.retention = retention_pb2.RetentionList(
        cases=[
            retention_pb2.KeptCase(
                case_id=closed, reference="PLY-RR-2026-0002", partnership="PLY", due=True,
                kept_as="rapid_review", ended_on="1996-04-21", kept_until="2026-04-21",
            )
        ]
    )  # fmt: skip


def a_report() -> review_pb2.SignedReport:
    """A report that was signed twice, with a comment beside a section and one on the whole."""
    told = review_pb2.SignedReport(
        reference="PLY-RR-2026-0031", stage="report_finalised", version=3
    )
    for number, facts in ((1, "A baby died."), (2, "A baby of three months died.")):
        words = review_pb2.FinaliseReportRequest(
            finalised_on=f"2026-09-2{number}", facts=facts, learning="Ask about nights."
        )
        told.versions.add(report_version=number, signed_by_role="coordinator", words=words)
    for section, said in (("facts", "How old?"), ("", "Well said.")):
        told.comments.add(
            section=section, comment=said, commented_on="2026-09-23", by_role="scrutineer",
            report_version=2,
        )  # fmt: skip
    return told


def a_chronology() -> submissions.Chronology:
    """What two agencies saw, one entry of which is held back."""
    told = submissions.Chronology()
    for agency, said in ((AGENCY, "A visit."), ("police", "")):
        row = submissions.ChronologyRow(
            row_id="R1", happened_on="2026-01-05", kind="visit", what_happened=said, precision="exact",
            child_seen="no", sensitivity="standard",
        )  # fmt: skip
        told.rows.add(agency=agency, held_back=not said, row=row)
        told.sources.add(agency=agency, status="accepted", return_number=1, rows=1)
    return told


def an_untold_case(case_id: str) -> operations_pb2.UntoldCase:
    """A case of which an event cannot be told."""
    return operations_pb2.UntoldCase(
        case_id=case_id, partnership="PLY", since=9, stuck_at=12, topic="review.MeetingHeld.v2",
        problem="KeyError",
    )  # fmt: skip
