"""No page asks more often, and no service looks more often into its database, because there is more to show."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest
import pytest_asyncio

from contracts.events import learning, review
from contracts.events.base import CaseEvent
from rapid_review.people import load_people
from services.reporting.domain.viewer import Viewer
from services.reporting.readmodel.visible_cases import VisibleCases
from tests.integration.pages.counted_page import Cost, Visited, counting, visited
from tests.integration.reporting import told_case as told
from tests.support.whole_platform import WholePlatform, whole_platform

pytestmark = [
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(600),
]
NOW = datetime(2026, 9, 18, 10, 0, tzinfo=UTC)
FEW, MANY = 3, 30
AGENCIES = ("plymouth-schools", "plymouth-health-visiting", "devon-hospital")
FILTERED = "/cases?show=late&stage=gathering&waiting=plymouth-schools&sort=next&order=down"
PAGES: Mapping[str, Sequence[str]] = {
    "ply-coordinator": (
        "/", "/cases", FILTERED, "/cases?sort=late", "/cases?reference=RR-2026", "/cases?show=closed",
        "/tasks", "/messages", "/forms", "/cases/PLY-RR-2026-1001", "/cases/PLY-RR-2026-1001/people",
    ),
    "dev-coordinator": ("/", "/cases", "/messages"),
    "ply-agency": ("/", "/cases", "/tasks", "/messages"),
    "region-observer": ("/", "/cases", "/audit?partnership=PLY", "/messages"),
    "region-operator": ("/operations",),
}  # fmt: skip
"""Every page that lists something, by whom it is for."""
EACH = [(person, page) for person, pages in PAGES.items() for page in pages]


def told_by(service: str, number: int) -> list[CaseEvent]:
    case = told.Case(uuid5(UUID(int=0), str(number)), f"PLY-RR-2026-{1000 + number}")
    match service:
        case "referral":
            return [told.received(case), told.decided(case)]
        case "review":
            through = {"devon-hospital": "DEV"}
            involved = [told.involved(case, one, through.get(one, "PLY")) for one in AGENCIES]
            meeting = case(
                review.MeetingScheduled, meeting_at=datetime(2026, 9, 23, 9, 30, tzinfo=UTC)
            )
            ended = [told.held(case)] if number % 3 == 0 else []
            return [told.initiated(case), *involved, meeting, *ended]
        case "submissions":
            return [told.requested(case, one) for one in AGENCIES]
        case _ if number % 5 == 4:
            return [
                case(
                    learning.BriefingDrafted, kind="rapid_review", drafted_on=told.day(9), themes=()
                )
            ]
        case _:
            return []


async def tell(platform: WholePlatform, numbers: range) -> None:
    """Reporting and notifications hear of these cases through their own event doors, as owners tell them."""
    for number in numbers:
        for service in ("referral", "review", "submissions", "learning"):
            page = told.envelopes(told_by(service, number))
            for listener in ("reporting", "notifications"):
                for door in platform.running[listener].service.doors:
                    if service in door.services:
                        await door.take(page)
    notifications = platform.running["notifications"]
    for projection in notifications.service.projections:
        await notifications.projector.catch_up(projection)


class Measured:
    """The cost of every page, with few rows and with ten times as many."""

    def __init__(self, portal: Visited) -> None:
        self.portal = portal
        self.few: dict[tuple[str, str], Cost] = {}
        self.many: dict[tuple[str, str], Cost] = {}

    async def all_pages(self) -> dict[tuple[str, str], Cost]:
        found: dict[tuple[str, str], Cost] = {}
        for person, pages in PAGES.items():
            await self.portal.become(person)
            found |= {(person, page): await self.portal.cost_of(page) for page in pages}
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def measured() -> AsyncIterator[Measured]:
    with counting() as counted:
        async with (
            whole_platform(load_people(), clock=lambda: NOW) as platform,
            visited(platform, counted) as portal,
        ):
            found = Measured(portal)
            await tell(platform, range(1, 1 + FEW))
            found.few = await found.all_pages()
            await tell(platform, range(1 + FEW, 1 + MANY))
            found.many = await found.all_pages()
            yield found


@pytest.mark.parametrize(("person", "page"), EACH)
async def test_a_page_asks_as_often_for_ten_times_the_rows(
    measured: Measured, person: str, page: str
) -> None:
    assert measured.many[person, page] == measured.few[person, page]


@pytest.mark.parametrize(
    ("person", "page"),
    [("ply-coordinator", "/cases"), ("ply-agency", "/tasks"), ("ply-coordinator", "/messages")],
)
async def test_there_are_as_many_rows_to_show(measured: Measured, person: str, page: str) -> None:
    await measured.portal.become(person)

    shown = await measured.portal.client.get(page)

    assert len(shown.select("tbody tr")) >= MANY


async def test_each_page_asks_and_each_call_looks(measured: Measured) -> None:
    assert not [one for one, cost in measured.many.items() if not cost.calls]
    home = measured.many["ply-coordinator", "/"]
    assert set(home.statements) == {"reporting", "notifications"}
    assert home.calls == {"ListMyTasks": 1, "ListCases": 1, "WhichCases": 1}


async def test_a_question_for_each_row_is_caught(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = VisibleCases.which

    async def one_by_one(
        rows: VisibleCases, viewer: Viewer, case_ids: Sequence[UUID]
    ) -> frozenset[UUID]:
        return frozenset[UUID]().union(*[await at_once(rows, viewer, [one]) for one in case_ids])

    monkeypatch.setattr(VisibleCases, "which", one_by_one)
    await measured.portal.become("ply-agency")
    planted: Any = await measured.portal.cost_of("/tasks")

    assert planted != measured.few["ply-agency", "/tasks"]
    assert (
        planted.statements["reporting"]
        > measured.few["ply-agency", "/tasks"].statements["reporting"]
    )
