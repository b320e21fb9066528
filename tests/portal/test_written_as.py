"""Somebody becomes another person in another window: what was typed is never kept as that person's, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from playwright.async_api import Browser, expect

from portal.views import visitor
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.portal.signing_in import COORDINATOR, signing_in
from tests.support.page_client import words_of

FORM = f"/forms/referral/PLY/{CASE}"
WHY = f"{FORM}/part/why"
NOTICE = f"/forms/notification/PLY/{CASE}/part/notice"
AUTHOR, LEAD, SCRUTINEER = "ply-hospital-author", "ply-hospital-lead", "ply-scrutineer"
AUTHORS, LEADS = "Hospital author, Plymouth", "Hospital safeguarding lead, Plymouth"
TEXT = "Her <sister> was not\nasked."


async def written(portal: RunningPortal) -> dict[str, str]:
    """What a page would send on which the author has typed."""
    await portal.become(AUTHOR)
    page = await portal.client.get(WHY)
    return {**inputs_of(page), "why_consider": TEXT, "do": "next"}


async def by_script(portal: RunningPortal, sent: dict[str, str]) -> httpx.Response:
    return await portal.client.http.post(WHY, data=sent, headers={"X-Fragment": "draft"})


def said(portal: RunningPortal, person: str = AUTHOR) -> str:
    return str(
        json.loads(portal.taken.drafts[person, "referral", CASE].content)["typed"]["why_consider"]
    )


@pytest.mark.parametrize("other", [LEAD, SCRUTINEER])
async def test_a_draft_that_saves_itself_is_not_saved_as_somebody_else(
    portal: RunningPortal, other: str
) -> None:
    sent = await written(portal)
    await portal.become(other)

    refused = await by_script(portal, sent)

    assert refused.status_code == 409
    told = refused.json()["another"]
    assert (told["was"], told["change"]) == (AUTHORS, "/people")
    assert told["now"].endswith(", Plymouth")
    assert portal.taken.drafts == {}


@pytest.mark.parametrize("other", [LEAD, SCRUTINEER])
async def test_a_page_that_was_written_as_somebody_else_comes_back_whole_and_goes_on(
    portal: RunningPortal, other: str
) -> None:
    sent = await written(portal)
    await portal.become(other)

    page = portal.client.checked(await portal.client.http.post(WHY, data=sent), 409)

    assert words_of(page, "h1") == ["This was written as somebody else"]
    assert words_of(page, "main strong")[1] == AUTHORS
    assert portal.taken.drafts == {}
    await portal.become(AUTHOR)
    shown = portal.client.checked(await portal.client.http.post(WHY, data=inputs_of(page)), 403)
    assert inputs_of(shown)["why_consider"] == TEXT
    assert portal.taken.drafts == {}
    kept = await portal.client.http.post(WHY, data={**inputs_of(shown), "do": "next"})
    assert (kept.status_code, said(portal)) == (303, TEXT)


async def test_two_texts_are_not_merged_as_somebody_else(portal: RunningPortal) -> None:
    mine = await written(portal)
    await press(portal, WHY, {"why_consider": "Their text."})
    clash = portal.client.checked(await portal.client.http.post(WHY, data=mine), 409)
    merging = inputs_of(clash)
    await portal.become(LEAD)

    refused = portal.client.checked(
        await portal.client.http.post(f"{FORM}/merge", data=merging), 409
    )

    assert words_of(refused, "h1") == ["This was written as somebody else"]
    assert inputs_of(refused)["mine.why_consider"] == TEXT
    assert said(portal) == "Their text."


async def test_a_choice_that_has_ended_keeps_nothing_as_the_first_person(
    portal: RunningPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await written(portal)
    monkeypatch.setattr(visitor, "_chosen", lambda desk, _cookie: (desk.people[0], None))

    refused = await by_script(portal, sent)

    assert (refused.status_code, refused.json()["another"]["was"]) == (409, AUTHORS)
    assert refused.json()["another"]["now"] == "Regional observer"
    assert portal.taken.drafts == {}


async def test_a_form_that_one_person_opened_does_nothing_as_another(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    sent = inputs_of(await portal.client.get("/messages/preference"))
    await portal.become(LEAD)

    refused = await portal.client.http.post("/messages/preference", data=sent)

    portal.client.checked(refused, 403)


async def test_what_a_page_says_of_its_writer_is_the_same_in_every_visit_and_names_nobody(
    portal: RunningPortal,
) -> None:
    marks = [(await written(portal))["written_as"] for _ in range(2)]
    await portal.become(LEAD)
    other = inputs_of(await portal.client.get(WHY))["written_as"]

    assert marks[0] == marks[1] != other
    assert len(marks[0]) == 32
    assert set(marks[0]) <= set("0123456789abcdef")


async def test_who_signs_in_as_somebody_else_is_told_so_and_nothing_is_kept(tmp_path: Path) -> None:
    async with signing_in(tmp_path) as person:
        await person.sign_in()
        page = person.portal.client.checked(await person.http.get(NOTICE), 200)
        sent = {**inputs_of(page), "outline": TEXT, "do": "next"}
        await person.http.get("/sign-out")
        person.issuer.person = {"sub": "invented-2", "groups": ["PLY-coordinators"]}
        await person.back("/sign-in")

        alone = await person.http.post(NOTICE, data=sent, headers={"X-Fragment": "draft"})
        told = person.portal.client.checked(await person.http.post(NOTICE, data=sent), 409)

        assert alone.json()["another"]["was"] == "somebody else"
        assert alone.json()["another"]["change"] == "/sign-out"
        assert person.portal.taken.drafts == {}
        person.issuer.person = dict(COORDINATOR)
        await person.back("/sign-in")
        again = await person.http.post(NOTICE, data=inputs_of(told))
        assert inputs_of(BeautifulSoup(again.text, "html5lib"))["outline"] == TEXT


@pytest.mark.browser
async def test_a_page_in_an_old_tab_says_as_whom_it_was_written_and_saves_when_they_are_back(
    portal: RunningPortal, browser: Browser
) -> None:
    context = await browser.new_context(base_url=portal.address)
    other = await context.new_page()

    async def become(person: str) -> None:
        await other.goto("/people")
        await other.check(f"input[value={person}]")
        await other.click("main button")
        await other.wait_for_url(portal.address + "/")

    await become(AUTHOR)
    page = await context.new_page()
    await page.goto(WHY)
    await become(LEAD)
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    told = page.get_by_role("dialog", name="You are now somebody else")
    await expect(told).to_contain_text(f"In this browser you are now: {LEADS}.")
    await told.get_by_role("button", name="Close this message").click()

    await page.fill("#why_consider", TEXT)

    note = page.locator("[data-draft-note]")
    await expect(note).to_contain_text(f"You are now: {LEADS}. This was written as: {AUTHORS}.")
    await expect(note.get_by_role("link")).to_have_attribute("href", "/people")
    assert portal.taken.drafts == {}
    await become(AUTHOR)
    await expect(note).to_contain_text("Saved at")
    assert said(portal) == TEXT
    await context.close()
