"""Other processes beside a review, and what they forbid: a flag holds commands back unless it is overridden.

flag in force ──command that it touches──> refused, or done with a reason that its event keeps
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day


class Restriction(StrEnum):
    """What a process beside the review asks everybody to leave for now."""

    NO_CONTACT_WITH_NAMED_WITNESSES = "no_contact_with_named_witnesses"
    NO_FAMILY_CONTACT = "no_family_contact"
    HOLD_PUBLICATION = "hold_publication"
    LEGAL_HOLD = "legal_hold"
    HOLD_SHARING_OF_MATERIAL = "hold_sharing_of_material"


class Restricted(StrEnum):
    """What can be held back."""

    PUBLICATION = "publication"
    FAMILY_CONTACT = "family_contact"
    COMMISSIONING = "commissioning"
    SENDING = "sending"
    CLOSING = "closing"


HELD_BY: Mapping[Restricted, frozenset[Restriction]] = {
    Restricted.PUBLICATION: frozenset(
        {Restriction.HOLD_PUBLICATION, Restriction.HOLD_SHARING_OF_MATERIAL}
    ),
    Restricted.FAMILY_CONTACT: frozenset({Restriction.NO_FAMILY_CONTACT}),
    # Those who undertake a local review talk with practitioners and with the family.
    Restricted.COMMISSIONING: frozenset(
        {Restriction.NO_CONTACT_WITH_NAMED_WITNESSES, Restriction.NO_FAMILY_CONTACT}
    ),
    Restricted.SENDING: frozenset({Restriction.HOLD_SHARING_OF_MATERIAL}),
    Restricted.CLOSING: frozenset({Restriction.LEGAL_HOLD}),
}

KINDS: Mapping[str, str] = {
    "criminal_investigation": "Criminal investigation or prosecution",
    "inquest": "Coroner's inquest",
    "child_death_review": "Child death review",
    "joint_agency_response": "Joint agency response",
    "safeguarding_adults_review": "Safeguarding adults review",
    "domestic_abuse_death_review": "Domestic abuse related death review",
    "mappa_review": "MAPPA serious case review",
    "offensive_weapons_homicide_review": "Offensive weapons homicide review",
    "mental_health_homicide_review": "Mental health homicide review",
    "patient_safety_investigation": "NHS patient safety investigation",
    "prevent_review": "Prevent or Channel review",
    "family_court": "Family court proceedings",
    "complaint": "Complaint",
    "employment": "Employment process",
    "professional_regulator": "Professional regulator",
    "civil_claim": "Civil claim",
    "allegation_against_staff": "Allegation against a person who works with children",
    "single_unified_safeguarding_review": "Single Unified Safeguarding Review in Wales",
    "other": "Another process",
}
"""Which processes run beside reviews."""


class KnownDate(Value):
    """A day that is known of a process, such as a hearing."""

    what: str = Field(min_length=1)
    falls_on: Day


class ProcessBeside(Value):
    """A process beside the review, as it was known when it was last looked at."""

    kind: str
    lead_body: str = ""
    contact_role: str = ""
    process_reference: str = ""
    status: Literal["expected", "under_way", "paused", "awaiting_outcome"] = "under_way"
    known_dates: tuple[KnownDate, ...] = ()
    last_checked_on: Day
    restrictions: tuple[Restriction, ...] = ()
    ended_on: date | None = None


class Overridden(Value):
    """What was in force when something was done nonetheless, and why it was."""

    restrictions: tuple[Restriction, ...]
    reason: str


def in_order(restrictions: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """Each restriction once, always in the same order."""
    return tuple(one for one in Restriction if one in set(restrictions))
