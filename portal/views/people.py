"""Choosing which example person to be. A region's own sign-in takes this page's place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.forms import form_token
from portal.forms import people as form
from portal.forms.posted import posted_fields
from portal.views.desk import Desk, Visitor
from portal.views.visitor import remember


async def people(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """The form."""
    return _form(desk, visitor)


async def choose_person(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Become the chosen person and go to the cases."""
    fields = await posted_fields(request)
    visit = "" if visitor.new else visitor.visit
    form_token.must_be_ours(visit, fields.get(form_token.FIELD, ""), desk.form_key)
    person = form.chosen(fields, desk.people)
    if person is None:
        return _form(desk, visitor, problem=form.NOTHING_CHOSEN, status=400)
    response = RedirectResponse("/", 303)
    remember(desk, response, person, secure=visitor.secure)
    return response


def _form(desk: Desk, visitor: Visitor, *, problem: str = "", status: int = 200) -> Response:
    options = [
        (person, " and ".join(desk.partnership_name(code) for code in person.partnerships))
        for person in desk.people
    ]
    return desk.page(visitor, "people/index.html", status=status, options=options, problem=problem)
