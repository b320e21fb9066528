"""Every page as everybody: no page is missing from the table, each is whole, and who may not see one is told so."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from bs4 import BeautifulSoup

from portal import words
from portal.permissions import is_open, may_open
from portal.refusal_words import REFUSALS
from portal.routes import EXAMPLE_PEOPLE, PAGES, SIGN_IN
from portal.settings import Person
from portal.views.filling_in.journeys import JOURNEYS
from tests.portal.every_case import every_case
from tests.portal.every_door import EveryService
from tests.portal.every_page import (
    AUDITOR,
    BY_HAND,
    COORDINATOR,
    FILES,
    NO_PAGES,
    REFERRAL,
    SEE_OTHER,
    SIGNED_IN,
    Page,
    every_page,
    may_fill_in,
)
from tests.portal.filling_in import inputs_of
from tests.portal.running_portal import PEOPLE
from tests.portal.signing_in import signing_in
from tests.support.page_client import exists_in, faults_of, header_faults_of

pytestmark = pytest.mark.timeout(600)
OK, NOT_ALLOWED, NOT_FOUND, FAULT = 200, 403, 404, 500
REFUSED = frozenset({NOT_ALLOWED, NOT_FOUND})
REFUSAL_PAGES = {one.heading for one in (*REFUSALS.values(), *words.STATUSES.values())}
ALL = every_page()


SHUT = frozenset(name for verb, _, name, _ in PAGES if verb == "GET" and not is_open(name))
SHUT -= {"session"}  # A script asks for it, which cannot sign in.
"""Pages for people who have signed in."""


def not_in(table: Iterable[Page], routes: Iterable[str]) -> list[str]:
    """The routes of which no page is in the table."""
    return sorted(set(routes) - {one.route for one in table} - NO_PAGES.keys())


LINK = re.compile(r'<a [^>]*?href="(/[^"]*)"')
FIRST = {one.route for one in BY_HAND} | {"form"}
"""Whoever may not fill in a form is refused at its first page; its other pages are behind the same door."""
ALIKE = frozenset({"form_sent", "form_drop"})
READ = [name for verb, _, name, _ in (*PAGES, *EXAMPLE_PEOPLE, *SIGN_IN) if verb == "GET"]


def test_no_page_is_missing_from_the_table() -> None:
    assert not_in((*ALL, *SIGNED_IN), READ) == [], "say in tests/portal/every_page.py how to reach"


def test_a_page_that_is_missing_is_found() -> None:
    assert not_in((*ALL, *SIGNED_IN), [*READ, "chronology"]) == ["chronology"]


def may_see(person: Person, page: Page) -> bool:
    """Whether the portal's own table lets somebody open a page."""
    if page.route and not may_open(page.route, person.roles):
        return False
    code = page.address.split("/")[2] if page.address.startswith("/forms/") else ""
    return (
        page.route in FILES
        or code not in JOURNEYS
        or may_fill_in(JOURNEYS[code].form, page.address, person)
    )


class Walk:
    """One person at every page; what is wrong is noted, all of it. Pages that differ in nothing are looked at once."""

    looked_at: ClassVar[set[int]] = set()

    def __init__(self, services: EveryService, person: Person) -> None:
        self.services, self.person = services, person
        self.http = services.portal.client.http
        self.exists = exists_in(services.portal.app.routes)
        self.faults: list[str] = []
        self.links: dict[str, str] = {}
        self.seen: set[str] = set()

    async def everywhere(self) -> list[str]:
        """What is wrong with any page as this person sees it."""
        await self.services.portal.become(self.person.id)
        for page in ALL:
            if page.away or (page.route in ALIKE and page.by != self.person.id):
                continue
            if page.route in FIRST or may_see(self.person, page):
                await self.look(page)
        await self.follow()
        return self.faults

    async def follow(self) -> None:
        """Every link that led away from the pages of the table."""
        for address, on in sorted(self.links.items()):
            if address not in self.seen:
                answer = await self.http.get(address)
                if answer.status_code not in {OK, SEE_OTHER}:
                    self.note(on, f"a link to {address}, which answers {answer.status_code}")

    async def look(self, page: Page) -> None:
        """One page, and its answer to what is sent."""
        answer = await self.http.get(page.address)
        if page.sends is not None and answer.status_code == OK:
            shown = _read(answer)
            own = inputs_of(shown) if shown.select_one("main form") else {}
            typed = {**own, **page.sends, "do": page.do}
            answer = await self.http.post(page.address, data=typed)
        elif answer.status_code in {OK, SEE_OTHER}:
            self.seen.add(page.address)
        self._status(page, answer)
        if answer.headers.get("content-type", "").startswith("text/html"):
            self._whole(page, answer)

    def _status(self, page: Page, answer: httpx.Response) -> None:
        status, expected = answer.status_code, page.status
        if self.person.id == page.by:
            if status != expected:
                self.note(page, f"answers {status}, not {expected}")
        elif status >= FAULT:
            self.note(page, f"answers {status}")
        elif not may_see(self.person, page) and status not in {NOT_ALLOWED, NOT_FOUND, SEE_OTHER}:
            self.note(page, f"answers {status} to somebody for whom it is not")
        if status in REFUSED and (heading := _heading(answer)) not in REFUSAL_PAGES:
            self.note(page, f"answers {status} with the page {heading!r}")

    def _whole(self, page: Page, answer: httpx.Response) -> None:
        for address in LINK.findall(answer.text):
            self.links.setdefault(html.unescape(address).partition("#")[0], str(page))
        text = re.sub(r"[0-9a-f]{64}|[0-9a-f-]{36}", "", answer.text).replace(self.person.label, "")
        if hash(text) in Walk.looked_at:
            return
        Walk.looked_at.add(hash(text))
        for fault in [*header_faults_of(answer), *faults_of(answer.text, self.exists)]:
            self.note(page, fault)

    def note(self, page: Page | str, fault: str) -> None:
        """Something to mend."""
        self.faults.append(f"{page}, seen by {self.person.id}: {fault}")


def _read(answer: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(
        answer.text, "html.parser"
    )  # Faster; whether it is valid is looked at elsewhere.


def _heading(answer: httpx.Response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    return found.group(1) if found else ""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def services() -> AsyncIterator[EveryService]:
    async with every_case() as running:
        yield running


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("person", PEOPLE, ids=[one.id for one in PEOPLE])
async def test_every_page_is_whole_and_its_links_lead_somewhere(
    services: EveryService, person: Person
) -> None:
    faults = await Walk(services, person).everywhere()

    assert not faults, "\n".join(faults)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_planted_fault_of_a_page_is_told(services: EveryService) -> None:
    walk = Walk(services, next(one for one in PEOPLE if one.id == COORDINATOR))
    await services.portal.become(COORDINATOR)
    walk.links["/cases/PLY-RR-2026-9999"] = "plant"

    await walk.follow()
    await walk.look(Page("audit", "/audit", COORDINATOR))
    await walk.look(Page("audit", "/cases", AUDITOR))

    assert [one.partition(": ")[2] for one in walk.faults] == [
        "a link to /cases/PLY-RR-2026-9999, which answers 404",
        "answers 403, not 200",
        "answers 200 to somebody for whom it is not",
    ]


async def test_nobody_is_shown_a_page_before_they_have_signed_in(tmp_path: Path) -> None:
    async with signing_in(tmp_path) as there:
        answers = {one: await there.http.get(one.address) for one in BY_HAND if one.route in SHUT}

    led = {urlsplit(answer.headers.get("location", "")).path for answer in answers.values()}
    assert {answer.status_code for answer in answers.values()} == {SEE_OTHER}
    assert led == {"/sign-in"}


async def test_the_pages_of_signing_in_are_whole(tmp_path: Path) -> None:
    faults: list[str] = []
    async with signing_in(tmp_path) as there:
        exists = exists_in(there.portal.app.routes)
        for page in sorted(SIGNED_IN, key=lambda one: bool(one.by)):  # Nobody first.
            if page.by and not there.http.cookies:
                await there.sign_in()
            answer = await there.http.get(page.address)
            if answer.status_code != page.status:
                faults.append(f"{page}: answers {answer.status_code}, not {page.status}")
            if page.is_drawn:
                found = [*header_faults_of(answer), *faults_of(answer.text, exists)]
                faults += [f"{page}: {one}" for one in found]

    assert not faults, "\n".join(faults)


async def test_what_was_typed_stays_on_a_whole_page_when_the_session_has_ended(
    tmp_path: Path,
) -> None:
    async with signing_in(tmp_path) as there:
        answer = await there.http.post(f"{REFERRAL}/part/why", data={"why_consider": "My text."})
        found = faults_of(answer.text, exists_in(there.portal.app.routes))

    assert answer.status_code == NOT_ALLOWED
    assert found == []
