"""YAML as plain values, with the line on which each stands.

Only what JSON has is read as anything else than text: so ``yes``, ``on``, ``10:30`` and ``2026-03-02``
are texts. A key that stands twice is a mistake, since one of the two would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]

_RESOLVED = (
    ("tag:yaml.org,2002:null", r"^(null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:bool", r"^(true|false)$", ["t", "f"]),
    ("tag:yaml.org,2002:int", r"^-?(0|[1-9][0-9]*)$", list("-0123456789")),
    ("tag:yaml.org,2002:float", r"^-?[0-9]+\.[0-9]+$", list("-0123456789")),
)


class Unreadable(Exception):
    """A file is not YAML as it is meant; says on which line and why."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line, self.problem = line, problem


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - its name


for _tag, _pattern, _first in _RESOLVED:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


@dataclass(frozen=True, slots=True)
class Located:
    """What a file says, and where."""

    content: Any
    lines: Lines

    def line(self, path: Path) -> int:
        """The line of a place, or of what surrounds it when the place itself does not exist."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Located:
    """Raises ``Unreadable``."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, _plain(error)) from None
    except yaml.YAMLError as error:
        raise Unreadable(1, f"this is not text that can be read: {error}") from None
    if node is None:
        raise Unreadable(1, "this file is empty")
    lines: dict[Path, int] = {}
    return Located(_value(node, (), lines, ()), lines)


def _plain(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, yaml.composer.ComposerError) and "single document" in (
        error.context or ""
    ):
        return "one file holds one case; put the next one into a file of its own"
    said = ", ".join(part for part in (error.context, error.problem) if part)
    return f"this is not valid YAML: {said}"


def _value(
    node: yaml.Node, path: Path, lines: dict[Path, int], inside: tuple[yaml.Node, ...]
) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if any(node is outer for outer in inside):
        raise Unreadable(node.start_mark.line + 1, "this refers to itself")
    if isinstance(node, yaml.MappingNode):
        return {
            key: _value(value, (*path, key), lines, (*inside, node))
            for key, value in _entries(node, path, lines)
        }
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(entry, (*path, place), lines, (*inside, node))
            for place, entry in enumerate(node.value)
        ]
    return _scalar(node)


def _entries(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int]
) -> Iterator[tuple[str, yaml.Node]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(line, "a field's name must be a text")
        if key.value in seen:
            raise Unreadable(
                line,
                f"{key.value} stands here for the second time (first on line {seen[key.value]})",
            )
        seen[key.value] = lines[*path, key.value] = line
        yield key.value, value


def _scalar(node: yaml.Node) -> Any:
    match node.tag.rsplit(":", 1)[-1]:
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
        case "str":
            return node.value
        case tag:
            raise Unreadable(
                node.start_mark.line + 1, f"a value of the kind {tag} cannot stand here"
            )
