"""The accessibility statement: for everybody, also before they sign in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.views.desk import Desk, Visitor


async def statement(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """What works for whom, what does not yet, how that was tested, and whom to tell."""
    return desk.page(visitor, "accessibility/index.html", contact=desk.contact)
