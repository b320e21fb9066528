"""The page of whoever runs the platform: how each service stands, and what waits for a person. Codes only.

A service that is away is said to be, and the rest of the page is there all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.errors import NotFound, Temporary
from portal import message_words
from portal.clients.mailbox_facts import Message
from portal.clients.operations_facts import Part, ServiceStanding, TimersOfAKind
from portal.forms.refused import Form
from portal.permissions import may_open
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in
from portal.views.oversight import operations_words as said

MESSAGE = "message"
CODES_MAX, DIGITS_MAX = 60, 9


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that has failed, in words that name no person."""

    message: Message
    about: str
    recipient: str
    channel: str
    reason: str
    may_send_again: bool


async def operations(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Everything on one page."""
    return await _page(desk, visitor, Form((MESSAGE,)), done=done_in(request))


async def send_again(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Let the chosen message go once more."""
    fields = await posted_by(desk, visitor, request)
    failures = await desk.notifications.failures(visitor.caller)
    chosen = next((one for one in failures if one.message_id == fields.get(MESSAGE)), None)
    if chosen is None:
        raise NotFound
    sending = desk.notifications.send_again(visitor.caller, chosen, command_id=command_of(fields))
    if refused := await refusal_in(Form((MESSAGE,), fields), sending):
        return await _page(desk, visitor, refused)
    return RedirectResponse("/operations?done=sent", 303)


def done_in(request: Request) -> str:
    """What was done, from the address to which a form led; only our own words and numbers."""
    asked = request.query_params
    counts = [
        int(n) if (n := asked.get(key, "")).isdecimal() and len(n) <= DIGITS_MAX else 0
        for key in ("events", "left")
    ]
    stopped_by = asked.get("by", "")
    known = stopped_by if len(stopped_by) < CODES_MAX and stopped_by.isprintable() else ""
    return said.done_words(asked.get("done", ""), counts[0], counts[1], known)


async def _page(desk: Desk, visitor: Visitor, form: Form, *, done: str = "") -> Response:
    standing, parked, untold, failures = await asyncio.gather(
        desk.operations.standing(visitor.caller),
        desk.operations.parked(visitor.caller),
        desk.operations.untold(visitor.caller),
        _failures(desk, visitor),
    )
    parts = [part for service in standing for part in service.parts]
    return desk.page(
        visitor,
        "operations/index.html",
        status=form.status,
        form=form,
        command=form.answer(COMMAND) or new_command(),
        done=done,
        said=said,
        services=standing,
        away=[one for one in standing if one.away],
        troubled=[part for part in parts if part.stalled or part.lag],
        parts=parts,
        parked=parked,
        untold=untold,
        timers=_late_timers(standing),
        unkept=[one for one in standing if one.oldest_unkept_read_s > 60],  # noqa: PLR2004 - as its alert
        failures=failures,
        calm=_is_calm(standing, parts)
        and not parked.cases
        and not parked.unreadable
        and not untold
        and not failures,
        may_act=may_open("parked_done", visitor.person.roles),
    )


async def _failures(desk: Desk, visitor: Visitor) -> Sequence[Failure] | None:
    """None when notifications does not answer."""
    try:
        found = await desk.notifications.failures(visitor.caller)
    except Temporary:
        return None
    may = may_open("send_failed_again", visitor.person.roles)
    acts_for = {one.partnership for one in visitor.person.memberships if one.role == "operator"}
    return [
        Failure(
            message=one,
            about=message_words.message_words(one.template),
            recipient=message_words.recipient_words(one.recipient, desk.agency_names),
            channel=message_words.channel_words(one.channel),
            reason=message_words.reason_words(one.reason),
            may_send_again=may and one.partnership in acts_for,
        )
        for one in found
    ]


def _late_timers(standing: Sequence[ServiceStanding]) -> list[TimersOfAKind]:
    return [timers for service in standing for timers in service.timers if timers.late]


def _is_calm(standing: Sequence[ServiceStanding], parts: Sequence[Part]) -> bool:
    away, stalled = any(one.away for one in standing), any(part.stalled for part in parts)
    return not away and not stalled and not _late_timers(standing)
