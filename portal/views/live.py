"""Tells a browser that something has changed, as server-sent events. It carries ids and numbers only.

``revision`` says ``{"revision": 12, "cases": ["…"]}``; no cases: any may have changed.
``tasks`` says ``{"revision": "…"}``: another one than before, so the tasks of the person are other ones.
``interrupted`` says that news may be missing from now on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chassis.identity import Caller
from portal.clients.case_facts import Revision
from portal.clients.mailbox_facts import TasksRevision
from portal.clients.watching import News, Signal, Watching
from portal.views.desk import Desk, Visitor
from portal.views.visitor import visitor_of

STILL_HERE_EVERY_S = 15.0
STILL_HERE = b": still here\n\n"


async def live(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The stream of one browser; it ends with the session."""
    return LiveStream(
        desk.watching, visitor.caller, lambda: visitor_of(desk, request).caller == visitor.caller
    )


class LiveStream(Response):
    """Lasts until the browser goes away, its session ends or the portal closes."""

    media_type = "text/event-stream"

    def __init__(self, watching: Watching, caller: Caller, lasts: Callable[[], bool]) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._watching = watching
        self._caller = caller
        self._lasts = lasts

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send what the listener hears."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await _piece(send, STILL_HERE)
        async with self._watching.listener(self._caller) as listener:
            gone = asyncio.create_task(_until_gone(receive))
            gone.add_done_callback(lambda _: listener.close())
            try:
                while (told := await listener.next(STILL_HERE_EVERY_S)) is not Signal.CLOSED:
                    if not self._lasts():
                        break
                    await _piece(send, event_of(told))
            finally:
                gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def event_of(told: News | Signal) -> bytes:
    """What the browser is sent."""
    match told:
        case Revision():
            news = {"revision": told.number, "cases": sorted(told.case_ids)}
            return f"id: {told.number}\nevent: revision\ndata: {json.dumps(news)}\n\n".encode()
        case TasksRevision():
            return f"event: tasks\ndata: {json.dumps({'revision': told.revision})}\n\n".encode()
        case Signal.INTERRUPTED:
            return b"event: interrupted\ndata: {}\n\n"
        case _:
            return STILL_HERE


async def _piece(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
