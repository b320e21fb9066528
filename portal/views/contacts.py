"""Registering people who are to be told what there is to do, for the partnerships that the visitor coordinates."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.access.roles import COORDINATOR
from portal import words
from portal.clients.mailbox_facts import Contact
from portal.forms import contact as fields_of
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import (
    COMMAND,
    DO,
    FORGET,
    command_of,
    new_command,
    posted_by,
    refusal_in,
)

DONE = {
    "yes": "The person is registered. They are told from the next message on.",
    "forgotten": "The person is told no more on behalf of your partnership.",
}


async def contacts(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The form, empty."""
    coordinated = _coordinated(visitor)
    first = {fields_of.PARTNERSHIP: coordinated[0]} if len(coordinated) == 1 else {}
    form = fields_of.FORM.filled(first | {fields_of.CHANNEL: "mailbox"})
    return _form(desk, visitor, form, done=DONE.get(request.query_params.get("done", ""), ""))


async def register_contact(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Register the person, so that what was said of them before no longer holds; or forget them."""
    typed = await posted_by(desk, visitor, request)
    if typed.get(DO) == FORGET:
        return await _forgotten(desk, visitor, typed)
    form = fields_of.FORM.filled(fields_of.closed_up(typed))
    refused: Form | None
    if unanswered := tuple(fields_of.unanswered(form, _coordinated(visitor))):
        refused = form.refused(unanswered)
    else:
        sending = desk.notifications.register(
            visitor.caller, contact_in(form), command_id=command_of(typed)
        )
        refused = await refusal_in(form, sending)
    if refused:
        return _form(desk, visitor, refused)
    return RedirectResponse("/contacts?done=yes", 303)


async def _forgotten(desk: Desk, visitor: Visitor, typed: Mapping[str, str]) -> Response:
    """Tell a person no more, for the partnership that was chosen."""
    form = fields_of.FORM.filled({**typed, fields_of.CHANNEL: "mailbox"})
    partnership, person = form.answer(fields_of.PARTNERSHIP), form.answer(fields_of.PERSON).strip()
    if partnership not in _coordinated(visitor):
        return _form(desk, visitor, form.refused_choice((fields_of.PARTNERSHIP,)))
    if not person:  # Without one, the service would forget the coordinator.
        return _form(desk, visitor, form.refused([wrong(fields_of.PERSON, "portal.answer_needed")]))
    sending = desk.notifications.forget(
        visitor.caller, partnership=partnership, person=person, command_id=command_of(typed)
    )
    if refused := await refusal_in(form, sending):
        return _form(desk, visitor, refused)
    return RedirectResponse("/contacts?done=forgotten", 303)


def contact_in(form: Form) -> Contact:
    """Who is to be told, as the form says."""
    rows = [
        (form.answer(fields_of.role_at(row)), form.answer(fields_of.agency_at(row)))
        for row in fields_of.ROWS
    ]
    return Contact(
        partnership=form.answer(fields_of.PARTNERSHIP),
        person=form.answer(fields_of.PERSON).strip(),
        memberships=tuple(one for one in rows if any(one)),
        channel=form.answer(fields_of.CHANNEL),
        address=form.answer(fields_of.ADDRESS).strip(),
    )


def _coordinated(visitor: Visitor) -> list[str]:
    held = visitor.person.memberships
    return list(dict.fromkeys(one.partnership for one in held if one.role == COORDINATOR))


def _form(desk: Desk, visitor: Visitor, form: Form, *, done: str = "") -> Response:
    return desk.page(
        visitor,
        "messages/contacts.html",
        status=form.status,
        form=form,
        command=form.answer(COMMAND) or new_command(),
        fields=fields_of,
        partnerships=[(code, desk.partnership_name(code)) for code in _coordinated(visitor)],
        roles=[(role, words.role_words(role)) for role in fields_of.ROLES],
        agencies=sorted(desk.agency_names.items(), key=lambda one: one[1]),
        done=done,
    )
