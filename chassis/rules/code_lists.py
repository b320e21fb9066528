"""Code lists with their sources: fixed codes, a label for each, and what other systems call the same thing.

    packs/code-lists/ethnicity.toml

An entry with ``answer = false`` says why there is no answer; several such reasons are kept apart from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from chassis.aggregate import Value
from chassis.errors import Invalid
from chassis.limits import shortened
from chassis.rules.layers import read_toml
from chassis.rules.pack_problems import PackError, Problem, Wrong, nearest, wrongs_of
from chassis.rules.rule_packs import PACKS_FOLDER
from chassis.rules.toml_lines import line_of, lines_of
from chassis.settings import PacksSettings

FOLDER = "code-lists"
EVERY_AGE = 200


class UnknownCode(Invalid):
    """A code list has no such code."""

    code = "rules.unknown_code"
    sentence = "There is no code {given} in the list {list}."

    def __init__(self, *, given: str, list_name: str) -> None:
        super().__init__(given=shortened(given), list=list_name)


class CodeEntry(Value):
    """One code: its label, its codes in other systems, and the main code to which a finer one belongs.

    ``from_years`` and ``below_years`` bound an age band.
    """

    label: str = Field(min_length=1)
    maps: dict[str, str] = Field(default_factory=dict)
    rolls_up_to: str | None = None
    answer: bool = True
    from_years: int | None = Field(default=None, ge=0)
    below_years: int | None = Field(default=None, gt=0)
    note: str = ""


class CodeList(Value):
    """A list of codes. ``system`` is the one whose codes they are; ``systems`` are all that the maps lead to."""

    name: str = Field(min_length=1)
    version: str = Field(pattern=r"^\d{4}\.\d+$")
    source: str = Field(min_length=1)
    note: str = ""
    system: str = ""
    systems: dict[str, str] = Field(default_factory=dict)
    entries: dict[str, CodeEntry] = Field(min_length=1)

    def entry(self, code: str) -> CodeEntry:
        """The entry with ``code``. Raises ``UnknownCode``."""
        try:
            return self.entries[code]
        except KeyError:
            raise UnknownCode(given=code, list_name=self.name) from None

    def main(self, code: str) -> str:
        """The main code to which ``code`` belongs; a main code belongs to itself. Raises ``UnknownCode``."""
        return self.entry(code).rolls_up_to or code

    def mapped(self, code: str, system: str) -> str:
        """What ``system`` calls this; empty where it has nothing for it. Raises ``UnknownCode``."""
        main = self.main(code)
        own = main if system == self.system else ""
        return self.entry(code).maps.get(system) or self.entry(main).maps.get(system) or own

    def mixed(self, used: Iterable[str]) -> frozenset[str]:
        """The main codes that stand in ``used`` beside finer codes of their own. Raises ``UnknownCode``."""
        used = set(used)
        return frozenset(
            main for code in used if (main := self.main(code)) != code and main in used
        )

    def band_of(self, years: int) -> str:
        """The code of the age band of ``years``. Raises ``UnknownCode`` where the list has none."""
        for code, entry in self.entries.items():
            if entry.from_years is not None and years in range(
                entry.from_years, entry.below_years or EVERY_AGE
            ):
                return code
        raise UnknownCode(given=str(years), list_name=self.name)


class CodeLists:
    """Every code list of a folder, by the name of its file."""

    def __init__(self, lists: dict[str, CodeList]) -> None:
        self._lists = lists

    @classmethod
    def load(cls, folder: Path | None = None) -> CodeLists:
        """The lists below a packs' folder, or below that of the settings, read once. Raises ``PackError``."""
        return _loaded(folder or PacksSettings().packs or PACKS_FOLDER)

    def of(self, name: str) -> CodeList:
        """The list of a name, such as ``ethnicity``; ``KeyError`` for a name that is none of ``names``."""
        return self._lists[name]

    def names(self) -> tuple[str, ...]:
        """The names of all lists."""
        return tuple(self._lists)


def code_list_problems(folder: Path) -> list[Problem]:
    """Everything that is wrong with the lists below a packs' folder."""
    problems: list[Problem] = []
    _read(folder, problems)
    return problems


@cache
def _loaded(folder: Path) -> CodeLists:
    problems: list[Problem] = []
    lists = _read(folder, problems)
    if problems:
        raise PackError(problems)
    return CodeLists(lists)


def _read(folder: Path, problems: list[Problem]) -> dict[str, CodeList]:
    lists = {}
    for file in sorted((folder / FOLDER).glob("*.toml")):
        if (read := read_toml(file, problems)) is None:
            continue
        text, content = read
        wrong, found = _checked(content)
        lines = lines_of(text) if wrong else {}
        problems += [Problem(file, line_of(one.path, lines), one.sentence) for one in wrong]
        if found:
            lists[file.stem] = found
    return lists


def _checked(content: dict[str, Any]) -> tuple[list[Wrong], CodeList | None]:
    try:
        found = CodeList.model_validate(content)
    except ValidationError as error:
        return wrongs_of(error, CodeList), None
    return list(_senseless(found)), found


def _senseless(found: CodeList) -> Iterator[Wrong]:
    if found.system and found.system not in found.systems:
        yield Wrong(("system",), f"systems does not say what {found.system} is")
    for code, entry in found.entries.items():
        main = entry.rolls_up_to
        if main is not None and (main not in found.entries or found.entries[main].rolls_up_to):
            known = nearest(main, found.entries).rstrip("?")
            yield Wrong(("entries", code), f"{main} is not a main code of this list{known}")
        for system in entry.maps:
            if system not in found.systems:
                known = nearest(system, found.systems).rstrip("?")
                yield Wrong(("entries", code), f"systems does not say what {system} is{known}")
    bands = [(code, one) for code, one in found.entries.items() if one.from_years is not None]
    for (_, younger), (code, older) in pairwise(bands):
        if younger.below_years != older.from_years:
            message = f"the band before it ends below {younger.below_years}, and this begins at {older.from_years}"
            yield Wrong(("entries", code), message)
