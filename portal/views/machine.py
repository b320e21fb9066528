"""What machines ask for: assets, and whether the portal can do its work."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from portal.views.desk import Desk, Visitor


async def static(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """One style sheet, script or picture."""
    return desk.assets.answer(request.path_params["digest"], request.path_params["name"])


async def health(desk: Desk, _visitor: Visitor, _request: Request) -> Response:
    """200 when reporting's door answers, 503 with a plain sentence when it does not."""
    if await desk.reporting.answers():
        return PlainTextResponse("The portal is ready.\n")
    return PlainTextResponse("The portal is running, but reporting does not answer.\n", 503)
