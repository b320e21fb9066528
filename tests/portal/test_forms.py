"""Forms: kept while they are filled in, sent once, refused field by field, and nothing typed is ever lost."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from typing import Any

import grpc
import pytest

from contracts.grpc import referral_pb2 as wire
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.notifications_door import problem
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

FORM = f"/forms/referral/PLY/{CASE}"
YOU = {
    "agency": AGENCY, "referrer_name": "Nadia Example", "referrer_role": "Named nurse",
    "not_a_safeguarding_referral": "yes",
}  # fmt: skip
HAPPENED = {
    "incident.category": "serious_harm", "incident.abuse_or_neglect": "suspected",
    "incident.harm_types": ["neglect", "head_injury"], "incident.occurred_on-day": "2",
    "incident.occurred_on-month": "sept", "incident.occurred_on-year": "2026",
    "incident.what_happened": "She fell.\r\nNobody <b>saw</b> it.",
}  # fmt: skip
AUTHOR = "ply-hospital-author"
PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
async def _author(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)


def drafted(portal: RunningPortal, form: str = "referral", about: str = CASE) -> dict[str, Any]:
    kept = portal.taken.drafts[AUTHOR, form, about]
    return dict(json.loads(kept.content)["typed"])


async def a_whole_referral(portal: RunningPortal) -> None:
    await press(portal, f"{FORM}/part/you", YOU)
    await press(portal, f"{FORM}/part/children", {}, do="add:children")
    await press(portal, f"{FORM}/row/children/0", {"children.0.name": "Ada Invented"})
    await press(portal, f"{FORM}/part/incident", HAPPENED)


async def test_a_form_is_not_there_for_a_role_that_has_no_use_for_it(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    await portal.client.get(FORM, status=403)
    await portal.client.get("/refer", status=403)

    await portal.become("region-observer")
    await portal.client.get("/forms", status=403)


async def test_a_form_of_another_partnership_or_of_no_case_is_not_there(
    portal: RunningPortal,
) -> None:
    await portal.client.get(f"/forms/referral/DEV/{CASE}", status=403)
    await portal.client.get("/forms/referral/PLY/ada-invented", status=404)
    await portal.client.get(f"/forms/nothing/PLY/{CASE}", status=404)
    await portal.client.get(f"{FORM}/part/nothing", status=404)
    await portal.client.get(f"{FORM}/row/children/7", status=404)


async def test_whoever_says_that_a_child_is_at_risk_is_told_what_to_do_first(
    portal: RunningPortal,
) -> None:
    page = await portal.client.post("/refer", {"risk": "yes"})

    assert words_of(page, "h1") == ["Keep the child safe first"]
    assert "999" in words_of(page, ".govuk-warning-text")[0]


async def test_the_first_question_has_to_be_answered(portal: RunningPortal) -> None:
    page = await portal.client.post("/refer", {}, status=422)

    assert words_of(page, ".govuk-error-summary a[href='#risk']") == ["Choose one of the answers"]


async def test_a_referral_begins_under_an_address_that_names_nobody(portal: RunningPortal) -> None:
    page = await portal.client.get("/refer")
    answer = await portal.client.http.post("/refer", data={**inputs_of(page), "risk": "no"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/forms/referral/PLY/")
    assert portal.taken.drafts == {}


async def test_what_was_typed_is_kept_section_by_section(portal: RunningPortal) -> None:
    await a_whole_referral(portal)

    assert drafted(portal)["referrer_name"] == "Nadia Example"
    assert drafted(portal)["incident.harm_types"] == "neglect\nhead_injury"
    page = await portal.client.get(f"{FORM}/part/incident")
    assert inputs_of(page)["incident.what_happened"] == "She fell.\nNobody <b>saw</b> it."
    assert inputs_of(page)["incident.harm_types"] == ["neglect", "head_injury"]
    assert words_of(page, "[data-draft-note]") == ["Saved at 2:03pm."]


async def test_a_box_that_is_no_longer_ticked_is_no_longer_kept(portal: RunningPortal) -> None:
    await press(portal, f"{FORM}/part/incident", HAPPENED)
    await press(portal, f"{FORM}/part/incident", {"incident.harm_types": []})

    assert "incident.harm_types" not in drafted(portal)


async def test_a_day_that_does_not_exist_is_told_at_its_field_and_kept_as_typed(
    portal: RunningPortal,
) -> None:
    wrong = {**HAPPENED, "incident.occurred_on-day": "31", "incident.occurred_on-month": "6"}

    page = await press(portal, f"{FORM}/part/incident", wrong, status=422)

    link = ".govuk-error-summary a[href='#incident-occurred_on-day']"
    assert words_of(page, link) == ["Enter a real date, for example 7 9 2026"]
    assert inputs_of(page)["incident.occurred_on-day"] == "31"
    assert drafted(portal)["incident.occurred_on-day"] == "31"


async def test_rows_come_and_go_by_buttons_alone(portal: RunningPortal) -> None:
    address = f"{FORM}/part/family"
    await press(portal, address, {}, do="add:circumstances.family")
    first = {"circumstances.family.0.name": "Bea Invented"}
    await press(portal, address, first, do="add:circumstances.family")
    second = {"circumstances.family.1.name": "Cem Invented"}
    await press(portal, address, second, do="remove:circumstances.family.0")

    assert drafted(portal)["circumstances.family.0.name"] == "Cem Invented"
    assert "circumstances.family.1.name" not in drafted(portal)


async def test_the_list_of_sections_says_how_far_each_is(portal: RunningPortal) -> None:
    await press(portal, f"{FORM}/part/you", YOU | {"referrer_role": ""})
    await press(portal, f"{FORM}/part/incident", HAPPENED)

    page = await portal.client.get(FORM)

    states = dict(
        zip(words_of(page, ".govuk-task-list__link"), words_of(page, ".govuk-task-list__status"), strict=True)
    )  # fmt: skip
    assert states["About you"] == "Something is missing"
    assert states["The child or children"] == "Not started"


async def test_what_is_missing_is_listed_with_a_link_to_each_field(portal: RunningPortal) -> None:
    await press(portal, f"{FORM}/part/you", YOU | {"referrer_role": ""})

    page = await portal.client.get(f"{FORM}/check")

    links = {str(link["href"]): link.text for link in page.select(".rr-missing a")}
    assert links[f"{FORM}/part/you#referrer_role"] == "Your role"
    assert links[f"{FORM}/part/children#children"] == "Children the incident is about"


async def test_a_whole_form_is_sent_as_the_service_asks_for_it(portal: RunningPortal) -> None:
    await a_whole_referral(portal)

    await press(portal, f"{FORM}/check", {})

    (sent,) = portal.taken.taken
    assert sent.agency == AGENCY
    assert (
        sent.children
        == wire.PrepareReferralRequest(children=[wire.Child(name="Ada Invented")]).children
    )
    assert sent.incident.occurred_on == "2026-09-02"
    assert list(sent.incident.harm_types) == ["neglect", "head_injury"]
    assert sent.incident.what_happened == "She fell.\nNobody <b>saw</b> it."
    assert sent.not_a_safeguarding_referral
    assert (sent.header.case_id, sent.header.partnership) == (CASE, "PLY")
    assert portal.taken.drafts == {}
    page = await portal.client.get(f"{FORM}/sent")
    assert words_of(page, "h1") == ["Sent to your senior safeguarding lead"]


async def test_a_form_that_is_sent_twice_takes_effect_once(portal: RunningPortal) -> None:
    await a_whole_referral(portal)
    page = await portal.client.get(f"{FORM}/check")

    await press(portal, f"{FORM}/check", {}, page=page)
    await press(portal, f"{FORM}/check", {}, page=page)

    assert len(portal.taken.taken) == 1
    assert portal.taken.drafts == {}


async def test_refused_answers_are_told_where_they_stand_and_all_stays(
    portal: RunningPortal,
) -> None:
    await a_whole_referral(portal)
    said = "The NHS number is not right."
    portal.taken.problems = [
        problem("children.0.nhs_number", "referral.nhs_number_wrong", said),
        problem("incident.why_serious", "referral.missing", "Say why it is serious."),
    ]

    page = await press(portal, f"{FORM}/check", {}, status=422)

    links = {str(link["href"]): link.text for link in page.select(".rr-missing a")}
    assert links[f"{FORM}/row/children/0#children-0-nhs_number"].endswith(said)
    row = await portal.client.get(f"{FORM}/row/children/0")
    assert words_of(row, "#children-0-nhs_number-error") == [f"Error: {said}"]
    assert inputs_of(row)["children.0.name"] == "Ada Invented"
    await press(portal, f"{FORM}/row/children/0", {"children.0.nhs_number": "943 476 5919"})
    mended = await portal.client.get(f"{FORM}/row/children/0")
    assert words_of(mended, ".govuk-error-message") == []


async def test_a_delay_loses_nothing(portal: RunningPortal) -> None:
    await a_whole_referral(portal)
    portal.taken.refuse_commands_with = (grpc.StatusCode.UNAVAILABLE, "", "")

    page = await press(portal, f"{FORM}/check", {}, status=503)

    assert "Nothing is lost" in words_of(page, ".govuk-error-summary")[0]
    assert drafted(portal)["referrer_name"] == "Nadia Example"


async def test_a_service_that_is_away_while_a_section_is_saved_loses_nothing(
    portal: RunningPortal,
) -> None:
    address = f"{FORM}/part/why"
    page = await portal.client.get(address)
    await portal.owners.close()

    shown = await press(portal, address, {"why_consider": "My text."}, page=page, status=503)

    assert inputs_of(shown)["why_consider"] == "My text."
    await portal.owners.open()
    deadline = time.monotonic() + PATIENCE_S
    saved = await portal.client.http.post(address, data=inputs_of(shown))
    while saved.status_code != 303 and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        saved = await portal.client.http.post(address, data=inputs_of(shown))
    assert drafted(portal)["why_consider"] == "My text."


async def test_another_window_never_overwrites_and_both_texts_are_shown(
    portal: RunningPortal,
) -> None:
    address = f"{FORM}/part/why"
    await press(portal, address, {"why_consider": "As it was."})
    mine = await portal.client.get(address)
    theirs = await portal.client.get(address)
    await press(portal, address, {"why_consider": "Their text."}, page=theirs)

    page = await press(portal, address, {"why_consider": "My text."}, page=mine, status=409)

    assert drafted(portal)["why_consider"] == "Their text."
    assert words_of(page, ".rr-two-texts p") == ["My text.", "Their text."]
    sent = {**inputs_of(page), "keep.why_consider": "both"}
    answer = await portal.client.http.post(f"{FORM}/merge", data=sent)
    assert answer.status_code == 303
    assert drafted(portal)["why_consider"] == "My text.\n\nTheir text."


async def test_two_windows_on_different_sections_do_not_meet(portal: RunningPortal) -> None:
    why = await portal.client.get(f"{FORM}/part/why")
    await press(portal, f"{FORM}/part/you", YOU)
    await press(portal, f"{FORM}/part/why", {"why_consider": "Learning."}, page=why)

    assert drafted(portal)["referrer_name"] == "Nadia Example"
    assert drafted(portal)["why_consider"] == "Learning."


async def test_a_matter_that_changed_meanwhile_is_shown_beside_what_was_typed(
    portal: RunningPortal,
) -> None:
    portal.taken.referral = wire.Referral(
        case_id=CASE, version=3, why_consider="As it was.", status="awaiting_agreement"
    )
    await press(portal, f"{FORM}/part/why", {"why_consider": "My text."})
    portal.taken.referral.why_consider, portal.taken.referral.version = "Their text.", 4
    portal.taken.refuse_commands_with = (grpc.StatusCode.ABORTED, "stale", "Changed meanwhile.")

    page = await press(portal, f"{FORM}/check", {}, status=409)

    assert words_of(page, ".rr-two-texts p") == ["My text.", "Their text."]
    await portal.client.http.post(f"{FORM}/merge", data=inputs_of(page))
    portal.taken.refuse_commands_with = None
    await press(portal, f"{FORM}/check", {})
    (sent,) = portal.taken.taken
    assert (sent.why_consider, sent.header.seen_version) == ("My text.", 4)


async def test_a_form_of_another_visit_keeps_nothing_and_loses_nothing(
    portal: RunningPortal,
) -> None:
    typed = {"why_consider": "My text.", "form_token": "of another visit"}

    page = await press(portal, f"{FORM}/part/why", typed, status=403)

    assert portal.taken.drafts == {}
    assert inputs_of(page)["why_consider"] == "My text."
    await press(portal, f"{FORM}/part/why", {}, page=page)
    assert drafted(portal)["why_consider"] == "My text."


async def test_a_script_saves_and_is_told_when(portal: RunningPortal) -> None:
    address = f"{FORM}/part/why"
    page = await portal.client.get(address)
    sent = {**inputs_of(page), "why_consider": "Half a", "do": "draft"}
    answer = await portal.client.http.post(address, data=sent, headers={"X-Fragment": "draft"})

    assert answer.json()["saved"] == "2:03pm"
    assert drafted(portal)["why_consider"] == "Half a"
    # The button of the same page goes on from there, though the page showed an older text.
    await press(portal, address, {"why_consider": "Half a sentence."}, page=page)
    assert drafted(portal)["why_consider"] == "Half a sentence."


async def test_a_draft_can_be_thrown_away(portal: RunningPortal) -> None:
    await press(portal, f"{FORM}/part/you", YOU)
    assert words_of(await portal.client.get("/forms"), "#begun") == ["Begun and not sent yet"]

    await press(portal, f"{FORM}/drop", {})

    assert portal.taken.drafts == {}


async def test_a_form_as_large_as_a_book_is_refused(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{FORM}/part/why")
    sent = {**inputs_of(page), "why_consider": "x" * 4_200_000}

    answer = await portal.client.http.post(f"{FORM}/part/why", data=sent)

    assert answer.status_code == 413


async def test_the_list_of_forms_asks_as_often_whatever_there_is(portal: RunningPortal) -> None:
    await portal.client.get("/forms")
    few = Counter(portal.taken.asked)
    for number in range(5):
        about = CASE.replace("1b4e", f"1b4{number}")
        await press(portal, f"/forms/referral/PLY/{about}/part/you", YOU)
    portal.taken.asked.clear()

    await portal.client.get("/forms")

    assert Counter(portal.taken.asked) == few
