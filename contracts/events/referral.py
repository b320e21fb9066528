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
    """The local authority sent a Serious Incident Notification: one notice of a case, which may have several.

    ``working_days_taken`` counts from the day the authority became aware; the limit is five
    (Working Together 2023, chapter 5), and ``late`` is by this count. The area may count otherwise:
    ``clock_starts`` says from which fact, with the days that this took and by how many they were too many.
    Track A is followed by a Rapid Review; B and C are deaths of looked-after children and of care leavers.
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
    notice: str = "N1"
    track: str = "A"
    nature: str = ""
    covers: int = 1
    clock_starts: str = "authority_aware"
    clock_days_taken: int | None = None
    clock_days_late: int | None = None
    copied_to: tuple[str, ...] = ()


class NotificationRestated(CaseEvent, service="referral"):
    """A notice said something wrong: these are its days from now on; ``was_notified_on`` is what it said before."""

    notice: str
    track: str
    incident_on: date
    agency_aware_on: date
    authority_aware_on: date
    notified_on: date
    was_notified_on: date
    working_days_taken: int
    late: bool
    restated_on: date
    clock_starts: str = "authority_aware"
    clock_days_taken: int | None = None
    clock_days_late: int | None = None


class NotificationWithdrawn(CaseEvent, service="referral"):
    """The local authority took a notice back; ``standing`` is how many of its case still stand."""

    notice: str
    track: str
    reason: str
    withdrawn_on: date
    standing: int


class ThresholdDecided(CaseEvent, service="referral"):
    """The local authority decided whether this is a serious case that it notifies.

    ``transferred_to`` is the area that leads instead; the case ends here.
    """

    outcome: str
    decided_on: date
    dissent: bool
    review_on: date | None = None
    transferred_to: str | None = None


class ReferralDecided(CaseEvent, service="referral"):
    """The statutory partners decided what follows: ``initiate``, or another route by its code.

    Told again when a decision not to begin was corrected: the last one counts.
    """

    outcome: str
    decided_on: date
    notified_on: date | None
    views: dict[str, str]
    agencies: tuple[str, ...]
    other_partnerships: tuple[str, ...] = ()
    gate_outcome: str = ""
    dissent: bool = False
    corrects: bool = False


class ReferralWithdrawn(CaseEvent, service="referral"):
    """The referral or notification was taken back before a decision."""

    reason: str
    withdrawn_on: date
