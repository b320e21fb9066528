"""Pictures of the main pages with the worked examples, as their people see them: ``make screenshots``.

Each is taken as on a desktop and as on a phone.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Browser, BrowserContext

from docs.small_picture import small_picture
from tests.support.chromium import chromium
from tests.support.platform_process import Platform, a_platform

IMAGES = Path(__file__).resolve().parent / "images"
SIZES = {"": (1280, 1120), "-phone": (375, 812)}
LIVE, CLOSED, CHANGED = "PLY-RR-2026-0005", "PLY-RR-2026-0001", "PLY-RR-2026-0002"


class Picture(NamedTuple):
    """A page as somebody sees it; ``links`` are followed from it, for addresses that hold ids."""

    name: str
    person: str
    path: str
    links: tuple[str, ...] = ()


PICTURES = (
    Picture("home", "ply-coordinator", "/"),
    Picture("dashboard", "region-observer", "/cases"),
    Picture("case", "ply-coordinator", f"/cases/{LIVE}"),
    Picture("people-and-agencies", "ply-coordinator", f"/cases/{LIVE}/people"),
    Picture("case-team", "ply-coordinator", f"/cases/{LIVE}/people#team"),
    Picture("chronology", "ply-coordinator", f"/cases/{CLOSED}/chronology"),
    Picture("timeline", "ply-coordinator", f"/cases/{CLOSED}/chronology#entries"),
    Picture("decisions", "ply-coordinator", f"/cases/{CLOSED}/decisions"),
    Picture("work", "ply-coordinator", f"/cases/{LIVE}", ("Work on this case",)),
    Picture(
        "versions-compared", "ply-coordinator", f"/cases/{CHANGED}/people",
        ("social care", "What changed between versions"),
    ),
    Picture(
        "report", "ply-coordinator", f"/cases/{CLOSED}/documents", ("Rapid Review report",)
    ),
    Picture("agency-home", "ply-housing-author", "/"),
    Picture("forms", "ply-housing-author", "/forms"),
    Picture("refer", "ply-hospital-author", "/refer"),
    Picture("leader-home", "ply-strategic-leader", "/"),
    Picture("operations", "region-operator", "/operations"),
    Picture("replay", "region-observer", f"/audit/{CLOSED}?step=12"),
    Picture("who-read-it", "ply-data-protection", f"/reads?reference={LIVE}"),
    Picture("accessibility", "ply-coordinator", "/accessibility"),
)  # fmt: skip


async def take(platform: Platform) -> None:
    """Take each page at the width of a desktop and of a phone."""
    async with chromium() as browser:
        for picture in PICTURES:
            for size in SIZES:
                await _take_one(browser, platform.url, picture, size)


async def _take_one(browser: Browser, url: str, picture: Picture, size: str) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, base_url=url, reduced_motion="reduce",
        locale="en-GB", timezone_id="Europe/London",
    )  # fmt: skip
    await _become(context, picture.person)
    page = await context.new_page()
    await page.goto(picture.path)
    for link in picture.links:
        async with page.expect_navigation():
            await page.locator("main").get_by_role("link", name=link).first.click()
    file = IMAGES / f"{picture.name}{size}.png"
    taken = await page.screenshot()
    file.write_bytes(await small_picture(await context.new_page(), taken))
    await context.close()
    print(file)


async def _become(context: BrowserContext, person: str) -> None:
    page = await context.new_page()
    await page.goto("/people")
    await page.check(f'[name="person"][value="{person}"]')
    async with page.expect_navigation():
        await page.locator("main button").first.click()
    await page.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        a_platform(Path(folder) / "var", examples=True) as it,
    ):
        it.start()
        asyncio.run(take(it))
