"""Who is looking: whoever signed in, or the example person whose signed cookie came with the request.

Where people sign in at an identity provider, a page that is not for everybody sends them there first, and remembers
its own address for their return. Elsewhere a cookie says which example person was chosen, and nothing else. It is
signed, so that it cannot name anybody whom the form did not offer.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from chassis.errors import NotAllowed
from chassis.identity import NotSignedIn
from chassis.telemetry import traces
from portal import words
from portal.forms import form_token
from portal.forms.posted import posted_answers
from portal.permissions import is_open, may_open
from portal.settings import ExamplePerson, Person
from portal.views.desk import DRAFT_FRAGMENT, FRAGMENT_HEADER, Desk, SignIn, Visitor

PERSON_COOKIE = "rapid_review_person"
CHOICE_LASTS_S = 12 * 3600

TYPED_IN = frozenset({"form_sent_in", "form_part_saved", "form_row_saved"})
"""Pages to which people send what they have typed: it is not lost when their session has ended."""

View = Callable[[Desk, Visitor, Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class PageNotForRole(NotAllowed):
    """The visitor's role has no use for this page."""

    code = "portal.page_not_for_role"
    sentence = "The role {role} cannot open the page {page}."


def guarded(desk: Desk, page: str, view: View) -> Endpoint:
    """``view`` behind its row in the table of permissions, and as the first span of what it asks."""

    async def endpoint(request: Request) -> Response:
        if desk.sign_in is not None and not is_open(page):
            try:
                await desk.sign_in.sessions.use(request.cookies.get(desk.sign_in.cookie, ""))
            except NotSignedIn:
                if page in TYPED_IN:
                    return await signed_out_while_typing(desk, request)
                if request.method != "GET" or page == "live" or FRAGMENT_HEADER in request.headers:
                    raise
                return RedirectResponse(f"/sign-in?{urlencode({'to': _address_of(request)})}", 303)
        visitor = visitor_of(desk, request)
        with traces.span(f"portal {page}", kind=traces.SERVER):
            if not may_open(page, visitor.person.roles):
                raise PageNotForRole(role=" or ".join(sorted(visitor.person.roles)), page=page)
            return await view(desk, visitor, request)

    return endpoint


async def signed_out_while_typing(desk: Desk, request: Request) -> Response:
    """Nothing is kept, for nobody is known here; what was typed stands on the page until they have signed in again."""
    if request.headers.get(FRAGMENT_HEADER) == DRAFT_FRAGMENT:
        return JSONResponse({"signed_out": True}, 401)
    fields, _ = await posted_answers(request)
    return desk.page(
        desk.stranger(), "filling/signed_out.html", status=403, address=_address_of(request),
        fields={name: said for name, said in fields.items() if name != form_token.FIELD},
    )  # fmt: skip


def visitor_of(desk: Desk, request: Request) -> Visitor:
    """The visitor behind ``request``. A cookie that does not verify counts as none."""
    if desk.sign_in is not None:
        return _signed_in(desk, desk.sign_in, request)
    visit = request.cookies.get(form_token.VISIT_COOKIE, "")
    return Visitor(
        person=_chosen(desk, request.cookies.get(PERSON_COOKIE, "")),
        visit=visit or form_token.new_visit(),
        new=not visit,
        secure=request.url.scheme == "https",
    )


def _signed_in(desk: Desk, sign_in: SignIn, request: Request) -> Visitor:
    session = sign_in.sessions.known(request.cookies.get(sign_in.cookie, ""))
    if session is None:
        return desk.stranger()
    caller = session.caller
    roles = ", ".join(sorted(words.role_words(role) for role in caller.roles))
    return Visitor(
        person=Person(caller.person, roles, caller.memberships), visit=session.visit, new=False,
        secure=sign_in.settings.is_secure, example=False,
    )  # fmt: skip


def _address_of(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def remember(desk: Desk, response: Response, person: ExamplePerson, *, secure: bool) -> None:
    """Let ``response`` set the cookie that says that the visitor is ``person``."""
    response.set_cookie(
        PERSON_COOKIE,
        f"{person.id}.{_signature(desk, person.id)}",
        max_age=CHOICE_LASTS_S,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def _chosen(desk: Desk, cookie: str) -> ExamplePerson:
    person_id, _, signature = cookie.rpartition(".")
    if hmac.compare_digest(signature.encode(), _signature(desk, person_id).encode()):
        for person in desk.people:
            if person.id == person_id:
                return person
    return desk.people[0]


def _signature(desk: Desk, person_id: str) -> str:
    return hmac.new(desk.person_key, person_id.encode(), "sha256").hexdigest()
