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
    Row,
    Table,
    each,
)

OF_THE_AGENCY: Final[Row] = {REFERRER: OWN, AGENCY_AUTHOR: OWN, AGENCY_LEAD: OWN}
NOTIFIES: Final[Row] = {COORDINATOR: LEAD, AUTHORITY_NOTIFIER: LEAD}

ACCESS: Final[Table] = {
    # Nobody but the agency knows of it until it is agreed: the aggregate looks.
    "PrepareReferral": OF_THE_AGENCY,
    "RecordAgreement": {AGENCY_LEAD: LEAD},
    "ListAwaitingAgreement": each((REFERRER, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
    "ListNotAgreed": each((REFERRER, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
    # A coordinator records what came on paper; an agency refers in its own name.
    "ReceiveReferral": {**OF_THE_AGENCY, COORDINATOR: LEAD},
    "NotifyIncident": {COORDINATOR: LEAD, AUTHORITY_NOTIFIER: OWN | LEAD},
    "RestateNotification": NOTIFIES,
    "WithdrawNotification": NOTIFIES,
    "NotificationWorksheet": NOTIFIES,
    "RecordPartnerView": {COORDINATOR: LEAD, STATUTORY_PARTNER: LEAD},
    "DecideThreshold": {**NOTIFIES, STATUTORY_PARTNER: LEAD},
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
    # Who asks for names is recorded, so whoever may only read does not ask.
    "RevealIdentities": {
        COORDINATOR: LEAD,
        AUTHORITY_NOTIFIER: LEAD,
        STATUTORY_PARTNER: LEAD,
        REFERRER: AGENCY,
        AGENCY_AUTHOR: AGENCY,
        AGENCY_LEAD: AGENCY,
        MEETING_MEMBER: TEAM,
        REVIEWER: TEAM,
    },
    "ListAwaitingDecision": each((*WHOLE_READERS, AUTHORITY_NOTIFIER), FILTERED),
}
