"""The mailbox: the messages that the visitor may see, the newest first, and sending one once more."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.identity import OtherPartnership
from portal import message_words
from portal.clients.mailbox_facts import Message
from portal.forms.paging import ON_A_PAGE, Pages, page_asked
from portal.forms.refused import Form
from portal.permissions import may_fill, may_open
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in
from portal.views.tasks import seen_cases

COORDINATOR = "coordinator"
MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Shown:
    """One message in words; where it stands, and what the visitor may do about it."""

    message: Message
    about: str
    stage: str
    status: tuple[str, str]
    channel: str
    reason: str
    recipient: str
    partnership: str
    may_open: bool
    emergency: str
    """Where somebody opens a case in an emergency that they do not see; empty for those who have no such way."""
    may_send_again: bool


async def messages(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The list."""
    done = request.query_params.get("done") == "again"
    return await _list(desk, visitor, request, Form((MESSAGE,)), done=done)


async def send_again(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Send the chosen message once more. What the visitor cannot see is not there."""
    fields = await posted_by(desk, visitor, request)
    chosen = await desk.notifications.message(visitor.caller, fields.get(MESSAGE, ""))
    sending = desk.notifications.send_again(visitor.caller, chosen, command_id=command_of(fields))
    if refused := await refusal_in(Form((MESSAGE,), fields), sending):
        return await _list(desk, visitor, request, refused)
    return RedirectResponse("/messages?done=again", 303)


async def _list(
    desk: Desk, visitor: Visitor, request: Request, form: Form, *, done: bool = False
) -> Response:
    partnership = request.query_params.get("partnership", "")
    if partnership and partnership not in visitor.person.partnerships:
        raise OtherPartnership(partnership=partnership[:12])
    found = await desk.notifications.messages(
        visitor.caller, size=ON_A_PAGE, page=page_asked(request.query_params),
        partnership=partnership,
    )  # fmt: skip
    open_to_me = await seen_cases(desk, visitor.caller, (one.case_id for one in found.messages))
    coordinated = {one.partnership for one in visitor.person.memberships if one.role == COORDINATOR}
    shown = [
        _shown(
            desk,
            one,
            may_open=one.case_id in open_to_me,
            emergency="" if one.case_id in open_to_me else _emergency(visitor, one),
            may_send_again=one.partnership in coordinated and not one.is_on_its_way,
        )
        for one in found.messages
    ]
    return desk.page(
        visitor,
        "messages/index.html",
        status=form.status,
        form=form,
        command=form.answer(COMMAND) or new_command(),
        messages=shown,
        may_send_again=any(one.may_send_again for one in shown),
        pages=Pages(found.page, found.found, "/messages", {"partnership": partnership}),
        chosen=partnership,
        partnerships=[(code, desk.partnership_name(code)) for code in visitor.person.partnerships],
        may_choose=may_open("preference", visitor.person.roles),
        may_register=may_open("contacts", visitor.person.roles),
        done=done,
    )


def _emergency(visitor: Visitor, message: Message) -> str:
    here = {m.role for m in visitor.person.memberships if m.partnership == message.partnership}
    if not (message.case_id and may_fill("break_glass", here)):
        return ""
    return f"/forms/break_glass/{message.partnership}/{message.case_id}"


def _shown(
    desk: Desk, message: Message, *, may_open: bool, emergency: str, may_send_again: bool
) -> Shown:
    return Shown(
        message=message,
        about=message_words.message_words(message.template),
        stage=message_words.STAGES.get(message.stage, ""),
        status=message_words.message_status(message.status),
        channel=message_words.channel_words(message.channel),
        reason=message_words.reason_words(message.reason),
        recipient=message_words.recipient_words(message.recipient, desk.agency_names),
        partnership=desk.partnership_name(message.partnership),
        may_open=may_open,
        emergency=emergency,
        may_send_again=may_send_again,
    )
