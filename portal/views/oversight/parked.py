"""What is parked of one case, or one message that cannot be read: look at it, try it again, or leave it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.clients.operations_facts import Command, Done, MessagePlace
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.permissions import may_open
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in
from portal.views.oversight import audit_words
from portal.views.oversight import operations_words as said

WHAT, REASON, SEEN = "what", "reason", "event_id"
FIELDS = (WHAT, REASON)
REASON_MAX = 2000
ON_A_CASE: Mapping[str, tuple[str, str]] = {
    "redrive": ("Redrive", "redriven"),
    "skip": ("Skip", "skipped"),
    "purge": ("Purge", "purged"),
}
ON_A_MESSAGE: Mapping[str, tuple[str, str]] = {
    "redrive": ("RedriveUnreadable", "redriven"),
    "purge": ("PurgeUnreadable", "purged"),
}


async def parked(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The parked events of one case."""
    return await _case_page(desk, visitor, request, Form(FIELDS, leads_to={WHAT: "what"}))


async def act(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Do what was chosen. The event that holds up the case is named as it was seen on the page."""
    fields = await posted_by(desk, visitor, request)
    form = _checked(fields, ON_A_CASE)
    if form.status != 200:  # noqa: PLR2004 - refused before it was sent
        return await _case_page(desk, visitor, request, form)
    place = request.path_params
    found, _ = await desk.operations.parked_case(visitor.caller, **_of(place))
    method, word = ON_A_CASE[fields[WHAT]]
    more: dict[str, Any] = {"event_id": fields.get(SEEN, "")} if method == "Skip" else {}
    done: list[Done] = []

    async def sending() -> None:
        command = Command(command_of(fields), found.partnership, found.case_id)
        done.append(
            await desk.operations.act(
                visitor.caller, place["service"], method, command,
                listener=place["listener"], reason=fields.get(REASON, ""), **more,
            )
        )  # fmt: skip

    if refused := await refusal_in(form, sending()):
        return await _case_page(desk, visitor, request, refused)
    return _led_back(word, done[0])


async def unreadable(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """One message that cannot be read; what it holds only when that is asked for."""
    return await _message_page(desk, visitor, request, Form(FIELDS, leads_to={WHAT: "what"}))


async def act_on_message(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Do what was chosen."""
    fields = await posted_by(desk, visitor, request)
    form = _checked(fields, ON_A_MESSAGE)
    if form.status != 200:  # noqa: PLR2004 - refused before it was sent
        return await _message_page(desk, visitor, request, form)
    service, listener, place = _place(request)
    method, word = ON_A_MESSAGE[fields[WHAT]]
    partnership = next(
        one.partnership for one in visitor.person.memberships if one.role == "operator"
    )
    done: list[Done] = []

    async def sending() -> None:
        done.append(
            await desk.operations.act(
                visitor.caller, service, method, Command(command_of(fields), partnership),
                listener=listener, place=place, reason=fields.get(REASON, ""),
            )
        )  # fmt: skip

    if refused := await refusal_in(form, sending()):
        return await _message_page(desk, visitor, request, refused)
    return _led_back(word, done[0])


def _checked(fields: Mapping[str, str], choices: Mapping[str, Any]) -> Form:
    """What is wrong with the answers, all at once; leaving something out for ever needs a reason."""
    form, refused = Form(FIELDS, fields, leads_to={WHAT: "what"}), []
    chosen = fields.get(WHAT, "")
    if chosen not in choices:
        refused.append(wrong(WHAT, "portal.nothing_chosen"))
    reason = fields.get(REASON, "").strip()
    if chosen in {"skip", "purge"} and not reason:
        refused.append(wrong(REASON, "portal.reason_missing"))
    if len(reason) > REASON_MAX:
        refused.append(wrong(REASON, "portal.reason_too_long"))
    return form.refused(refused) if refused else form


def _led_back(word: str, done: Done) -> Response:
    told = {"done": word, "events": done.events, "left": done.still_parked, "by": done.stopped_by}
    return RedirectResponse(f"/operations?{urlencode(told)}", 303)


async def _case_page(desk: Desk, visitor: Visitor, request: Request, form: Form) -> Response:
    found, events = await desk.operations.parked_case(visitor.caller, **_of(request.path_params))
    return desk.page(
        visitor, "operations/parked.html", status=form.status, form=form, case=found, events=events,
        said=said, facts=audit_words, may_act=may_open("parked_done", visitor.person.roles), here_at=request.url.path,
        command=form.answer(COMMAND) or new_command(),
        seen=form.answer(SEEN) or found.holding_up,
    )  # fmt: skip


async def _message_page(desk: Desk, visitor: Visitor, request: Request, form: Form) -> Response:
    service, listener, place = _place(request)
    with_value = request.query_params.get("value") == "shown"
    found = await desk.operations.unreadable(
        visitor.caller, service, listener, place, with_value=with_value
    )
    return desk.page(
        visitor, "operations/unreadable.html", status=form.status, form=form, message=found,
        with_value=with_value, may_act=may_open("unreadable_done", visitor.person.roles),
        here_at=request.url.path, command=form.answer(COMMAND) or new_command(), said=said,
    )  # fmt: skip


def _of(place: Mapping[str, str]) -> dict[str, str]:
    return {name: place[name] for name in ("service", "listener", "case_id")}


def _place(request: Request) -> tuple[str, str, MessagePlace]:
    asked = request.path_params
    place = MessagePlace(asked["source"], asked["partition"], asked["offset"])
    return asked["service"], asked["listener"], place
