"""Who may call which method of this service, and with what relation to the case."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import (
    AGENCY,
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    AUDITOR,
    AUTHORITY_NOTIFIER,
    CONFLICTED,
    CONTRIBUTING,
    COORDINATOR,
    DATA_PROTECTION,
    FILTERED,
    GLASS,
    LEAD,
    LEADERS,
    MEETING_MEMBER,
    REVIEWER,
    SCRUTINEER,
    STATUTORY_PARTNER,
    STRATEGIC_LEADER,
    SUBGROUP,
    SUBGROUP_CHAIR,
    TEAM,
    WHOLE_READERS,
    Row,
    Table,
    each,
)

KEEPS_THE_RECORD: Final[Row] = {COORDINATOR: LEAD}
PARTNERS_DECIDE: Final[Row] = {COORDINATOR: LEAD, STATUTORY_PARTNER: LEAD, STRATEGIC_LEADER: LEAD}
ANYBODY_OF_THE_CASE: Final = (
    COORDINATOR, *LEADERS, *SUBGROUP, AGENCY_AUTHOR, AGENCY_LEAD, AUTHORITY_NOTIFIER,
    MEETING_MEMBER, REVIEWER,
)  # fmt: skip
A_PART: Final = LEAD | CONTRIBUTING | AGENCY | TEAM | GLASS

ACCESS: Final[Table] = {
    "InvolveAgency": KEEPS_THE_RECORD,
    "ScheduleMeeting": KEEPS_THE_RECORD,
    "HoldMeeting": {COORDINATOR: LEAD, MEETING_MEMBER: TEAM},
    "FinaliseReport": KEEPS_THE_RECORD,
    "DecideCSPR": {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD},
    "ScrutiniseReport": {COORDINATOR: LEAD, STRATEGIC_LEADER: LEAD},
    "CommentAsScrutineer": {COORDINATOR: LEAD, SCRUTINEER: LEAD},
    # Whoever decides on the report, or was at its meeting, may say something of it first.
    "CommentOnReport": {**each((COORDINATOR, *LEADERS, *SUBGROUP), LEAD), MEETING_MEMBER: TEAM},
    "GetReport": {
        **each(WHOLE_READERS, LEAD),
        MEETING_MEMBER: TEAM | GLASS,
        REVIEWER: TEAM | GLASS,
    },
    "SendToPanel": KEEPS_THE_RECORD,
    "RecordPanelReply": KEEPS_THE_RECORD,
    "RespondToPanel": PARTNERS_DECIDE,
    "CommissionLCSPR": PARTNERS_DECIDE,
    "DecidePublication": PARTNERS_DECIDE,
    "ReopenReview": {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD},
    "RecordParallelProcess": KEEPS_THE_RECORD,
    "UpdateParallelProcess": KEEPS_THE_RECORD,
    "EndParallelProcess": KEEPS_THE_RECORD,
    "PlaceLegalHold": KEEPS_THE_RECORD,
    "LiftLegalHold": KEEPS_THE_RECORD,
    "RecordFamilyInvolvement": KEEPS_THE_RECORD,
    "ProposeTransfer": KEEPS_THE_RECORD,
    # The partnership to which the lead was offered contributes; whether it was offered, the review knows.
    "AcceptTransfer": {COORDINATOR: LEAD | CONTRIBUTING},
    "CloseReview": {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD},
    "GetReview": {
        **each(WHOLE_READERS, LEAD | CONTRIBUTING),
        # Their own agency's part: what it is to do, and by when; the rest with the team.
        AGENCY_AUTHOR: AGENCY,
        AGENCY_LEAD: AGENCY | TEAM | GLASS,
        MEETING_MEMBER: TEAM | GLASS,
        REVIEWER: TEAM | GLASS,
    },
    "ListLiveReviews": each(WHOLE_READERS, FILTERED),
    "NameMember": KEEPS_THE_RECORD,
    "RemoveMember": KEEPS_THE_RECORD,
    "DeclareConflict": each(ANYBODY_OF_THE_CASE, A_PART | CONFLICTED),
    "ClearConflict": KEEPS_THE_RECORD,
    "BreakGlass": each(
        tuple(role for role in ANYBODY_OF_THE_CASE if role != AGENCY_AUTHOR), LEAD | CONTRIBUTING
    ),
    "ReleaseReturns": KEEPS_THE_RECORD,
    "EraseCase": {DATA_PROTECTION: LEAD},
    "ListRetention": each((DATA_PROTECTION, COORDINATOR, AUDITOR), FILTERED),
    "GetTeam": each((COORDINATOR, *LEADERS, AUDITOR), LEAD),
}
