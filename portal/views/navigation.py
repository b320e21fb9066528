"""What stands in the navigation besides the pages that are for everybody who has a part in cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from portal.permissions import first_page, may_open

FOR_EVERYBODY = frozenset({"/people", "/sign-out"})
ASIDE: Sequence[tuple[str, str, str, frozenset[str]]] = (
    ("audit", "Audit", "/audit", frozenset({"replay", "verified"})),
    ("reads", "Who read it", "/reads", frozenset()),
    ("retention", "Keeping and erasing", "/retention", frozenset({"erasure"})),
    ("operations", "Operations", "/operations", frozenset({"parked", "unreadable", "untold"})),
)
"""The page of the table of permissions, its words and address, and the pages that are reached from it."""


def navigation_of(
    roles: Collection[str], here: str, items: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The items that this person has a use for, with those of their role before the last one."""
    shown = [one for one in items if one]
    if first_page(roles):
        shown = [one for one in shown if one["href"] in FOR_EVERYBODY]
    more = [
        {"text": words, "href": address, "current": here == page, "active": here in below}
        for page, words, address, below in ASIDE
        if may_open(page, roles) and not (page == "reads" and may_open("audit", roles))
    ]
    return [*shown[:-1], *more, *shown[-1:]]
