"""On which line of a TOML file each of its keys stands, which ``tomllib`` does not tell.

The file is one that ``tomllib`` has read. A statement ends with the first line at which ``tomllib`` can read
it, so that arrays and texts over several lines need no rules of their own. What stands inside a value has the
line of its key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

KeyPath = tuple[str, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_KEY})\s*\]")
_STATEMENT = re.compile(rf"\s*({_KEY})\s*=(.*)", re.DOTALL)


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line, from one, of each table and key of the TOML file ``text``; the path of the file is ``()``."""
    found: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        if header := _HEADER.match(line):
            table = path_of(header[1])
            _note(found, table, number + 1)
        elif statement := _STATEMENT.match(line):
            _note(found, table + path_of(statement[1]), number + 1)
            number += _further_lines(statement[2], lines[number + 1 :])
        number += 1
    return found


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of ``path``, or of the nearest thing around it that is written down."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def path_of(key: str) -> KeyPath:
    """The parts of a written key, such as ``criteria."lcspr.improvements"``."""
    content: object = tomllib.loads(f"{key} = 0")
    parts: list[str] = []
    while isinstance(content, dict):
        ((part, content),) = content.items()
        parts.append(part)
    return tuple(parts)


def _note(found: dict[KeyPath, int], path: KeyPath, number: int) -> None:
    """The first line counts, also for the tables above that are never written down themselves."""
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], number)


def _further_lines(value: str, following: list[str]) -> int:
    for count in range(len(following) + 1):
        try:
            tomllib.loads("\n".join([f"x ={value}", *following[:count]]))
        except tomllib.TOMLDecodeError:
            continue
        return count
    return 0
