"""Whether the partnership has learned this before: the themes of a case in its earlier cases, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.looked_at import looked_at

FOLLOWED: tuple[tuple[str, str], ...] = (
    ("open_actions", "still to be carried out"),
    ("unchecked_actions", "carried out, and nobody has looked at what it changed"),
    ("checked_actions", "carried out and looked at"),
    ("ended_otherwise", "not accepted, or taken up by another action"),
)


async def seen_before(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The page of a case. One that may not be seen is as one that is not there."""
    subject = looked_at(visitor, request, "SeenBefore")
    asked = {"partnership": subject.partnership, "case_id": str(subject.case_id)}
    try:
        found = await desk.forms["learning"].read(visitor.caller, "SeenBefore", asked)
    except (NotAllowed, Invalid):
        raise NotFound from None
    named = desk.lists.pack(subject.partnership).themes
    return desk.page(
        visitor, "work/seen_before.html", subject=subject,
        themes=[
            (
                named.get(one["theme"], words.plain(one["theme"])), int(one.get("earlier_cases", 0)),
                words.written_day(one.get("since", "")), one.get("references", ()),
                list(_followed(one)),
            )
            for one in found.get("themes", ())
        ],
    )  # fmt: skip


def _followed(theme: Mapping[str, Any]) -> Iterator[str]:
    for name, said in FOLLOWED:
        if number := int(theme.get(name, 0)):
            yield f"{number} {'action' if number == 1 else 'actions'} {said}"
