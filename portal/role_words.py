"""Words of the first page: what a role finds there, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class First:
    """What the first page says to a role: the heading over what is to do, and what it says when there is nothing."""

    heading: str
    nothing: str


ASKED = "When something is asked of you, or of an agency for which you act, it appears here."
SEVERAL = First("For you to do", ASKED)
FIRST: Mapping[str, First] = {
    "referrer": First("What is asked of your agency", ASKED),
    "agency_author": First("What is asked of your agency", ASKED),
    "agency_lead": First(
        "Waiting for your agreement or signature",
        "When a referral of your agency needs your agreement, or a return is asked for, it appears here.",
    ),
    "authority_notifier": First("What is asked of the local authority", ASKED),
    "coordinator": First(
        "For you to do", "Every case waits for somebody else. What comes next appears here."
    ),
    "statutory_partner": First(
        "Waiting for your view or decision",
        "When the statutory partners are asked for a view or a decision, it appears here.",
    ),
    "subgroup_chair": First(
        "Waiting for a decision of your subgroup",
        "When a report is ready for your subgroup, it appears here.",
    ),
    "subgroup_member": First("What is asked of your subgroup", ASKED),
    "strategic_leader": First(
        "Waiting for your scrutiny and signature",
        "When a report and its decision are ready for you to scrutinise, they appear here.",
    ),
    "meeting_member": First(
        "What is asked of you", "Cases to whose team you are named stand below."
    ),
    "reviewer": First(
        "What is asked of you", "The case for which you were commissioned stands below."
    ),
    "scrutineer": First(
        "Open to your scrutiny",
        "While a report is decided and scrutinised you can comment on it; such cases appear here.",
    ),
    "auditor": First(
        "Nothing is asked of you", "You read every case of your partnerships and change nothing."
    ),
}
REFER = "Refer an incident"
NOTIFY = "Notify a serious incident"
PAPER = "Write down a referral that came by letter or telephone"
OPEN_TO_COMMENT = "Comment on the report as independent scrutineer"
AGREE = "Agree to a referral of your agency, or say why not"
BEGIN_OR_NOT = "Decide whether a Rapid Review begins: every partner has given its view"
NOTIFY_OR_FOLLOW = "A referral has come in: notify the incident, or follow what is decided"
SAFEGUARDING_FIRST = (
    "Make a safeguarding referral first, then send your referral to your lead again"
)
NOT_AGREED = "Read why your referral was not agreed"
AGREED_BY_THE_LEAD = "Your referral waits for your safeguarding lead to agree"


def first_words(roles: Iterable[str]) -> First:
    """What the first page says to somebody with these roles; plain words where they are several."""
    found = {FIRST[role] for role in roles if role in FIRST}
    return found.pop() if len(found) == 1 else SEVERAL
