"""The only file of the portal that knows everything: build it, and serve it.

``build`` opens nothing. The channels to services open when the application starts and close when it
stops. ``front_door`` serves it so that open live streams end first and the server can stop at once.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
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
from portal.clients.sign_in import BACK, LEFT, SignInClient
from portal.forms import form_token
from portal.forms.lists import Lists
from portal.forms.sign_in import Sealed
from portal.permissions import all_listed
from portal.settings import Doors, ExamplePerson, SignInSettings
from portal.views import (
    accessibility,
    case,
    cases,
    contacts,
    home,
    live,
    machine,
    messages,
    people,
    preference,
    sign_in,
    tasks,
)
from portal.views.assets import Assets
from portal.views.desk import Desk, SignIn
from portal.views.errors import handlers
from portal.views.filling_in import (
    case_work,
    form_list,
    form_pages,
    form_sending,
    referring,
    returns,
)
from portal.views.headers import ProtectedAnswers
from portal.views.oversight import audit, operations, parked
from portal.views.visitor import View, guarded

__all__ = ["Doors", "ExamplePerson", "build", "build_with_sign_in", "front_door"]

STOP_WITHIN_S = 1

FORM = "/forms/{form}/{partnership}/{subject}"
PARKED = "/operations/parked/{service}/{listener}/{case_id}"
UNREADABLE = "/operations/unreadable/{service}/{listener}/{source}/{partition:int}/{offset:int}"
AUDITING: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/operations", "operations", operations.operations),
    ("POST", "/operations", "send_failed_again", operations.send_again),
    ("GET", PARKED, "parked", parked.parked),
    ("POST", PARKED, "parked_done", parked.act),
    ("GET", UNREADABLE, "unreadable", parked.unreadable),
    ("POST", UNREADABLE, "unreadable_done", parked.act_on_message),
    ("GET", "/audit", "audit", audit.search),
    ("GET", "/audit/{reference}", "replay", audit.replay),
    ("GET", "/audit/{reference}/verified", "verified", audit.verified),
    ("GET", "/audit/{reference}/events.jsonl", "take_away", audit.take_away),
    ("GET", "/reads", "reads", audit.reads),
)
PAGES: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/", "home", home.home),
    ("GET", "/cases", "cases", cases.cases),
    ("GET", "/cases/{reference}", "case", case.overview),
    ("GET", "/cases/{reference}/people", "case_people", case.people),
    ("GET", "/cases/{reference}/documents", "case_documents", case.documents),
    ("GET", "/cases/{reference}/decisions", "case_decisions", case.decisions),
    ("GET", "/cases/{reference}/messages", "case_messages", case.messages),
    ("GET", "/cases/{reference}/history", "case_history", case.history),
    ("GET", "/live", "live", live.live),
    ("GET", "/tasks", "tasks", tasks.tasks),
    ("GET", "/messages", "messages", messages.messages),
    ("POST", "/messages", "send_again", messages.send_again),
    ("GET", "/messages/preference", "preference", preference.preference),
    ("POST", "/messages/preference", "set_preference", preference.set_preference),
    ("GET", "/contacts", "contacts", contacts.contacts),
    ("POST", "/contacts", "register_contact", contacts.register_contact),
    ("GET", "/forms", "forms", form_list.forms),
    ("GET", "/refer", "refer", referring.refer),
    ("POST", "/refer", "refer_now", referring.answered),
    ("GET", "/notify/{partnership}", "notify", referring.notify),
    ("GET", "/returns/{partnership}/{subject}", "one_return", returns.one_return),
    ("GET", "/case-work/{partnership}/{subject}", "work", case_work.work),
    ("GET", "/forms/{form}/table", "table", referring.table),
    ("GET", FORM, "form", form_sending.form),
    ("POST", FORM, "form_sent_in", form_sending.sent_in),
    ("GET", f"{FORM}/part/{{section}}", "form_part", form_pages.part),
    ("POST", f"{FORM}/part/{{section}}", "form_part_saved", form_pages.part_saved),
    ("GET", f"{FORM}/row/{{section}}/{{number}}", "form_row", form_pages.part),
    ("POST", f"{FORM}/row/{{section}}/{{number}}", "form_row_saved", form_pages.part_saved),
    ("GET", f"{FORM}/check", "form_check", form_sending.check_answers),
    ("POST", f"{FORM}/check", "form_send", form_sending.send),
    ("GET", f"{FORM}/merge", "form_merged", form_sending.merged),
    ("POST", f"{FORM}/merge", "form_merge", form_sending.merge),
    ("GET", f"{FORM}/sent", "form_sent", form_sending.sent),
    ("GET", f"{FORM}/drop", "form_drop", form_sending.ask_to_drop),
    ("POST", f"{FORM}/drop", "form_dropped", form_sending.drop),
    *AUDITING,
    ("GET", "/accessibility", "accessibility", accessibility.statement),
    ("GET", "/health", "health", machine.health),
    ("GET", "/static/{digest}/{name:path}", "static", machine.static),
)
EXAMPLE_PEOPLE: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/people", "people", people.people),
    ("POST", "/people", "choose_person", people.choose_person),
)
SIGN_IN: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/sign-in", "sign_in", sign_in.begin),
    ("GET", BACK, "signed_in", sign_in.come_back),
    ("GET", "/sign-out", "sign_out", sign_in.ask_to_leave),
    ("POST", "/sign-out", "sign_out_now", sign_in.leave),
    ("GET", sign_in.THERE, "sign_out_there", sign_in.leave_there),
    ("GET", LEFT, "signed_out", sign_in.left),
)


def build(
    *,
    doors: Doors,
    people: Sequence[ExamplePerson],
    token_key: bytes,
    partnership_names: Mapping[str, str],
    agency_names: Mapping[str, str] = MappingProxyType({}),
    packs: RulePacks | None = None,
    hosts: Sequence[str] = (),
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
        assets=Assets(),
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
    packs: RulePacks | None = None,
    hosts: Sequence[str] = (),
    contact: str = "",
) -> Starlette:
    """The portal of people who sign in at an identity provider; it holds no key that could sign for anybody."""
    key = bytes.fromhex(settings.session_key.get_secret_value())
    client = SignInClient(identity, settings)
    sessions = Sessions(client)
    desk = Desk(
        people=(),
        partnership_names=partnership_names,
        agency_names=agency_names,
        key=key,
        services=Services(doors, sessions.bearer),
        lists=_lists(packs),
        assets=Assets(),
        contact=contact,
        sign_in=SignIn(settings, client, sessions, Sealed(form_token.portal_key(key, "sign-in"))),
    )
    own = urlsplit(settings.address).hostname or ""
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
        middleware=[Middleware(ProtectedAnswers, hosts=hosts)],
        exception_handlers=handlers(desk),
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # An address that is not ours is not ours.
    app.state.watching = desk.watching
    return app


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
