"""A page warns before its session ends, in a real browser with a clock that the test moves."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.portal.forms_door import CASE
from tests.portal.signing_in import COORDINATOR, SigningIn, signing_in
from tests.portal.test_session_ends import IDLE_S, LONGEST_S, Passing

pytestmark = pytest.mark.browser

WHY = f"/forms/notification/PLY/{CASE}/part/notice"
ASKED = "**/session"


@pytest.fixture
def clock() -> Passing:
    return Passing()


@pytest.fixture
async def person(tmp_path: Path, clock: Passing) -> AsyncIterator[SigningIn]:
    async with signing_in(tmp_path, now=clock) as running:
        running.issuer.person, running.issuer.token_s = dict(COORDINATOR), 2 * LONGEST_S
        yield running


@pytest.fixture
async def context(person: SigningIn, browser: Browser) -> AsyncIterator[BrowserContext]:
    """The browser of somebody who has just signed in."""
    opened = await browser.new_context(base_url=person.portal.address)
    page = await opened.new_page()
    await page.goto("/tasks")
    await expect(page.locator("h1")).to_have_text("Tasks")
    await page.close()
    yield opened
    await opened.close()


async def opened_at(context: BrowserContext, address: str) -> Page:
    page = await context.new_page()
    await page.clock.install()
    await page.goto(address)
    await expect(page.locator("#session")).to_have_attribute("data-leave", "/signed-out")
    return page


async def passes(page: Page, clock: Passing, seconds: int) -> None:
    """So much time passes for the portal and for the page, which asks how long its session lasts."""
    clock.more_s += seconds
    async with page.expect_response(ASKED):
        await page.clock.fast_forward(seconds * 1000)


async def left_s(context: BrowserContext) -> int:
    answer = await context.request.get("/session", headers={"X-Fragment": "session"})
    return int((await answer.json())["left"])


def said(person: SigningIn) -> str:
    (kept,) = person.portal.taken.drafts.values()
    return str(json.loads(kept.content)["typed"]["outline"])


async def test_who_did_nothing_for_long_is_asked_and_stays_by_one_key(
    person: SigningIn, context: BrowserContext, clock: Passing
) -> None:
    page = await opened_at(context, WHY)
    await page.focus("#outline")

    await passes(page, clock, IDLE_S - 290)

    warning = page.get_by_role("dialog", name="You will be signed out soon")
    await expect(warning).to_be_visible()
    await expect(warning.locator("[data-session-say=stay]")).to_contain_text("in 5 minutes.")
    await expect(warning.get_by_role("status")).to_contain_text("you will be signed out")
    await expect(page.locator("#session-heading")).to_be_focused()
    button = warning.get_by_role("button", name="Stay signed in")
    await page.keyboard.press("Tab")
    await expect(button).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(warning).to_be_hidden()
    await expect(page.locator("#outline")).to_be_focused()
    assert await left_s(context) > IDLE_S - 120


async def test_escape_stays_signed_in_too(context: BrowserContext, clock: Passing) -> None:
    page = await opened_at(context, "/tasks")
    await passes(page, clock, IDLE_S - 200)
    warning = page.get_by_role("dialog")
    await expect(warning).to_be_visible()

    async with page.expect_response(ASKED):
        await page.keyboard.press("Escape")

    await expect(warning).to_be_hidden()
    assert await left_s(context) > IDLE_S - 120


async def test_a_session_that_is_used_in_another_window_warns_nobody(
    context: BrowserContext, clock: Passing
) -> None:
    page = await opened_at(context, "/tasks")
    clock.more_s = IDLE_S - 200
    await (await context.new_page()).goto("/tasks")

    async with page.expect_response(ASKED) as asked:
        await page.clock.fast_forward((IDLE_S - 200) * 1000)
    assert (await (await asked.value).json())["left"] > IDLE_S - 120

    await page.clock.fast_forward(1000)
    await expect(page.locator("#session")).to_be_hidden()


async def test_a_page_without_a_form_is_left_when_its_session_has_ended(
    context: BrowserContext, clock: Passing
) -> None:
    page = await opened_at(context, "/tasks")

    await passes(page, clock, IDLE_S + 10)

    await page.wait_for_url("**/signed-out")
    await expect(page.locator("h1")).to_have_text("You have signed out")


async def test_a_long_day_ends_with_what_was_typed_saved_and_still_there(
    person: SigningIn, context: BrowserContext, clock: Passing
) -> None:
    clock.more_s = LONGEST_S - IDLE_S  # Used all day, without a look at the clock.
    for session in person.sessions:
        session.used_at = clock()
    page = await opened_at(context, WHY)
    await passes(page, clock, IDLE_S - 200)
    warning = page.get_by_role("dialog", name="You will be signed out soon")
    await expect(warning).to_contain_text("This cannot be made longer.")
    await expect(warning.get_by_role("button", name="Stay signed in")).to_be_hidden()
    await warning.get_by_role("button", name="Close this message").click()
    await expect(warning).to_be_hidden()
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
    await page.fill("#outline", "Typed at the end of a long day.")

    await page.evaluate("document.dispatchEvent(new Event('session-ends'))")

    await expect(page.locator("[data-draft-note]")).to_contain_text("Saved at")
    assert said(person) == "Typed at the end of a long day."
    await passes(page, clock, 300)
    over = page.get_by_role("dialog", name="You are signed out")
    await expect(over).to_contain_text("What you typed is still on this page.")
    await over.get_by_role("button", name="Close this message").click()
    await expect(page.locator("#outline")).to_have_value("Typed at the end of a long day.")


async def test_without_script_the_foot_of_the_page_says_until_when(
    person: SigningIn, browser: Browser
) -> None:
    plain = await browser.new_context(base_url=person.portal.address, java_script_enabled=False)
    page = await plain.new_page()
    await page.goto("/tasks")

    await expect(page.locator("footer")).to_contain_text("You stay signed in until")
    await expect(page.locator("#session")).to_be_hidden()
    await plain.close()
