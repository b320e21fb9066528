"""Everybody who has a part in a review, or must have none: each in a browser of their own, from beginning to end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from playwright.async_api import Browser

from tests.support.chromium import PATIENCE_MS, chromium
from tests.support.page_client import TOKEN_FIELD
from tests.system.whole_review.person import Person, Watch

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


@dataclass
class Cast:
    """The people by their names, and all that went wrong in any of their browsers."""

    people: dict[str, Person]
    watch: Watch
    reference: str = ""
    readers: set[str] = field(default_factory=set)
    """Who has the case on their board by now."""
    told: set[str] = field(default_factory=set)
    """Whose first page is never loaded again: it keeps itself as it is."""

    def __getitem__(self, name: str) -> Person:
        """Somebody."""
        return self.people[name]


@asynccontextmanager
async def the_cast(
    url: str, names: Collection[str] = EVERYBODY, *, no_script: str = HOUSING
) -> AsyncIterator[Cast]:
    """Everybody has signed in; the browser of ``no_script`` runs none."""
    async with chromium() as browser:
        watch = Watch()
        coming = (_coming(browser, watch, url, name, scripts=name != no_script) for name in names)
        yield Cast({one.name: one for one in await asyncio.gather(*coming)}, watch)


async def _coming(browser: Browser, watch: Watch, url: str, name: str, *, scripts: bool) -> Person:
    context = await browser.new_context(
        base_url=url, java_script_enabled=scripts, viewport={"width": 1280, "height": 1000}
    )
    context.set_default_timeout(PATIENCE_MS)
    watch.over(name, context)
    asked = await (await context.request.get("/people", max_retries=3)).text()
    token = BeautifulSoup(asked, "html5lib").select_one(f"input[name={TOKEN_FIELD}]")
    assert token is not None
    chosen: dict[str, str | float | bool] = {"person": name, TOKEN_FIELD: str(token["value"])}
    await context.request.post("/people", form=chosen, max_redirects=0, max_retries=3)
    return Person(name, await context.new_page())
