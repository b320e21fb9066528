"""Every page in a browser: axe-core finds nothing, nothing is lost when a page is enlarged or its text is spaced out."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext
from playwright.async_api import Page as Tab

from portal.refusal_words import REFUSALS
from tests.portal.every_case import every_case
from tests.portal.every_door import EveryService
from tests.portal.every_page import AUTHOR, COORDINATOR, REFERRAL, SIGNED_IN, Page, every_page
from tests.portal.signing_in import signing_in
from tests.support.chromium import PATIENCE_MS, chromium
from tests.support.in_the_browser import (
    WIDE,
    axe_core,
    broken_rules,
    lost_when_enlarged,
    lost_when_spaced,
    sent,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
AT_ONCE = 2
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
            context = await self.browser.new_context(base_url=self.address, viewport=WIDE)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE_MS)
            self._as[person] = context
            tab = await context.new_page()
            await tab.goto("/people")
            await tab.check(f"input[value={person}]")
            await tab.click("main button")
            await tab.close()
        return self._as[person]

    async def look(self, page: Page, context: BrowserContext) -> None:
        """One page."""
        async with self._turns:
            tab = await context.new_page()
            try:
                await self._look(page, tab)
            finally:
                await tab.close()

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
            await services.doors[one.away].open()


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
