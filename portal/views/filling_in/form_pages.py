"""The pages of a form on which people type: a section, one row of it, or the whole form where it is one page.

/forms/{form}/{partnership}/{subject}/part/{section}            a section
/row/{section}/{number}    one row that has a page of its own
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from chassis.errors import Invalid, NotFound, Stale, Temporary
from portal import words
from portal.clients.form_facts import Draft
from portal.clients.forms_door import subject_of
from portal.forms import form_token
from portal.forms.answers import count, digest, only, row_of, unreadable, with_row, without_row
from portal.forms.fields import Field, Kind, Section
from portal.forms.gates import at_gate
from portal.forms.posted import Uploaded, posted_answers
from portal.forms.refused import UNPROCESSABLE
from portal.forms.tables import rows_in
from portal.permissions import may_fill
from portal.views.desk import DRAFT_FRAGMENT, FRAGMENT_HEADER, Desk, Visitor
from portal.views.filling_in.filling import Clash, Filling, Page, roles_for
from portal.views.filling_in.form_drawn import conflict, drawn
from portal.views.filling_in.journeys import JOURNEYS
from portal.views.form_sent import COMMAND, UNAVAILABLE
from portal.views.visitor import PageNotForRole

WAS, WINDOW, DO = "was", "window", "do"
SEEN, BUILT_ON = "seen", "built_on"
NEXT, LATER, SEND, ADD, REMOVE, UPLOAD = "next", "later", "send", "add", "remove", "upload"


@dataclass(frozen=True, slots=True)
class Posted:
    """A page of a form as it came back: what it says about itself, what was typed, and which button was used."""

    page: Page
    section: Section
    answers: Mapping[str, str]
    file: Uploaded | None
    do: str
    what: str
    by_script: bool
    ours: bool


def opened(desk: Desk, visitor: Visitor, request: Request) -> Filling:
    """The form of the address. Raises ``NotFound``, and ``PageNotForRole`` for one that is not the person's to fill."""
    journey = JOURNEYS.get(request.path_params["form"])
    partnership = request.path_params["partnership"]
    subject = subject_of(partnership, request.path_params["subject"])
    if journey is None or subject is None or bool(subject.agency) != journey.form.is_of_a_part:
        raise NotFound
    roles = roles_for(journey.form, visitor, subject)
    if not may_fill(journey.form.code, roles):
        raise PageNotForRole(role=" or ".join(sorted(roles)), page=journey.form.code)
    form = at_gate(journey.form, desk.lists.pack(partnership))
    form = form.needing(desk.lists.needed(form, partnership))
    return Filling(desk, visitor, journey, form, subject)


async def part(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """A section, or one row of it, as it stands."""
    filling = opened(desk, visitor, request)
    draft = await filling.draft()
    section, fields = asked(filling, request)
    if request.path_params.get("number") is not None and not only(fields, draft.typed):
        raise NotFound
    return drawn(filling, section, fields, draft)


async def part_saved(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Keep what was typed into a section, and go where the person wants to go."""
    filling = opened(desk, visitor, request)
    posted = await posted_of(filling, request)
    if not posted.ours:
        return not_ours(filling, posted)
    try:
        draft = await filling.keep(posted.page, posted.answers)
        if posted.by_script:
            return saved_by_script(draft, posted)
        return await _gone_on(filling, posted, draft, request.url.path)
    except Clash as clash:
        return JSONResponse({"clash": True}, 409) if posted.by_script else conflict(filling, clash)
    except (Invalid, Stale, Temporary) as problem:
        return not_kept(filling, posted, problem)


async def _gone_on(filling: Filling, posted: Posted, draft: Draft, here: str) -> Response:
    if posted.do in {ADD, REMOVE}:
        return await rows_changed(filling, posted, draft, here)
    if posted.do == UPLOAD:
        return await _taken_up(filling, posted, draft)
    problems = list(unreadable(posted.page.fields, draft.typed))
    if problems and posted.do != LATER:
        return drawn(filling, posted.section, posted.page.fields, draft, problems=problems)
    return RedirectResponse(_onwards(filling, posted), 303)


def asked(filling: Filling, request: Request) -> tuple[Section, tuple[Field, ...]]:
    """The section of the address, and its fields; those of one row where a row is named. Raises ``NotFound``."""
    code = request.path_params.get("section")
    section = filling.form.section(code) if code else filling.form.sections[0]
    if section is None:
        raise NotFound
    number = request.path_params.get("number")
    if number is None:
        return section, section.fields
    rows = next((one for one in section.fields if one.apart), None)
    if rows is None or not (number.isascii() and number.isdecimal() and len(number) <= len("2000")):
        raise NotFound
    return section, row_of(rows, int(number))


async def posted_of(filling: Filling, request: Request) -> Posted:
    """What came back. Rows with pages of their own are not on the page of their section, and stay as they are."""
    section, fields = asked(filling, request)
    answers, file = await posted_answers(request)
    do, _, what = answers.get(DO, NEXT).partition(":")
    try:
        form_id = UUID(answers.get(COMMAND, ""))
    except ValueError:
        form_id = uuid4()
    on_page = tuple(one for one in fields if not one.apart)
    return Posted(
        page=Page(
            _page_name(section, request), on_page, answers.get(WINDOW, "")[:40],
            answers.get(WAS, ""), form_id,
        ),
        section=section, answers=answers, file=file, do=do, what=what,
        by_script=request.headers.get(FRAGMENT_HEADER) == DRAFT_FRAGMENT,
        ours=_is_ours(filling.desk, filling.visitor, answers),
    )  # fmt: skip


def _page_name(section: Section, request: Request) -> str:
    number = request.path_params.get("number")
    return section.code if number is None else f"{section.code}.{number}"


def _is_ours(desk: Desk, visitor: Visitor, answers: Mapping[str, str]) -> bool:
    try:
        desk.must_be_ours(visitor, answers)
    except form_token.FormNotOurs:
        return False
    return True


def not_ours(filling: Filling, posted: Posted) -> Response:
    """The person signed in again meanwhile, or the form came from elsewhere: nothing is kept, and nothing is lost."""
    if posted.by_script:
        return JSONResponse({"stale": True}, 403)
    return _as_it_came(filling, posted, words.SAVE_AGAIN, status=403)


def not_kept(filling: Filling, posted: Posted, problem: Exception) -> Response:
    """What was typed could not be kept now, or is too much to keep: it stands on the page again."""
    if posted.by_script:
        raise problem
    said, status = words.NOT_SAVED_YET, UNAVAILABLE
    if isinstance(problem, Invalid):
        said, status = words.problem_words(problem.code, problem.message), UNPROCESSABLE
    return _as_it_came(filling, posted, said, status=status)


def _as_it_came(filling: Filling, posted: Posted, said: str, *, status: int) -> Response:
    """The page again with what was typed, on top of what its person was looking at."""
    page = posted.page
    draft = Draft(
        typed=only(page.fields, posted.answers), form_id=page.form_id, seen=seen_in(posted.answers),
        built_on=posted.answers.get(BUILT_ON, ""),
    )  # fmt: skip
    return drawn(filling, posted.section, page.fields, draft, page=page, whole=said, status=status)


def seen_in(fields: Mapping[str, str]) -> int:
    """The version that the person was looking at, as the page said."""
    seen = fields.get(SEEN, "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < len("1000000") else 0


def saved_by_script(draft: Draft, posted: Posted) -> Response:
    """What the script is told of a draft that is kept."""
    saved = words.clock_time(draft.saved_at) if draft.saved_at else ""
    return JSONResponse({"saved": saved, "was": digest(only(posted.page.fields, draft.typed))})


async def rows_changed(filling: Filling, posted: Posted, draft: Draft, here: str) -> Response:
    """One row more, or one less. A new row with a page of its own is opened."""
    path, _, number = posted.what.rpartition(".") if posted.do == REMOVE else (posted.what, "", "")
    rows = next((f for f in posted.section.fields if f.kind is Kind.ROWS and f.path == path), None)
    if rows is None:
        return RedirectResponse(here, 303)
    if posted.do == ADD:
        typed = with_row(rows, draft.typed)
    elif number.isascii() and number.isdecimal():
        typed = without_row(rows, int(number), draft.typed)
    else:
        return RedirectResponse(here, 303)
    page = posted.page
    await filling.save(draft.saying(typed, section=page.section, window=page.window))
    if rows.apart and posted.do == ADD:
        last = count(typed, path) - 1
        return RedirectResponse(f"{filling.address}/row/{posted.section.code}/{last}", 303)
    return RedirectResponse(f"{here}#{path.replace('.', '-')}", 303)


async def _taken_up(filling: Filling, posted: Posted, draft: Draft) -> Response:
    """The rows of a table that was uploaded, all of them or none."""
    rows = next(one for one in posted.section.fields if one.path == posted.section.upload)
    first = count(draft.typed, rows.path)
    read = rows_in(posted.file, rows, first, lambda one: filling.choices(one, draft.rules))
    if read.problems:
        return drawn(
            filling, posted.section, posted.section.fields, draft,
            table_problems=read.problems, status=422,
        )  # fmt: skip
    await filling.save(draft.saying({**draft.typed, **read.typed}))
    here = f"{filling.address}/part/{posted.section.code}"
    return RedirectResponse(f"{here}?added={read.count}#{rows.path}", 303)


def _onwards(filling: Filling, posted: Posted) -> str:
    if posted.do == LATER:
        return "/forms?saved=yes"
    if "." in posted.page.section:  # One row: back to the list of rows.
        return f"{filling.address}/part/{posted.section.code}"
    following = filling.form.after(posted.section)
    return f"{filling.address}/part/{following.code}" if following else f"{filling.address}/check"
