"""Words of decision records and of documents: who was there, what was found, and what was written."""

from __future__ import annotations

from collections.abc import Mapping

from portal import message_words, words

PRESENCE: Mapping[str, str] = {
    "present": "Present",
    "deputy": "A deputy was present",
    "apologies": "Sent apologies",
}
THERE = frozenset({"present", "deputy"})
FINDINGS: Mapping[str, tuple[str, str]] = {
    "met": ("Met", "green"),
    "not_met": ("Not met", "grey"),
    "not_known": ("Not known", "yellow"),
}
VIEWS: Mapping[str, str] = {
    "agree": "Agrees",
    "disagree": "Does not agree",
    "abstain": "Gives no view",
}
HANDLING: Mapping[str, str] = {
    "took_no_part": "took no part",
    "left_for_this_item": "left for this item",
    "noted_and_stayed": "noted, and stayed",
}
GATE_STATES: Mapping[str, tuple[str, str]] = {
    "done": ("Decided", "green"),
    "now": ("Now", "blue"),
    "ahead": ("Later", "grey"),
    "perhaps": ("Only if needed", "grey"),
    "not_needed": ("Not needed", "grey"),
}
TEAM_ROLES: Mapping[str, str] = {
    "chair": "Chair",
    "member": "Member",
    "author": "Author",
    "agency_lead": "Senior safeguarding lead",
    "reviewer": "Independent reviewer",
    "adviser": "Adviser",
}
CONFLICTS: Mapping[str, str] = {
    "related_to_child": "Knows the child",
    "related_to_parent": "Knows a parent",
    "related_to_staff": "Knows a member of staff",
    "staff_of_own_agency": "Staff of their own agency are concerned",
    "other": "Another reason",
}
DOCUMENTS: Mapping[str, str] = {
    "ReferralReceived": "Referral",
    "IncidentNotified": "Serious Incident Notification",
    "ReportFinalised": "Rapid Review report",
    "SentToPanel": "Report and decision, as sent to the National Panel",
    "PanelReplied": "Reply of the National Panel",
    "BriefingDrafted": "Learning briefing, draft",
    "BriefingPublished": "Learning briefing, published",
}
"""What was written, by the event that tells of it."""

REFERRAL, CHRONOLOGY = "referral", "chronology"
NOTICE, RETURN, RECOMMENDATION = "notice:", "return:", "recommendation:"
"""Where a finding can be seen: codes, some with the code of a notice, an agency or a recommendation behind them."""


def evidence_words(code: str, agencies: Mapping[str, str]) -> str:
    """Where a finding can be seen, in words; an id of something else as it is."""
    kind, colon, of = code.partition(":")
    if f"{kind}{colon}" == RETURN:
        return f"Return of {agencies.get(of, words.plain(of))}"
    if f"{kind}{colon}" in {NOTICE, RECOMMENDATION}:
        return f"{words.first_upper(kind)} {of}"
    return "Chronology of all agencies" if code == CHRONOLOGY else words.plain(code)


def body_words(code: str) -> str:
    """A statutory partner or a role in words."""
    return message_words.PARTNERS.get(code, "").removeprefix(
        "Statutory partner, "
    ).capitalize() or (words.role_words(code))


def said(known: Mapping[str, str], code: str) -> str:
    """A code in its words; as plainly as it can be where there are none."""
    return known.get(code) or words.plain(code)


def finding_words(code: str) -> tuple[str, str]:
    """What was found and the colour of its tag."""
    return FINDINGS.get(code, (words.plain(code), "grey"))


def gate_state(code: str) -> tuple[str, str]:
    """Where a case stands at a gate and the colour of its tag."""
    return GATE_STATES.get(code, (words.plain(code), "grey"))
