"""Signing in at the identity provider, and signing out here and there. Every failure is a plain page."""

from __future__ import annotations

from dataclasses import astuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.clients.sign_in import Begun, SignInFailed
from portal.forms.sign_in import BEGUN_S, own_address
from portal.views.desk import Desk, SignIn, Visitor, cookie_name
from portal.views.form_sent import posted_by

BEGUN_COOKIE = "rapid_review_signing_in_"
THERE = "/sign-out/there"
BEGUN_MAX = 5
"""So many sign-ins may have begun in one browser; each is a cookie that comes with every request."""


async def begin(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """Send the browser to the provider; it comes back to ``come_back``."""
    sign_in = desk.sign_in_here
    begun = Begun.anew(own_address(request.query_params.get("to", "")))
    response = RedirectResponse(await sign_in.client.address_for(begun), 303)
    response.set_cookie(
        _cookie(sign_in, begun.state), sign_in.sealed.sealed(list(astuple(begun))), max_age=BEGUN_S,
        httponly=True, samesite="lax", secure=sign_in.settings.is_secure,
    )  # fmt: skip
    begun_before = [name for name in request.cookies if name.startswith(_cookie(sign_in, ""))]
    for name in begun_before[: 1 - BEGUN_MAX]:  # A browser sends the oldest first.
        _forget(sign_in, response, name)
    return response


async def come_back(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """Back from the provider: begin a session, and go to the page that was wanted."""
    sign_in, answer = desk.sign_in_here, dict(request.query_params)
    name = _cookie(sign_in, answer.get("state", ""))
    kept = sign_in.sealed.opened(request.cookies.get(name, ""))
    if kept is None:
        raise SignInFailed("not_begun_here")
    begun = Begun(*kept)
    signed_in = await sign_in.client.signed_in(answer, begun)
    before, number = request.cookies.get(sign_in.cookie, ""), sign_in.sessions.begin(signed_in)
    sign_in.sessions.end(before)
    desk.limits.go_on_as(before, number)
    response = RedirectResponse(own_address(begun.to), 303)
    _forget(sign_in, response, name)
    sign_in.keep(response, number)
    return response


async def ask_to_leave(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """The question whether to sign out: a link alone must not do it, since others can make links."""
    return desk.page(visitor, "people/sign_out.html")


async def leave(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Sign out here, then go on to the provider to sign out there."""
    await posted_by(desk, visitor, request)
    sign_in = desk.sign_in_here
    sign_in.sessions.end(request.cookies.get(sign_in.cookie, ""))
    # Not a redirect: a form may lead to pages of ours only.
    response = desk.page(desk.stranger(), "people/signed_out.html", there=THERE)
    response.headers["Refresh"] = f"0; url={THERE}"
    return response


async def leave_there(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """Off to the provider, which sends the browser back to ``left``; straight there if it has no such place."""
    sign_in = desk.sign_in_here
    hint = sign_in.sessions.take_hint(request.cookies.get(sign_in.cookie, ""))
    address = await sign_in.client.address_to_leave(hint) if hint else ""
    response = RedirectResponse(address or "/signed-out", 303)
    _forget(sign_in, response, sign_in.cookie)
    return response


async def left(desk: Desk, _visitor: Visitor, _request: Request) -> Response:
    """The page after signing out."""
    return desk.page(desk.stranger(), "people/signed_out.html", there="")


def _forget(sign_in: SignIn, response: Response, name: str) -> None:
    response.delete_cookie(name, httponly=True, samesite="lax", secure=sign_in.settings.is_secure)


def _cookie(sign_in: SignIn, state: str) -> str:
    """One for each sign-in, so that two that began in two windows can both end well."""
    name = BEGUN_COOKIE + "".join(letter for letter in state[:12] if letter.isalnum())
    return cookie_name(name, secure=sign_in.settings.is_secure)
