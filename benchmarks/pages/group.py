"""(i) Main pages of the portal under load, by how many live cases there are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import httpx

from benchmarks.measure import Group, Plan, Sample, Variant
from benchmarks.pages.platform import running_platform
from benchmarks.pages.visitors import VISITORS, addresses, read, visiting

PAGES = (
    "home", "cases", "cases, filtered and sorted", "a case", "its history", "tasks", "messages",
    "a form",
)  # fmt: skip


@dataclass(slots=True)
class Standing:
    """The platform that runs now: it is kept for all pages and rounds of one size."""

    cases: int = 0
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    client: httpx.AsyncClient | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)

    async def at(self, plan: Plan, cases: int) -> httpx.AsyncClient:
        """A visitor's client of a platform with so many live cases."""
        if self.client is None or self.cases != cases:
            await self.end()
            plan.say(f"pages: a platform with {cases:,} live cases begins")
            address = await self.stack.enter_async_context(running_platform(cases))
            self.client = await self.stack.enter_async_context(visiting(address))
            self.addresses, self.cases = await addresses(self.client), cases
        return self.client

    async def end(self) -> None:
        """Stop it."""
        self.client = None
        await self.stack.aclose()


standing = Standing()


def _variant(page: str) -> Variant:
    async def run(plan: Plan, cases: int) -> Sample:
        client = await standing.at(plan, cases)
        return await read(client, standing.addresses[page], plan.seconds)

    return Variant(page, run)


PAGES_UNDER_LOAD = Group(
    key="pages", title=f"(i) Pages of the portal, {VISITORS} visitors at once", unit="p95 ms", of_size="live cases",
    sizes=(50, 5_000), base="", delay=True, variants=tuple(map(_variant, PAGES)), end=standing.end,
)  # fmt: skip
