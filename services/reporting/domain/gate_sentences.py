"""Sentences about what the gates leave open, what follows the Panel's reply, and what runs beside a review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from services.reporting.domain.dates import day_in_words

Facts = Mapping[str, Any]


class Wording(Protocol):
    """The words of the partnership, as far as these sentences need them."""

    def agency(self, code: str) -> str:
        """The name of an agency."""

    def body(self, code: str, otherwise: str) -> str:
        """A body by its local name, as a sentence about it begins."""


LEFT_OPEN = {
    "G4": "The Rapid Review meeting found that more work is needed",
    "G7": "The National Panel has not replied yet",
    "G11": "The Rapid Review stays open for its actions",
}
RESPONSES = {
    "uphold": "upheld the decision in their answer to the National Panel",
    "change": "told the National Panel that the decision is taken again",
    "supply_information": "sent the National Panel what it had asked for",
}
COMMISSIONINGS = {
    "commission": "commissioned the Local Child Safeguarding Practice Review",
    "join_other_review": "joined the Local Child Safeguarding Practice Review with another review",
    "decline": "declined to commission a Local Child Safeguarding Practice Review",
}
PUBLICATIONS = {
    "publish_full": "will be published whole",
    "publish_part": "will be published in part",
    "publish_improvements": "is not published; what improves will be",
    "delay": "is put off",
    "withhold": "is not published",
}
PROCESSES = {
    "mappa_review": "a MAPPA serious case review",
    "patient_safety_investigation": "an NHS patient safety investigation",
    "prevent_review": "a Prevent or Channel review",
    "allegation_against_staff": "an allegation against a person who works with children",
    "single_unified_safeguarding_review": "a Single Unified Safeguarding Review in Wales",
    "inquest": "an inquest",
    "employment": "an employment process",
    "offensive_weapons_homicide_review": "an offensive weapons homicide review",
    "family_court": "family court proceedings",
    "other": "another process",
}
RESTRICTIONS = {
    "no_contact_with_named_witnesses": "no contact with named witnesses",
    "no_family_contact": "no contact with the family",
    "hold_publication": "nothing is published",
    "legal_hold": "nothing is erased",
    "hold_sharing_of_material": "no material is shared",
}


def _day(facts: Facts, name: str) -> str:
    return day_in_words(date.fromisoformat(facts[name]))


def _again(facts: Facts) -> str:
    return f" until {_day(facts, 'review_on')}" if facts.get("review_on") else ""


def _deferred(facts: Facts, names: Wording) -> str:
    if facts["gate"] == "G5":
        return f"{names.body('subgroup', 'Practice review subgroup')} put its decision off{_again(facts)}."
    if facts["gate"] == "G6":
        leaders = names.body("leaders", "Strategic leaders")
        return f"{leaders} disagreed with the decision and escalated it."
    left_open = LEFT_OPEN.get(facts["gate"], "A decision was left open")
    looked_at = (
        f"; it is looked at again on {_day(facts, 'review_on')}" if facts.get("review_on") else ""
    )
    return f"{left_open}{looked_at}."


def _responded(facts: Facts, _names: Wording) -> str:
    said = RESPONSES.get(facts["outcome"], "answered the National Panel")
    return f"The statutory partners {said}."


def _commissioned(facts: Facts, _names: Wording) -> str:
    said = COMMISSIONINGS.get(facts["outcome"], "decided about the local review")
    due = f", due by {_day(facts, 'due_on')}" if facts["outcome"] == "commission" else ""
    return f"The statutory partners {said}{due}."


def _publication(facts: Facts, _names: Wording) -> str:
    said = PUBLICATIONS.get(facts["outcome"], "was decided on")
    on = f" on {_day(facts, 'published_on')}" if facts.get("published_on") else ""
    on = on if facts["outcome"].startswith("publish_") else ""
    return f"The report of the local review {said}{on}{_again(facts)}."


def _process(change: str) -> Callable[[Facts, Wording], str]:
    def sentence(facts: Facts, _names: Wording) -> str:
        kind = facts["kind"]
        name = PROCESSES.get(kind) or f"a {kind.replace('_', ' ')}"
        return f"{name[:1].upper()}{name[1:]} {change}.{_in_force(facts)}"

    return sentence


def _in_force(facts: Facts) -> str:
    held = [RESTRICTIONS.get(one, one.replace("_", " ")) for one in facts["in_force"]]
    return f" For now: {', '.join(held)}." if held else ""


def _family(facts: Facts, _names: Wording) -> str:
    if not facts["told"]:
        return "It was recorded why a member of the family has not been told of the review."
    declined = ", and wished to take no part" if facts["declined"] else ""
    return f"A member of the family was told of the review{declined}."


def _legal_hold(change: str) -> Callable[[Facts, Wording], str]:
    return lambda facts, _names: f"A legal hold was {change}.{_in_force(facts)}"


OF_GATES: Mapping[str, Callable[[Facts, Wording], str]] = {
    "CaseErased": lambda _facts, _names: "The words of the case were erased.",
    "AgencyNotRequired": lambda facts, names: f"{names.agency(facts['agency'])} need not be asked.",
    "SubmissionDueRestated": lambda facts, names: (
        f"The return of {names.agency(facts['agency'])} is now due on {_day(facts, 'due_on')}."
    ),
    "ClockRestated": lambda facts, _names: (
        "The notification was restated, and with it the clock:"
        f" the report is due on {_day(facts, 'due_on')}."
    ),
    "DecisionDeferred": _deferred,
    "RespondedToPanel": _responded,
    "ScrutineerCommented": lambda _facts, _names: "The independent scrutineer gave a view.",
    "CommissioningDecided": _commissioned,
    "PublicationDecided": _publication,
    "ReviewReopened": lambda _facts, _names: (
        "The Rapid Review was opened again, because something new is known."
    ),
    "FamilyInvolvementRecorded": _family,
    "ParallelProcessRecorded": _process("runs beside the review"),
    "ParallelProcessUpdated": _process("was looked at again"),
    "ParallelProcessEnded": _process("has ended"),
    "LegalHoldPlaced": _legal_hold("placed on the case"),
    "LegalHoldLifted": _legal_hold("lifted"),
    "TransferProposed": lambda facts, _names: f"The lead of the case was offered to {facts['to']}.",
    "LeadTransferred": lambda facts, _names: (
        f"The lead of the case went from {facts['former']} to another partnership."
    ),
}
"""By the name of the told event."""
