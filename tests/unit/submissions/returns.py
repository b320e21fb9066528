"""An agency's return at every point of its way, and answers that are complete unless told otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.scoping import Improvement, ScopingDocument
from services.submissions.domain.values import Answer, ReturnRequest, ReturnRules, Status
from tests.support.facts import kept

CASE = UUID("22222222-2222-4222-8222-222222222222")
ASKED_AT = datetime(2026, 9, 9, 9, 0, tzinfo=UTC)
AT = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
RULES = ReturnRules(themes=frozenset({"early_help", "transitions"}))
COMPLETE: dict[str, Any] = {
    "systems_searched": ("Case records",),
    "practitioners_consulted": ("HV1",),
    "completed_with_practitioners": True,
    "involvement": "Invented involvement.",
    "lived_experience": "Invented days.",
    "identity_and_context": "Invented context.",
    "signed_by_role": "Head of service",
    "signed_on": date(2026, 9, 18),
}


def request(**changes: Any) -> ReturnRequest:
    asked = {
        "case_id": CASE,
        "partnership": "PLY",
        "reference": "PLY-RR-2026-0007",
        "agency": "plymouth-schools",
        "through": "PLY",
        "requested_on": date(2026, 9, 9),
        "due_on": date(2026, 9, 21),
    }
    return ReturnRequest(**(asked | changes))


def row(**changes: Any) -> ChronologyRow:
    happened = {
        "happened_on": date(2026, 3, 4),
        "precision": "exact",
        "kind": "visit",
        "what_happened": "Invented words.",
        "child_seen": "yes",
        "sensitivity": "standard",
    }
    return ChronologyRow(**(happened | changes))


def answer(*rows: ChronologyRow, returned_on: date = date(2026, 9, 21), **changes: Any) -> Answer:
    """A complete full return; changes are made in its scoping document."""
    scoping = ScopingDocument(**(COMPLETE | changes))
    return Answer(returned_on=returned_on, nil_return=False, scoping=scoping, chronology=rows)


def nil_answer(*rows: ChronologyRow, **changes: Any) -> Answer:
    """A complete nil return; changes are made in its scoping document."""
    needed = {
        "checked_on": date(2026, 9, 11),
        "systems_searched": ("Case records",),
        "signed_by_role": "Head of service",
        "signed_on": date(2026, 9, 18),
    }
    scoping = ScopingDocument(**(needed | changes))
    return Answer(returned_on=date(2026, 9, 21), nil_return=True, scoping=scoping, chronology=rows)


def improvement(theme: str) -> Improvement:
    return Improvement(text="Invented improvement.", theme=theme)


def asked(**changes: Any) -> AgencyReturn:
    return kept(AgencyReturn.request(request(**changes), at=ASKED_AT))


def in_status(status: Status) -> AgencyReturn:
    """A return that has come as far as ``status``, with nothing pending."""
    agency_return = asked()
    if status is Status.EXCUSED:
        agency_return.excuse("service_closed", "Invented.", partnership="PLY", at=AT)
    elif status is not Status.REQUESTED:
        agency_return.hand_in(answer(), rules=RULES, at=AT)
    if status is Status.QUERIED:
        agency_return.query("Invented question?", partnership="PLY", at=AT)
    if status is Status.ACCEPTED:
        agency_return.accept(partnership="PLY", at=AT)
    assert agency_return.status is status
    return kept(agency_return)
