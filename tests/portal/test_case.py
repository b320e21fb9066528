from __future__ import annotations

import grpc
import pytest

from portal.clients.case_facts import CaseSummary
from portal.views.case_parts import steps_of
from tests.portal.invented_cases import agencies, case
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

ADDRESS = "/cases/PLY-RR-2026-0008"


async def test_a_case_that_is_not_there_and_one_that_may_not_be_seen_look_alike(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")

    absent = await portal.client.get("/cases/PLY-RR-2026-9999", status=404)
    forbidden = await portal.client.get("/cases/DEV-RR-2026-0009", status=404)

    assert absent.select_one("main") == forbidden.select_one("main")
    assert words_of(absent, "h1") == ["Page not found"]


@pytest.mark.parametrize("reference", ["a", "x" * 41, "PLY%20RR", "<b>"])
async def test_what_is_no_reference_is_not_asked_for(portal: RunningPortal, reference: str) -> None:
    await portal.client.get(f"/cases/{reference}", status=404)

    assert portal.reporting.says.callers == []


async def test_reporting_that_is_away_is_said_without_loss(portal: RunningPortal) -> None:
    await portal.reporting.close()

    page = await portal.client.get(ADDRESS, status=503)

    assert words_of(page, "h1") == ["This page is not available for the moment"]


async def test_a_case_that_changed_meanwhile_is_said(portal: RunningPortal) -> None:
    portal.reporting.says.refuse_with = (
        grpc.StatusCode.ABORTED,
        "stale",
        "Someone else was faster.",
    )

    page = await portal.client.get(ADDRESS, status=409)

    assert words_of(page, "h1") == ["Something has changed meanwhile"]


async def test_the_page_says_what_comes_next_and_where_the_case_stands(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(ADDRESS)

    assert words_of(page, "h1") == ["Case PLY-RR-2026-0008"]
    assert words_of(page, ".rr-next p") == [
        "Wait for the remaining returns",
        "To be done by: Partnership coordinator",
    ]
    assert words_of(page, ".govuk-summary-list__key") == ["Stage", "Time", "Due", "Late", "Returns"]


async def test_the_map_shows_where_the_case_is(portal: RunningPortal) -> None:
    page = await portal.client.get(ADDRESS)

    assert words_of(page, "[aria-current=step]") == ["Gathering information"]
    assert words_of(page, ".rr-map__step--done") == ["Referral (done)", "Decision to review (done)"]
    assert len(page.select(".rr-map__step--ahead")) == 8


@pytest.mark.parametrize(
    ("stage", "label"),
    [
        ("other_route", "Learning from Experience Review"),
        ("transferred", "Transferred to Devon Safeguarding Children Partnership"),
    ],
)
async def test_a_case_that_left_the_path_shows_only_where_it_ended(
    portal: RunningPortal, stage: str, label: str
) -> None:
    portal.reporting.says.cases = [case(1, stage=stage, stage_label=label, live=False, day=0)]

    page = await portal.client.get("/cases/PLY-RR-2026-0001")

    assert words_of(page, ".rr-map__step") == [label]


async def test_milestones_say_what_is_done_due_and_not_done_yet(portal: RunningPortal) -> None:
    page = await portal.client.get(ADDRESS)

    assert [words_of(row, ".rr-value")[-1] for row in page.select("[data-item^=milestone]")] == [
        "Done",
        "Not done yet 2 working days late",
        "Due today",
        "Ahead",
    ]


async def test_agencies_say_how_far_each_return_is(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/people")

    assert [words_of(row, ".rr-value")[0] for row in page.select("[data-item^=agency]")] == [
        "Asked 1 working day late",
        "Question asked",
        "Accepted",
        "Accepted, nothing known",
    ]


async def test_a_case_without_agencies_milestones_or_history_is_still_a_page(
    portal: RunningPortal,
) -> None:
    says = portal.reporting.says
    says.agencies, says.milestones, says.timeline, says.gates = [], [], [], []

    overview = await portal.client.get(ADDRESS)
    people = await portal.client.get(f"{ADDRESS}/people")
    documents = await portal.client.get(f"{ADDRESS}/documents")
    history = await portal.client.get(f"{ADDRESS}/history")

    assert not overview.select("table")
    assert "No agency has been asked yet." in words_of(people, "main p")
    assert "Nothing has been written yet." in words_of(documents, "main p")
    assert "Nothing has been recorded yet." in words_of(history, "main p")


async def test_the_timeline_begins_with_the_newest_and_names_roles(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/history")

    lines = words_of(page, "[aria-labelledby=timeline] .rr-quiet")
    assert lines[0] == (
        "10 September 2026 at 4:00pm , by: Agency author. Recorded 11 September 2026 at 10:00pm"
    )
    assert lines[3] == "7 September 2026 at 10:00am , by: Agency author, Plymouth"


async def test_messages_are_a_list_of_their_own(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/messages")

    assert words_of(page, "#messages + p")[0].startswith("1 message to people and agencies")
    lines = words_of(page, "[aria-labelledby=messages] .rr-quiet")
    assert lines == ["11 September 2026 at 6:00pm , by: The platform"]


async def test_an_effect_at_the_same_moment_stands_above_its_cause(portal: RunningPortal) -> None:
    says = portal.reporting.says
    cause, effect = says.timeline[0], says.timeline[1]
    cause.sentence, effect.sentence = "The cause.", "The effect."
    effect.occurred_at.CopyFrom(cause.occurred_at)

    page = await portal.client.get(f"{ADDRESS}/history")

    assert words_of(page, "[aria-labelledby=timeline] p")[-2:] == ["The effect.", "The cause."]


async def test_the_day_on_which_the_clock_starts_may_be_day_0(portal: RunningPortal) -> None:
    portal.reporting.says.cases = [case(1, day=0)]

    page = await portal.client.get("/cases/PLY-RR-2026-0001")

    assert any("Day 0 of 15" in line for line in words_of(page, "main dd"))


async def test_the_live_part_comes_alone_when_asked_for(portal: RunningPortal) -> None:
    part = await portal.client.fragment(f"{ADDRESS}/people")

    assert part.select_one("[data-live-case]")
    assert words_of(part, "#agencies") == ["Agencies"]


async def test_an_agency_without_a_name_is_shown_by_its_code_in_words(
    portal: RunningPortal,
) -> None:
    unnamed = agencies()[:1]
    unnamed[0].agency_name, unnamed[0].agency = "", "health_visiting"
    portal.reporting.says.agencies = unnamed

    page = await portal.client.get(f"{ADDRESS}/people")

    assert words_of(page, "[data-item=agency-health_visiting] th") == ["Health visiting"]


def test_every_stage_has_its_place_on_the_map() -> None:
    for stage in ("referral", "scrutiny", "closed"):
        steps = steps_of(summary_at(stage), "Here")
        assert [step.label for step in steps if step.position == "now"] == ["Here"]


def summary_at(stage: str) -> CaseSummary:
    return CaseSummary(
        case_id="1",
        reference="PLY-RR-2026-0001",
        partnership="PLY",
        partnership_name="",
        stage=stage,
        stage_label="",
        day=1,
        of_days=15,
        due_on=None,
        sent_on=None,
        days_late=0,
        late=(),
        next_step="",
        next_actor="",
        outcome="",
        live=True,
        contributing=False,
        returns_in=0,
        returns_asked=0,
        changed_at=None,
    )
