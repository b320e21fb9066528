"""The way into a referral: first whether a child is at risk now; and the empty table of a chronology."""

from __future__ import annotations

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.errors import NotFound
from portal.clients.form_facts import Subject
from portal.forms.agency_return import CHRONOLOGY, RETURN
from portal.forms.refused import Form
from portal.forms.tables import template_of
from portal.permissions import FILL, may_fill
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.filling import roles_in
from portal.views.form_sent import posted_by

RISK, PLACE = "risk", "partnership"
FORM = Form((RISK, PLACE))


async def refer(desk: Desk, visitor: Visitor, _request: Request) -> Response:
    """The first question; to be asked before anything is written down."""
    return _page(desk, visitor, FORM)


async def answered(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What to do first, where a child is at risk; else the form, empty, under a case id of its own."""
    typed = await posted_by(desk, visitor, request)
    form = FORM.filled(typed)
    places = _places(desk, visitor)
    place = form.answer(PLACE) if len(places) > 1 else next(iter(places))
    if form.answer(RISK) == "yes":
        return desk.page(visitor, "refer/first.html")
    if form.answer(RISK) != "no" or place not in places:
        return _page(desk, visitor, form, status=422)
    subject = Subject(place, uuid4())
    return RedirectResponse(f"/forms/referral/{place}/{subject.in_address}", 303)


async def notify(_desk: Desk, visitor: Visitor, request: Request) -> Response:
    """An empty notice of a serious incident, under a case id of its own."""
    return _begun("notification", visitor, request)


async def paper(_desk: Desk, visitor: Visitor, request: Request) -> Response:
    """An empty referral that came by letter or telephone, under a case id of its own."""
    return _begun("paper_referral", visitor, request)


def _begun(form: str, visitor: Visitor, request: Request) -> Response:
    subject = Subject(request.path_params["partnership"], uuid4())
    if not may_fill(form, roles_in(visitor, subject)):
        raise NotFound
    return RedirectResponse(f"/forms/{form}/{subject.partnership}/{subject.in_address}", 303)


async def table(_desk: Desk, _visitor: Visitor, request: Request) -> Response:
    """An empty table with the columns of a chronology."""
    if request.path_params["form"] != RETURN.code:
        raise NotFound
    name = {"Content-Disposition": 'attachment; filename="chronology.csv"'}
    return Response(template_of(CHRONOLOGY), media_type="text/csv; charset=utf-8", headers=name)


def _page(desk: Desk, visitor: Visitor, form: Form, status: int = 200) -> Response:
    if status != 200:  # noqa: PLR2004 - the question was not answered.
        form = form.refused_choice((RISK,) if form.answer(RISK) not in {"yes", "no"} else (PLACE,))
    places = _places(desk, visitor)
    return desk.page(visitor, "refer/index.html", status=form.status, form=form, places=places)


def _places(desk: Desk, visitor: Visitor) -> dict[str, str]:
    """Where the person may refer."""
    return {
        one.partnership: desk.partnership_name(one.partnership)
        for one in visitor.person.memberships
        if one.role in FILL["referral"]
    }
