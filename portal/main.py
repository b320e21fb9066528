"""The only file of the portal that knows everything: build it, and serve it.

``build`` opens nothing. The channels to services open when the application starts and close when it
stops. ``front_door`` serves it so that open live streams end first and the server can stop at once.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from portal.clients.notifications import Notifications
from portal.clients.reporting import Reporting
from portal.permissions import all_listed
from portal.settings import Doors, ExamplePerson
from portal.views import case, cases, live, machine, messages, people, preference, tasks
from portal.views.assets import Assets
from portal.views.desk import Desk
from portal.views.errors import handlers
from portal.views.headers import ProtectedAnswers
from portal.views.visitor import View, guarded

__all__ = ["Doors", "ExamplePerson", "build", "front_door"]

STOP_WITHIN_S = 1

PAGES: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/", "cases", cases.cases),
    ("GET", "/cases/{reference}", "case", case.case),
    ("GET", "/live", "live", live.live),
    ("GET", "/tasks", "tasks", tasks.tasks),
    ("GET", "/messages", "messages", messages.messages),
    ("POST", "/messages", "send_again", messages.send_again),
    ("GET", "/messages/preference", "preference", preference.preference),
    ("POST", "/messages/preference", "set_preference", preference.set_preference),
    ("GET", "/people", "people", people.people),
    ("POST", "/people", "choose_person", people.choose_person),
    ("GET", "/health", "health", machine.health),
    ("GET", "/static/{digest}/{name:path}", "static", machine.static),
)


def build(
    *,
    doors: Doors,
    people: Sequence[ExamplePerson],
    token_key: bytes,
    partnership_names: Mapping[str, str],
    agency_names: Mapping[str, str] = MappingProxyType({}),
    hosts: Sequence[str] = (),
) -> Starlette:
    """The portal as an application. ``hosts`` are host names to answer to besides the loopback ones."""
    if not people:
        raise ValueError("the portal needs at least one example person")
    all_listed(name for _, _, name, _ in PAGES)
    reporting = Reporting(doors.reporting, token_key, doors.tls)
    notifications = Notifications(doors.notifications, token_key, doors.tls)
    desk = Desk(
        people=people,
        partnership_names=partnership_names,
        agency_names=agency_names,
        token_key=token_key,
        reporting=reporting,
        notifications=notifications,
        assets=Assets(),
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with reporting.connected(), notifications.connected():
            yield
            desk.watching.close()

    app = Starlette(
        routes=_routes(desk),
        middleware=[Middleware(ProtectedAnswers, hosts=hosts)],
        exception_handlers=handlers(desk),
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # An address that is not ours is not ours.
    app.state.watching = desk.watching
    return app


def _routes(desk: Desk) -> list[Route]:
    return [
        Route(path, guarded(desk, name, view), methods=[method], name=name)
        for method, path, name, view in PAGES
    ]


def front_door(app: Starlette, *, host: str = "127.0.0.1", port: int = 8000, **more: Any) -> Server:
    """A server for ``app``. Await its ``serve()``; set ``should_exit`` to stop it."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        access_log=False,
        **more,
    )
    return Server(config, app)


class Server(uvicorn.Server):
    """uvicorn waits for open answers before it stops; this ends the live streams first."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, end the streams, wait for what is being answered."""
        self._app.state.watching.close()
        await super().shutdown(sockets)
