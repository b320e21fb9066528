"""One agency's return, as it was sent last: what stands in it, and what this person can do about it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.access.roles import COORDINATOR
from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Draft, Standing
from portal.clients.forms_door import subject_of
from portal.forms.agency_return import RETURN
from portal.forms.answers import typed_of
from portal.forms.beside_return import SHARE
from portal.permissions import may_fill
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.filling import Filling, Shown
from portal.views.filling_in.form_drawn import states_of, written
from portal.views.filling_in.journeys import JOURNEYS, sent_elsewhere

AWAITED = frozenset({"requested", "queried"})
ALWAYS = AWAITED | {"returned", "accepted", "excused"}
OF_THE_AGENCY: tuple[tuple[str, frozenset[str], str], ...] = (
    ("agency_return", AWAITED | {"returned"}, "Fill in the return"),
    ("nil_return", AWAITED, "We do not know the family"),
    ("return_share", AWAITED, "Send what we sent in another case"),
    ("support_note", ALWAYS, "Support offered to practitioners"),
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
        can=[one async for one in _can(filling, standing)],
        versions=len(standing.known.get("versions", ())),
        sections=[
            (one.section, answers)
            for one in states_of(filling, draft)
            if (answers := list(written(filling, one.section, draft)))
        ],
    )  # fmt: skip


async def _can(filling: Filling, standing: Standing) -> AsyncIterator[tuple[str, str]]:
    status = standing.known.get("status", "")
    is_coordinator = COORDINATOR in filling.roles
    where = f"{filling.subject.partnership}/{filling.subject.in_address}"
    for form, states, said in OF_A_COORDINATOR if is_coordinator else OF_THE_AGENCY:
        if status not in states or not may_fill(form, filling.roles):
            continue
        if form != SHARE.code or await sent_elsewhere(filling):
            yield f"/forms/{form}/{where}", said


def _versions(standing: Standing) -> list[Shown]:
    versions = standing.known.get("versions", ())
    return [
        Shown(
            f"Version {one['return_number']}",
            f"Sent on {words.written_day(one.get('returned_on', ''))}"
            + (", nothing known" if one.get("nil_return") else "")
            + _copied(one.get("origin", {})),
        )
        for one in versions
    ]


def _copied(origin: Mapping[str, Any]) -> str:
    """Where an agency that answered once sent it first."""
    if not origin:
        return ""
    return f", copied from case {origin['reference']}, version {origin['return_number']}"
