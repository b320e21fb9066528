"""Something was recorded while a form was filled in: what it builds on is asked about, and nothing else is (ADR 22)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from bs4 import BeautifulSoup

from contracts.grpc import decision_pb2, review_pb2
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

FORM = f"/forms/meeting_date/PLY/{CASE}"
DECISION = f"/forms/cspr_decision/PLY/{CASE}"
PLANNED = {
    "meeting_at-day": "22", "meeting_at-month": "9", "meeting_at-year": "2026", "meeting_at-time": "10:30",
}  # fmt: skip
SEEN = 7


@pytest.fixture(autouse=True)
async def _a_review(portal: RunningPortal) -> None:
    portal.taken.at_version = SEEN
    portal.taken.review = review_pb2.Review(
        case_id=CASE, reference="PLY-RR-2026-0007", partnership="PLY", version=SEEN, stage="gathering",
        agencies=[
            review_pb2.InvolvedAgency(agency="plymouth-hospital", return_status="requested")
        ],
    )  # fmt: skip
    await portal.become("ply-coordinator")


def review_of(portal: RunningPortal) -> review_pb2.Review:
    assert portal.taken.review is not None
    return portal.taken.review


def an_agency_returns(portal: RunningPortal) -> None:
    review_of(portal).agencies[0].return_status = "returned"
    portal.taken.at_version += 1


def a_colleague_plans(portal: RunningPortal) -> None:
    review_of(portal).meeting_at.FromJsonString("2026-09-24T13:00:00Z")
    portal.taken.at_version += 1


async def sent(portal: RunningPortal, page: BeautifulSoup) -> int:
    fields = {**inputs_of(page), **PLANNED, "do": "send"}
    return (await portal.client.http.post(FORM, data=fields)).status_code


async def test_who_plans_the_same_meeting_meanwhile_is_shown_beside_it(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(FORM)
    a_colleague_plans(portal)

    shown = await press(portal, FORM, PLANNED, do="send", page=page, status=409)

    assert portal.taken.taken == []
    assert words_of(shown, ".rr-two-texts p")[:2] == ["22", "24"]
    answer = await portal.client.http.post(f"{FORM}/merge", data=inputs_of(shown))
    assert answer.status_code == 303
    await press(portal, FORM, {}, do="send")
    (taken,) = portal.taken.taken
    assert taken.meeting_at.ToJsonString().startswith("2026-09-22")
    assert taken.header.seen_version == SEEN + 1


async def test_a_step_of_the_review_asks_again_though_nothing_stands_in_the_form(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(FORM)
    review_of(portal).stage = "meeting_held"
    portal.taken.at_version += 1

    await press(portal, FORM, PLANNED, do="send", page=page, status=409)

    assert portal.taken.taken == []


async def test_what_came_after_the_choice_was_shown_is_asked_about_again(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(FORM)
    a_colleague_plans(portal)
    shown = await press(portal, FORM, PLANNED, do="send", page=page, status=409)
    await portal.client.http.post(f"{FORM}/merge", data=inputs_of(shown))
    chosen = await portal.client.get(FORM)
    review_of(portal).meeting_at.FromJsonString("2026-09-25T13:00:00Z")
    portal.taken.at_version += 1

    again = await press(portal, FORM, {}, do="send", page=chosen, status=409)

    assert "25" in words_of(again, ".rr-two-texts p")


async def test_a_page_that_was_not_kept_still_knows_what_its_person_saw(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(FORM)
    typed = {**PLANNED, "form_token": "of another visit"}
    shown = await press(portal, FORM, typed, do="send", page=page, status=403)
    a_colleague_plans(portal)

    await press(portal, FORM, {}, do="send", page=shown, status=409)

    assert portal.taken.taken == []


async def test_a_version_that_never_rests_loses_nothing(portal: RunningPortal) -> None:
    page = await portal.client.get(FORM)
    an_agency_returns(portal)
    portal.taken.is_restless = True

    shown = await press(portal, FORM, PLANNED, do="send", page=page, status=503)

    assert portal.taken.taken == []
    assert inputs_of(shown)["meeting_at-day"] == "22"
    portal.taken.is_restless = False
    assert await sent(portal, shown) == 303


async def test_a_return_that_comes_meanwhile_does_not_ask_again(portal: RunningPortal) -> None:
    page = await portal.client.get(FORM)
    an_agency_returns(portal)

    assert await sent(portal, page) == 303

    (taken,) = portal.taken.taken
    assert taken.header.seen_version == SEEN + 1


async def test_a_second_click_finds_its_own_doing_and_does_nothing(portal: RunningPortal) -> None:
    page = await portal.client.get(FORM)
    an_agency_returns(portal)

    assert [await sent(portal, page), await sent(portal, page)] == [303, 303]

    assert len(portal.taken.taken) == 1


async def test_two_clicks_at_one_moment_do_one_thing(portal: RunningPortal) -> None:
    page = await portal.client.get(FORM)
    an_agency_returns(portal)

    assert await asyncio.gather(*(sent(portal, page) for _ in range(6))) == [303] * 6

    assert len(portal.taken.taken) == 1


async def test_another_form_of_the_same_text_is_a_second_doing_and_is_asked(
    portal: RunningPortal,
) -> None:
    first, second = await portal.client.get(FORM), await portal.client.get(FORM)
    an_agency_returns(portal)

    assert [await sent(portal, first), await sent(portal, second)] == [303, 409]

    assert len(portal.taken.taken) == 1


@pytest.mark.parametrize("related", [False, True])
async def test_a_kept_draft_of_many_sections_is_asked_about_what_it_builds_on(
    portal: RunningPortal, *, related: bool
) -> None:
    review_of(portal).stage = "report_finalised"
    await press(portal, f"{DECISION}/part/decision", {"decision.rationale": "It is clear."})
    an_agency_returns(portal)
    if related:
        made: Any = review_of(portal).decisions
        made.append(
            decision_pb2.DecisionRecord(gate="G5", event_id="e", decision={"outcome": "defer"})
        )

    await press(portal, f"{DECISION}/check", {}, status=409 if related else 303)

    assert len(portal.taken.taken) == (not related)
