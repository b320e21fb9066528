"""The list of cases: what needs somebody's attention, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from portal import words
from portal.clients.case_facts import CaseSummary
from portal.forms.cases import CaseFilter, case_filter
from portal.views.desk import Desk, Visitor
from portal.views.standing import Standing, standing_of

DUE_SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers at the top of the page."""

    live: int
    late: int
    due_soon: int


async def cases(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The cases that the visitor may see, in reporting's order."""
    asked = case_filter(request.query_params, visitor.person.partnerships)
    answer = await desk.reporting.cases(
        visitor.caller, partnership=asked.partnership, closed=asked.closed
    )
    live = [case for case in answer.cases if case.live]
    figures = figures_of(live)
    return desk.live_page(
        request,
        visitor,
        "cases",
        filter=asked,
        partnerships=[(code, desk.partnership_name(code)) for code in visitor.person.partnerships],
        figures=figures,
        live=_standings(live),
        closed=_standings([case for case in answer.cases if not case.live]),
        revision=answer.revision,
        announcement=announcement_of(figures),
        address=address_of(asked),
    )


def figures_of(live: Sequence[CaseSummary]) -> Figures:
    """How many cases are live, how many have something late, how many are due soon."""
    left = [case.days_left for case in live]
    return Figures(
        live=len(live),
        late=sum(case.something_late for case in live),
        due_soon=sum(days is not None and 0 <= days <= DUE_SOON_DAYS for days in left),
    )


def announcement_of(figures: Figures) -> str:
    """What a screen reader is told after the list has changed."""
    noun = "case" if figures.live == 1 else "cases"
    return f"The list has been updated. {figures.live} live {noun}, {figures.late} with something late."


def address_of(asked: CaseFilter) -> dict[str, str]:
    """The same page with and without closed cases."""
    query = f"partnership={asked.partnership}" if asked.partnership else ""
    shown = f"{query}&closed=yes" if query else "closed=yes"
    return {"with_closed": f"/?{shown}", "without_closed": f"/?{query}" if query else "/"}


def _standings(found: Sequence[CaseSummary]) -> list[Standing]:
    return [standing_of(case, words.stage_of(case.stage)) for case in found]
