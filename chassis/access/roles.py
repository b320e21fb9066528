"""The words of the access tables: who somebody is in a partnership, and what they have to do with a case.

A table says for each method which roles may call it, and for each role which relations to the case allow it;
one of them is enough. What no row allows is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto
from typing import Final, TypeAlias

COORDINATOR: Final = "coordinator"
REFERRER: Final = "referrer"
AGENCY_AUTHOR: Final = "agency_author"
AGENCY_LEAD: Final = "agency_lead"
AUTHORITY_NOTIFIER: Final = "authority_notifier"
STATUTORY_PARTNER: Final = "statutory_partner"
SUBGROUP_CHAIR: Final = "subgroup_chair"
SUBGROUP_MEMBER: Final = "subgroup_member"
STRATEGIC_LEADER: Final = "strategic_leader"
MEETING_MEMBER: Final = "meeting_member"
SCRUTINEER: Final = "scrutineer"
REVIEWER: Final = "reviewer"
AUDITOR: Final = "auditor"
DATA_PROTECTION: Final = "data_protection_officer"
OPERATOR: Final = "operator"

ROLES: Final[Mapping[str, str]] = {
    COORDINATOR: "the business unit of a partnership: keeps the record of every case that it leads",
    REFERRER: "refers an incident on behalf of an agency, and follows that referral",
    AGENCY_AUTHOR: "writes an agency's return, together with front-line practitioners",
    AGENCY_LEAD: "the senior safeguarding lead of an agency: agrees to referrals and signs returns",
    AUTHORITY_NOTIFIER: "notifies serious incidents for the local authority, which alone may do so",
    STATUTORY_PARTNER: "local authority, ICB or police, as one of the three safeguarding partners",
    SUBGROUP_CHAIR: "chairs the subgroup that decides about a local review",
    SUBGROUP_MEMBER: "sits on that subgroup",
    STRATEGIC_LEADER: "scrutinises and endorses what goes to the National Panel",
    MEETING_MEMBER: "a senior manager at the Rapid Review meeting, or its chair",
    SCRUTINEER: "the independent scrutineer of a partnership",
    REVIEWER: "an independent reviewer, commissioned for one case",
    AUDITOR: "inspects: reads everything of a partnership, and never writes",
    DATA_PROTECTION: (
        "answers for how personal data is used: sees who read a case, and nothing of it; has erased what was kept for"
        " long enough"
    ),
    OPERATOR: "runs the platform: sees to what is parked, and has no part in the cases",
}
"""Every role that a membership can name, and who that is."""

WITHOUT_CASES: Final = frozenset({DATA_PROTECTION, OPERATOR})
"""Who has no part in the cases."""
AGENCY_ROLES: Final = frozenset({REFERRER, AGENCY_AUTHOR, AGENCY_LEAD})
"""Who reads the part of their own agency, unless the case's team or a broken glass opens more."""
LEADERS: Final = (STATUTORY_PARTNER, STRATEGIC_LEADER, SCRUTINEER)
SUBGROUP: Final = (SUBGROUP_CHAIR, SUBGROUP_MEMBER)
WHOLE_READERS: Final = (COORDINATOR, *LEADERS, *SUBGROUP, AUDITOR)
"""Who reads the whole of a case that their partnership leads."""


class Relation(Flag):
    """What somebody has to do with the case that a call asks about."""

    LEAD = auto()
    CONTRIBUTING = auto()
    AGENCY = auto()
    OWN = auto()
    TEAM = auto()
    RELEASED = auto()
    GLASS = auto()
    CONFLICTED = auto()
    FILTERED = auto()
    ANY = auto()


LEAD: Final = Relation.LEAD
CONTRIBUTING: Final = Relation.CONTRIBUTING
AGENCY: Final = Relation.AGENCY
OWN: Final = Relation.OWN
TEAM: Final = Relation.TEAM
RELEASED: Final = Relation.RELEASED
GLASS: Final = Relation.GLASS
CONFLICTED: Final = Relation.CONFLICTED
FILTERED: Final = Relation.FILTERED
ANY: Final = Relation.ANY

MEANINGS: Final[Mapping[Relation, str]] = {
    LEAD: "acts for the partnership that leads the case",
    CONTRIBUTING: "acts for a partnership that contributes to the case; what it sees is its slice",
    AGENCY: "of an agency that takes part in the case; of the one that the request names, where it names one",
    OWN: "of the agency that the request names; no case is there yet",
    TEAM: "named on the case's team, in time",
    RELEASED: "named on the case's team, in time, after the returns were released to the meeting",
    GLASS: "has broken the glass of this case, in time",
    CONFLICTED: "also with a declared conflict of interest",
    FILTERED: "the answer leaves out what the asker may not see",
    ANY: "the call is about no case",
}
WITHOUT_A_CASE: Final = OWN | ANY
MORE_THAN_AN_AGENCY: Final = TEAM | RELEASED | GLASS

Row: TypeAlias = Mapping[str, Relation]
"""Which roles may call a method, and with which relations to the case."""
Table: TypeAlias = Mapping[str, Row]
"""A row for each method."""


def each(roles: tuple[str, ...], relation: Relation) -> Row:
    """The same relation for each of ``roles``."""
    return dict.fromkeys(roles, relation)
