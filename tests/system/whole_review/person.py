"""Somebody at the portal in a browser of their own: goes to pages, answers questions by their words, presses buttons.

Nothing is found by an id or a name in the page's source: what is not labelled cannot be answered here.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

Answer = str | date | bool | Sequence[str] | Mapping[str, Any]
Answers = Mapping[str, Answer]
"""By the words of a question; a mapping answers a group of questions, such as those about one criterion."""
CHECK, MEANWHILE = "Check your answers", "Somebody changed this meanwhile"
PATIENCE_S, LOOK_AGAIN_S = 120.0, 0.3
LEFT_BEHIND = "net::ERR_ABORTED"
"""What a browser says of a request whose page was left: of the live stream, and of the live part of a page."""


@dataclass
class Watch:
    """All that went wrong in any browser, from the first page to the last."""

    faults: list[str] = field(default_factory=list)
    refused: set[int] = field(default_factory=lambda: {403, 404, 409, 422})
    """Answers that the story asks for where it says so."""

    def over(self, who: str, context: BrowserContext) -> None:
        """Look at everything that happens in a context."""

        def said(message: ConsoleMessage) -> None:
            # That a page was refused is an answer, and is judged as one.
            if (
                message.type in {"error", "warning"}
                and "Failed to load resource" not in message.text
            ):
                self.faults.append(f"{who}: console: {message.text}")

        def failed(request: Request) -> None:
            if request.failure != LEFT_BEHIND:
                self.faults.append(f"{who}: {request.method} {request.url}: {request.failure}")

        def answered(response: Response) -> None:
            asked = response.request.is_navigation_request() and response.status in self.refused
            if response.status >= 400 and not asked:
                self.faults.append(f"{who}: {response.status} {response.url}")

        context.on("console", said)
        context.on("weberror", lambda error: self.faults.append(f"{who}: script: {error.error}"))
        context.on("requestfailed", failed)
        context.on("response", answered)


@dataclass(frozen=True)
class Person:
    """One person; ``page`` is the window in which they work, ``beside`` one that they open once and leave alone."""

    name: str
    page: Page
    beside: Page | None = None

    async def goes_to(self, path: str) -> None:
        """Type an address of the portal, or follow a bookmark."""
        await self.page.goto(path)

    async def finds(self, words: str, path: str = "/", *, about: str = "") -> None:
        """Look at a page again and again until a link is there, and follow it: a task comes after its case.

        ``about`` is the case that the link names, where it names one.
        """
        deadline = time.monotonic() + PATIENCE_S
        await self.goes_to(path)
        while not await self._link(words, about).count():
            assert time.monotonic() < deadline, f"{self.name}: no {words}: {await self.reads()}"
            await asyncio.sleep(LOOK_AGAIN_S)
            await self.goes_to(path)
        await self.follows(words, about=about)

    async def follows(self, words: str, *, about: str = "") -> None:
        """Follow a link of the page, also one that looks like a button, by how its words begin."""
        async with self.page.expect_navigation():
            await self._link(words, about).first.click()

    async def sends(self, words: str) -> None:
        """Press the button that sends a form. Where somebody changed the same meanwhile, what was typed holds."""
        await self.presses(words)
        while await self.heading() == MEANWHILE:
            await self.presses("Go on")
            await self.presses(words)

    async def presses(self, words: str) -> None:
        """Press a button of the page."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=words, exact=True).first.click()

    async def answers(self, said: Answers, within: Locator | None = None) -> None:
        """Answer questions of the page."""
        part = within or self.page.locator("main")
        for question, answer in said.items():
            await self._answer(part, question, answer)

    async def fills_in(
        self, send: str, sections: Mapping[str, Answers], *, first: str = ""
    ) -> None:
        """Section after section from the first of ``sections`` on, with all that is asked; then check, and send."""
        if first:
            await self.follows(first)
        await self.follows(next(iter(sections)))
        before = ""
        while (heading := await self.heading()) != CHECK:
            assert heading != before, await self.reads()  # It was not taken.
            before = heading
            await self.answers(sections.get(heading, {}))
            await self.presses("Save and continue")
        assert "Nothing is missing" in (said := await self.reads()), said
        await self.sends(send)

    async def uploads(self, label: str, file: Path) -> None:
        """Choose a file."""
        await self.page.get_by_label(label).set_input_files(file)

    async def heading(self) -> str:
        """What the page is about."""
        return await self.page.locator("h1").inner_text()

    async def reads(self) -> str:
        """Everything that the page says, in one line."""
        return one_line(await self.page.locator("main").inner_text())

    def _link(self, words: str, about: str) -> Locator:
        begins = re.compile(rf"^\s*{re.escape(words)}[\s\S]*{re.escape(about)}")
        return self.page.locator("a").filter(has_text=begins)

    async def _answer(self, part: Locator, question: str, answer: Answer) -> None:
        group = part.get_by_role("group", name=question, exact=True)
        group = group.or_(part.get_by_role("group", name=f"{question} (optional)", exact=True))
        if isinstance(answer, Mapping):
            await self.answers(answer, part.get_by_role("group", name=question, exact=True))
        elif isinstance(answer, bool):
            await part.get_by_label(question, exact=True).set_checked(answer)
        elif isinstance(answer, date):
            for label in ("Day", "Month", "Year"):
                written = str(getattr(answer, label.lower()))
                await group.get_by_label(label, exact=True).fill(written)
        elif not isinstance(answer, str):
            for one in answer:
                await group.get_by_label(one, exact=True).check()
        elif await group.count():
            await group.get_by_label(answer, exact=True).check()
        else:
            await self._write(part, question, answer)

    async def _write(self, part: Locator, question: str, answer: str) -> None:
        box = part.get_by_label(question, exact=True)
        box = box.or_(part.get_by_label(f"{question} (optional)", exact=True))
        if await box.evaluate("one => one.tagName") == "SELECT":
            await box.select_option(label=answer)
        else:
            await box.fill(answer)


def one_line(words: str) -> str:
    """Words with single spaces, whatever breaks of lines a page has."""
    return " ".join(words.split())
