# ruff: noqa: RUF001 - people read typographic dashes, not typewriter ones.
"""What everybody sees of the case meanwhile: what is theirs to do, where it stands, what has happened; or nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TypeVar

from bs4 import BeautifulSoup, Tag

from tests.support.page_client import words_of
from tests.system.whole_review.cast import MEMBER, Cast
from tests.system.whole_review.person import LOOK_AGAIN_S, PATIENCE_S, Person, one_line

TO_DO, CASES = ("main table.rr-table--todo tbody tr", "main table.rr-table--cases tbody tr")
PREPARED = "Prepared"
"""What stands for the reference before there is one."""
Seen = TypeVar("Seen")


async def everybody_sees(
    cast: Cast, board: str, *, todo: Mapping[str, Sequence[str]], history: str = ""
) -> None:
    """Each person's first page and the history of the case, when everything has been heard everywhere.

    ``board`` is the stage and the next step for whoever has the case on their board by now, and nobody else has it.
    ``todo`` is all that anybody is asked to do about it. Each of these is how a line begins. The newest line of its
    ``history`` is there for its readers, and for nobody else is there such a page.
    """
    await cast.has_heard()
    glances = [_sees(cast, name, board, todo.get(name, ())) for name in cast.people]
    await asyncio.gather(*glances)
    if history:
        await everybody_finds(cast, "history", history, who=cast.readers)


async def everybody_finds(cast: Cast, part: str, said: str, *, who: Collection[str]) -> None:
    """A page of the case says something to some people, and nothing of it, or is not there, for all others."""
    await cast.has_heard()
    await asyncio.gather(
        *(_finds(cast, name, part, said, there=name in who) for name in cast.people)
    )


async def tabs_of(cast: Cast, name: str) -> list[str]:
    """The pages of the case that are there for somebody."""
    page = await _read(cast[name], f"/cases/{cast.reference}")
    return words_of(page, ".rr-tabs a") if page else []


async def _sees(cast: Cast, name: str, board: str, todo: Sequence[str]) -> None:
    person, about = cast[name], cast.reference or PREPARED
    expected = (board if name in cast.readers else "", sorted(todo))

    def seen(source: str) -> tuple[str, list[str]]:
        page = BeautifulSoup(source, "html.parser")
        stands = [": ".join((one[1], one[4])) for one in _rows(page, CASES, about)]
        to_do = [f"{one[0].partition(' ,')[0]} – {one[-1]}" for one in _rows(page, TO_DO, about)]
        return (
            _as("".join(stands), [expected[0]]),
            sorted(_as(one, expected[1]) for one in to_do),
        )

    if todo:
        await person.goes_to("/")
        found = seen(await person.page.content())
    else:
        found = seen(str(await _read(person, "/")))
    assert found == expected, f"{name}, first page: {found}, not {expected}"
    if beside := person.beside:

        async def glance() -> tuple[str, list[str]]:
            return seen(await beside.content())

        await until(f"{name}, the page that was left open", glance, expected)


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


async def _finds(cast: Cast, name: str, part: str, said: str, *, there: bool) -> None:
    path = f"/cases/{cast.reference}/{part}"
    page = await _read(cast[name], path)
    found = page is not None and said in " ".join(words_of(page, "main"))
    assert found is there, f"{name}, {part}, {said}: {found}"
    if name == MEMBER and path in cast[name].page.url:

        async def look() -> bool:
            return said in await cast[name].reads()

        await until(f"{name}, the {part} that was left open, {said}", look, there)


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
        await asyncio.sleep(LOOK_AGAIN_S)
