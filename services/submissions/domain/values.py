"""The words of an agency's return: choices and small values.

What may be left out is left out here; whether a return is complete is said by return_rules.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day

Precision = Literal["exact", "month", "about"]
RowKind = Literal[
    "contact", "referral", "assessment", "visit", "missed_appointment", "incident", "disclosure",
    "meeting", "medical", "school", "missing", "court", "other",
]  # fmt: skip
ChildSeen = Literal["yes", "no", "not_applicable"]
Sensitivity = Literal["standard", "restricted", "police_hold", "third_party"]
ExcuseReason = Literal[
    "not_required", "duplicate_of_other_agency", "legal_restriction", "service_closed"
]


class Status(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    RETURNED = "returned"
    QUERIED = "queried"
    ACCEPTED = "accepted"
    EXCUSED = "excused"


STANDING = {
    Status.REQUESTED: "has not come in yet",
    Status.RETURNED: "has come in and waits to be read",
    Status.QUERIED: "is with the agency, which was asked for more",
    Status.ACCEPTED: "has been accepted",
    Status.EXCUSED: "is not needed: the agency was excused",
}
"""How a return of each status is spoken of."""


class Improvement(Value):
    """Something that could be done better, and the theme of the rule pack to which it belongs."""

    text: str = Field(min_length=1)
    theme: str


class ScopingDocument(Value):
    """The Initial Information and Scoping document. People in it are roles (HV1, SW2), never names."""

    checked_on: Day | None = None
    systems_searched: tuple[str, ...] = ()
    practitioners_consulted: tuple[str, ...] = ()
    completed_with_practitioners: bool = False
    not_with_practitioners_reason: str = ""
    involvement: str = ""
    lived_experience: str = ""
    identity_and_context: str = ""
    strengths: tuple[str, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    immediate_actions: tuple[str, ...] = ()
    support_offered: str = ""
    signed_by_role: str = ""
    signed_on: Day | None = None


class ChronologyRow(Value):
    """One significant event as the agency knows it; rows may stand in any order."""

    happened_on: Day
    precision: Precision
    source: str = ""
    kind: RowKind
    what_happened: str = ""
    agency_response: str = ""
    child_seen: ChildSeen
    significance: str = ""
    sensitivity: Sensitivity


class Answer(Value):
    """What an agency sends: its scoping document and chronology, or that it does not know the family."""

    returned_on: Day
    nil_return: bool
    scoping: ScopingDocument
    chronology: tuple[ChronologyRow, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of the improvements, each once, in the order of their codes."""
        return tuple(sorted({improvement.theme for improvement in self.scoping.improvements}))


class ReturnRequest(Value):
    """Which agency is asked, in which case, by when, and the partnership through which it takes part."""

    case_id: UUID
    partnership: str
    reference: str
    agency: str
    through: str
    requested_on: date
    due_on: date
