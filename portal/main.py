"""The only file of the portal that knows everything: build it, and serve it.

``build`` opens nothing. The channels to services open when the application starts and close when it
stops. ``front_door`` serves it so that open live streams end first and the server can stop at once.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from chassis.openid.identity_provider import IdentityProvider
from chassis.rules.code_lists import CodeLists
from chassis.rules.rule_packs import RulePacks
from portal.clients.door import example_bearer
from portal.clients.services import Services
from portal.clients.sessions import Sessions
from portal.clients.sign_in import SignInClient
from portal.forms import form_token
from portal.forms.lists import Lists
from portal.forms.sign_in import Sealed
from portal.permissions import all_listed
from portal.routes import EXAMPLE_PEOPLE, PAGES, SIGN_IN
from portal.settings import Doors, ExamplePerson, SignInSettings
from portal.views.assets import COLOURS, Assets, colours_of
from portal.views.desk import Desk, SignIn
from portal.views.errors import handlers
from portal.views.headers import ProtectedAnswers
from portal.views.sign_in_limits import SignInLimits
from portal.views.visitor import View, guarded

__all__ = ["Doors", "ExamplePerson", "SignInLimits", "build", "build_with_sign_in", "front_door"]

STOP_WITHIN_S = 1


def build(
    *,
    doors: Doors,
    people: Sequence[ExamplePerson],
    token_key: bytes,
    partnership_names: Mapping[str, str],
    agency_names: Mapping[str, str] = MappingProxyType({}),
    partnership_colours: Mapping[str, str] = MappingProxyType({}),
    packs: RulePacks | None = None,
    hosts: Sequence[str] = (),
    limits: SignInLimits | None = None,
    contact: str = "",
) -> Starlette:
    """The portal with example people. ``hosts`` are host names to answer to besides the loopback ones."""
    if not people:
        raise ValueError("the portal needs at least one example person")
    desk = Desk(
        people=people,
        partnership_names=partnership_names,
        agency_names=agency_names,
        key=token_key,
        services=Services(doors, example_bearer(token_key)),
        lists=_lists(packs),
        assets=Assets(made={COLOURS: colours_of(partnership_colours)}),
        hosts=hosts,
        limits=limits,
        contact=contact,
    )
    return _application(desk, (*PAGES, *EXAMPLE_PEOPLE), hosts)


def build_with_sign_in(
    identity: IdentityProvider,
    settings: SignInSettings,
    *,
    doors: Doors,
    partnership_names: Mapping[str, str],
    agency_names: Mapping[str, str] = MappingProxyType({}),
    partnership_colours: Mapping[str, str] = MappingProxyType({}),
    packs: RulePacks | None = None,
    hosts: Sequence[str] = (),
    limits: SignInLimits | None = None,
    contact: str = "",
    now: Callable[[], float] = time.time,
) -> Starlette:
    """The portal of people who sign in at an identity provider; it holds no key that could sign for anybody."""
    key = bytes.fromhex(settings.session_key.get_secret_value())
    client = SignInClient(identity, settings)
    sessions = Sessions(
        client, now, idle_s=settings.idle_minutes * 60, longest_s=settings.longest_minutes * 60
    )
    own = urlsplit(settings.address).hostname or ""
    desk = Desk(
        people=(),
        partnership_names=partnership_names,
        agency_names=agency_names,
        key=key,
        services=Services(doors, sessions.bearer),
        lists=_lists(packs),
        assets=Assets(made={COLOURS: colours_of(partnership_colours)}),
        contact=contact,
        sign_in=SignIn(settings, client, sessions, Sealed(form_token.portal_key(key, "sign-in"))),
        hosts=(*hosts, own),
        limits=limits,
    )
    return _application(desk, (*PAGES, *SIGN_IN), (*hosts, own), identity)


def _lists(packs: RulePacks | None) -> Lists:
    return Lists(packs or RulePacks.load(), CodeLists.load())


def _application(
    desk: Desk,
    pages: Sequence[tuple[str, str, str, View]],
    hosts: Sequence[str],
    identity: IdentityProvider | None = None,
) -> Starlette:
    all_listed(name for _, _, name, _ in pages)
    secure = desk.sign_in is not None and desk.sign_in.settings.is_secure

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with (
            desk.services.connected(),
            identity.kept_fresh() if identity else contextlib.nullcontext(),
        ):
            yield
            desk.watching.close()

    app = Starlette(
        routes=[
            Route(path, guarded(desk, name, view), methods=[method], name=name)
            for method, path, name, view in pages
        ],
        middleware=[Middleware(ProtectedAnswers, hosts=hosts, secure=secure)],
        exception_handlers=handlers(desk),
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # An address that is not ours is not ours.
    app.state.watching, app.state.sign_in = desk.watching, desk.sign_in
    return app


def front_door(
    app: Starlette,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    proxies: Sequence[str] = (),
    **more: Any,
) -> Server:
    """A server for ``app``. Await its ``serve()``; set ``should_exit`` to stop it.

    ``proxies`` are believed when they say for whom they ask, and how; of everybody else it is not even read.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        access_log=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
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
