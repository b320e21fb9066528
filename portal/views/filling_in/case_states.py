"""In which states of a case each of its forms can be filled in; for the page that leads to them, and for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.clients.form_facts import Standing
from portal.forms.fields import FormOf

BEGUN = "initiate"
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
    "report_comment": (frozenset(STAGES[2:]), False),
    "sending": (frozenset({"scrutinised"}), True),
    "panel_reply": (frozenset({"sent_to_panel"}), True),
    "panel_response": (frozenset({"panel_asked"}), True),
    "closing": (frozenset({"panel_replied"}), True),
    "reopening": (frozenset({"closed"}), False),
    "family_involvement": (frozenset({*STAGES, "closed"}), False),
}
"""Each form of a review, in which of its stages, and whether it takes the review onwards."""
CORRECTED: Mapping[str, frozenset[str]] = {
    "meeting": frozenset({"meeting_held", "report_finalised"}),
    "cspr_decision": frozenset({"cspr_decided"}),
    "scrutiny": frozenset({"scrutinised", "meeting_held"}),
    "panel_reply": frozenset({"panel_asked", "panel_replied"}),
    "panel_response": frozenset({"sent_to_panel", "report_finalised"}),
}
"""Each decision of a review, and in which stages it can still be corrected, if it was the last one."""
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


def decided(form: FormOf, standing: Standing) -> str:
    """Why nothing more is said about a referral; nothing while it is open, or this can be corrected."""
    known = standing.known
    is_open = known.get("status") in OPEN_REFERRAL or to_correct(form, known)
    return "" if is_open else NOT_NOW


def to_correct(form: FormOf, known: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The decision that a form can replace though its own stage is over; None where there is none.

    Of a referral or a review: once a review has begun, nothing of the referral is decided anew.
    """
    if known.get("status") == "decided":
        if known.get("outcome") == BEGUN:
            return None
    elif known.get("stage") not in CORRECTED.get(form.code, ()):
        return None
    stand = [one for one in known.get("decisions", ()) if not one.get("superseded")]
    return stand[-1] if stand and stand[-1]["gate"] == form.gate else None


def not_at_stage(form: FormOf, standing: Standing) -> str:
    """Why a form of a review is not for filling in now; nothing where it is."""
    is_open = form.code not in REVIEW or standing.known["stage"] in REVIEW[form.code][0]
    return "" if is_open or to_correct(form, standing.known) else NOT_NOW


def not_of_action(form: str, standing: Standing) -> str:
    """The same of an action."""
    return "" if standing.known["status"] in ACTION[form] else NOT_NOW
