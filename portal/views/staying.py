"""How long the visitor's session lasts, and staying signed in. What a script asks and shows; the portal alone decides.

A page knows only what it was told when it was drawn. Before it warns it asks again, for the session may have been used
in another window meanwhile, and asking is no use of it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.views.desk import Desk, Visitor
from portal.views.form_sent import posted_by
from portal.views.visitor import visitor_of


async def session(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """Who is signed in, and for how many seconds."""
    return _said(desk, visitor)


async def stay(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The session was used by coming here: say how long it lasts now."""
    await posted_by(desk, visitor, request)
    return _said(desk, visitor_of(desk, request))


def _said(desk: Desk, visitor: Visitor) -> Response:
    left = visitor.left
    return JSONResponse(
        {
            "left": int(left.seconds) if left else None,
            "longest": int(left.longest_s) if left else None,
            "who": visitor.person.label,
            "written_as": desk.mark_of(visitor.person),
        }
    )
