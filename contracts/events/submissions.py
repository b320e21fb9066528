"""Facts that the submissions service tells."""

from __future__ import annotations

from datetime import date

from contracts.events.base import CaseEvent


class SubmissionRequested(CaseEvent, service="submissions"):
    """An agency was asked for its scoping document and chronology, by the rules of this pack."""

    agency: str
    requested_on: date
    due_on: date
    rule_pack: str = ""


class SubmissionDueRestated(CaseEvent, service="submissions"):
    """The clock of the review was restated, and the agency's return is due on another day."""

    agency: str
    due_on: date
    restated_on: date
    rule_pack: str = ""


class SubmissionReturned(CaseEvent, service="submissions"):
    """An agency sent its return, or a nil return. A corrected return has a higher ``return_number``.

    ``shared`` says that the agency answered once and shares what it sent in another case; ``identity_aspects`` is
    how many aspects of identity it answered one by one.
    """

    agency: str
    returned_on: date
    return_number: int
    nil_return: bool
    days_late: int
    chronology_rows: int
    themes: tuple[str, ...]
    completed_with_practitioners: bool
    shared: bool = False
    identity_aspects: int = 0


class SubmissionQueried(CaseEvent, service="submissions"):
    """The coordinator asked the agency for more."""

    agency: str
    queried_on: date
    return_number: int


class SubmissionAccepted(CaseEvent, service="submissions"):
    """The return is good enough for the meeting."""

    agency: str
    accepted_on: date
    return_number: int


class SubmissionExcused(CaseEvent, service="submissions"):
    """The agency need not send a return, for a reason given by its code."""

    agency: str
    excused_on: date
    reason: str
