"""How the visitor is told of what there is to do."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.forms import preference as fields_of
from portal.forms.refused import Form
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


async def preference(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The form, as it stands now."""
    now = await desk.notifications.preference(visitor.caller)
    form = fields_of.FORM.filled(fields_of.answers(channel=now.channel, reminders=now.reminders))
    done = request.query_params.get("done") == "yes"
    return _form(desk, visitor, form, registered=now.registered, done=done)


async def set_preference(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Let the visitor be told in the way that they chose, or not at all."""
    typed = await posted_by(desk, visitor, request)
    if typed.get(DO) == FORGET:
        return await _forgotten(desk, visitor, typed)
    form = fields_of.FORM.filled(typed)
    refused: Form | None
    if unanswered := tuple(fields_of.unanswered(form)):
        refused = form.refused(unanswered)
    else:
        sending = desk.notifications.prefer(
            visitor.caller,
            channel=form.answer(fields_of.CHANNEL),
            reminders=form.answer(fields_of.REMINDERS) == fields_of.YES,
            address=form.answer(fields_of.ADDRESS).strip(),
            command_id=command_of(typed),
        )
        refused = await refusal_in(form, sending)
    if refused:
        return _form(desk, visitor, refused)
    return RedirectResponse("/messages/preference?done=yes", 303)


async def _forgotten(desk: Desk, visitor: Visitor, typed: Mapping[str, str]) -> Response:
    """Tell the visitor nothing any more, and forget where they are reached."""
    form = fields_of.FORM.filled(typed)
    sending = desk.notifications.forget(
        visitor.caller,
        partnership=next(iter(visitor.person.partnerships), ""),
        command_id=command_of(typed),
    )
    if refused := await refusal_in(form, sending):
        return _form(desk, visitor, refused)
    return RedirectResponse("/messages/preference", 303)


def _form(
    desk: Desk, visitor: Visitor, form: Form, *, registered: bool = True, done: bool = False
) -> Response:
    return desk.page(
        visitor,
        "messages/preference.html",
        status=form.status,
        form=form,
        command=form.answer(COMMAND) or new_command(),
        registered=registered,
        done=done,
    )
