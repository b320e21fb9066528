# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Words for tasks and messages: what is to be done, for whom, by when, and how a message fared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from portal import words

TASKS: Mapping[str, str] = {
    "return_requested": "Send your agency’s return",
    "return_queried": "Answer the question about your agency’s return",
    "view_awaited": "Give your view on the referral",
    "report_awaited": "Finish the report",
    "decision_awaited": "Decide whether there should be a practice review",
    "scrutiny_awaited": "Scrutinise the report",
    "action_due": "Show that the action was carried out",
    "panel_reply_awaited": "Look for the National Panel’s reply",
}

REMINDED: Mapping[str, str] = {
    "half_way": "Reminded half-way",
    "due_tomorrow": "Reminded on the working day before",
    "overdue": "Reminded that it is late",
    "escalated": "Late; somebody else has been told as well",
}

MESSAGES: Mapping[str, str] = {
    "referral_received": "A referral has come in",
    "return_requested": "A return is asked for",
    "return_queried": "A question about a return",
    "meeting_scheduled": "A meeting has its date",
    "report_awaited": "A report is awaited",
    "decision_awaited": "A decision is awaited",
    "scrutiny_awaited": "Scrutiny is awaited",
    "panel_replied": "The National Panel has replied",
    "briefing_published": "A briefing was published",
    "view_awaited": "A view on a referral is awaited",
    "action_due": "An action is due",
    "panel_reply_awaited": "The National Panel’s reply is to be looked for",
}

STAGES: Mapping[str, str] = {
    "half_way": "Reminder, half-way",
    "due_tomorrow": "Reminder on the working day before",
    "overdue": "Reminder, late",
    "escalated": "Late: told to somebody else as well",
}

STATUSES: Mapping[str, tuple[str, str]] = {
    "asked": ("Being sent", "yellow"),
    "sent": ("Sent", "blue"),
    "delivered": ("Delivered", "green"),
    "failed": ("Not delivered", "red"),
}

CHANNELS: Mapping[str, str] = {
    "mailbox": "Mailbox",
    "smtp": "E-mail",
    "notify": "GOV.UK Notify",
}

REASONS: Mapping[str, str] = {
    "channel_unavailable": "It could not be handed over yet and is tried again.",
    "channel_broken": "It could not be handed over.",
    "no_address": "There is no address.",
    "arrival_unknown": "Whether it arrived is not known.",
    "message_refused": "The message was not taken.",
    "recipient_refused": "The address was not taken.",
    "permanent_failure": "There is nobody at this address.",
    "temporary_failure": "It could not be brought to this address for days.",
    "technical_failure": "It failed on its way.",
}

NO_BREAK = "\N{NO-BREAK SPACE}"
STATUTORY_PARTNER = "statutory_partner:"
PARTNERS: Mapping[str, str] = {
    "local_authority": "Statutory partner, local authority",
    "icb": "Statutory partner, integrated care board",
    "police": "Statutory partner, police",
}


def task_words(kind: str) -> str:
    """What is to be done."""
    return TASKS.get(kind) or words.plain(kind)


def message_words(template: str) -> str:
    """What a message is about, for who is signed in."""
    return MESSAGES.get(template) or words.plain(template)


def message_status(code: str) -> tuple[str, str]:
    """Where a message stands and the colour of its tag."""
    return STATUSES.get(code, (words.plain(code), "grey"))


def channel_words(code: str) -> str:
    """How somebody is told."""
    return CHANNELS.get(code) or words.plain(code)


def reason_words(code: str) -> str:
    """Why a message failed or has not gone yet; nothing for no reason."""
    return REASONS.get(code) or words.plain(code)


def recipient_words(code: str, agencies: Mapping[str, str]) -> str:
    """A role or an agency in words."""
    if code.startswith(STATUTORY_PARTNER):
        kind = code.removeprefix(STATUTORY_PARTNER)
        return PARTNERS.get(kind) or f"Statutory partner, {words.plain(kind)}"
    return (agencies.get(code) or words.role_words(code)).replace("'", "’")


def due_words(due_on: date | None, today: date, *, overdue: bool) -> str:
    """By when something is to be done."""
    if due_on is None:
        return "By no particular day"
    long_or_short = words.short_day if due_on.year == today.year else words.day
    day = long_or_short(due_on).replace(" ", NO_BREAK)
    if overdue:
        return f"Was due {day}"
    near = {today: "today, ", today + timedelta(days=1): "tomorrow, "}
    return f"Due {near.get(due_on, '')}{day}"
