"""The words of a referral: choices and small values that cannot be wrong."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day

Category = Literal["death", "serious_harm", "near_miss", "other"]
AbuseOrNeglect = Literal["known", "suspected", "not_indicated"]
Sex = Literal["F", "M", "U"]
View = Literal["criteria_met", "criteria_not_met", "uncertain"]
FindingWord = Literal["met", "not_met", "not_known"]
WithdrawalReason = Literal["criteria_not_met", "duplicate", "referred_in_error"]


class Status(StrEnum):
    """Where a referral stands."""

    AWAITING_DECISION = "awaiting_decision"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Partner(StrEnum):
    """The three statutory safeguarding partners (Children Act 2004, section 16E)."""

    LOCAL_AUTHORITY = "local_authority"
    ICB = "icb"
    POLICE = "police"


PARTNERS: dict[Partner, str] = {
    Partner.LOCAL_AUTHORITY: "local authority",
    Partner.ICB: "Integrated Care Board",
    Partner.POLICE: "police",
}
"""What people call them."""


class Agreement(Value):
    """The senior safeguarding lead of the referrer's own agency agreed to the referral."""

    lead_name: str = Field(min_length=1)
    lead_role: str = Field(min_length=1)
    agreed_on: Day


class Child(Value):
    """A child whom the incident concerns; shown to others as Child A, Child B."""

    name: str = Field(min_length=1)
    born_on: Day | None = None
    sex: Sex = "U"


class Incident(Value):
    """What happened, as far as it is known."""

    occurred_on: Day
    category: Category
    abuse_or_neglect: AbuseOrNeglect
    harm_types: tuple[str, ...] = ()
    what_happened: str = Field(min_length=1)
    immediate_safety: str = ""


class Account(Value):
    """What is told about the children and the incident, whoever tells it."""

    children: tuple[Child, ...] = Field(min_length=1)
    incident: Incident
    why_consider: str = ""
    agencies_involved: tuple[str, ...] = ()
    other_partnerships: tuple[str, ...] = ()


class CaseIdentity(Value):
    """Which case a new referral is: its id, its partnership and its number there."""

    case_id: UUID
    partnership: str
    reference: str


class Referrer(Value):
    """Who fills in the referral for the agency."""

    name: str = Field(min_length=1)
    role: str = Field(min_length=1)


class PartnerView(Value):
    """What one statutory partner thinks, and why."""

    view: View
    reason: str = Field(min_length=1)


class Notification(Value):
    """A Serious Incident Notification: four separate days, each a fact of its own.

    Limit: five working days after the authority became aware (Working Together 2023, chapter 5).
    The authority is the code of an agency, because it is published.
    """

    authority: str = Field(min_length=1)
    national_reference: str = ""
    agency_aware_on: Day
    authority_aware_on: Day
    sent_on: Day
    late_reason: str = ""
