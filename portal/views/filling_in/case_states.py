"""In which states of a case each of its forms can be filled in; for the page that leads to them, and for themselves."""

from __future__ import annotations

from collections.abc import Mapping

from portal.clients.form_facts import Standing

OPEN_REFERRAL = frozenset({"awaiting_decision"})
STAGES = (
    "gathering", "meeting_held", "report_finalised", "cspr_decided", "scrutinised", "sent_to_panel",
    "panel_asked", "panel_replied",
)  # fmt: skip
REVIEW: Mapping[str, tuple[frozenset[str], bool]] = {
    "meeting_date": (frozenset({"gathering"}), False),
    "meeting": (frozenset({"gathering"}), True),
    "involve_agency": (frozenset({"gathering", "meeting_held"}), False),
    "report": (frozenset({"meeting_held", "report_finalised"}), True),
    "cspr_decision": (frozenset({"report_finalised"}), True),
    "scrutiny": (frozenset({"cspr_decided"}), True),
    "scrutineer_comment": (frozenset(STAGES[2:]), False),
    "sending": (frozenset({"scrutinised"}), True),
    "panel_reply": (frozenset({"sent_to_panel"}), True),
    "panel_response": (frozenset({"panel_asked"}), True),
    "closing": (frozenset({"panel_replied"}), True),
    "reopening": (frozenset({"closed"}), False),
    "family_involvement": (frozenset({*STAGES, "closed"}), False),
}
"""Each form of a review, in which of its stages, and whether it takes the review onwards."""
ACTION: Mapping[str, frozenset[str]] = {
    "action_start": frozenset({"agreed"}),
    "action_evidence": frozenset({"agreed", "in_progress", "evidenced", "impact_checked"}),
    "impact_check": frozenset({"evidenced", "impact_checked"}),
    "action_closing": frozenset({"evidenced", "impact_checked"}),
    "action_revision": frozenset({"agreed", "in_progress", "evidenced", "impact_checked"}),
    "action_refusal": frozenset({"agreed", "in_progress"}),
    "action_merger": frozenset({"agreed", "in_progress"}),
}
NOT_NOW = "This cannot be recorded now: the case has gone on, or has not come so far."


def decided(standing: Standing) -> str:
    """Why nothing more is said about a referral; nothing while it is open."""
    return "" if standing.known.get("status") in OPEN_REFERRAL else NOT_NOW


def not_at_stage(form: str, standing: Standing) -> str:
    """Why a form of a review is not for filling in now; nothing where it is."""
    return "" if form not in REVIEW or standing.known["stage"] in REVIEW[form][0] else NOT_NOW


def not_of_action(form: str, standing: Standing) -> str:
    """The same of an action."""
    return "" if standing.known["status"] in ACTION[form] else NOT_NOW
