"""A person at the portal of a running platform, who fills in whole forms, section by section, as people do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
from bs4 import BeautifulSoup, Tag
from starlette.routing import Route

from portal.routes import EXAMPLE_PEOPLE, PAGES
from tests.portal.filling_in import inputs_of
from tests.support.page_client import PageClient, words_of
from tests.support.patient_visitor import patient_visitor

ROUTES = [
    Route(path, lambda _: None, methods=[verb]) for verb, path, _, _ in (*PAGES, *EXAMPLE_PEOPLE)
]
Typed = Mapping[str, Any]


def on(name: str, day: date) -> dict[str, str]:
    """What is typed to give a day."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


@dataclass(frozen=True, slots=True)
class AtThePortal:
    """One person. Each page that they see is checked as every page is."""

    client: PageClient

    async def send(self, address: str, typed: Typed, rows: Sequence[Typed] = ()) -> BeautifulSoup:
        """Fill in the form at ``address`` and send it; fails with what is refused. ``rows`` have pages of their own."""
        page = await self.client.get(address)
        sections = [str(one["href"]) for one in page.select(".govuk-task-list__link")]
        if not sections:
            await self._press(address, page, typed, do="send")
        for section in sections:
            await self._section(section, typed, rows)
        if sections:
            check = await self.client.get(f"{address}/check")
            assert not (lacking := words_of(check, ".rr-missing a")), lacking
            await self._press(f"{address}/check", check, {}, do="send")
        return await self.client.get(f"{address}/sent")

    async def ways(self, address: str) -> dict[str, str]:
        """What can be done on a page of a case's work, each with the address of its form."""
        page = await self.client.get(address)
        links = [one for one in page.select("main a") if str(one["href"]).startswith("/forms/")]
        return {_code_of(one): str(one["href"]) for one in links}

    async def _section(self, section: str, typed: Typed, rows: Sequence[Typed]) -> None:
        page = await self.client.get(section)
        add = page.select_one("section.rr-rows button[value^='add:']")
        for row in rows if add else ():
            answer = await self._press(section, page, {}, do=str(add["value"]))  # type: ignore[index]
            path = str(add["value"]).removeprefix("add:")  # type: ignore[index]
            number = answer.headers["location"].rpartition("/")[2]
            named = {f"{path}.{number}.{name}": said for name, said in row.items()}
            where = answer.headers["location"]
            await self._press(where, await self.client.get(where), named)
            page = await self.client.get(section)
        await self._press(section, page, typed)

    async def _press(
        self, address: str, page: BeautifulSoup, typed: Typed, *, do: str = "next"
    ) -> httpx.Response:
        sent = {**inputs_of(page), **typed, "do": do}
        answer = await self.client.http.post(address, data=sent)
        if answer.status_code != 303:
            refused = BeautifulSoup(answer.text, "html5lib")
            raise AssertionError(
                [address, answer.status_code, *words_of(refused, ".govuk-error-summary li"),
                 *words_of(refused, ".rr-missing a"), *words_of(refused, "h1")]
            )  # fmt: skip
        self.client.checked(answer, 303)
        return answer


def _code_of(link: Tag) -> str:
    return str(link["href"]).split("/")[2]


@asynccontextmanager
async def at_the_portal(url: str, person: str) -> AsyncIterator[AtThePortal]:
    """An example person in a browser of their own."""
    async with patient_visitor(url) as http:
        client = PageClient(http, ROUTES)
        await client.post("/people", {"person": person}, status=303)
        yield AtThePortal(client)
