"""For how long the cases that are over are kept, which were erased, and the order to erase one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.errors import NotFound
from portal.clients.form_facts import Command
from portal.clients.forms_door import subject_of
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.permissions import PAGES
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in

REASON, SURE = "reason", "sure"
FORM = Form((REASON, SURE))
KEPT_AS: Mapping[str, str] = {
    "rapid_review": "Rapid Review", "local_review": "Local review", "briefing": "Learning briefing",
    "learning_review": "Learning from Experience Review",
    "not_taken_forward": "Referral that was not taken forward",
}  # fmt: skip
"""Words for the kinds of record that rule packs give a period."""
Known = Mapping[str, Any]


async def retention(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The cases that are over, the longest kept first, and the register of those that were erased."""
    places = _places(visitor, "retention")
    answers = await asyncio.gather(*(_listed(desk, visitor, place) for place in places))
    erases = set(_places(visitor, "erasure"))
    return desk.page(
        visitor, "retention/index.html", done=request.query_params.get("done") == "erased",
        kept=[(one, _state(one)) for some in answers for one in some.get("cases", ())],
        erased=[one for some in answers for one in some.get("erased", ())],
        names=KEPT_AS, may_erase=erases, opens_cases=visitor.person.roles != {"data_protection_officer"},
        several=len(places) > 1, place_name=desk.partnership_name,
    )  # fmt: skip


async def erasure(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What erasing this case means, and why it is done."""
    return _asking(desk, visitor, request, await _due(desk, visitor, request), FORM)


async def erased(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Give the order. It cannot be taken back, so that a case that is not due any more is as one that is not there."""
    typed = await posted_by(desk, visitor, request)
    case, form = await _due(desk, visitor, request), FORM.filled(typed)
    subject = subject_of(case["partnership"], case["case_id"])
    missing = [wrong(REASON, "portal.reason_missing")] if not form.answer(REASON).strip() else []
    if form.answer(SURE) != "yes":
        missing.append(wrong(SURE, "portal.nothing_chosen"))
    if missing or subject is None:
        return _asking(desk, visitor, request, case, form.refused(missing))
    sending = desk.forms["review"].send(
        visitor.caller, "EraseCase", Command(command_of(typed), subject),
        {REASON: form.answer(REASON)},
    )  # fmt: skip
    if refused := await refusal_in(form, sending):
        return _asking(desk, visitor, request, case, refused)
    return RedirectResponse("/retention?done=erased", 303)


def _places(visitor: Visitor, page: str) -> list[str]:
    """Where somebody has a role for which the page is."""
    held = visitor.person.memberships
    return list(dict.fromkeys(one.partnership for one in held if one.role in PAGES[page]))


async def _listed(desk: Desk, visitor: Visitor, partnership: str) -> Known:
    asked = {"partnership": partnership}
    return await desk.forms["review"].read(visitor.caller, "ListRetention", asked)


async def _due(desk: Desk, visitor: Visitor, request: Request) -> Known:
    """A case whose period has ended, of a partnership for which the person may have it erased."""
    partnership, case_id = request.path_params["partnership"], request.path_params["case_id"]
    if partnership not in _places(visitor, "erasure"):
        raise NotFound
    found: Sequence[Known] = (await _listed(desk, visitor, partnership)).get("cases", ())
    chosen = next((one for one in found if one["case_id"] == _id(case_id)), None)
    if chosen is None or not chosen.get("due"):
        raise NotFound
    return chosen


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound from None


def _asking(  # noqa: PLR0917 - what every page is drawn with, and the form
    desk: Desk, visitor: Visitor, request: Request, case: Known, form: Form
) -> Response:
    return desk.page(
        visitor, "retention/erasure.html", status=form.status, form=form, case=case, names=KEPT_AS,
        here_at=request.url.path, command=form.answer(COMMAND) or new_command(),
    )  # fmt: skip


def _state(one: Known) -> tuple[str, str]:
    """Where a kept case stands, and the colour of its tag."""
    if one.get("held"):
        return "Legal hold", "yellow"
    if one.get("due"):
        return "Period has ended", "blue"
    return ("Kept", "grey") if one.get("kept_until") else ("No period", "grey")
