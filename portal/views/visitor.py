"""Who is looking: the example person whose signed cookie came with the request, or the first of all.

The cookie says which person was chosen and nothing else. It is signed, so that it cannot name anybody
whom the form did not offer, and it is no sign-in token: the portal makes those itself, per call.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import NotAllowed
from chassis.telemetry import traces
from portal.forms import form_token
from portal.permissions import may_open
from portal.settings import ExamplePerson
from portal.views.desk import Desk, Visitor

PERSON_COOKIE = "rapid_review_person"
CHOICE_LASTS_S = 12 * 3600

View = Callable[[Desk, Visitor, Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class PageNotForRole(NotAllowed):
    """The visitor's role has no use for this page."""

    code = "portal.page_not_for_role"
    sentence = "The role {role} cannot open the page {page}."


def guarded(desk: Desk, page: str, view: View) -> Endpoint:
    """``view`` behind its row in the table of permissions, and as the first span of what it asks."""

    async def endpoint(request: Request) -> Response:
        visitor = visitor_of(desk, request)
        with traces.span(f"portal {page}", kind=traces.SERVER):
            if not may_open(page, visitor.person.roles):
                raise PageNotForRole(role=" or ".join(sorted(visitor.person.roles)), page=page)
            return await view(desk, visitor, request)

    return endpoint


def visitor_of(desk: Desk, request: Request) -> Visitor:
    """The visitor behind ``request``. A cookie that does not verify counts as none."""
    visit = request.cookies.get(form_token.VISIT_COOKIE, "")
    return Visitor(
        person=_chosen(desk, request.cookies.get(PERSON_COOKIE, "")),
        visit=visit or form_token.new_visit(),
        new=not visit,
        secure=request.url.scheme == "https",
    )


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
