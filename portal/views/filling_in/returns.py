"""One agency's return, as it was sent last: what stands in it, and what this person can do about it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from chassis.access.roles import COORDINATOR
from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Draft, Standing
from portal.clients.forms_door import subject_of
from portal.forms.agency_return import RETURN
from portal.forms.answers import typed_of
from portal.permissions import may_fill
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.filling import Filling, Shown
from portal.views.filling_in.form_drawn import states_of, written
from portal.views.filling_in.journeys import JOURNEYS

AWAITED = frozenset({"requested", "queried"})
OF_THE_AGENCY: tuple[tuple[str, frozenset[str], str], ...] = (
    ("agency_return", AWAITED | {"returned"}, "Fill in the return"),
    ("nil_return", AWAITED, "We do not know the family"),
)
OF_A_COORDINATOR: tuple[tuple[str, frozenset[str], str], ...] = (
    ("return_acceptance", frozenset({"returned"}), "Accept the return"),
    ("return_query", frozenset({"returned"}), "Ask a question"),
    ("return_excuse", AWAITED, "Excuse the agency"),
    ("agency_return", AWAITED | {"returned"}, "Enter a return that came on paper"),
    ("nil_return", AWAITED, "Enter a nil return"),
)
"""Each form about a return, in which of its states, and what it is called here."""


async def opened_return(desk: Desk, visitor: Visitor, request: Request) -> tuple[Filling, Standing]:
    """The return of the address, as it was sent last. One that may not be seen is as one that is not there."""
    subject = subject_of(request.path_params["partnership"], request.path_params["subject"])
    if subject is None or not subject.agency:
        raise NotFound
    filling = Filling(desk, visitor, JOURNEYS[RETURN.code], RETURN, subject)
    try:
        return filling, await filling.standing()
    except (NotAllowed, Invalid):
        raise NotFound from None


async def one_return(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What stands in the return of the address."""
    filling, standing = await opened_return(desk, visitor, request)
    subject = filling.subject
    draft = Draft(typed=typed_of(RETURN.fields, standing.known), rules=standing.rules)
    return desk.page(
        visitor, "returns/index.html", filling=filling, standing=standing,
        agency=desk.agency_names.get(subject.agency, subject.agency),
        shown=[*filling.journey.shown(standing), *_versions(standing)],
        can=_can(filling, standing), versions=len(standing.known.get("versions", ())),
        sections=[
            (one.section, answers)
            for one in states_of(filling, draft)
            if (answers := list(written(filling, one.section, draft)))
        ],
    )  # fmt: skip


def _can(filling: Filling, standing: Standing) -> list[tuple[str, str]]:
    status = standing.known.get("status", "")
    is_coordinator = COORDINATOR in filling.roles
    where = f"{filling.subject.partnership}/{filling.subject.in_address}"
    return [
        (f"/forms/{form}/{where}", said)
        for form, states, said in (OF_A_COORDINATOR if is_coordinator else OF_THE_AGENCY)
        if status in states and may_fill(form, filling.roles)
    ]


def _versions(standing: Standing) -> list[Shown]:
    versions = standing.known.get("versions", ())
    return [
        Shown(
            f"Version {one['return_number']}",
            f"Sent on {words.written_day(one.get('returned_on', ''))}"
            + (", nothing known" if one.get("nil_return") else ""),
        )
        for one in versions
    ]
