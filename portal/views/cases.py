"""The list of cases: filtered, sorted and in pages, the most urgent first unless somebody asks otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from portal import words
from portal.clients.case_facts import CaseSummary
from portal.forms.cases import SHOWS, CaseFilter, case_filter
from portal.views.desk import Desk, Visitor
from portal.views.standing import Standing, standing_of

DUE_SOON_DAYS = 3
ON_A_PAGE = 50
STAGES = list(words.PATH)
COLUMNS: Mapping[str, str] = {
    "case": "Case",
    "stage": "Stage",
    "time": "Time",
    "late": "Late",
    "next": "Next step",
    "returns": "Returns",
}
SORTED: Mapping[str, Callable[[CaseSummary], tuple[object, ...]]] = {
    "case": lambda case: (case.reference,),
    "stage": lambda case: (
        STAGES.index(case.stage) if case.stage in STAGES else len(STAGES),
        case.reference,
    ),
    "late": lambda case: (-_days_late(case), case.reference),
    "next": lambda case: (case.next_due_on or date.max, case.reference),
    "returns": lambda case: (case.returns_in - case.returns_asked, case.reference),
}
"""How each column sorts; time is the order in which reporting gives the cases."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers at the top of the page."""

    live: int
    late: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list."""

    standings: Sequence[Standing]
    found: int
    page: int
    pages: int
    first: int


async def cases(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The cases that the visitor may see."""
    asked = case_filter(request.query_params, visitor.person.partnerships)
    answer = await desk.reporting.cases(
        visitor.caller, partnership=asked.partnership, closed=asked.closed, load=True
    )
    figures = figures_of([case for case in answer.cases if case.live])
    paged = page_of(chosen(answer.cases, asked), asked)
    return desk.live_page(
        request,
        visitor,
        "cases",
        filter=asked,
        shows=SHOWS,
        columns=COLUMNS,
        partnerships=[(code, desk.partnership_name(code)) for code in visitor.person.partnerships],
        agencies=[(one.agency, one.agency_name) for one in answer.agencies],
        figures=figures,
        paged=paged,
        revision=answer.revision,
        announcement=announcement_of(figures),
        filtered=bool(asked.show or asked.stage or asked.waiting),
    )


def chosen(found: Sequence[CaseSummary], asked: CaseFilter) -> list[CaseSummary]:
    """The cases that the filter asks for, in its order."""
    some = [case for case in found if _is_asked_for(case, asked)]
    if key := SORTED.get(asked.sorted_by):
        some.sort(key=key)
    return some[::-1] if asked.order else some


def page_of(found: Sequence[CaseSummary], asked: CaseFilter) -> Paged:
    """One page of them; the last where the address asks for one beyond it."""
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(asked.page, pages)
    first = (page - 1) * ON_A_PAGE
    return Paged(standings(found[first : first + ON_A_PAGE]), len(found), page, pages, first + 1)


def figures_of(live: Sequence[CaseSummary]) -> Figures:
    """How many cases are live, how many have something late, how many are due soon."""
    return Figures(
        live=len(live),
        late=sum(case.something_late for case in live),
        due_soon=sum(map(_is_due_soon, live)),
    )


def announcement_of(figures: Figures) -> str:
    """What a screen reader is told after the list has changed."""
    noun = "case" if figures.live == 1 else "cases"
    return f"The list has been updated. {figures.live} live {noun}, {figures.late} with something late."


def standings(found: Sequence[CaseSummary]) -> list[Standing]:
    """Cases with their words."""
    return [standing_of(case, words.stage_of(case.stage)) for case in found]


def _is_asked_for(case: CaseSummary, asked: CaseFilter) -> bool:
    return (
        case.live is not asked.closed
        and (not asked.stage or case.stage == asked.stage)
        and (not asked.waiting or asked.waiting in case.waiting_for)
        and (asked.show != "late" or case.something_late)
        and (asked.show != "soon" or _is_due_soon(case))
    )


def _is_due_soon(case: CaseSummary) -> bool:
    return case.days_left is not None and 0 <= case.days_left <= DUE_SOON_DAYS


def _days_late(case: CaseSummary) -> int:
    return max((one.working_days for one in case.late), default=0) if case.live else 0
