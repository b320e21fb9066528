"""Signing in and out in a real browser, which enforces what cookies and headers say."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.portal.signing_in import COORDINATOR, signing_in

pytestmark = pytest.mark.browser

CASE = "/cases/PLY-RR-2026-0008"


async def test_a_person_signs_in_sees_the_page_that_they_wanted_and_signs_out(
    browser: Browser, tmp_path: Path
) -> None:
    async with signing_in(tmp_path) as running:
        running.issuer.person, running.issuer.asks = dict(COORDINATOR), True
        context = await browser.new_context(base_url=running.portal.address)
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))

        await page.goto(CASE)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page).to_have_url(running.portal.address + CASE)
        await expect(page.get_by_role("heading", level=1)).to_contain_text("PLY-RR-2026-0008")
        await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")
        script_sees = await page.evaluate("document.cookie")

        await page.get_by_role("link", name="Sign out").click()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page).to_have_url(running.portal.address + "/signed-out")
        await expect(page.get_by_role("heading", level=1)).to_have_text("You have signed out")
        await page.goto(CASE)
        await expect(page.get_by_role("button", name="Sign in")).to_be_visible()

        assert script_sees == ""
        assert running.issuer.asked["/sign-out"] == 1
        assert complaints == []
        await context.close()
