"""What the world is told of a referral: ids, codes and dates, never a name or a narrative."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.doors.relay import CaseFields
from chassis.rules.working_days import london_date
from contracts.events import referral as told
from contracts.events.base import CaseEvent
from services.referral.domain import referral as own
from services.referral.domain.rules import NOTIFICATION_WORKING_DAYS, working_days_taken
from services.referral.domain.values import Incident, Notification


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; a partner's view stays private."""
    match event:
        case own.ReferralReceived():
            return told.ReferralReceived(
                **case,
                agency=event.agency,
                received_on=london_date(event.timestamp),
                agreed_on=event.agreement.agreed_on,
                incident_on=event.incident.occurred_on,
                category=event.incident.category,
                other_partnerships=event.other_partnerships,
            )
        case own.IncidentNotified() | own.NotificationJoined():
            return _notified(event.notification, event.incident, event.other_partnerships, case)
        case own.ReferralDecided():
            return told.ReferralDecided(
                **case,
                outcome=event.outcome,
                decided_on=event.decided_on,
                notified_on=event.notified_on,
                views={partner: view.view for partner, view in event.views.items()},
                agencies=event.agencies,
                other_partnerships=event.other_partnerships,
            )
        case own.ReferralWithdrawn():
            return told.ReferralWithdrawn(
                **case, reason=event.reason, withdrawn_on=london_date(event.timestamp)
            )
        case _:
            return None


def _notified(
    notification: Notification, incident: Incident, others: tuple[str, ...], case: CaseFields
) -> told.IncidentNotified:
    taken = working_days_taken(notification)
    return told.IncidentNotified(
        **case,
        authority=notification.authority,
        category=incident.category,
        incident_on=incident.occurred_on,
        agency_aware_on=notification.agency_aware_on,
        authority_aware_on=notification.authority_aware_on,
        notified_on=notification.sent_on,
        working_days_taken=taken,
        late=taken > NOTIFICATION_WORKING_DAYS,
        other_partnerships=others,
    )
