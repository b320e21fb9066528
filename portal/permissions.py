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

PAGES: Mapping[str, frozenset[str]] = {
    "home": READERS,
    "cases": READERS,
    "case": READERS,
    "case_people": READERS,
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
    "people": ANYONE,
    "choose_person": ANYONE,
    "sign_in": ANYONE,
    "signed_in": ANYONE,
    "sign_out": SIGNED_IN,
    "sign_out_now": SIGNED_IN,
    "sign_out_there": ANYONE,
    "signed_out": ANYONE,
    "health": ANYONE,
    "static": ANYONE,
}


class UnlistedPage(Exception):
    """A page has no row in ``PAGES``."""


def may_open(page: str, roles: Collection[str]) -> bool:
    """Whether a person with ``roles`` may open ``page``. Raises ``KeyError`` for an unlisted page."""
    allowed = PAGES[page]
    return "*" in allowed or not allowed.isdisjoint(roles)


def is_open(page: str) -> bool:
    """Whether ``page`` is for people who have not signed in, too. Raises ``KeyError`` for an unlisted page."""
    return PAGES[page] is ANYONE


def all_listed(pages: Iterable[str]) -> None:
    """Raises ``UnlistedPage`` unless each of ``pages`` has a row."""
    missing = sorted(set(pages) - PAGES.keys())
    if missing:
        raise UnlistedPage(f"say in portal/permissions.py who may open: {', '.join(missing)}")
