"""Facts that the referral service tells."""

from __future__ import annotations

from datetime import date

from contracts.events.base import CaseEvent, Category


class ReferralReceived(CaseEvent, service="referral"):
    """A partner agency referred an incident, with its senior safeguarding lead's agreement."""

    agency: str
    received_on: date
    agreed_on: date
    incident_on: date
    category: Category
    other_partnerships: tuple[str, ...] = ()


class IncidentNotified(CaseEvent, service="referral"):
    """The local authority sent a Serious Incident Notification.

    ``working_days_taken`` counts from the day the authority became aware; the limit is five
    (Working Together 2023, chapter 5).
    """

    authority: str
    category: Category
    incident_on: date
    agency_aware_on: date
    authority_aware_on: date
    notified_on: date
    working_days_taken: int
    late: bool
    other_partnerships: tuple[str, ...] = ()


class ReferralDecided(CaseEvent, service="referral"):
    """The statutory partners decided what follows: ``initiate``, or another route by its code."""

    outcome: str
    decided_on: date
    notified_on: date | None
    views: dict[str, str]
    agencies: tuple[str, ...]
    other_partnerships: tuple[str, ...] = ()


class ReferralWithdrawn(CaseEvent, service="referral"):
    """The referral or notification was taken back before a decision."""

    reason: str
    withdrawn_on: date
