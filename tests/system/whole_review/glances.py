"""What everybody sees of the case meanwhile: what is theirs to do, where it stands, what has happened; or nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TypeVar

from bs4 import BeautifulSoup

from tests.support.page_client import words_of
from tests.system.whole_review.cast import AUDITOR, MEMBER, Cast
from tests.system.whole_review.person import Person, one_line

PATIENCE_S = 60.0
TO_DO, CASES = ("main table.rr-table--todo tbody tr", "main table.rr-table--cases tbody tr")
PREPARED = "Prepared"
"""What stands for the reference before there is one."""
Seen = TypeVar("Seen")


async def everybody_sees(
    cast: Cast, board: str, *, todo: Mapping[str, Sequence[str]], history: str = ""
) -> None:
    """Each person's first page, loaded anew, and the history of the case.

    ``board`` is the stage and the next step for whoever has the case on their board by now, and nobody else has it.
    ``todo`` is all that anybody is asked to do about it. Each of these is how a line begins. The newest line of its ``history`` is there for its readers,
    and for nobody else is there such a page.
    """
    glances = [_sees(cast, name, board, todo.get(name, ())) for name in cast.people if name != MEMBER]
    await asyncio.gather(*glances)
    if history:
        await asyncio.gather(*(_finds(cast, name, "history", history) for name in cast.people))


async def everybody_finds(cast: Cast, part: str, said: str, *, who: Collection[str]) -> None:
    """A page of the case says something to some people, and is not there for all others."""
    await asyncio.gather(*(_finds(cast, name, part, said, there=name in who) for name in cast.people))


async def tabs_of(cast: Cast, name: str) -> list[str]:
    """The pages of the case that are there for somebody."""
    page = await _read(cast[name], f"/cases/{cast.reference}")
    return words_of(page, ".rr-tabs a") if page else []


async def tell_by_itself(cast: Cast) -> None:
    """Two people open a page and never load it again: from now on it must keep itself as it is."""
    cast.told |= {AUDITOR}
    await cast[AUDITOR].goes_to("/")
    await cast[AUDITOR].page.evaluate("window.neverReloaded = true")


async def _sees(cast: Cast, name: str, board: str, todo: Sequence[str]) -> None:
    person, about = cast[name], cast.reference or PREPARED
    expected = (board if name in cast.readers else "", sorted(todo))

    async def glance() -> tuple[str, list[str]]:
        if name not in cast.told:
            await person.goes_to("/")
        stands = _as(await _board(person, about), [expected[0]])
        return stands, sorted(_as(one, expected[1]) for one in await _todo(person, about))

    await _until(f"{name}, first page", glance, expected)


async def _board(person: Person, about: str) -> str:
    rows = await person.page.locator(CASES).all_inner_texts()
    cells = [row.split("\t") for row in rows if about in row]
    return ": ".join(one_line(cells[0][place]) for place in (1, 4)) if cells else ""


async def _todo(person: Person, about: str) -> list[str]:
    rows = await person.page.locator(TO_DO).all_inner_texts()
    cells = [row.split("\t") for row in rows if about in row]
    return sorted(f"{one_line(one[0]).partition(' ,')[0]} – {one_line(one[-1])}" for one in cells)


def _as(seen: str, expected: Sequence[str]) -> str:
    """What was expected, where what is seen begins like it: days are other ones on other days."""
    return next((one for one in expected if one and seen.startswith(one)), seen)


async def _finds(
    cast: Cast, name: str, part: str, said: str, *, there: bool | None = None
) -> None:
    path = f"/cases/{cast.reference}/{part}"
    there = name in cast.readers if there is None else there

    async def look() -> bool:
        if name == MEMBER and part == "history" and path in cast[name].page.url:
            return said in await cast[name].reads()
        page = await _read(cast[name], path)
        return page is not None and said in " ".join(words_of(page, "main"))

    await _until(f"{name}, {part}, {said}", look, there)


async def _read(person: Person, path: str) -> BeautifulSoup | None:
    """A page in the person's browser without drawing it; nothing where it is not there for them."""
    answer = await person.page.context.request.get(path)
    assert answer.status in {200, 403, 404}, f"{person.name}: {answer.status} {path}"
    return BeautifulSoup(await answer.text(), "html5lib") if answer.ok else None


async def _until(what: str, look: Callable[[], Awaitable[Seen]], expected: Seen) -> None:
    until = time.monotonic() + PATIENCE_S
    while (seen := await look()) != expected:
        assert time.monotonic() < until, f"{what}: {seen}, not {expected}"
        await asyncio.sleep(0.3)
