"""The words of an agency's return: choices and small values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.scoping import ScopingDocument

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


class Answer(Value):
    """What an agency sends: its scoping document and chronology, or that it does not know the family."""

    returned_on: Day
    nil_return: bool
    scoping: ScopingDocument
    chronology: tuple[ChronologyRow, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of the improvements and rows, each once, in the order of their codes."""
        of_rows = {theme for row in self.chronology for theme in row.themes}
        return tuple(sorted({one.theme for one in self.scoping.improvements} | of_rows))


class Origin(Value):
    """The return from which a version was copied: answered once, and shared by the agency."""

    case_id: UUID
    reference: str
    return_number: int


class SentVersion(Value):
    """One sending of a return, without its words; ``event_version`` says where they stand in history."""

    return_number: int
    returned_on: date
    days_late: int
    nil_return: bool
    event_version: int
    origin: Origin | None = None


class SectionQuestion(Value):
    """A question about one section: a part of the scoping document, the chronology, or one row (``chronology.R3``)."""

    section: str = Field(min_length=1)
    question: str = ""


class Query(Value):
    """What the coordinator asked about a version."""

    asked_on: date
    return_number: int
    question: str
    sections: tuple[SectionQuestion, ...] = ()


class ShareSource(Value):
    """Which sent return answers another request, on which day, and whether the agency says that it holds there."""

    case_id: UUID
    return_number: int = Field(default=0, ge=0)
    returned_on: Day
    confirmed: bool


class ReturnRules(Value):
    """What a rule pack says about returns: the themes, and what a full return and a row need besides the usual."""

    themes: frozenset[str]
    required: tuple[str, ...] = ()
    row_required: tuple[str, ...] = ()


class ReturnRequest(Value):
    """Which agency is asked, in which case, by when, and the partnership through which it takes part."""

    case_id: UUID
    partnership: str
    reference: str
    agency: str
    through: str
    requested_on: date
    due_on: date
    rule_pack: str = ""
