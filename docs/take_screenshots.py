"""Pictures of the main pages with the worked examples, for the README: ``make screenshots``."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser

from tests.support.chromium import chromium
from tests.support.platform_process import Platform, a_platform

IMAGES = Path(__file__).resolve().parent / "images"
SIZES = {"": (1280, 1120), "-phone": (390, 844)}
LIVE_CASE = "PLY-RR-2026-0005"


async def take(platform: Platform) -> None:
    """Take each page at desktop and phone width."""
    pages = {"dashboard": "/cases", "case": f"/cases/{LIVE_CASE}"}
    async with chromium() as browser:
        for name, path in pages.items():
            for suffix, size in SIZES.items():
                await _take_one(browser, platform.url + path, IMAGES / f"{name}{suffix}.png", size)


async def _take_one(browser: Browser, url: str, file: Path, size: tuple[int, int]) -> None:
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.goto(url)
    await page.screenshot(path=file)
    await context.close()
    print(file)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        a_platform(Path(folder) / "var", examples=True) as it,
    ):
        it.start()
        asyncio.run(take(it))
