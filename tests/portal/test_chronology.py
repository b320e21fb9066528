# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""The merged chronology of a case: who has one, what a filter leaves, pages, paper, and a table to take away."""

from __future__ import annotations

import csv
import io
from typing import Any

import grpc
import pytest
from google.protobuf.json_format import MessageToDict

from contracts.grpc import reporting_pb2
from contracts.grpc import submissions_pb2 as wire
from portal.forms.chronology import ChronologyFilter, chronology_filter
from portal.forms.tables import table_of
from portal.views.chronology import ON_A_PAGE
from tests.portal.invented_cases import NINE, stamp
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

CASE = "/cases/PLY-RR-2026-0008"
ADDRESS = f"{CASE}/chronology"
ENTRIES = ".rr-timeline__entry"
POLICE, VISITING = "police", "health_visiting"


def entry(agency: str, number: int, day: str, **said: Any) -> wire.Chronology.Row:
    held_back = said.pop("held_back", False)
    row: dict[str, Any] = {
        "row_id": f"R{number}", "happened_on": day, "precision": "exact", "kind": "visit",
        "what_happened": f"Visit {number}.", "child_seen": "yes", "sensitivity": "standard",
    }  # fmt: skip
    row |= said
    return wire.Chronology.Row(agency=agency, row=wire.ChronologyRow(**row), held_back=held_back)


def filled(portal: RunningPortal, *rows: wire.Chronology.Row) -> None:
    told = wire.Chronology(rows=rows)
    for agency in (POLICE, VISITING):
        count = sum(one.agency == agency for one in rows)
        told.sources.add(agency=agency, status="accepted", return_number=1, rows=count)
    portal.taken.chronology = told


def the_three() -> list[wire.Chronology.Row]:
    return [
        entry(VISITING, 1, "2026-05-02", precision="month", significance="She was alone."),
        entry(
            POLICE, 1, "2026-05-20", kind="incident", what_happened="", held_back=True, sensitivity="police_hold"
        ),
        entry(
            VISITING, 2, "2026-06-01", at_time="09:30", practice="good", child_said="Mum is sad.",
            persons=["Child", "Mother"],
        ),
    ]  # fmt: skip


@pytest.fixture
def three(portal: RunningPortal) -> RunningPortal:
    filled(portal, *the_three())
    return portal


async def test_there_is_none_for_people_who_have_no_part_in_returns(three: RunningPortal) -> None:
    await three.become("ply-authority-notifier")

    case = await three.client.get(CASE)
    await three.client.get(ADDRESS, status=403)

    assert "Chronology" not in words_of(case, ".rr-tabs a")
    assert "MergedChronology" not in three.taken.asked


async def test_the_meeting_has_it_once_the_returns_are_released(three: RunningPortal) -> None:
    await three.become("ply-meeting-chair")

    before = await three.client.get(CASE)
    for page in ("", "/print", "/table.csv"):
        await three.client.get(f"{ADDRESS}{page}", status=404)
    assert "Chronology" not in words_of(before, ".rr-tabs a")
    assert "MergedChronology" not in three.taken.asked

    three.reporting.says.timeline.append(
        reporting_pb2.TimelineEntry(
            occurred_at=stamp(NINE), recorded_at=stamp(NINE), service="review", type="ReturnsReleased",
            sentence="The returns of the agencies were released to the meeting.", event_id="event-99",
        )
    )  # fmt: skip
    after = await three.client.get(ADDRESS)
    assert "Chronology" in words_of(after, ".rr-tabs a")
    assert len(after.select(ENTRIES)) == 3


async def test_a_partnership_that_contributes_has_none(three: RunningPortal) -> None:
    for one in three.reporting.says.cases:
        one.contributing = True

    page = await three.client.get(CASE)
    await three.client.get(ADDRESS, status=404)

    assert "Chronology" not in words_of(page, ".rr-tabs a")


async def test_one_that_the_service_does_not_show_is_not_there(three: RunningPortal) -> None:
    three.taken.refuse_with = (
        grpc.StatusCode.PERMISSION_DENIED, "access.not_on_team", "Not yours.",
    )  # fmt: skip

    await three.client.get(ADDRESS, status=404)


async def test_entries_stand_in_order_with_when_who_and_what(three: RunningPortal) -> None:
    page = await three.client.get(ADDRESS)

    assert words_of(page, f"{ENTRIES} time") == [
        "May 2026", "20 May 2026", "1 June 2026 at 09:30",
    ]  # fmt: skip
    first, second, third = page.select(ENTRIES)
    assert words_of(first, ".rr-quiet") == ["Health visiting"]
    assert words_of(first, ".rr-as-typed")[0] == "Visit 1."
    assert "What it meant for the child" in words_of(first, "dt")
    assert words_of(second, "strong")[0].startswith("Held back for the police.")
    assert second.select("dl") == []
    assert ("Practice", "Good practice") in zip(
        words_of(third, "dt"), words_of(third, "dd"), strict=True
    )
    assert words_of(page, ".rr-lines__line") == [
        "Devon and Cornwall Police Accepted, version 1 1 entry",
        "Health visiting Accepted, version 1 2 entries",
    ]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"agency": POLICE}, [2]),
        ({"kind": "incident"}, [2]),
        ({"show": "meaning"}, [1]),
        ({"show": "said"}, [3]),
        ({"show": "good"}, [3]),
        ({"show": "not_seen"}, []),
        ({"since": "2026-05-25"}, [1, 3]),
        ({"until": "2026-05-01"}, [1]),
        ({"since": "2026-05-20", "until": "2026-05-20", "agency": POLICE}, [2]),
        ({"kind": "nonsense", "show": "nonsense", "page": "²"}, [1, 2, 3]),
    ],
)
def test_a_filter_leaves_what_it_asks_for(query: dict[str, str], left: list[int]) -> None:
    rows = [MessageToDict(one, preserving_proto_field_name=True) for one in the_three()]

    asked = chronology_filter(query)

    assert [number for number, one in enumerate(rows, 1) if asked.takes(one)] == left


async def test_the_page_shows_what_its_address_asks_for(three: RunningPortal) -> None:
    page = await three.client.get(f"{ADDRESS}?show=good&until=2026-06-30")

    assert words_of(page, f"{ENTRIES} time") == ["1 June 2026 at 09:30"]
    assert words_of(page, "option[selected]") == ["All agencies", "Any kind", "Good practice"]
    part = await three.client.fragment(f"{ADDRESS}?show=good")
    assert words_of(part, "[data-found]") == ["1 entry"]


async def test_a_day_that_is_none_is_told_and_everything_is_shown(three: RunningPortal) -> None:
    page = await three.client.get(f"{ADDRESS}?since=soon", status=422)

    assert words_of(page, ".govuk-error-message") == ["Error: Enter a date in the form 2026-09-07"]
    assert len(page.select(ENTRIES)) == 3


async def test_a_long_chronology_stands_in_pages_and_whole_on_paper(portal: RunningPortal) -> None:
    rows = [entry(VISITING, n, "2026-06-01") for n in range(ON_A_PAGE + 1)]
    filled(portal, *rows)

    first = await portal.client.get(f"{ADDRESS}?kind=visit")
    following = first.select_one("a[rel=next]")
    assert following is not None
    second = await portal.client.get(str(following["href"]))
    beyond = await portal.client.get(f"{ADDRESS}?page=99999")
    paper = await portal.client.get(f"{ADDRESS}/print?kind=visit")

    assert len(first.select(ENTRIES)) == ON_A_PAGE
    assert words_of(second, "#entries") == ["Entries 51 to 51 of 51"]
    assert words_of(beyond, "#entries") == words_of(second, "#entries")
    assert len(paper.select(ENTRIES)) == ON_A_PAGE + 1
    assert ("Kind of event", "Visit") in zip(
        words_of(paper, "main dt"), words_of(paper, "main dd"), strict=False
    )


async def test_the_table_says_everything_and_no_cell_of_it_is_a_formula(
    portal: RunningPortal,
) -> None:
    filled(
        portal,
        entry(VISITING, 1, "2026-06-01", what_happened='=HYPERLINK("x")', themes=["safe_sleeping"]),
    )

    answer = await portal.client.http.get(f"{ADDRESS}/table.csv")

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["Agency"], row["Date"]) == ("Health visiting", "1 June 2026")
    assert row["What happened"] == '\'=HYPERLINK("x")'
    assert row["Themes"] == "Safe sleeping"


@pytest.mark.parametrize("said", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\n=1", "＝1"])
def test_what_looks_like_a_formula_is_quoted(said: str) -> None:
    assert next(csv.reader(io.StringIO(table_of([[said]]).removeprefix("\ufeff"))))[0] == f"'{said}"


def test_a_filter_is_what_its_own_address_says() -> None:
    asked = ChronologyFilter(agency="police", show="good", since="2026-05-01", page=2)

    query = dict(pair.split("=") for pair in asked.query.removeprefix("?").split("&"))

    assert chronology_filter(query) == asked
    assert ChronologyFilter().query == ""
