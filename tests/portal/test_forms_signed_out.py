"""A session that ends while somebody types: nothing is kept for a stranger, and nothing that was typed is lost."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.portal.filling_in import inputs_of
from tests.portal.forms_door import CASE
from tests.portal.signing_in import COORDINATOR, SigningIn, signing_in
from tests.support.page_client import words_of

WHY = f"/forms/notification/PLY/{CASE}/part/notice"
PATIENCE_MS = 60_000


@pytest.fixture
async def person(tmp_path: Path) -> AsyncIterator[SigningIn]:
    async with signing_in(tmp_path) as running:
        yield running


def said(person: SigningIn) -> str:
    (kept,) = person.portal.taken.drafts.values()
    return str(json.loads(kept.content)["typed"]["outline"])


async def test_what_was_typed_before_the_session_ended_is_kept_after_signing_in_again(
    person: SigningIn,
) -> None:
    await person.sign_in()
    page = person.portal.client.checked(await person.http.get(WHY), 200)
    sent = {**inputs_of(page), "outline": "Two <other> children.", "do": "next"}
    person.http.cookies.clear()

    signed_out = person.portal.client.checked(await person.http.post(WHY, data=sent), 403)

    assert words_of(signed_out, "h1") == ["You are signed out"]
    assert person.portal.taken.drafts == {}
    await person.sign_in()
    again = await person.http.post(WHY, data=inputs_of(signed_out))
    shown = person.portal.client.checked(again, 403)
    assert inputs_of(shown)["outline"] == "Two <other> children."
    assert person.portal.taken.drafts == {}
    kept = await person.http.post(WHY, data={**inputs_of(shown), "do": "next"})
    assert kept.status_code == 303
    assert said(person) == "Two <other> children."


async def test_a_script_is_told_that_the_person_is_signed_out(person: SigningIn) -> None:
    answer = await person.http.post(WHY, data={"do": "draft"}, headers={"X-Fragment": "draft"})

    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


@pytest.mark.browser
async def test_a_draft_goes_on_saving_itself_after_signing_in_in_another_tab(
    person: SigningIn, browser: Browser
) -> None:
    person.issuer.person = dict(COORDINATOR)
    context = await browser.new_context(base_url=person.portal.address)
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(WHY)
    await context.clear_cookies()

    await page.fill("#outline", "Typed after the session had ended.")

    note = page.locator("[data-draft-note]")
    await expect(note).to_contain_text("You are signed out.", timeout=PATIENCE_MS)
    other = await context.new_page()
    await other.goto("/forms")
    await expect(other.locator("h1")).to_have_text("Forms", timeout=PATIENCE_MS)
    await expect(note).to_contain_text("Saved at", timeout=PATIENCE_MS)
    assert said(person) == "Typed after the session had ended."
    await context.close()
