"""The words of a case's team: choices and small values that cannot be wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

from chassis.aggregate import Value
from chassis.limits import Day

TeamRole = Literal["chair", "member", "author", "agency_lead", "reviewer", "adviser"]
ConflictKind = Literal[
    "related_to_child", "related_to_parent", "related_to_staff", "staff_of_own_agency", "other"
]
PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,119}")
"""The pseudonymous id of a person, as a token says it."""


class Membership(Value):
    """Who is to be on the team, as what, for which agency, and until the end of which day."""

    person: str = ""
    role: TeamRole
    agency: str = ""
    until_on: Day


class TeamMember(Value):
    """Somebody on the team."""

    role: TeamRole
    agency: str
    until: date


class Conflict(Value):
    """What keeps a person from the case."""

    kind: ConflictKind
    reason: str


class BrokenGlass(Value):
    """Why somebody opened the case in an emergency, and until when."""

    reason: str
    until: datetime
