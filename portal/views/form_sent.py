"""What a person sent with a form: it must be ours, and what a service refuses of it is shown in the form.

    posted ── must be ours ── sent to a service ──> taken: None, and the view goes on
                                              └───> refused or delayed: the form with its problems

A form is not lost to a delay or a conflict: also then the page shows again what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Mapping
from uuid import UUID, uuid4, uuid5

from starlette.requests import Request

from chassis.errors import Invalid, NotFound, Refusal, Stale, Temporary, WrongState
from portal import words
from portal.clients.refusals import AnswersRefused
from portal.forms import form_token
from portal.forms.posted import posted_answers, posted_fields
from portal.forms.refused import UNPROCESSABLE, Form
from portal.views.desk import Desk, Visitor

COMMAND = "command_id"
"""The hidden field by which a form that is sent twice has one effect."""
DO, FORGET = "do", "forget"
"""The button that was used, where a form has two."""
CONFLICT, UNAVAILABLE = 409, 503


async def posted_by(desk: Desk, visitor: Visitor, request: Request) -> Mapping[str, str]:
    """The fields of a posted form. Raises ``FormNotOurs`` for one that this visit was not given."""
    fields = await posted_fields(request)
    desk.must_be_ours(visitor, fields)
    return fields


async def answers_by(desk: Desk, visitor: Visitor, request: Request) -> Mapping[str, str]:
    """The same for a long form, of which several answers of one name stand one a line."""
    fields, _ = await posted_answers(request)
    desk.must_be_ours(visitor, fields)
    return fields


def new_command() -> str:
    """What a form carries as its ``COMMAND``."""
    return str(uuid4())


def command_of(fields: Mapping[str, str]) -> UUID:
    """The id of the command that a form asks for: the same for the same answers, another for others."""
    try:
        form_id = UUID(fields.get(COMMAND, ""))
    except ValueError:
        return uuid4()
    answers = sorted((name, said) for name, said in fields.items() if name != form_token.FIELD)
    return uuid5(form_id, json.dumps(answers))


async def refusal_in(form: Form, sending: Awaitable[object]) -> Form | None:
    """``form`` with what was wrong with it; None when it was taken.

    What the person may not do at all is raised, and shown on a page of its own.
    """
    try:
        await sending
    except AnswersRefused as refusal:
        return form.refused(refusal.fields)
    except (Invalid, NotFound) as refusal:
        return form.refused_as_a_whole(_said(refusal), status=UNPROCESSABLE)
    except (WrongState, Stale) as refusal:
        return form.refused_as_a_whole(_said(refusal), status=CONFLICT)
    except Temporary:
        return form.refused_as_a_whole(words.NOT_SENT_YET, status=UNAVAILABLE)
    return None


def _said(refusal: Refusal) -> str:
    return words.problem_words(refusal.code, refusal.message)
