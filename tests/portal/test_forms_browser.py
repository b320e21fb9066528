"""Forms in a real browser: drafts save themselves, a double click does one thing, and no window overwrites another."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal

pytestmark = pytest.mark.browser

FORM = f"/forms/referral/PLY/{CASE}"
AUTHOR = "ply-hospital-author"
KEPT = (AUTHOR, "referral", CASE)
PATIENCE_MS = 60_000
SAVED = "Saved at 2:03pm."


@pytest.fixture
async def context(portal: RunningPortal, browser: Browser) -> AsyncIterator[BrowserContext]:
    """A browser whose visitor is an agency's author."""
    opened = await browser.new_context(base_url=portal.address)
    opened.set_default_timeout(PATIENCE_MS)
    page = await opened.new_page()
    await page.goto("/people")
    await page.check(f"input[value={AUTHOR}]")
    async with page.expect_navigation():  # A page that is closed while it loads may never be.
        await page.click("main button")
    await page.close()
    yield opened
    await opened.close()


async def opened_at(context: BrowserContext, address: str) -> Page:
    page = await context.new_page()
    await page.goto(address)
    return page


def said(portal: RunningPortal, name: str) -> str:
    return str(json.loads(portal.taken.drafts[KEPT].content)["typed"].get(name, ""))


async def note(page: Page, words: str) -> None:
    """The page says this, sooner or later."""
    await expect(page.locator("[data-draft-note]")).to_contain_text(words, timeout=PATIENCE_MS)


async def test_what_is_typed_saves_itself_and_the_page_says_so(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    await note(page, "Nothing is saved yet.")

    await page.fill("#why_consider", "Typed, and no button pressed.")

    await note(page, SAVED)
    assert said(portal, "why_consider") == "Typed, and no button pressed."


async def test_a_service_that_is_away_is_tried_again_until_it_is_back(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    await portal.owners.close()

    await page.fill("#why_consider", "Typed while nobody listened.")

    await note(page, "Could not save, trying again.")
    await portal.owners.open()
    await note(page, SAVED)
    assert said(portal, "why_consider") == "Typed while nobody listened."


async def test_who_types_without_a_pause_has_nothing_unsaved_that_is_ten_seconds_old(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{FORM}/part/why")
    await note(page, "Nothing is saved yet.")
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))

    for _ in range(9):  # A key each second is never the pause after which a draft is saved.
        await page.type("#why_consider", "x")
        await page.clock.run_for(1000)

    await note(page, SAVED)
    assert len(said(portal, "why_consider")) >= 8


async def test_what_is_typed_while_the_portal_starts_again_is_saved_when_it_is_back(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    await context.set_offline(True)

    await page.fill("#why_consider", "Typed while the portal was away.")

    await note(page, "Could not save, trying again.")
    await context.set_offline(False)
    await note(page, SAVED)
    assert said(portal, "why_consider") == "Typed while the portal was away."


async def test_a_double_click_sends_once(portal: RunningPortal, context: BrowserContext) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    await page.fill("#why_consider", "There is something to learn.")
    await page.click("text=Save and continue")
    await page.wait_for_url("**/check")

    await page.dblclick("main form button")

    await page.wait_for_url("**/sent")
    assert len(portal.taken.taken) == 1
    assert portal.taken.drafts == {}


async def test_the_button_never_loses_to_a_draft_that_is_on_its_way(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    await page.fill("#why_consider", "Half a")
    await note(page, SAVED)
    await page.fill("#why_consider", "Half a sentence, and the rest of it.")

    await page.click("text=Save and come back later")

    await page.wait_for_url("**/forms?saved=yes")
    assert said(portal, "why_consider") == "Half a sentence, and the rest of it."


async def test_no_draft_follows_what_the_button_sends(
    portal: RunningPortal, context: BrowserContext
) -> None:
    page = await opened_at(context, f"{FORM}/part/why")
    # What a page asks while it is being left, nobody outside it sees.
    await page.evaluate(
        """() => {
            const real = window.fetch;
            window.fetch = (...given) => {
                sessionStorage.setItem("asked", String(given[0]));
                return real(...given);
            };
        }"""
    )
    await page.fill("#why_consider", "Typed, and the button pressed at once.")

    await page.click("text=Save and come back later")

    await page.wait_for_url("**/forms?saved=yes")
    assert await page.evaluate("sessionStorage.getItem('asked')") is None
    assert said(portal, "why_consider") == "Typed, and the button pressed at once."


async def test_two_windows_are_told_of_each_other(
    portal: RunningPortal, context: BrowserContext
) -> None:
    mine = await opened_at(context, f"{FORM}/part/why")
    theirs = await opened_at(context, f"{FORM}/part/why")
    await theirs.fill("#why_consider", "Their text.")
    await note(theirs, SAVED)

    await mine.fill("#why_consider", "My text.")

    await note(mine, "This was changed in another window.")
    await mine.click("text=Save and continue")
    await expect(mine.locator("h1")).to_have_text("Somebody changed this meanwhile")
    await mine.click("main form button")
    await mine.wait_for_url(f"**{FORM}")
    assert said(portal, "why_consider") == "My text."


async def test_a_form_works_without_script(portal: RunningPortal, browser: Browser) -> None:
    plain = await browser.new_context(base_url=portal.address, java_script_enabled=False)
    page = await opened_at(plain, "/people")
    await page.check(f"input[value={AUTHOR}]")
    await page.click("main button")
    await page.goto(f"{FORM}/part/family")

    await page.click("text=Add a first person")
    await page.fill("input[name='circumstances.family.0.name']", "Bea Invented")
    await page.click("text=Save and come back later")

    await page.wait_for_url("**/forms?saved=yes")
    assert said(portal, "circumstances.family.0.name") == "Bea Invented"
    await plain.close()
