"""Pictures of the main pages with the worked examples, as their people see them: ``make screenshots``."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Browser, BrowserContext

from tests.support.chromium import chromium
from tests.support.platform_process import Platform, a_platform

IMAGES = Path(__file__).resolve().parent / "images"
DESKTOP, PHONE = (1280, 1120), (390, 844)
ON_PHONES = frozenset({"home", "dashboard", "case", "agency-home"})
LIVE, CLOSED = "PLY-RR-2026-0005", "PLY-RR-2026-0001"


class Picture(NamedTuple):
    """A page as somebody sees it; ``link`` is followed from it, for addresses that hold ids."""

    name: str
    person: str
    path: str
    link: str = ""


PICTURES = (
    Picture("home", "ply-coordinator", "/"),
    Picture("dashboard", "region-observer", "/cases"),
    Picture("case", "ply-coordinator", f"/cases/{LIVE}"),
    Picture("decisions", "ply-coordinator", f"/cases/{CLOSED}/decisions"),
    Picture("people-and-agencies", "ply-coordinator", f"/cases/{LIVE}/people"),
    Picture("work", "ply-coordinator", f"/cases/{LIVE}", "Work on this case"),
    Picture("agency-home", "ply-housing-author", "/"),
    Picture("forms", "ply-housing-author", "/forms"),
    Picture("refer", "ply-hospital-author", "/refer"),
    Picture("leader-home", "ply-strategic-leader", "/"),
    Picture("operations", "region-operator", "/operations"),
    Picture("replay", "region-observer", f"/audit/{CLOSED}"),
    Picture("who-read-it", "ply-data-protection", f"/reads?reference={LIVE}"),
)


async def take(platform: Platform) -> None:
    """Take each page at desktop width, and those that people open on the way at phone width, too."""
    async with chromium() as browser:
        for picture in PICTURES:
            await _take_one(browser, platform.url, picture)
            if picture.name in ON_PHONES:
                await _take_one(browser, platform.url, picture, phone=True)


async def _take_one(browser: Browser, url: str, picture: Picture, *, phone: bool = False) -> None:
    width, height = PHONE if phone else DESKTOP
    context = await browser.new_context(
        viewport={"width": width, "height": height}, base_url=url, reduced_motion="reduce"
    )
    await _become(context, picture.person)
    page = await context.new_page()
    await page.goto(picture.path)
    if picture.link:
        await page.get_by_role("link", name=picture.link).first.click()
    file = IMAGES / f"{picture.name}{'-phone' if phone else ''}.png"
    await page.screenshot(path=file)
    await context.close()
    print(file)


async def _become(context: BrowserContext, person: str) -> None:
    page = await context.new_page()
    await page.goto("/people")
    button = page.locator(f'[name="person"][value="{person}"]')
    await button.click()
    if await button.get_attribute("type") == "radio":
        await page.get_by_role("button").first.click()
    await page.wait_for_load_state()
    await page.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        a_platform(Path(folder) / "var", examples=True) as it,
    ):
        it.start()
        asyncio.run(take(it))
