"""Who is looking: whoever signed in, or the example person whose signed cookie came with the request.

Where people sign in at an identity provider, a page that is not for everybody sends them there first, and remembers
its own address for their return. Elsewhere a cookie says which example person was chosen and until when, and nothing
else. It is signed, so that it can neither name anybody whom the form did not offer, nor last longer than it did.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from chassis.errors import NotAllowed
from chassis.identity import NotSignedIn
from chassis.telemetry import traces
from portal import words
from portal.clients.sessions import Left, Session
from portal.forms import form_token
from portal.forms.posted import posted_answers
from portal.permissions import first_page, is_open, may_open
from portal.settings import ExamplePerson, Person
from portal.views.desk import (
    DRAFT_FRAGMENT,
    FRAGMENT_HEADER,
    LIVE_FRAGMENT,
    Desk,
    SignIn,
    Visitor,
    cookie_name,
)
from portal.views.headers import is_from_elsewhere

PERSON_COOKIE = "rapid_review_person"
CHOICE_LASTS_S = 12 * 3600

TYPED_IN = frozenset({"form_sent_in", "form_part_saved", "form_row_saved", "form_merge"})
"""Pages to which people send what they have typed: it is not lost when they have become nobody, or somebody else."""
SIGNING_IN = frozenset({"sign_in", "signed_in", "choose_person"})
BY_ITSELF = frozenset({"live", "session"})
"""What a page asks by itself: no use of a session, and nowhere to sign in from."""

View = Callable[[Desk, Visitor, Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class PageNotForRole(NotAllowed):
    """The visitor's role has no use for this page."""

    code = "portal.page_not_for_role"
    sentence = "The role {role} cannot open the page {page}."


def guarded(desk: Desk, page: str, view: View) -> Endpoint:
    """``view`` behind its row in the table of permissions, and as the first span of what it asks."""

    async def endpoint(request: Request) -> Response:
        if request.method == "POST" and is_from_elsewhere(request.headers, desk.hosts):
            raise form_token.FormNotOurs
        if page in SIGNING_IN:
            desk.limits.must_be_few(request, _session_of(desk, request))
        if (sent_away := await _sent_away(desk, page, request)) is not None:
            return sent_away
        visitor = visitor_of(desk, request)
        if page in TYPED_IN and await _is_anothers(desk, visitor, request):
            return await written_as_another(desk, visitor, request)
        if request.url.path == "/" and (first := first_page(visitor.person.roles)):
            return RedirectResponse(first, 303)
        with traces.span(f"portal {page}", kind=traces.SERVER):
            if not may_open(page, visitor.person.roles):
                raise PageNotForRole(role=" or ".join(sorted(visitor.person.roles)), page=page)
            return await view(desk, visitor, request)

    return endpoint


async def _sent_away(desk: Desk, page: str, request: Request) -> Response | None:
    """Where somebody has to go who is not signed in, or who needs a new number; nowhere for everybody else."""
    sign_in = desk.sign_in
    if sign_in is None or is_open(page):
        return None
    number = request.cookies.get(sign_in.cookie, "")
    alone = page in BY_ITSELF or request.headers.get(FRAGMENT_HEADER) == LIVE_FRAGMENT
    is_page = request.method == "GET" and not alone and FRAGMENT_HEADER not in request.headers
    try:
        session = await sign_in.sessions.use(number, by_person=not alone)
    except NotSignedIn:
        if page in TYPED_IN:
            return await signed_out_while_typing(desk, request)
        if not is_page:
            raise
        return RedirectResponse(f"/sign-in?{urlencode({'to': _address_of(request)})}", 303)
    return _renumbered(sign_in, session, number, request) if is_page else None


def _renumbered(
    sign_in: SignIn, session: Session, number: str, request: Request
) -> Response | None:
    """The same page under a new number of the session, when the rights of its person have changed."""
    if not session.rights_changed:
        return None
    response = RedirectResponse(_address_of(request), 303)
    sign_in.keep(response, sign_in.sessions.renumber(number))
    return response


async def signed_out_while_typing(desk: Desk, request: Request) -> Response:
    """Nothing is kept, for nobody is known here; what was typed stands on the page until they have signed in again."""
    if request.headers.get(FRAGMENT_HEADER) == DRAFT_FRAGMENT:
        return JSONResponse({"signed_out": True}, 401)
    return desk.page(
        desk.stranger(), "filling/signed_out.html", status=403, address=_address_of(request),
        fields=await _typed(request),
    )  # fmt: skip


async def _is_anothers(desk: Desk, visitor: Visitor, request: Request) -> bool:
    """Whether this was written by somebody who is not the visitor: they changed in another window of the browser."""
    fields, _ = await posted_answers(request)
    by = fields.get(form_token.WRITTEN_AS, "")
    return bool(by) and not hmac.compare_digest(by.encode(), desk.mark_of(visitor.person).encode())


async def written_as_another(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Nothing is kept as somebody else's; what was typed stands on the page until they are who they were again."""
    fields = await _typed(request)
    by = fields.get(form_token.WRITTEN_AS, "")
    was = next((one.label for one in desk.people if desk.mark_of(one) == by), words.SOMEBODY_ELSE)
    if request.headers.get(FRAGMENT_HEADER) == DRAFT_FRAGMENT:
        told = {"now": visitor.person.label, "was": was, "change": _way_to_change(visitor)}
        return JSONResponse({"another": told}, 409)
    return desk.page(
        visitor, "filling/written_as_another.html", status=409, address=_address_of(request),
        fields=fields, was=was, change=_way_to_change(visitor),
    )  # fmt: skip


def _way_to_change(visitor: Visitor) -> str:
    return "/people" if visitor.example else "/sign-out"


async def _typed(request: Request) -> dict[str, str]:
    fields, _ = await posted_answers(request)
    return {name: said for name, said in fields.items() if name != form_token.FIELD}


def visitor_of(desk: Desk, request: Request) -> Visitor:
    """The visitor behind ``request``. A cookie that does not verify counts as none."""
    if desk.sign_in is not None:
        return _signed_in(desk, desk.sign_in, request)
    secure = desk.is_secure(request)
    visit = _session_of(desk, request)
    person, left = _chosen(desk, request.cookies.get(cookie_name(PERSON_COOKIE, secure=secure), ""))
    return Visitor(
        person=person,
        visit=visit or form_token.new_visit(),
        new=not visit,
        secure=secure,
        left=left,
    )


def _session_of(desk: Desk, request: Request) -> str:
    """What tells the browser from others: the number of its session, or its visit."""
    if desk.sign_in is not None:
        return request.cookies.get(desk.sign_in.cookie, "")
    name = cookie_name(form_token.VISIT_COOKIE, secure=desk.is_secure(request))
    return request.cookies.get(name, "")


def _signed_in(desk: Desk, sign_in: SignIn, request: Request) -> Visitor:
    session = sign_in.sessions.known(request.cookies.get(sign_in.cookie, ""))
    if session is None:
        return desk.stranger()
    caller = session.caller
    roles = ", ".join(sorted(words.role_words(role) for role in caller.roles))
    return Visitor(
        person=Person(caller.person, roles, caller.memberships), visit=session.visit, new=False,
        secure=sign_in.settings.is_secure, example=False, left=sign_in.sessions.left(session),
    )  # fmt: skip


def _address_of(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def remember(desk: Desk, response: Response, person: ExamplePerson, *, secure: bool) -> None:
    """Let ``response`` set the cookie that says that the visitor is ``person``, and until when."""
    chosen = f"{person.id}.{int(time.time()) + CHOICE_LASTS_S}"
    response.set_cookie(
        cookie_name(PERSON_COOKIE, secure=secure), f"{chosen}.{_signature(desk, chosen)}",
        max_age=CHOICE_LASTS_S, httponly=True, samesite="lax", secure=secure,
    )  # fmt: skip


def _chosen(desk: Desk, cookie: str) -> tuple[ExamplePerson, Left | None]:
    """Who was chosen, and how long that holds; the first person where nobody is."""
    chosen, _, signature = cookie.rpartition(".")
    person_id, _, until = chosen.rpartition(".")
    ours = hmac.compare_digest(signature.encode(), _signature(desk, chosen).encode())
    if ours and until.isdecimal():
        left = int(until) - time.time()
        for person in desk.people:
            if person.id == person_id and left > 0:
                return person, Left(left, left)
    return desk.people[0], None


def _signature(desk: Desk, chosen: str) -> str:
    return hmac.new(desk.person_key, chosen.encode(), "sha256").hexdigest()
