"""The Initial Information and Scoping document, part by part.

People in it are roles and codes (HV1, SW2, Sibling 1), never names. What may be left out is left out here;
whether a document is complete is said by scoping_rules.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day

PersonKind = Literal["child", "sibling", "mother", "father", "partner", "other_adult"]
YesNo = Literal["", "yes", "no", "not_known"]
Consulted = Literal["meeting", "call", "notes_only"]
IdentityAspect = Literal[
    "race", "culture", "faith", "language", "disability", "gender", "poverty", "neurodiversity"
]
RecordQuality = Literal["", "good", "some_gaps", "poor"]


class Improvement(Value):
    """Something that could be done better, and the theme of the rule pack to which it belongs."""

    text: str = Field(min_length=1)
    theme: str


class PersonKnown(Value):
    """Whether the agency knows one person of the family; ``code`` tells several of a kind apart."""

    person: PersonKind
    code: str = ""
    known: bool = False


class FamilyMember(Value):
    """One person of the family as this agency knows it, by code and never by name."""

    code: str = ""
    relationship: str = ""
    age: str = ""
    lives_with_child: YesNo = ""
    note: str = ""


class Consultation(Value):
    """How one practitioner took part."""

    practitioner: str = ""
    how: Consulted


class Episode(Value):
    """A key practice episode: a moment that mattered, and its analysis. Chronology rows point to it by ``code``."""

    code: str = ""
    happened_on: Day
    event: str = ""
    what_was_done: str = ""
    why: str = ""
    effect: str = ""


class IdentityPart(Value):
    """One aspect of who the child and family are: what is recorded and how it was considered, or why it is not."""

    aspect: IdentityAspect
    recorded: str = ""
    considered: str = ""
    not_recorded_because: str = ""


class ActionTaken(Value):
    """What was done, by whom (a role) and when."""

    text: str = ""
    by_role: str = ""
    taken_on: Day | None = None


class ScopingDocument(Value):
    """One agency's account of what it knows, what it did, and what it learned."""

    service: str = ""
    areas: tuple[str, ...] = ()
    checked_on: Day | None = None
    systems_searched: tuple[str, ...] = ()
    persons: tuple[PersonKnown, ...] = ()
    period_from: Day | None = None
    period_to: Day | None = None
    period_reason: str = ""
    author_role: str = ""
    practitioners_consulted: tuple[str, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    completed_with_practitioners: bool = False
    not_with_practitioners_reason: str = ""
    family: tuple[FamilyMember, ...] = ()
    involvement: str = ""
    episodes: tuple[Episode, ...] = ()
    lived_experience: str = ""
    identity_and_context: str = ""
    identity: tuple[IdentityPart, ...] = ()
    effect_of_inequality: str = ""
    strengths: tuple[str, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    immediate_actions: tuple[ActionTaken, ...] = ()
    agency_learning: tuple[str, ...] = ()
    agency_actions: tuple[ActionTaken, ...] = ()
    risk_to_other_children: YesNo = ""
    risk_explained: str = ""
    other_agencies: tuple[str, ...] = ()
    parallel_processes: tuple[str, ...] = ()
    support_offered: str = ""
    disclosure_limits: str = ""
    record_quality: RecordQuality = ""
    record_gaps: str = ""
    signed_by_role: str = ""
    signed_on: Day | None = None
    sign_off_statement: str = ""
