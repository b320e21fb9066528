"""The words of a referral: choices and small values that cannot be wrong."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from string import ascii_uppercase
from typing import Literal
from uuid import UUID

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day
from chassis.rules.decisions import DecisionRecord, Finding

Category = Literal["death", "serious_harm", "near_miss", "other"]
AbuseOrNeglect = Literal["known", "suspected", "not_indicated"]
Sex = Literal["F", "M", "U"]
View = Literal["criteria_met", "criteria_not_met", "uncertain"]
WithdrawalReason = Literal["criteria_not_met", "duplicate", "referred_in_error"]
EthnicityKnown = Literal["", "recorded", "not_asked", "refused", "not_recorded", "disputed"]
YesNo = Literal["", "yes", "no", "not_known"]
PlanStatus = Literal["", "current", "previous", "none", "not_known"]
Precision = Literal["exact", "about", "month", "period"]
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
Interest = Literal["", "none", "low", "high"]


class Status(StrEnum):
    """Where a referral stands."""

    AWAITING_AGREEMENT = "awaiting_agreement"
    SAFEGUARDING_FIRST = "safeguarding_first"
    NOT_AGREED = "not_agreed"
    AWAITING_DECISION = "awaiting_decision"
    DECIDED = "decided"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


IN_THE_AGENCY = frozenset({Status.AWAITING_AGREEMENT, Status.SAFEGUARDING_FIRST, Status.NOT_AGREED})
"""Nobody but the referring agency knows of the referral."""


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


class Lead(Value):
    """The senior safeguarding lead of an agency."""

    name: str = ""
    role: str = ""


class Address(Value):
    """Where somebody lived, and in which local authority that is."""

    lines: str = ""
    authority: str = ""


class Child(Value):
    """A child whom the incident concerns; shown to others as Child A, Child B.

    ``expected_on`` is for a child who was not born yet. Why an ethnicity is not there is kept apart from it.
    """

    name: str = ""
    identity_unknown: bool = False
    other_names: str = ""
    born_on: Day | None = None
    expected_on: Day | None = None
    sex: Sex = "U"
    ethnicity: str = ""
    ethnicity_known: EthnicityKnown = ""
    first_language: str = ""
    religion: str = ""
    disabilities: tuple[str, ...] = ()
    nhs_number: str = ""
    upn: str = ""
    authority_id: str = ""
    address_at_incident: Address = Address()
    usual_address: Address = Address()
    placement: str = ""
    legal_status: str = ""
    plan_category: str = ""
    plan_status: PlanStatus = ""
    looked_after: YesNo = ""
    care_leaver: YesNo = ""
    safe_now: YesNo = ""
    safety: str = ""


class Relative(Value):
    """A parent, carer, brother or sister, or somebody else of the household."""

    relation: str
    name: str = ""
    born_on: Day | None = None
    lives_with_child: YesNo = ""
    safe_now: YesNo = ""
    safety: str = ""


class Incident(Value):
    """What happened, as far as it is known: on a day, about a day, within a month, or over a period."""

    occurred_on: Day
    occurred_until_on: Day | None = None
    occurred_time: str = ""
    precision: Precision = "exact"
    place: str = ""
    who_was_present: str = ""
    category: Category
    abuse_or_neglect: AbuseOrNeglect
    harm_types: tuple[str, ...] = ()
    what_happened: str = ""
    why_serious: str = ""
    immediate_safety: str = ""


class Circumstances(Value):
    """What else is known around the incident."""

    family: tuple[Relative, ...] = ()
    relationships: str = ""
    other_areas: str = ""
    parallel_processes: tuple[str, ...] = ()
    media_interest: Interest = ""
    criteria: tuple[str, ...] = ()
    multi_agency_learning: str = ""
    good_practice: str = ""


class Account(Value):
    """What is told about the children and the incident, whoever tells it."""

    children: tuple[Child, ...] = Field(min_length=1)
    incident: Incident
    why_consider: str = ""
    agencies_involved: tuple[str, ...] = ()
    other_partnerships: tuple[str, ...] = ()
    circumstances: Circumstances = Circumstances()


NOTHING_TOLD = Account(
    children=(Child(),),
    incident=Incident(occurred_on=date.min, category="other", abuse_or_neglect="suspected"),
)
"""Before the first event, which brings an account."""


class CaseIdentity(Value):
    """Which case a new referral is: its id, its partnership and its number there."""

    case_id: UUID
    partnership: str
    reference: str


class Referrer(Value):
    """Who fills in the referral for the agency."""

    name: str = ""
    role: str = ""
    contact: str = ""


class PartnerView(Value):
    """What one statutory partner thinks, and why; with a finding for each part of the serious-case test."""

    view: View
    reason: str
    findings: tuple[Finding, ...] = ()


class Decided(Value):
    """A record of a decision, with the version of the event in which it stands."""

    version: int
    record: DecisionRecord


def letters_of(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA: the pseudonym of a child by its place in the case."""
    rest, letter = divmod(number, len(ascii_uppercase))
    return (letters_of(rest - 1) if rest else "") + ascii_uppercase[letter]


def united(known: tuple[Child, ...], told: tuple[Child, ...]) -> tuple[Child, ...]:
    """The children of a case when more is told; nobody who is known already is added again."""
    found = list(known)
    for child in told:
        if not any(_is_same(child, one) for one in found):
            found.append(child)
    return tuple(found)


def pseudonyms_of(told: tuple[Child, ...], known: tuple[Child, ...]) -> tuple[str, ...]:
    """The pseudonyms of children of the case, in the order in which they are told."""
    places = [next(n for n, one in enumerate(known) if _is_same(child, one)) for child in told]
    return tuple(letters_of(place) for place in places)


def _is_same(one: Child, other: Child) -> bool:
    if one == other or one.identity_unknown or other.identity_unknown:
        return one == other
    by_name = one.name.split() and _spoken(one.name) == _spoken(other.name)
    return bool(by_name) and (not (one.born_on and other.born_on) or one.born_on == other.born_on)


def _spoken(name: str) -> str:
    return " ".join(name.casefold().split())


def age_on(born_on: date, day: date) -> int:
    """Whole years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
