"""The files of rule packs: national < regional < local, each in versions with the day from which they are in force.

    packs/national/2023.1.toml
    packs/regions/south-west/2026.1.toml
    packs/partnerships/plymouth/2026.1.toml

A file says what it changes in the layers below it, key by key, and names in ``drops`` what it leaves out. With
``like`` it begins as another version of the same layer, so that a version can be short.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from chassis.aggregate import Value
from chassis.rules.colours import Colour
from chassis.rules.pack_problems import PackError, Problem, Wrong, has, nearest, wrongs_of
from chassis.rules.rule_pack import RulePack
from chassis.rules.succession import Succession
from chassis.rules.toml_lines import KeyPath, line_of, lines_of, path_of

NATIONAL, REGIONS, PARTNERSHIPS = "national", "regions", "partnerships"


class Header(Value):
    """What the file of every layer says of itself."""

    version: str = Field(pattern=r"^\d{4}\.\d+$")
    effective_from: date
    source: str = Field(min_length=1)
    like: str | None = None
    drops: tuple[str, ...] = ()

    @field_validator("drops")
    @classmethod
    def _must_be_keys(cls, drops: tuple[str, ...]) -> tuple[str, ...]:
        for drop in drops:
            try:
                path_of(drop)
            except ValueError:
                raise ValueError(f"{drop} is not a key") from None
        return drops


class RegionHeader(Header):
    """A region has a name."""

    name: str = Field(min_length=1)


class LocalHeader(RegionHeader):
    """A partnership has a code, may have a colour and lie in a region; one day others may follow it."""

    code: str = Field(pattern=r"^[A-Z]{2,6}$")
    region: str | None = Field(default=None, min_length=1)
    colour: Colour | None = None
    succession: Succession | None = None


HEADERS: Mapping[str, type[Header]] = {
    NATIONAL: Header,
    REGIONS: RegionHeader,
    PARTNERSHIPS: LocalHeader,
}
TABLES = frozenset(RulePack.model_fields) - {
    "stands_on", "in_force_from", *LocalHeader.model_fields,
}  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """One version of one layer, as its file has it."""

    file: Path
    kind: str
    header: Header
    content: dict[str, Any]
    text: str

    @property
    def label(self) -> str:
        """Its part of a key, such as ``south-west@2026.1``."""
        return f"{self.group}@{self.header.version}"

    @property
    def group(self) -> str:
        """What all versions of this layer share: ``national``, the region, or the partnership's code."""
        if isinstance(self.header, LocalHeader):
            return self.header.code
        return self.file.parent.name

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of each key; asked for only when there is something to say."""
        return lines_of(self.text)

    def problem(self, path: KeyPath, wrong: Wrong) -> Problem:
        """Something wrong in this file, at the line of ``path``."""
        return Problem(self.file, line_of(path, self.lines), wrong.sentence)


class Shelf:
    """Every layer of a folder, by group, the oldest version first. Raises ``PackError`` for what cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        problems: list[Problem] = []
        layers = [layer for file, kind in _files(folder) if (layer := _layer(file, kind, problems))]
        self._groups: dict[tuple[str, str], list[Layer]] = {}
        for layer in sorted(layers, key=lambda one: (one.header.effective_from, one.label)):
            self._groups.setdefault((layer.kind, layer.group), []).append(layer)
        problems += [
            problem for group in self._groups.values() for problem in self._doubtful(group)
        ]
        if problems:
            raise PackError(problems)

    def versions(self, kind: str, group: str) -> Sequence[Layer]:
        """All versions of a layer, the oldest first."""
        return self._groups.get((kind, group), [])

    def groups(self, kind: str) -> tuple[str, ...]:
        """The names of all layers of a kind."""
        return tuple(sorted(group for found, group in self._groups if found == kind))

    def labelled(self, label: str, kind: str) -> Layer | None:
        """The version that a part of a key names."""
        group, _, version = label.partition("@")
        return _version(self.versions(kind, group), version)

    def chain(self, layer: Layer) -> tuple[Layer, ...]:
        """A layer after all those like which it begins."""
        if layer.header.like is None:
            return (layer,)
        before = _version(self.versions(layer.kind, layer.group), layer.header.like)
        assert before is not None  # noqa: S101 - looked up when the shelf was read
        return (*self.chain(before), layer)

    def _doubtful(self, group: Sequence[Layer]) -> Iterator[Problem]:
        for earlier, later in pairwise(group):
            if earlier.header.effective_from == later.header.effective_from:
                yield later.problem(
                    ("effective_from",),
                    Wrong(("effective_from",), f"{earlier.label} begins on this day, too"),
                )
        for layer in group:
            yield from self._doubtful_like(layer)
            region = layer.header.region if isinstance(layer.header, LocalHeader) else None
            if region and not self.versions(REGIONS, region):
                known = nearest(region, self.groups(REGIONS))
                message = f"there is no region {region}{known}".rstrip("?")
                yield layer.problem(("region",), Wrong(("region",), message))
        if len({layer.file.parent for layer in group}) > 1:
            others = ", ".join(str(layer.file.parent) for layer in group)
            yield group[-1].problem(
                ("code",), Wrong(("code",), f"more than one folder has this code: {others}")
            )

    def _doubtful_like(self, layer: Layer) -> Iterator[Problem]:
        versions = self.versions(layer.kind, layer.group)
        seen, now = {layer.header.version}, layer
        while now.header.like is not None:
            before = _version(versions, now.header.like)
            if before is None or before.header.version in seen:
                why = (
                    "is not another version of this layer"
                    if before is None
                    else "leads in a circle"
                )
                yield layer.problem(("like",), Wrong(("like",), f"{now.header.like} {why}"))
                return
            seen.add(before.header.version)
            now = before


def newest(versions: Sequence[Layer], on: date) -> Layer | None:
    """The version that is in force on a day."""
    in_force = [layer for layer in versions if layer.header.effective_from <= on]
    return in_force[-1] if in_force else None


def merged(chain: Iterable[Layer]) -> dict[str, Any]:
    """The content of layers, the lowest first, each changing those before it."""
    content: dict[str, Any] = {}
    for layer in chain:
        for drop in layer.header.drops:
            content = _without(content, path_of(drop))
        content = _overlaid(content, layer.content)
    return content


def origin(chain: Sequence[Layer], path: KeyPath) -> Layer:
    """The layer that has the last word at ``path``, or around it when it is said nowhere."""
    while path:
        for layer in reversed(chain):
            if has(layer.content, path):
                return layer
        path = path[:-1]
    return chain[0]


def dropped_in_vain(chain: Sequence[Layer]) -> Iterator[Problem]:
    """What a layer drops although nothing below it says it."""
    for place, layer in enumerate(chain):
        below = merged(chain[:place])
        for drop in layer.header.drops:
            if not has(below, path_of(drop)):
                wrong = Wrong(("drops",), f"nothing below this layer says {drop}")
                yield layer.problem(("drops",), wrong)


def _files(folder: Path) -> list[tuple[Path, str]]:
    found = [(file, NATIONAL) for file in (folder / NATIONAL).glob("*.toml")]
    for kind in (REGIONS, PARTNERSHIPS):
        found += [(file, kind) for file in (folder / kind).glob("*/*.toml")]
    return sorted(found)


def _layer(file: Path, kind: str, problems: list[Problem]) -> Layer | None:
    read = read_toml(file, problems)
    if read is None:
        return None
    text, content = read
    header_class = HEADERS[kind]
    said = {key: value for key, value in content.items() if key in header_class.model_fields}
    tables = {key: value for key, value in content.items() if key in TABLES}
    known = [*header_class.model_fields, *sorted(TABLES)]
    wrong = [
        Wrong((key,), f"there is no key of this name here{nearest(key, known)}".rstrip("?"))
        for key in content
        if key not in known
    ]
    header = None
    try:
        header = header_class.model_validate(said)
    except ValidationError as error:
        wrong += wrongs_of(error, header_class)
    if header and header.version != file.stem:
        wrong.append(Wrong(("version",), f"the file of version {header.version} has its name"))
    lines = lines_of(text) if wrong else {}
    problems += [Problem(file, line_of(one.path, lines), one.sentence) for one in wrong]
    return Layer(file, kind, header, tables, text) if header and not wrong else None


def read_toml(file: Path, problems: list[Problem]) -> tuple[str, dict[str, Any]] | None:
    """The text and the content of a file; what cannot be read becomes a problem."""
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        problems.append(Problem(file, int(line[1]) if line else 1, f"this is not TOML: {error}."))
    except (UnicodeDecodeError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else "it does not hold text"
        problems.append(Problem(file, 0, f"this file cannot be read: {why}."))
    return None


def _version(versions: Iterable[Layer], version: str) -> Layer | None:
    return next((one for one in versions if one.header.version == version), None)


def _without(content: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    first, *rest = path
    below = content.get(first)
    if rest:
        return (
            content | {first: _without(below, tuple(rest))} if isinstance(below, dict) else content
        )
    return {key: value for key, value in content.items() if key != first}


def _overlaid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        result[key] = _overlaid(below, value) if both else value  # type: ignore[arg-type] # both are tables
    return result
