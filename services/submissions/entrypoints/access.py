"""Who may call which method of this service, and with what relation to the case."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import (
    AGENCY,
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    ANY,
    CONTRIBUTING,
    COORDINATOR,
    FILTERED,
    GLASS,
    LEAD,
    MEETING_MEMBER,
    RELEASED,
    REVIEWER,
    TEAM,
    WHOLE_READERS,
    Row,
    Table,
    each,
)
from chassis.access.table import PEOPLE
from services.submissions.application.agency_returns import NothingRequested

OF_THE_AGENCY: Final[Row] = {AGENCY_AUTHOR: AGENCY, AGENCY_LEAD: AGENCY}
# A coordinator records what came on paper, also for an agency that answers through them.
SENDS_A_RETURN: Final[Row] = {**OF_THE_AGENCY, COORDINATOR: LEAD | CONTRIBUTING}
# Nobody of an agency, and nobody at the meeting, reads another agency's words before they are released; a broken
# glass does not change that.
READS_A_RETURN: Final[Row] = {
    **each(WHOLE_READERS, LEAD | CONTRIBUTING),
    AGENCY_AUTHOR: AGENCY,
    AGENCY_LEAD: AGENCY | RELEASED,
    MEETING_MEMBER: RELEASED,
    REVIEWER: TEAM | GLASS,
}

ACCESS: Final[Table] = {
    "ReturnSubmission": SENDS_A_RETURN,
    "EnterNilReturn": SENDS_A_RETURN,
    "ShareReturn": SENDS_A_RETURN,
    "QuerySubmission": {COORDINATOR: LEAD},
    "AcceptSubmission": {COORDINATOR: LEAD},
    "ExcuseSubmission": {COORDINATOR: LEAD},
    "GetSubmission": READS_A_RETURN,
    "CompareVersions": READS_A_RETURN,
    "MergedChronology": {**READS_A_RETURN, **each(WHOLE_READERS, LEAD)},
    "ListOutstanding": each((*WHOLE_READERS, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
    "CheckWords": each(PEOPLE, ANY),
    "NoteSupport": OF_THE_AGENCY,
    "ListSupport": OF_THE_AGENCY,
    "GetAgencyDrafts": {AGENCY_LEAD: AGENCY},
}
NOT_FOUND: Final = dict.fromkeys(
    ACCESS.keys() - {"ListOutstanding", "CheckWords"}, NothingRequested
)
