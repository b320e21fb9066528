"""Who may call which method of this service, and with what relation to the case."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import (
    AGENCY,
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    AUTHORITY_NOTIFIER,
    COORDINATOR,
    FILTERED,
    GLASS,
    LEAD,
    MEETING_MEMBER,
    OWN,
    REFERRER,
    REVIEWER,
    STATUTORY_PARTNER,
    TEAM,
    WHOLE_READERS,
    Table,
    each,
)

ACCESS: Final[Table] = {
    # A coordinator records what came on paper; an agency refers in its own name.
    "ReceiveReferral": {COORDINATOR: LEAD, REFERRER: OWN, AGENCY_AUTHOR: OWN, AGENCY_LEAD: OWN},
    "NotifyIncident": {COORDINATOR: LEAD, AUTHORITY_NOTIFIER: OWN | LEAD},
    "RecordPartnerView": {COORDINATOR: LEAD, STATUTORY_PARTNER: LEAD},
    "DecideReferral": {COORDINATOR: LEAD, STATUTORY_PARTNER: LEAD},
    "WithdrawReferral": {COORDINATOR: LEAD},
    "GetReferral": {
        **each(WHOLE_READERS, LEAD),
        AUTHORITY_NOTIFIER: LEAD,
        # Only of the agency that referred: the door looks.
        REFERRER: AGENCY,
        AGENCY_AUTHOR: AGENCY,
        AGENCY_LEAD: AGENCY | TEAM | GLASS,
        MEETING_MEMBER: TEAM | GLASS,
        REVIEWER: TEAM | GLASS,
    },
    "ListAwaitingDecision": each((*WHOLE_READERS, AUTHORITY_NOTIFIER), FILTERED),
}
