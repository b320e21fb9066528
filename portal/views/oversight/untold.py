"""A case of which a service cannot tell an event: what stands in the way, and letting it be told again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chassis.errors import NotFound
from portal.clients.operations_facts import Command, UntoldCase
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.permissions import may_open
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in
from portal.views.oversight import operations_words as said
from portal.views.oversight.parked import REASON, REASON_MAX

FORM = Form((REASON,))


async def untold(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The case of the address; one that is told is not here."""
    return _page(desk, visitor, request, await _found(desk, visitor, request), FORM)


async def resume(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Let it be told from where telling stopped. The service refuses while today's code cannot tell it."""
    typed = await posted_by(desk, visitor, request)
    case, form = await _found(desk, visitor, request), FORM.filled(typed)
    if len(form.answer(REASON).strip()) > REASON_MAX:
        form = form.refused([wrong(REASON, "portal.reason_too_long")])
        return _page(desk, visitor, request, case, form)
    command = Command(command_of(typed), case.partnership, case.case_id)
    sending = desk.operations.resume(
        visitor.caller, case.service, command, reason=form.answer(REASON)
    )
    if refused := await refusal_in(form, sending):
        return _page(desk, visitor, request, case, refused)
    return RedirectResponse("/operations?done=resumed", 303)


async def _found(desk: Desk, visitor: Visitor, request: Request) -> UntoldCase:
    service, case_id = request.path_params["service"], request.path_params["case_id"]
    every = await desk.operations.untold(visitor.caller)
    chosen = next((one for one in every if (one.service, one.case_id) == (service, case_id)), None)
    if chosen is None:
        raise NotFound
    return chosen


def _page(  # noqa: PLR0917 - what every page is drawn with, and the form
    desk: Desk, visitor: Visitor, request: Request, case: UntoldCase, form: Form
) -> Response:
    return desk.page(
        visitor, "operations/untold.html", status=form.status, form=form, case=case, said=said,
        may_act=may_open("told_again", visitor.person.roles), here_at=request.url.path,
        command=form.answer(COMMAND) or new_command(),
    )  # fmt: skip
