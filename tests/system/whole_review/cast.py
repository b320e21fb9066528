"""Everybody who has a part in a review, or must have none: each in a browser of their own, from beginning to end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from playwright.async_api import Browser, BrowserContext, Page

from rapid_review.doors import Doors
from rapid_review.people import load_people
from rapid_review.scripted.settled import Settling
from rapid_review.settings import PlatformSettings
from tests.support.chromium import PATIENCE_MS, chromium
from tests.support.page_client import TOKEN_FIELD
from tests.support.platform_process import Platform
from tests.system.whole_review.person import PATIENCE_S, Person, Watch

AUTHOR = "ply-hospital-author"
LEAD = "ply-hospital-lead"
HOUSING = "ply-housing-author"
NOTIFIER = "ply-authority-notifier"
COORDINATOR = "ply-coordinator"
PARTNER = "ply-statutory-partner"
NURSE = "icb-designated-nurse"
MEETING_CHAIR = "ply-meeting-chair"
CHAIR = "ply-subgroup-chair"
MEMBER = "ply-subgroup-member"
LEADER = "ply-strategic-leader"
SCRUTINEER = "ply-scrutineer"
AUDITOR = "region-observer"
OPERATOR = "region-operator"
ELSEWHERE = "dev-coordinator"
AGENCY_ELSEWHERE = "dev-agency"
EVERYBODY = (
    AUTHOR, LEAD, HOUSING, NOTIFIER, COORDINATOR, PARTNER, NURSE, MEETING_CHAIR, CHAIR, MEMBER, LEADER,
    SCRUTINEER, AUDITOR, OPERATOR, ELSEWHERE, AGENCY_ELSEWHERE,
)  # fmt: skip
WHOLE = frozenset({COORDINATOR, PARTNER, NURSE, CHAIR, MEMBER, LEADER, SCRUTINEER, AUDITOR})
"""Who sees a case of their partnership from the moment that it is one."""
NO_SCRIPT = HOUSING
LEAVES_OPEN = frozenset({AUDITOR, COORDINATOR, CHAIR, LEADER})


@dataclass
class Cast:
    """The people by their names, and all that went wrong in any of their browsers."""

    people: dict[str, Person]
    watch: Watch
    rest: Settling
    reference: str = ""
    readers: set[str] = field(default_factory=set)
    """Who has the case on their board by now."""

    async def has_heard(self) -> None:
        """Everything that follows from what was done has happened: from now on what is not there will not come."""
        await self.rest.wait(within_s=PATIENCE_S)

    def __getitem__(self, name: str) -> Person:
        """Somebody."""
        return self.people[name]


@asynccontextmanager
async def the_cast(platform: Platform, names: Collection[str] = EVERYBODY) -> AsyncIterator[Cast]:
    """Everybody has signed in; one browser runs no script, and some have their first page open all the time."""
    settings = PlatformSettings(data=platform.data, port=platform.port)
    async with chromium() as browser, Doors(settings, load_people()) as doors:
        watch = Watch()
        coming = (_coming(browser, watch, platform.url, name) for name in names)
        people = {one.name: one for one in await asyncio.gather(*coming)}
        yield Cast(people, watch, Settling(doors, by=AUDITOR))


async def _coming(browser: Browser, watch: Watch, url: str, name: str) -> Person:
    context = await browser.new_context(
        base_url=url,
        java_script_enabled=name != NO_SCRIPT,
        viewport={"width": 1280, "height": 1000},
    )
    context.set_default_timeout(PATIENCE_MS)
    watch.over(name, context)
    asked = await (await context.request.get("/people", max_retries=3)).text()
    token = BeautifulSoup(asked, "html5lib").select_one(f"input[name={TOKEN_FIELD}]")
    assert token is not None
    chosen: dict[str, str | float | bool] = {"person": name, TOKEN_FIELD: str(token["value"])}
    await context.request.post("/people", form=chosen, max_redirects=0, max_retries=3)
    page = await context.new_page()
    return Person(name, page, await _left_open(context) if name in LEAVES_OPEN else None)


async def _left_open(context: BrowserContext) -> Page:
    """The first page in a window of its own, which is never loaded again: it must keep itself as it is."""
    page = await context.new_page()
    await page.goto("/")
    await page.evaluate("window.neverReloaded = true")
    return page
