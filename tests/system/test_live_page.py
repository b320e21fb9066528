"""The dashboard and a case page, in a real browser, while a case is played."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.support.chromium import chromium
from tests.support.platform_process import ROOT, Platform, a_platform

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    with a_platform(tmp_path / "var") as platform:
        platform.start()
        yield platform


@asynccontextmanager
async def a_page(*, scripts: bool = True) -> AsyncIterator[Page]:
    async with chromium() as browser:
        context = await browser.new_context(java_script_enabled=scripts)
        yield await context.new_page()


async def test_a_case_appears_and_moves_on_without_a_reload(platform: Platform) -> None:
    live = next(
        file
        for file in sorted((ROOT / "examples").glob("*.yaml"))
        if "working days ago" in file.read_text(encoding="utf-8")
    )
    async with a_page() as page:
        await page.goto(platform.url)
        await page.evaluate("window.neverReloaded = true")
        assert "There are no live cases" in await page.inner_text("main")

        playing = platform.play(live)
        link = page.locator("main a", has_text="-RR-").first
        await link.wait_for(timeout=60_000)
        assert playing.wait(120) == 0

        assert await page.evaluate("window.neverReloaded") is True
        await link.click()
        assert "-RR-" in await page.inner_text("h1")
        assert await page.locator("h2", has_text="Stages").count() == 1


async def test_the_dashboard_works_without_scripts(examples: Platform) -> None:
    async with a_page(scripts=False) as page:
        await page.goto(examples.url)

        references = await page.locator("main a", has_text="-RR-").all_inner_texts()

        assert references
        await page.goto(f"{examples.url}/cases/{references[0]}")
        assert references[0] in await page.inner_text("h1")


async def test_a_person_finds_their_tasks_and_the_coordinator_the_messages(
    examples: Platform,
) -> None:
    async with a_page(scripts=False) as page:
        await _become(page, examples, "Agency author, Plymouth")
        await page.goto(f"{examples.url}/tasks")
        tasks = page.locator("main tbody tr")
        assert await tasks.count()
        assert await tasks.first.locator("a", has_text="PLY-RR-").count() == 1

        await _become(page, examples, "Coordinator, Plymouth")
        await page.goto(f"{examples.url}/messages")
        messages = await page.locator("main tbody tr").all_inner_texts()
        assert any("Nobody is reachable" in one for one in messages)
        assert await page.get_by_role("button", name="Send again").count()
        await page.get_by_role("link", name="Choose how you are told").click()
        assert "You are not registered" in await page.inner_text("main")


async def _become(page: Page, platform: Platform, label: str) -> None:
    await page.goto(f"{platform.url}/people")
    await page.get_by_label(label, exact=True).check()
    await page.get_by_role("button", name="Continue").click()
