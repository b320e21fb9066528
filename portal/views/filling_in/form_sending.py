"""A form as a whole: its sections and how far they are, what is missing, sending it, and throwing it away.

/forms/{form}/{partnership}/{subject}           the list of sections; or all of it, where a form is one page
/check     what is missing, and sending
/merge     which of two texts holds
/sent      that it was sent, and what comes next
/drop      throwing the draft away
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from chassis.errors import Invalid, NotFound, Refusal, Stale, Temporary, WrongState
from portal import words
from portal.clients.form_facts import Draft, Standing
from portal.clients.refusals import AnswersRefused
from portal.clients.services import REFERRAL
from portal.forms.answers import missing, only, replaced, tidied, unanswered
from portal.forms.refused import UNPROCESSABLE
from portal.permissions import may_work, on_board
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.filling import Clash, Filling
from portal.views.filling_in.form_drawn import check, conflict, drawn, overview
from portal.views.filling_in.form_hints import hints_of
from portal.views.filling_in.form_pages import (
    ADD,
    BUILT_ON,
    LATER,
    REMOVE,
    Posted,
    not_kept,
    not_ours,
    opened,
    posted_of,
    rows_changed,
    saved_by_script,
    seen_in,
)
from portal.views.form_sent import CONFLICT, UNAVAILABLE, answers_by, posted_by

MALFORMED = "request.malformed"


async def form(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The list of sections, or the whole form where it is one page."""
    filling = opened(desk, visitor, request)
    draft, standing = await asyncio.gather(filling.draft(), filling.standing())
    if (said := filling.journey.closed(standing)) and not draft.revision:
        return desk.page(
            visitor, "filling/closed.html", filling=filling, said=said,
            shown=list(filling.journey.shown(standing)),
        )  # fmt: skip
    if not filling.form.is_one_page:
        return overview(filling, draft, standing)
    section = filling.form.sections[0]
    shown = list(filling.journey.shown(standing))
    return drawn(filling, section, section.fields, draft, shown=shown)


async def sent_in(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """A form of one page comes back: keep it, change its rows, or send it."""
    filling = opened(desk, visitor, request)
    if not filling.form.is_one_page:
        raise NotFound
    posted = await posted_of(filling, request)
    if not posted.ours:
        return not_ours(filling, posted)
    try:
        return await _as_asked(filling, posted)
    except Temporary as problem:
        return not_kept(filling, posted, problem)


async def _as_asked(filling: Filling, posted: Posted) -> Response:
    if posted.do in {ADD, REMOVE, LATER} or posted.by_script:
        return await _kept(filling, posted)
    begun = await filling.draft(posted.page.form_id)
    typed = tidied(posted.page.fields, only(posted.page.fields, posted.answers))
    draft = replace(
        begun.saying(typed), form_id=posted.page.form_id, seen=seen_in(posted.answers),
        built_on=posted.answers.get(BUILT_ON, ""), refused=(),
    )  # fmt: skip
    return await _sent(filling, draft, posted)


async def _kept(filling: Filling, posted: Posted) -> Response:
    try:
        draft = await filling.keep(posted.page, posted.answers)
    except Clash as clash:
        return JSONResponse({"clash": True}, 409) if posted.by_script else conflict(filling, clash)
    if posted.by_script:
        return saved_by_script(draft, posted)
    if posted.do == LATER:
        return RedirectResponse("/forms?saved=yes", 303)
    return await rows_changed(filling, posted, draft, filling.address)


async def check_answers(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What is missing, and everything that was typed."""
    filling = opened(desk, visitor, request)
    if filling.form.is_one_page:
        raise NotFound
    draft = await filling.draft()
    return check(filling, draft, hints=await hints_of(filling, draft))


async def send(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Send what is kept. A form that was sent already is not sent again."""
    filling = opened(desk, visitor, request)
    fields = await posted_by(desk, visitor, request)
    draft = await filling.draft()
    if not draft.revision:
        was_sent = draft.seen > seen_in(fields)
        return RedirectResponse(f"{filling.address}/sent" if was_sent else filling.address, 303)
    typed = tidied(filling.form.fields, draft.typed)
    return await _sent(filling, replace(draft, typed=typed, refused=()))


async def _sent(filling: Filling, draft: Draft, posted: Posted | None = None) -> Response:
    """Send it; what is refused is kept with the draft, and shown."""
    try:
        await filling.send(draft)
    except Clash as clash:
        await _keep_what_was_typed(filling, draft)
        return conflict(filling, clash)
    except (AnswersRefused, Invalid, NotFound, WrongState) as refusal:
        kept = await _keep_what_was_typed(filling, _with_refused(filling, draft, refusal))
        status = CONFLICT if isinstance(refusal, WrongState) else UNPROCESSABLE
        return _again(filling, kept, posted, said=_said(kept, refusal), status=status)
    except Temporary:
        return _again(filling, draft, posted, said=words.NOT_SENT_YET, status=UNAVAILABLE)
    await filling.drop()
    return RedirectResponse(f"{filling.address}/sent", 303)


def _with_refused(filling: Filling, draft: Draft, refusal: Refusal) -> Draft:
    """What the service refuses; where it could not read the form at all, what is missing from it."""
    told = refusal.fields if isinstance(refusal, AnswersRefused) else ()
    if told or isinstance(refusal, Invalid):
        lacking = tuple(missing(filling.form.fields, draft.typed))
        if lacking:  # What a program says of an empty field is said in words here.
            told = tuple(one for one in told if one.code != MALFORMED)
        places = {one.field for one in told}
        told += tuple(unanswered(name) for name in lacking if name not in places)
    return replace(draft, refused=told)


def _said(draft: Draft, refusal: Refusal) -> str:
    if draft.refused:
        return words.refused_count(len(draft.refused))
    return words.problem_words(refusal.code, refusal.message)


async def _keep_what_was_typed(filling: Filling, draft: Draft) -> Draft:
    """Another window may have saved meanwhile; what is on the page is shown again anyway."""
    try:
        return await filling.save(draft)
    except (Stale, Temporary):
        return draft


def _again(
    filling: Filling, draft: Draft, posted: Posted | None, *, said: str, status: int
) -> Response:
    if posted is None:
        return check(filling, draft, whole=said, status=status)
    fields = posted.page.fields
    if draft.refused:
        return drawn(filling, posted.section, fields, draft, problems=draft.refused)
    return drawn(filling, posted.section, fields, draft, whole=said, status=status)


async def merge(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Which of two texts holds, answer by answer; the form goes on from there."""
    filling = opened(desk, visitor, request)
    fields = await answers_by(desk, visitor, request)
    draft = await filling.draft()
    typed = dict(draft.typed)
    for name in [n.removeprefix("mine.") for n in fields if n.startswith("mine.")]:
        typed[name] = _chosen(fields, name)
    typed = replaced(filling.form.fields, draft.typed, typed)
    said = replace(draft.saying(typed), windows={})
    if seen := seen_in(fields):
        said = replace(said, seen=seen, built_on=fields.get(BUILT_ON, ""))
    await filling.save(said)
    return RedirectResponse(filling.address, 303)


async def merged(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Whoever comes to this address again, such as after signing in, finds the form as it is kept."""
    return RedirectResponse(opened(desk, visitor, request).address, 303)


def _chosen(fields: Mapping[str, str], name: str) -> str:
    mine, theirs = fields[f"mine.{name}"], fields.get(f"theirs.{name}", "")
    texts = {"theirs": theirs, "both": f"{mine}\n\n{theirs}".strip()}
    return texts.get(fields.get(f"keep.{name}", ""), mine)


async def sent(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """That it was sent, and what comes next."""
    filling = opened(desk, visitor, request)
    standing = await filling.standing()
    if not standing.version:
        raise NotFound
    return desk.page(
        visitor, "filling/sent.html", filling=filling, standing=standing,
        work=_work(filling, standing), on_board=on_board(filling.roles),
    )  # fmt: skip


def _work(filling: Filling, standing: Standing) -> str:
    """The address of the work on the case, for those who have a part in it; empty while it is no case yet."""
    reviewed = filling.form.service != REFERRAL
    if not standing.reference or not may_work(filling.roles, reviewed=reviewed):
        return ""
    return f"/case-work/{filling.subject.partnership}/{filling.subject.case_id}"


async def ask_to_drop(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Whether the draft is to be thrown away for good."""
    return desk.page(visitor, "filling/drop.html", filling=opened(desk, visitor, request))


async def drop(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Throw the draft away."""
    filling = opened(desk, visitor, request)
    await posted_by(desk, visitor, request)
    await filling.drop()
    return RedirectResponse("/forms?dropped=yes", 303)
