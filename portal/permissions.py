"""One table: who may open which page. A page that is not in the table stops the portal from starting.

What a person sees *on* a page is decided by the services, case by case; this table only says which pages
a role has any use for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

ANYONE = frozenset({"*"})
SIGNED_IN = frozenset({"*", "signed in"})
"""Whoever has signed in, whatever their role."""
READERS = frozenset(
    {
        "agency_author",
        "agency_lead",
        "auditor",
        "authority_notifier",
        "coordinator",
        "meeting_member",
        "reviewer",
        "referrer",
        "scrutineer",
        "statutory_partner",
        "strategic_leader",
        "subgroup_chair",
        "subgroup_member",
    }
)
TOLD = READERS - {"auditor"}
"""Who is told of something, and so may say how."""

WHOLE = READERS - {"agency_author", "agency_lead", "referrer", "authority_notifier"}
"""Who reads the whole of a case, by their role or by its team."""

_KEEPER = frozenset({"coordinator"})
_PARTNERS = frozenset({"coordinator", "statutory_partner"})
_LEADERS = frozenset({"coordinator", "statutory_partner", "strategic_leader"})
_SUBGROUP = frozenset({"coordinator", "subgroup_chair"})
_AGENCY = frozenset({"agency_author", "agency_lead"})
_NOTIFIERS = frozenset({"coordinator", "authority_notifier"})
_CARRIES_OUT = frozenset({"coordinator", "agency_author", "agency_lead"})
_BY_NAME = frozenset({"agency_lead", "meeting_member", "reviewer"})
"""Who sees the whole of a case by its team, or in an emergency."""
_TAKES_PART = WHOLE - {"auditor"} | {"agency_author", "agency_lead", "authority_notifier"}
FILL: Mapping[str, frozenset[str]] = {
    "referral": frozenset({"referrer", "agency_author", "agency_lead"}),
    "agreement": frozenset({"agency_lead"}),
    "paper_referral": _KEEPER,
    "notification": frozenset({"coordinator", "authority_notifier"}),
    "agency_return": frozenset({"agency_author", "agency_lead", "coordinator"}),
    "nil_return": frozenset({"agency_author", "agency_lead", "coordinator"}),
    "return_query": frozenset({"coordinator"}),
    "return_acceptance": frozenset({"coordinator"}),
    "return_excuse": frozenset({"coordinator"}),
    "return_share": _AGENCY,
    "support_note": _AGENCY,
    "partner_view": _PARTNERS,
    "threshold": _PARTNERS | _NOTIFIERS,
    "referral_decision": _PARTNERS,
    "referral_withdrawal": _KEEPER,
    "notice_restatement": _NOTIFIERS,
    "notice_withdrawal": _NOTIFIERS,
    "involve_agency": _KEEPER,
    "meeting_date": _KEEPER,
    "meeting": frozenset({"coordinator", "meeting_member"}),
    "report": _KEEPER,
    "report_comment": _LEADERS
    | {"scrutineer", "subgroup_chair", "subgroup_member", "meeting_member"},
    "cspr_decision": _SUBGROUP,
    "scrutiny": frozenset({"coordinator", "strategic_leader"}),
    "scrutineer_comment": frozenset({"coordinator", "scrutineer"}),
    "sending": _KEEPER,
    "panel_reply": _KEEPER,
    "panel_response": _LEADERS,
    "commissioning": _LEADERS,
    "publication": _LEADERS,
    "closing": _SUBGROUP,
    "reopening": _SUBGROUP,
    "transfer": _KEEPER,
    "transfer_acceptance": _KEEPER,
    "parallel_process": _KEEPER,
    "parallel_process_update": _KEEPER,
    "parallel_process_end": _KEEPER,
    "legal_hold": _KEEPER,
    "legal_hold_end": _KEEPER,
    "family_involvement": _KEEPER,
    "team_member": _KEEPER,
    "team_member_removal": _KEEPER,
    "conflict": _TAKES_PART,
    "conflict_of_another": _KEEPER,
    "conflict_cleared": _KEEPER,
    "break_glass": _BY_NAME,
    "returns_release": _KEEPER,
    "action": _SUBGROUP,
    "action_start": _CARRIES_OUT,
    "action_revision": _CARRIES_OUT | _SUBGROUP,
    "action_refusal": _CARRIES_OUT,
    "action_merger": _SUBGROUP,
    "action_evidence": _CARRIES_OUT,
    "impact_check": _SUBGROUP,
    "action_closing": _SUBGROUP,
    "briefing": _KEEPER,
    "learning_event": _KEEPER,
    "learning_audit": _KEEPER,
}
"""Who may fill in which form: as the table of its service says for the call that takes it."""
WHOLE = READERS - {"agency_author", "agency_lead", "referrer", "authority_notifier"}
READS_RETURNS = READERS - {"referrer", "authority_notifier"}
READ: Mapping[str, frozenset[str]] = {
    "GetReferral": WHOLE | {"authority_notifier"},
    "GetReview": WHOLE | {"agency_author", "agency_lead"},
    "GetReport": WHOLE,
    "GetBriefing": WHOLE,
    "MergedChronology": READS_RETURNS,
    "SeenBefore": WHOLE,
    "RevealIdentities": _PARTNERS | _BY_NAME | {"authority_notifier", "referrer", "agency_author"},
    "NotificationWorksheet": _NOTIFIERS,
    "ListOpenActions": WHOLE - {"meeting_member", "reviewer"} | {"agency_author", "agency_lead"},
}
"""Who is shown which part of a case on the pages of its work; nobody is asked for what they may not read."""
FILLERS = frozenset[str]().union(*FILL.values())

FIRST_PAGES: Mapping[str, str] = {"operator": "/operations", "data_protection_officer": "/reads"}
"""Where those begin who have no part in the cases."""
LOOKS_AFTER = frozenset({"auditor", "operator"})
AUDITS = frozenset({"auditor"})

PAGES: Mapping[str, frozenset[str]] = {
    "home": READERS,
    "operations": LOOKS_AFTER,
    "send_failed_again": frozenset({"operator"}),
    "parked": LOOKS_AFTER,
    "parked_done": frozenset({"operator"}),
    "unreadable": LOOKS_AFTER,
    "unreadable_done": frozenset({"operator"}),
    "audit": AUDITS,
    "replay": AUDITS,
    "verified": AUDITS,
    "take_away": AUDITS,
    "retention": AUDITS | _KEEPER | {"data_protection_officer"},
    "erasure": frozenset({"data_protection_officer"}),
    "erased": frozenset({"data_protection_officer"}),
    "untold": LOOKS_AFTER,
    "told_again": frozenset({"operator"}),
    "reads": AUDITS | {"data_protection_officer"},
    "cases": READERS,
    "case": READERS,
    "case_people": READERS,
    "case_chronology": READS_RETURNS,
    "chronology_on_paper": READS_RETURNS,
    "chronology_table": READS_RETURNS,
    "case_documents": READERS,
    "case_decisions": READERS,
    "case_messages": READERS,
    "case_history": READERS,
    "live": READERS,
    "tasks": READERS,
    "messages": READERS,
    "contacts": frozenset({"coordinator"}),
    "register_contact": frozenset({"coordinator"}),
    "send_again": frozenset({"coordinator"}),
    "preference": TOLD,
    "set_preference": TOLD,
    "forms": FILLERS,
    "not_agreed": FILL["referral"],
    "refer": FILL["referral"],
    "refer_now": FILL["referral"],
    "form": FILLERS,
    "form_sent_in": FILLERS,
    "form_part": FILLERS,
    "form_part_saved": FILLERS,
    "form_row": FILLERS,
    "form_row_saved": FILLERS,
    "form_check": FILLERS,
    "form_send": FILLERS,
    "form_merge": FILLERS,
    "form_merged": FILLERS,
    "form_sent": FILLERS,
    "form_drop": FILLERS,
    "form_dropped": FILLERS,
    "notify": FILL["notification"],
    "paper": FILL["paper_referral"],
    "one_return": READERS,
    "return_changes": READS_RETURNS,
    "report": WHOLE,
    "names": READ["RevealIdentities"],
    "names_shown": READ["RevealIdentities"],
    "seen_before": READ["SeenBefore"],
    "work": READERS,
    "worksheet": _NOTIFIERS,
    "worksheet_with_names": _NOTIFIERS,
    "table": FILL["agency_return"],
    "people": ANYONE,
    "choose_person": ANYONE,
    "sign_in": ANYONE,
    "signed_in": ANYONE,
    "sign_out": SIGNED_IN,
    "sign_out_now": SIGNED_IN,
    "sign_out_there": ANYONE,
    "signed_out": ANYONE,
    "session": SIGNED_IN,
    "stay": SIGNED_IN,
    "accessibility": ANYONE,
    "health": ANYONE,
    "static": ANYONE,
}


class UnlistedPage(Exception):
    """A page has no row in ``PAGES``."""


def may_open(page: str, roles: Collection[str]) -> bool:
    """Whether a person with ``roles`` may open ``page``. Raises ``KeyError`` for an unlisted page."""
    allowed = PAGES[page]
    return "*" in allowed or not allowed.isdisjoint(roles)


def may_fill(form: str, roles: Collection[str]) -> bool:
    """Whether a person with ``roles`` may fill in ``form``. Raises ``KeyError`` for an unlisted form."""
    return not FILL[form].isdisjoint(roles)


def first_page(roles: Collection[str]) -> str:
    """Where somebody begins who has no part in the cases; empty for everybody else."""
    if not roles or not set(roles) <= FIRST_PAGES.keys():
        return ""
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


def may_work(roles: Collection[str], *, reviewed: bool, contributing: bool = False) -> bool:
    """Whether the page of a case's work has anything for ``roles``: agencies have no part in it before its review,
    and of a review that others lead its referral is not shown.
    """
    whole = WHOLE if contributing else READ["GetReferral"]
    return not whole.isdisjoint(roles) or (reviewed and not READ["GetReview"].isdisjoint(roles))


def on_board(roles: Collection[str]) -> bool:
    """Whether a case has a page of its own for ``roles``; who only notifies works on it from their first page."""
    return not set(roles) <= {"authority_notifier"}


def is_open(page: str) -> bool:
    """Whether ``page`` is for people who have not signed in, too. Raises ``KeyError`` for an unlisted page."""
    return PAGES[page] is ANYONE


def all_listed(pages: Iterable[str]) -> None:
    """Raises ``UnlistedPage`` unless each of ``pages`` has a row."""
    missing = sorted(set(pages) - PAGES.keys())
    if missing:
        raise UnlistedPage(f"say in portal/permissions.py who may open: {', '.join(missing)}")
