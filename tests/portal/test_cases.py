from __future__ import annotations

import asyncio

import grpc
import pytest

from tests.portal.invented_cases import case, late
from tests.portal.running_portal import NAMES, RunningPortal
from tests.support.page_client import words_of

LATE_FROM_HEALTH_VISITING = "Return from Health visiting: 2 working days late"
LATE_FROM_POLICE = "Return from Devon and Cornwall Police: 1 working day late"


async def test_another_partnership_is_refused_in_the_filter(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.get("/cases?partnership=DEV", status=403)

    assert words_of(page, "h1") == ["You do not have access to this page"]


async def test_cases_are_shown_in_the_order_of_reporting(portal: RunningPortal) -> None:
    page = await portal.client.get("/cases")

    assert words_of(page, "tbody th a") == [
        "PLY-RR-2026-0007",
        "DEV-RR-2026-0009",
        "PLY-RR-2026-0008",
        "DEV-RR-2026-0011",
        "PLY-RR-2026-0012",
        "PLY-RR-2026-0005",
    ]


async def test_a_row_says_where_the_case_stands(portal: RunningPortal) -> None:
    page = await portal.client.get("/cases")

    row = page.select("tbody tr")[2]
    assert words_of(row, ".rr-value") == [
        "Gathering information",
        "Day 9 of 15 Due Thu 24 Sep, 6 working days left",
        f"{LATE_FROM_HEALTH_VISITING} {LATE_FROM_POLICE}",
        "Wait for the remaining returns Partnership coordinator",
        "3 of 5 received",
    ]
    assert len(row.select("svg .rr-days__over")) == 8


async def test_times_that_are_not_an_ordinary_day_have_their_own_words(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get("/cases")

    times = [words_of(row, ".rr-value")[1] for row in page.select("tbody tr")]
    assert times[0] == "Day 17, planned for 15 Was due Thu 10 Sep, 2 working days ago"
    assert times[4] == "The clock has not started"
    assert times[5] == "Sent on day 14 of 15 20 August 2026"


async def test_the_last_day_is_due_today(portal: RunningPortal) -> None:
    portal.reporting.says.cases = [case(1, day=15)]

    page = await portal.client.get("/cases")

    assert words_of(page, ".rr-value")[1] == "Day 15 of 15 Due today, Thu 24 Sep"


async def test_a_case_past_its_day_is_late_even_where_no_single_thing_is_named(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.cases = [case(1, day=16, days_late=1)]

    page = await portal.client.get("/cases")

    assert words_of(page, ".rr-late li") == ["Report to the National Panel: 1 working day late"]


async def test_the_figures_count_live_late_and_soon_due_cases(portal: RunningPortal) -> None:
    page = await portal.client.get("/cases")

    assert words_of(page, ".rr-figure dd") == ["6", "2", "1"]


async def test_the_filter_shows_one_partnership(portal: RunningPortal) -> None:
    page = await portal.client.get("/cases?partnership=DEV")

    assert words_of(page, "tbody th a") == ["DEV-RR-2026-0009", "DEV-RR-2026-0011"]
    assert words_of(page, "[name=partnership] option[selected]") == [NAMES["DEV"]]


async def test_closed_cases_are_shown_when_asked_for(portal: RunningPortal) -> None:
    live = await portal.client.get("/cases?partnership=PLY")
    closed = await portal.client.get("/cases?partnership=PLY&show=closed")

    assert "PLY-RR-2026-0002" not in words_of(live, "tbody th a")
    assert words_of(closed, "caption") == ["Closed cases: 1 case"]
    assert words_of(closed, "tbody th a") == ["PLY-RR-2026-0002"]
    assert not closed.select(".rr-figure")


async def test_nothing_to_do_is_said_plainly(portal: RunningPortal) -> None:
    portal.reporting.says.cases = []

    live = await portal.client.get("/cases")
    closed = await portal.client.get("/cases?show=closed")

    assert words_of(live, "h2") == ["There are no live cases"]
    assert words_of(closed, "h2") == ["No case is like that"]


async def test_the_header_names_the_partnership_of_the_visitor(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.get("/cases")

    assert words_of(page, ".rr-partnership") == ["Plymouth Safeguarding Children Partnership"]
    assert not page.select("select[name=partnership]")


async def test_markup_in_what_a_service_says_is_shown_as_text(portal: RunningPortal) -> None:
    plant = "<script>alert(1)</script>"
    portal.reporting.says.cases = [
        case(1, next_step=plant, next_actor=plant, stage_label=plant, late=[late(plant, plant, 1)])
    ]

    page = await portal.client.get("/cases")
    fragment = await portal.client.fragment("/cases/PLY-RR-2026-0001")

    assert plant in " ".join(words_of(page, ".rr-value"))
    assert plant in " ".join(words_of(fragment, ".rr-next"))


async def test_the_live_part_comes_alone_when_asked_for(portal: RunningPortal) -> None:
    part = await portal.client.fragment("/cases?partnership=DEV")

    assert words_of(part, "tbody th a") == ["DEV-RR-2026-0009", "DEV-RR-2026-0011"]


async def test_reporting_that_is_away_is_said_without_loss(portal: RunningPortal) -> None:
    await portal.reporting.close()

    page = await portal.client.get("/cases", status=503)

    assert words_of(page, "h1") == ["This page is not available for the moment"]


async def test_reporting_that_comes_back_is_found_again(portal: RunningPortal) -> None:
    await portal.reporting.close()
    await portal.client.get("/cases", status=503)

    await portal.reporting.open()

    async with asyncio.timeout(60):
        while (await portal.client.http.get("/health")).status_code != 200:
            await asyncio.sleep(0.05)
    await portal.client.get("/cases")


async def test_a_fault_shows_a_number_and_nothing_of_its_cause(portal: RunningPortal) -> None:
    portal.reporting.says.refuse_with = (grpc.StatusCode.INTERNAL, "", "secret story")

    page = await portal.client.get("/cases", status=500)

    assert words_of(page, "h1") == ["Something went wrong on our side"]
    assert page.select_one("main strong")
    assert "secret story" not in page.get_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("show=late", ["PLY-RR-2026-0007", "PLY-RR-2026-0008"]),
        ("show=soon", ["DEV-RR-2026-0009"]),
        ("stage=gathering", ["PLY-RR-2026-0008", "DEV-RR-2026-0011"]),
        ("waiting=police", ["PLY-RR-2026-0008"]),
        ("reference=rr-2026-001", ["DEV-RR-2026-0011", "PLY-RR-2026-0012"]),
        ("show=late&sort=case&order=down", ["PLY-RR-2026-0008", "PLY-RR-2026-0007"]),
        ("show=late&order=down", ["PLY-RR-2026-0008", "PLY-RR-2026-0007"]),
        (
            "show=nonsense&sort=nonsense&page=x&stage=gathering&partnership=DEV",
            ["DEV-RR-2026-0011"],
        ),
    ],
)
async def test_the_list_is_filtered_and_sorted(
    portal: RunningPortal, asked: str, found: list[str]
) -> None:
    police = case(8, waiting_for=["police"], late=[late("return", "Police", 1)])
    says = portal.reporting.says
    says.cases = [police if one.reference == police.reference else one for one in says.cases]

    page = await portal.client.get(f"/cases?{asked}")

    assert words_of(page, "tbody th a") == found


@pytest.mark.parametrize(
    ("column", "first"),
    [
        ("case", "DEV-RR-2026-0009"),
        ("stage", "PLY-RR-2026-0012"),
        ("late", "PLY-RR-2026-0007"),
        ("next", "PLY-RR-2026-0005"),
        ("returns", "DEV-RR-2026-0011"),
    ],
)
async def test_each_column_sorts(portal: RunningPortal, column: str, first: str) -> None:
    says = portal.reporting.says
    next(one for one in says.cases if one.stage == "panel").next_due_on = "2026-09-17"

    page = await portal.client.get(f"/cases?sort={column}")

    assert words_of(page, "tbody th a")[0] == first
    assert len(page.select("th[aria-sort=ascending]")) == 1
    assert page.select_one(f"th[aria-sort] a[href='/cases?sort={column}&order=down']")


async def test_a_long_list_comes_in_pages(portal: RunningPortal) -> None:
    portal.reporting.says.cases = [case(number) for number in range(1, 121)]

    middle = await portal.client.get("/cases?page=2&stage=gathering")
    beyond = await portal.client.get("/cases?page=99")

    assert words_of(middle, "caption") == ["Cases found: 51 to 100 of 120 cases"]
    assert len(middle.select("tbody tr")) == 50
    assert [link["href"] for link in middle.select(".rr-pages a")] == [
        "/cases?stage=gathering",
        "/cases?stage=gathering&page=3",
    ]
    assert words_of(beyond, ".rr-pages span") == ["Page 3 of 3"]


async def test_a_page_asks_reporting_once_however_many_cases_there_are(
    portal: RunningPortal,
) -> None:
    says = portal.reporting.says
    says.cases = [case(number) for number in range(1, 121)]

    await portal.client.get("/cases")

    assert says.requests == ["ListCases"]
