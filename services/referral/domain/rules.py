"""Named rules about what is told of an incident, and about its notification."""

from __future__ import annotations

import re
from datetime import date, datetime

from chassis.limits import must_fit, must_say
from chassis.rules.working_days import london_date, working_days_after
from services.referral.domain.refusals import (
    LateReasonMissing,
    NotAPartnership,
    NotifiedBeforeAware,
    StillToCome,
)
from services.referral.domain.values import Account, Incident, Notification

NOTIFICATION_WORKING_DAYS = 5
PARTNERSHIP_CODE = re.compile(r"[A-Z]{2,6}")


def working_days_taken(notification: Notification) -> int:
    """How many working days passed from the authority's awareness to the sending."""
    return working_days_after(notification.authority_aware_on, notification.sent_on)


def must_be_sound(account: Account, at: datetime) -> None:
    """What is told of an incident has the words, codes and days that it needs."""
    must_fit(account)
    must_say(what_happened=account.incident.what_happened)
    for child in account.children:
        must_say(name_of_the_child=child.name)
    must_be_partnerships(account.other_partnerships)
    must_have_happened("The incident", account.incident.occurred_on, at)


def must_be_in_order(notification: Notification, incident: Incident, at: datetime) -> None:
    """The days of a notification follow one another; a late one says why."""
    must_fit(notification)
    must_have_happened("The notification", notification.sent_on, at)
    must_have_happened("The day on which the agency was aware", notification.agency_aware_on, at)
    if not incident.occurred_on <= notification.authority_aware_on <= notification.sent_on:
        raise NotifiedBeforeAware
    taken = working_days_taken(notification)
    if taken > NOTIFICATION_WORKING_DAYS and not notification.late_reason.strip():
        raise LateReasonMissing(working_days=taken)


def must_have_happened(part: str, on: date, at: datetime) -> None:
    """Raises ``StillToCome``."""
    if on > london_date(at):
        raise StillToCome(part=part, given=on)


def must_be_partnerships(codes: tuple[str, ...]) -> None:
    """Raises ``NotAPartnership``; a partnership that this platform does not serve has a code, too."""
    if not all(PARTNERSHIP_CODE.fullmatch(code) for code in codes):
        raise NotAPartnership
