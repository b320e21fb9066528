"""The list of cases: filtered, sorted and in pages, the most urgent first unless somebody asks otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from portal import words
from portal.clients.case_facts import CaseSummary, Figures, Wanted
from portal.forms.cases import SHOWS, case_filter
from portal.forms.paging import ON_A_PAGE
from portal.views.desk import Desk, Visitor
from portal.views.standing import Standing, standing_of

COLUMNS: Mapping[str, str] = {
    "case": "Case",
    "stage": "Stage",
    "time": "Time",
    "late": "Late",
    "next": "Next step",
    "returns": "Returns",
}


async def cases(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The cases that the visitor may see."""
    asked = case_filter(request.query_params, visitor.person.partnerships)
    wanted = Wanted(
        ON_A_PAGE, asked.page, asked.show, asked.stage, asked.waiting, asked.reference, asked.sort,
        bool(asked.order),
    )  # fmt: skip
    answer = await desk.reporting.cases(
        visitor.caller, wanted, partnership=asked.partnership, load=True
    )
    return desk.live_page(
        request,
        visitor,
        "cases",
        filter=asked,
        shows=SHOWS,
        columns=COLUMNS,
        partnerships=[(code, desk.partnership_name(code)) for code in visitor.person.partnerships],
        agencies=[(one.agency, one.agency_name) for one in answer.agencies],
        figures=answer.figures,
        standings=standings(answer.cases),
        pages=asked.pages(number=answer.page, found=answer.found),
        first=(answer.page - 1) * ON_A_PAGE + 1,
        revision=answer.revision,
        announcement=announcement_of(answer.figures),
    )


def announcement_of(figures: Figures) -> str:
    """What a screen reader is told after the list has changed."""
    noun = "case" if figures.live == 1 else "cases"
    return f"The list has been updated. {figures.live} live {noun}, {figures.late} with something late."


def standings(found: Sequence[CaseSummary]) -> list[Standing]:
    """Cases with their words."""
    return [standing_of(case, words.stage_of(case.stage)) for case in found]
