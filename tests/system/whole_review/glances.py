# ruff: noqa: RUF001 - people read typographic dashes, not typewriter ones.
"""What everybody sees of the case meanwhile: what is theirs to do, where it stands, what has happened; or nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TypeVar

from bs4 import BeautifulSoup, Tag

from tests.support.page_client import words_of
from tests.system.whole_review.cast import AUDITOR, MEMBER, Cast
from tests.system.whole_review.person import Person, one_line

PATIENCE_S = 120.0
TO_DO, CASES = ("main table.rr-table--todo tbody tr", "main table.rr-table--cases tbody tr")
PREPARED = "Prepared"
"""What stands for the reference before there is one."""
Seen = TypeVar("Seen")


async def everybody_sees(
    cast: Cast, board: str, *, todo: Mapping[str, Sequence[str]], history: str = ""
) -> None:
    """Each person's first page, loaded anew, and the history of the case.

    ``board`` is the stage and the next step for whoever has the case on their board by now, and nobody else has it.
    ``todo`` is all that anybody is asked to do about it. Each of these is how a line begins. The newest line of its
    ``history`` is there for its readers, and for nobody else is there such a page.
    """
    glances = [
        _sees(cast, name, board, todo.get(name, ())) for name in cast.people if name != MEMBER
    ]
    await asyncio.gather(*glances)
    if history:
        await asyncio.gather(*(_finds(cast, name, "history", history) for name in cast.people))


async def everybody_finds(cast: Cast, part: str, said: str, *, who: Collection[str]) -> None:
    """A page of the case says something to some people, and is not there for all others."""
    await asyncio.gather(
        *(_finds(cast, name, part, said, there=name in who) for name in cast.people)
    )


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
    about = cast.reference or PREPARED
    expected = (board if name in cast.readers else "", sorted(todo))

    async def glance() -> tuple[str, list[str]]:
        page = await _first_page(cast, name, drawn=bool(todo))
        stands = [": ".join((one[1], one[4])) for one in _rows(page, CASES, about)]
        to_do = [f"{one[0].partition(' ,')[0]} – {one[-1]}" for one in _rows(page, TO_DO, about)]
        return (
            _as("".join(stands), [expected[0]]),
            sorted(_as(one, expected[1]) for one in to_do),
        )

    await until(f"{name}, first page", glance, expected)


async def _first_page(cast: Cast, name: str, *, drawn: bool) -> BeautifulSoup:
    """As it stands where it keeps itself; loaded anew, and drawn for whoever has something to do."""
    person = cast[name]
    if name not in cast.told:
        if not drawn:
            page = await _read(person, "/")
            assert page is not None
            return page
        await person.goes_to("/")
    return BeautifulSoup(await person.page.content(), "html.parser")


def _rows(page: BeautifulSoup, of: str, about: str) -> list[list[str]]:
    """The cells of each row that is about something."""
    rows = [
        [one_line(cell.get_text(" ")).removeprefix(_label(cell)) for cell in row.select("th, td")]
        for row in page.select(of)
    ]
    return [cells for cells in rows if about in " ".join(cells)]


def _label(cell: Tag) -> str:
    """The name of its column, which a cell carries for narrow screens."""
    label = cell.select_one(".rr-label")
    return f"{one_line(label.get_text())} " if label else ""


def _as(seen: str, expected: Sequence[str]) -> str:
    """What was expected, where what is seen begins like it: days are other ones on other days."""
    return next((one for one in expected if one and seen.startswith(one)), seen)


async def _finds(cast: Cast, name: str, part: str, said: str, *, there: bool | None = None) -> None:
    path = f"/cases/{cast.reference}/{part}"
    there = name in cast.readers if there is None else there

    async def look() -> bool:
        if name == MEMBER and part == "history" and path in cast[name].page.url:
            return said in await cast[name].reads()
        page = await _read(cast[name], path)
        return page is not None and said in " ".join(words_of(page, "main"))

    await until(f"{name}, {part}, {said}", look, there)


async def _read(person: Person, path: str) -> BeautifulSoup | None:
    """A page in the person's browser without drawing it; nothing where it is not there for them."""
    # A connection that was idle may be closed by the portal just when it is used again.
    answer = await person.page.context.request.get(path, max_retries=3)
    assert answer.status in {200, 403, 404}, f"{person.name}: {answer.status} {path}"
    return BeautifulSoup(await answer.text(), "html.parser") if answer.ok else None


async def until(what: str, look: Callable[[], Awaitable[Seen]], expected: Seen) -> None:
    """Look again and again, with patience, for what is expected."""
    deadline = time.monotonic() + PATIENCE_S
    while (seen := await look()) != expected:
        assert time.monotonic() < deadline, f"{what}: {seen}, not {expected}"
        await asyncio.sleep(0.3)
