"""Signing in at the identity provider, and signing out here and there. Every failure is a plain page."""

from __future__ import annotations

from dataclasses import astuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.clients.sign_in import BACK, Begun, SignInFailed
from portal.forms import form_token
from portal.forms.posted import posted_fields
from portal.forms.sign_in import BEGUN_S, own_address
from portal.views.desk import Desk, Visitor

BEGUN_COOKIE = "rapid_review_signing_in_"
THERE = "/sign-out/there"


async def begin(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """Send the browser to the provider; it comes back to ``come_back``."""
    sign_in = desk.sign_in_here
    begun = Begun.anew(own_address(request.query_params.get("to", "")))
    response = RedirectResponse(await sign_in.client.address_for(begun), 303)
    response.set_cookie(
        _cookie(begun.state), sign_in.sealed.sealed(list(astuple(begun))), max_age=BEGUN_S,
        path=BACK, httponly=True, samesite="lax", secure=sign_in.settings.is_secure,
    )  # fmt: skip
    return response


async def come_back(desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """Back from the provider: begin a session, and go to the page that was wanted."""
    sign_in, answer = desk.sign_in_here, dict(request.query_params)
    name = _cookie(answer.get("state", ""))
    kept = sign_in.sealed.opened(request.cookies.get(name, ""))
    if kept is None:
        raise SignInFailed("not_begun_here")
    begun = Begun(*kept)
    signed_in = await sign_in.client.signed_in(answer, begun)
    sign_in.sessions.end(request.cookies.get(sign_in.cookie, ""))
    response = RedirectResponse(own_address(begun.to), 303)
    response.delete_cookie(name, path=BACK, httponly=True, samesite="lax")
    response.set_cookie(
        sign_in.cookie, sign_in.sessions.begin(signed_in), httponly=True, samesite="lax",
        secure=sign_in.settings.is_secure,
    )  # fmt: skip
    return response


async def ask_to_leave(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """The question whether to sign out: a link alone must not do it, since others can make links."""
    return desk.page(visitor, "people/sign_out.html")


async def leave(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Sign out here, then go on to the provider to sign out there."""
    fields = await posted_fields(request)
    form_token.must_be_ours(visitor.visit, fields.get(form_token.FIELD, ""), desk.form_key)
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
    response.delete_cookie(
        sign_in.cookie, httponly=True, samesite="lax", secure=sign_in.settings.is_secure
    )
    return response


async def left(desk: Desk, _visitor: Visitor, _request: Request) -> Response:
    """The page after signing out."""
    return desk.page(desk.stranger(), "people/signed_out.html", there="")


def _cookie(state: str) -> str:
    """One for each sign-in, so that two that began in two windows can both end well."""
    return BEGUN_COOKIE + "".join(letter for letter in state[:12] if letter.isalnum())
