# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Words for what auditors look at: codes of changes, topics of events, and what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal import words

LONG_HASH = 12
WHAT: Mapping[str, str] = {
    "referral_agency": "Agency that referred",
    "authority_aware_on": "Local authority aware on",
    "notified_late": "Notified late",
    "notified_working_days": "Working days until notified",
    "referral_outcome": "Decision of the partners",
    "referral_decided_on": "Partners decided on",
    "review_step": "Last step of the review",
    "clock_started_on": "Clock started on",
    "day_zero": "Convention of the clock",
    "working_days": "Working days of the clock",
    "due_on": "Due on",
    "return_due_on": "Return due on",
    "rule_pack": "Rule pack",
    "cspr_outcome": "Decision about a local review",
    "cspr_round": "Round of that decision",
    "cspr_decided_on": "That decision taken on",
    "sent_on": "Sent to the Panel on",
    "sent_working_day": "Sent on working day",
    "sent_days_late": "Sent late, working days",
    "panel_outcome": "The Panel’s reply",
    "panel_round": "Round with the Panel",
    "panel_final": "The Panel’s reply is final",
    "local_review": "Local review",
    "through": "Takes part through",
    "nil_return": "Family not known (nil return)",
}
"""Codes of what changes, where the code itself reads badly."""
READ: Mapping[str, str] = {
    "GetCase": "The case’s page",
    "CaseHistory": "The whole history",
    "ReplayCase": "The case, step by step",
    "EventsOfCase": "The history that this service keeps",
    "ReadsOfCase": "Who read the case",
    "GetReferral": "The referral",
    "RevealIdentities": "The names",
    "NotificationWorksheet": "The worksheet of a notice",
    "SeenBefore": "What was learned before",
    "ListSupport": "Support that was offered",
    "GetReview": "The review",
    "GetTeam": "The team of the case",
    "GetSubmission": "A return",
    "ShowParked": "Parked events",
    "ListParked": "What is parked",
}
_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EVENT = re.compile(r"([A-Z]+[a-z]+)+")
_SHORT = re.compile(r"\b(icb|lcspr|cspr|nhs|gp)\b", re.IGNORECASE)


def what_words(code: str) -> str:
    """What a change is about."""
    if code.startswith("milestone "):
        return f"Milestone: {words.plain(code.removeprefix('milestone ')).lower()}"
    return WHAT.get(code) or words.plain(code)


def value_words(value: str) -> str:
    """A code, day or count as it is read; an id or a moment stays as it is."""
    if _DAY.fullmatch(value):
        return words.day(date.fromisoformat(value))
    if value in words.OUTCOMES:
        return words.outcome_words(value)
    if _EVENT.fullmatch(value):
        return _spelt(value)
    return _shortened(words.plain(value.replace(".", ": ") if _CODE.fullmatch(value) else value))


def agency_words(code: str, names: Mapping[str, str]) -> str:
    """An agency by its name, where we know it."""
    return words.curly(names.get(code) or words.plain(code))


def topic_words(topic: str) -> str:
    """``review.MeetingHeld.v1`` as ``Meeting held``."""
    name = topic.split(".")[1] if "." in topic else topic
    return _spelt(name)


def read_words(method: str) -> str:
    """What was read, by the method that answered."""
    return READ.get(method) or _spelt(method.removeprefix("Get"))


def short(digest: str) -> str:
    """The beginning of a hash."""
    return digest[:LONG_HASH]


def rows_of(body: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What an event says, part by part, without what is empty."""
    return [
        (value_words(key), value) for key, value in body.items() if value not in (None, "", [], {})
    ]


def is_parts(value: Any) -> bool:
    """Whether a value has parts with names."""
    return isinstance(value, Mapping)


def is_list(value: Any) -> bool:
    """Whether a value is a list."""
    return isinstance(value, list)


def said(value: Any) -> str:
    """A single value as text."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value_words(str(value))


def _spelt(name: str) -> str:
    """``MeetingHeld`` as ``Meeting held``, ``CSPRDecided`` as ``CSPR decided``."""
    parts = [one if one.isupper() else one.lower() for one in _CAPITAL.sub(" ", name).split()]
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def _shortened(text: str) -> str:
    """What is written in capitals everywhere is so here."""
    return _SHORT.sub(lambda found: found.group().upper(), text)
