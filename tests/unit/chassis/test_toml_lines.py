"""Each key of a TOML file has its line, whatever stands between."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from chassis.rules.rule_packs import PACKS_FOLDER
from chassis.rules.toml_lines import line_of, lines_of, path_of

FILE = '''# A comment with = and [brackets].
version = "1" # here, too
list = [
  "one", # [not.a.table]
  "two = 2",
]

[a.b]
text = """
[c]
key = "inside a text"
"""
d."e.f" = { g = 1 }

["q.r".s]
"t" = 'x = 1'

[[many]]
one = 1
[[many]]
two = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("version",), 2),
        (("list",), 3),
        (("a",), 8),
        (("a", "b"), 8),
        (("a", "b", "text"), 9),
        (("a", "b", "d"), 13),
        (("a", "b", "d", "e.f"), 13),
        (("q.r",), 15),
        (("q.r", "s", "t"), 16),
        (("many",), 18),
        (("many", "two"), 21),
    ],
)
def test_a_key_has_the_line_on_which_it_stands(path: tuple[str, ...], line: int) -> None:
    assert lines_of(FILE)[path] == line


def test_nothing_inside_a_text_or_a_list_is_taken_for_a_key() -> None:
    assert not {("c",), ("a", "b", "key"), ("c", "key"), ("not",)} & lines_of(FILE).keys()


def test_what_is_not_written_down_has_the_line_of_what_is_around_it() -> None:
    lines = lines_of(FILE)

    assert line_of(("a", "b", "d", "e.f", "g"), lines) == 13
    assert line_of(("a", "b", "missing"), lines) == 8
    assert line_of(("missing",), lines) == 1


def test_a_written_key_has_its_parts() -> None:
    assert path_of('criteria."lcspr.improvements"') == ("criteria", "lcspr.improvements")


def paths(content: object, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    if not isinstance(content, dict):
        return {above}
    return {above} | {one for key, value in content.items() for one in paths(value, (*above, key))}


def named(file: Path) -> str:
    return str(file.relative_to(PACKS_FOLDER))


@pytest.mark.parametrize("file", sorted(PACKS_FOLDER.rglob("*.toml")), ids=named)
def test_every_key_that_we_ship_stands_on_the_line_that_is_said(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    found = lines_of(text)

    for path in paths(tomllib.loads(text)) - {()}:
        written = lines[line_of(path, found) - 1]
        assert any(part in written for part in path)
