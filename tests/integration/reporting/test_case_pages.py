"""A page of the list is what it would be by hand: for whoever looks, however it is filtered, sorted and cut."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from chassis.database import Pool
from chassis.rules.rule_packs import RulePacks
from services.reporting.application.cases import Cases, Summary
from services.reporting.domain.listing import SHOWS, SORTS, Counted, Figures, Listing, OwnSteps
from services.reporting.domain.viewer import Viewer
from services.reporting.main import NAME, build_with
from services.reporting.readmodel import case_pages
from services.reporting.readmodel.case_pages import CasePages
from services.reporting.readmodel.visible_cases import VisibleCases
from tests.integration.reporting import by_hand
from tests.integration.reporting.a_board import PARTNERSHIPS, TODAY, Board
from tests.support.service import laid_ground

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
CASES, PAGE = 240, 7
ROLES = ("coordinator", "statutory_partner", "subgroup_chair", "strategic_leader", "scrutineer")
LOOKING = {
    "of one partnership": Viewer(("PLY",), "somebody"),
    "of all of them": Viewer(PARTNERSHIPS, "somebody"),
    "of an agency": Viewer((), "somebody", (("devon-hospital", "DEV"), ("devon-icb", "PLY"))),
    "on teams": Viewer((), "somebody", member_of=("PLY", "DEV")),
    "with every kind of part": Viewer(("TOR",), "somebody-else", (("plymouth-schools", "PLY"),), ("DEV",)),
    "a stranger": Viewer((), "nobody"),
}  # fmt: skip
EVERYBODY = pytest.mark.parametrize("viewer", LOOKING.values(), ids=LOOKING.keys())


class Made:
    """One board for all tests, and what somebody sees of it."""

    def __init__(self, board: Board, pool: Pool) -> None:
        self.board, self._pages, rows = board, CasePages(pool), VisibleCases(pool)
        self._cases = Cases(rows, RulePacks.load(), lambda: datetime(2026, 9, 16, 9, tzinfo=UTC))
        self._which = rows.which

    async def seen(self, viewer: Viewer) -> list[Summary]:
        return list((await self._cases.some(viewer, self.board.ids)).values())

    async def which(self, viewer: Viewer) -> frozenset[object]:
        return await self._which(viewer, self.board.ids)

    async def page(self, viewer: Viewer, asked: Listing, steps: OwnSteps = OwnSteps()) -> Counted:  # noqa: B008
        return await self._pages.page(viewer, TODAY, asked, steps)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> AsyncIterator[Made]:
    async with laid_ground(NAME, build_with({}), pool_size=2) as ground:
        board = Board(seed=7)
        async with ground.pool.acquire() as connection, connection.transaction():
            await board.write(connection, CASES)
        yield Made(board, ground.pool)


@EVERYBODY
async def test_nobody_is_shown_or_counted_a_case_that_they_may_not_see(
    made: Made, viewer: Viewer
) -> None:
    theirs = {one for one in made.board.ids if made.board.known.sees(viewer, one)}

    everything = await made.page(viewer, Listing(show="every"))

    assert set(everything.page.case_ids) == theirs == await made.which(viewer)
    assert everything.page.found == len(theirs)
    assert bool(theirs) is (viewer != LOOKING["a stranger"])


@EVERYBODY
@pytest.mark.parametrize("show", SHOWS)
async def test_each_choice_and_order_is_as_by_hand(made: Made, viewer: Viewer, show: str) -> None:
    seen = await made.seen(viewer)

    for sort, descending in itertools.product(SORTS, (False, True)):
        asked = Listing(show=show, sort=sort, descending=descending)
        found = await made.page(viewer, asked)
        assert list(found.page.case_ids) == by_hand.chosen(seen, asked, TODAY), asked


@EVERYBODY
async def test_each_filter_finds_what_it_would_by_hand(made: Made, viewer: Viewer) -> None:
    seen = await made.seen(viewer)

    for asked in (
        *(Listing(stage=stage, show="every") for stage in {one.stage for one in seen}),
        *(Listing(waiting_for=agency) for one in seen for agency in one.waiting_for[:1]),
        Listing(reference="-001"),
        Listing(show="late", stage="gathering", waiting_for="devon-hospital"),
    ):
        found = await made.page(viewer, asked)
        assert list(found.page.case_ids) == by_hand.chosen(seen, asked, TODAY), asked


@EVERYBODY
async def test_pages_laid_end_to_end_are_the_list(made: Made, viewer: Viewer) -> None:
    whole = (await made.page(viewer, Listing(sort="returns"))).page
    pages = max(1, -(-whole.found // PAGE))

    cut = [
        (await made.page(viewer, Listing(sort="returns", size=PAGE, number=number))).page
        for number in range(1, pages + 1)
    ]
    beyond = (await made.page(viewer, Listing(sort="returns", size=PAGE, number=pages + 5))).page

    assert tuple(itertools.chain.from_iterable(one.case_ids for one in cut)) == whole.case_ids
    assert {one.found for one in cut} == {whole.found}
    assert (beyond.number, beyond.case_ids) == (pages, cut[-1].case_ids)


@EVERYBODY
@pytest.mark.parametrize("show", ["live", "closed", "every"])
async def test_what_is_counted_is_as_by_hand_whatever_the_page_shows(
    made: Made, viewer: Viewer, show: str
) -> None:
    live = [one for one in await made.seen(viewer) if one.live]
    agencies, weeks = by_hand.load(live, TODAY)

    counted = await made.page(viewer, Listing(show=show, stage="no such stage", size=1))

    if show != "closed":
        assert counted.page.found == 0
    assert counted.figures == Figures(
        len(live), sum(map(by_hand.something_late, live)), sum(map(by_hand.due_soon, live))
    )
    assert {
        one.agency: [one.outstanding, one.late, one.first_due_on] for one in counted.load.agencies
    } == agencies
    assert {
        week.begins_on: [week.returns, week.meetings, week.reports] for week in counted.load.weeks
    } == weeks


@pytest.mark.parametrize("roles", [*((role,) for role in ROLES), ROLES], ids=str)
async def test_the_steps_of_a_role_are_as_by_hand(made: Made, roles: Sequence[str]) -> None:
    viewer = LOOKING["of one partnership"]
    seen = await made.seen(viewer)
    held = tuple(("PLY", role) for role in roles)
    all_of_them = by_hand.steps(seen, OwnSteps(held))
    stage = {one.case.case_id: one.stage for one in seen}
    asked = OwnSteps(held, tuple((one, str(stage[one])) for one in all_of_them[::3]), size=4)
    wanted = by_hand.steps(seen, asked)
    due = {one.case.case_id: one.next_due_on for one in seen}

    found = (await made.page(viewer, Listing(), asked)).steps

    assert wanted
    assert list(found.case_ids) == wanted[:4]
    assert found.found == len(wanted)
    assert found.late == sum(1 for one in wanted if (day := due[one]) and day < TODAY)
    assert found.due_today == sum(due[one] == TODAY for one in wanted)


async def test_a_page_that_lets_everybody_see_everything_is_caught(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = """
        SELECT case_id, max(partnership) FILTER (WHERE part = 'lead') AS lead, false AS opened,
               array_agg(partnership ORDER BY partnership) FILTER (WHERE part <> 'lead') AS contributing
        FROM case_access GROUP BY case_id
    """
    monkeypatch.setattr(case_pages, "visible", lambda _among="": everything)
    monkeypatch.setattr(case_pages, "_statement", case_pages._statement.__wrapped__)
    viewer = LOOKING["of one partnership"]

    planted = await made.page(viewer, Listing(show="every"))

    theirs = {one for one in made.board.ids if made.board.known.sees(viewer, one)}
    assert set(planted.page.case_ids) > theirs
