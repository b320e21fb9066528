"""Every page in a browser: axe-core finds nothing, and nothing is lost when it is enlarged or its text spaced out."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Error
from playwright.async_api import Page as Tab

from tests.portal.every_case import every_case
from tests.portal.every_door import EveryService
from tests.portal.every_page import SIGNED_IN, Page, every_page
from tests.portal.forms_door import CASE
from tests.portal.signing_in import COORDINATOR, signing_in
from tests.support.chromium import PATIENCE_MS, chromium
from tests.support.in_the_browser import (
    WIDE,
    axe_core,
    broken_rules,
    lost_when_enlarged,
    lost_when_spaced,
    sent,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
AT_ONCE = 2
NOT_ALLOWED = 403
NOTICE = f"/forms/notification/PLY/{CASE}"
Findings = Mapping[str, list[str]]


class Looking:
    """A browser that goes through pages, some at a time, and notes by kind what is wrong with each."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address, self.axe = browser, address, axe_core()
        self.found: dict[str, list[str]] = defaultdict(list)
        self._as: dict[str, BrowserContext] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def someone(self, person: str) -> BrowserContext:
        """The browser of an example person."""
        if person not in self._as:
            context = await self.browser.new_context(base_url=self.address, viewport=WIDE)
            context.set_default_timeout(PATIENCE_MS)
            self._as[person] = context
            tab = await context.new_page()
            await tab.goto("/people")
            await tab.check(f"input[value={person}]")
            async with (
                tab.expect_navigation()
            ):  # A tab that is closed while it loads may never say that it is.
                await tab.click("main button")
            await tab.close()
        return self._as[person]

    async def look(self, page: Page, context: BrowserContext) -> None:
        """One page."""
        async with self._turns:
            tab = await context.new_page()
            try:
                async with asyncio.timeout(2 * PATIENCE_MS / 1000):
                    await self._look(page, tab)
                    await tab.close()
            except (TimeoutError, Error) as problem:  # The tab goes with the browser.
                said = str(problem) or "does not come to rest"
                self.found["status"].append(f"{page}: {said}")

    async def _look(self, page: Page, tab: Tab) -> None:
        answer = await tab.goto(page.address)
        status = answer.status if answer else 0
        if page.sends is not None:
            status = await sent(tab, page.sends, page.do)
        if status != page.status:
            self.found["status"].append(f"{page}: answers {status}, not {page.status}")
        await self.note(str(page), tab)

    async def note(self, name: str, tab: Tab) -> None:
        """What is wrong with the page that a tab shows."""
        self.found["rules"] += [f"{name}: {one}" for one in await broken_rules(tab, self.axe)]
        self.found["spaced"] += [f"{name}: {one}" for one in await lost_when_spaced(tab)]
        self.found["enlarged"] += [f"{name}: {one}" for one in await lost_when_enlarged(tab)]


async def through_all(looking: Looking, services: EveryService, pages: Sequence[Page]) -> None:
    """Every page; those last for which a service has to go away."""
    for person in sorted({page.by for page in pages}):
        await looking.someone(person)
    there = [looking.look(one, await looking.someone(one.by)) for one in pages if not one.away]
    await asyncio.gather(*there)
    for one in pages:
        if one.away:
            await services.doors[one.away].close()
            await looking.look(one, await looking.someone(one.by))
            await services.doors[one.away].open()  # And is back for whoever comes next.


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def looking() -> AsyncIterator[Looking]:
    """A browser that has looked at every page."""
    async with every_case() as services, chromium() as browser:
        looking = Looking(browser, services.portal.address)
        drawn = [one for one in every_page() if one.is_drawn and not one.alike]
        await through_all(looking, services, drawn)
        yield looking


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("kind", ["status", "rules", "spaced", "enlarged"])
async def test_nothing_is_wrong_with_any_page(looking: Looking, kind: str) -> None:
    assert not looking.found[kind], "\n".join(looking.found[kind])


async def test_nothing_is_wrong_with_the_pages_of_signing_in(tmp_path: Path) -> None:
    async with signing_in(tmp_path) as there, chromium() as browser:
        there.issuer.person = dict(COORDINATOR)
        looking = Looking(browser, there.portal.address)
        nobody, somebody = [
            await browser.new_context(base_url=looking.address, viewport=WIDE) for _ in range(2)
        ]
        somebody.set_default_timeout(PATIENCE_MS)
        nobody.set_default_timeout(PATIENCE_MS)
        tab = await somebody.new_page()
        await tab.goto("/")
        for page in SIGNED_IN:
            if page.is_drawn:
                await looking.look(page, somebody if page.by else nobody)
        await tab.goto(f"{NOTICE}/part/times")
        await somebody.clear_cookies()
        status = await sent(tab, {"agency_aware_on-day": "4"}, "next")
        await looking.note("signed out while typing", tab)

    assert status == NOT_ALLOWED
    assert not any(looking.found.values()), dict(looking.found)


PLANTS = {
    "label: input": "<main><h1>Plant</h1><input name='unlabelled'></main>",
    "color-contrast: p": "<main><h1>Plant</h1><p style='color:#999;background:#fff'>Faint</p></main>",
    "target-size: #a": "<main><h1>Plant</h1><button id='a' style='width:9px;height:9px;padding:0'>a</button>"
    "<button style='width:9px;height:9px;padding:0'>b</button></main>",
    "scrolls sideways": "<main><h1>Plant</h1><p style='width:500px'>Wide</p></main>",
    "beyond the edge: p": "<main><h1>Plant</h1><p style='width:500px'>Wide</p></main>",
    "cut off: p": "<main><h1>Plant</h1><p style='height:9px;overflow:hidden'>Cut</p></main>",
    "takes the focus and is not seen: a": "<main><h1>Plant</h1><p style='clip-path:inset(50%)'>"
    "<a href='/x'>Hidden</a></p></main>",
}
"""What is found, and a page on which it is to be found."""


async def test_every_planted_fault_is_found() -> None:
    missed = []
    async with chromium() as browser:
        looking = Looking(browser, "")
        tab = await browser.new_page(viewport=WIDE)
        for fault, plant in PLANTS.items():
            looking.found.clear()
            await tab.set_content(
                f"<!DOCTYPE html><html lang=en><title>Plant</title>{plant}</html>"
            )
            await looking.note("plant", tab)
            found = [one for some in looking.found.values() for one in some]
            missed += [(fault, found)] if not any(fault in one for one in found) else []

    assert missed == []
