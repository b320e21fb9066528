"""What the world is told of a referral: ids, codes and dates, never a name or a narrative.

Of a referral that its agency has not agreed, of a partner's view and of a reveal, the world is told nothing.
"""

from __future__ import annotations

from typing import Any

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields
from chassis.rules.working_days import london_date
from contracts.events import referral as told
from contracts.events.base import CaseEvent
from services.referral.domain import events as own
from services.referral.domain.gate_rules import is_dissent
from services.referral.domain.notices import NATIONAL_WORKING_DAYS, Notice


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event."""
    match event:
        case own.ReferralReceived() | own.ReferralAgreed():
            return _received(event, case)
        case own.IncidentNotified() | own.NotificationJoined():
            return _notified(event, case)
        case own.NotificationRestated() | own.NotificationWithdrawn():
            return _changed(event, case)
        case own.ThresholdDecided() | own.ReferralDecided():
            return _decided(event, case)
        case own.ReferralWithdrawn():
            return told.ReferralWithdrawn(
                **case, reason=event.reason, withdrawn_on=london_date(event.timestamp)
            )
        case _:
            return None


def _received(
    event: own.ReferralReceived | own.ReferralAgreed, case: CaseFields
) -> told.ReferralReceived:
    incident = event.account.incident
    return told.ReferralReceived(
        **case,
        agency=event.agency,
        received_on=london_date(event.timestamp),
        agreed_on=event.agreement.agreed_on,
        incident_on=incident.occurred_on,
        category=incident.category,
        other_partnerships=event.account.other_partnerships,
    )


def _notified(
    event: own.IncidentNotified | own.NotificationJoined, case: CaseFields
) -> told.IncidentNotified:
    if isinstance(event, own.IncidentNotified):
        category, others = event.account.incident.category, event.account.other_partnerships
    else:
        category, others = event.category, event.other_partnerships
    notice = event.notice
    return told.IncidentNotified(
        **case, **_days(notice), authority=notice.authority, category=category,
        other_partnerships=others, nature=notice.nature, covers=len(notice.covers),
        copied_to=notice.copied_to,
    )  # fmt: skip


def _changed(
    event: own.NotificationRestated | own.NotificationWithdrawn, case: CaseFields
) -> CaseEvent:
    notice = event.notice
    if isinstance(event, own.NotificationRestated):
        return told.NotificationRestated(
            **case, **_days(notice), was_notified_on=event.before.sent.on,
            restated_on=london_date(event.timestamp),
        )  # fmt: skip
    assert notice.withdrawn is not None  # noqa: S101 - the event says that it was
    return told.NotificationWithdrawn(
        **case, notice=notice.notice, track=notice.track, reason=notice.withdrawn.reason,
        withdrawn_on=notice.withdrawn.withdrawn_on, standing=event.standing,
    )  # fmt: skip


def _days(notice: Notice) -> dict[str, Any]:
    """The days of a notice, by the national count and by that of the area."""
    taken, clock = notice.national_days_taken, notice.clock
    days: dict[str, Any] = {
        "notice": notice.notice, "track": notice.track, "incident_on": notice.occurred.on,
        "agency_aware_on": notice.agency_aware.on, "authority_aware_on": notice.authority_aware.on,
        "notified_on": notice.sent.on, "working_days_taken": taken,
        "late": taken > NATIONAL_WORKING_DAYS,
    }  # fmt: skip
    if clock is not None:
        days |= {
            "clock_starts": clock.starts, "clock_days_taken": clock.days_taken,
            "clock_days_late": clock.days_late,
        }  # fmt: skip
    return days


def _decided(event: own.ThresholdDecided | own.ReferralDecided, case: CaseFields) -> CaseEvent:
    record = event.record
    if isinstance(event, own.ThresholdDecided):
        return told.ThresholdDecided(
            **case, outcome=record.outcome, decided_on=record.decided_on, dissent=is_dissent(record),
            review_on=record.review_on, transferred_to=event.transferred_to or None,
        )  # fmt: skip
    return told.ReferralDecided(
        **case, outcome=event.outcome, decided_on=record.decided_on, notified_on=event.notified_on,
        views={partner: view.view for partner, view in event.views.items()},
        agencies=event.agencies, other_partnerships=event.other_partnerships,
        gate_outcome=record.outcome, dissent=is_dissent(record), corrects=bool(record.supersedes),
    )  # fmt: skip
