"""Choosing which example person to be. A region's own sign-in takes this page's place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.forms import form_token
from portal.forms import people as form
from portal.views.desk import Desk, Visitor, keep_visit
from portal.views.form_sent import posted_by
from portal.views.visitor import remember


async def people(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """The form."""
    return _form(desk, visitor)


async def choose_person(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Become the chosen person, in a visit of their own, and go to the cases."""
    fields = await posted_by(desk, visitor, request)
    person = form.chosen(fields, desk.people)
    if person is None:
        return _form(desk, visitor, problem=form.NOTHING_CHOSEN, status=400)
    response, visit = RedirectResponse("/", 303), form_token.new_visit()
    remember(desk, response, person, secure=visitor.secure)
    keep_visit(response, visit, secure=visitor.secure)
    desk.limits.go_on_as(visitor.visit, visit)
    return response


def _form(desk: Desk, visitor: Visitor, *, problem: str = "", status: int = 200) -> Response:
    options = [
        (person, " and ".join(desk.partnership_name(code) for code in person.partnerships))
        for person in desk.people
    ]
    return desk.page(visitor, "people/index.html", status=status, options=options, problem=problem)
