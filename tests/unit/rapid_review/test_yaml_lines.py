"""YAML as plain values with lines: only what JSON has is anything else than text."""

from __future__ import annotations

import pytest

from rapid_review.scripted.yaml_lines import Unreadable, read


@pytest.mark.parametrize(
    "text", ["yes", "on", "off", "10:30", "2026-03-02", "0x1f", "010", "1_000"]
)
def test_what_is_no_json_is_text(text: str) -> None:
    assert read(f"a: {text}").content == {"a": text}


def test_numbers_truth_and_nothing_are_read() -> None:
    assert read("a: 3\nb: -2\nc: true\nd: null\ne:\nf: 1.5\n").content == {
        "a": 3, "b": -2, "c": True, "d": None, "e": None, "f": 1.5,
    }  # fmt: skip


def test_every_place_has_its_line() -> None:
    located = read("a: 1\nb:\n  - c: 2\n    d: 3\n  - 4\n")

    assert located.line(("b", 0, "d")) == 4
    assert located.line(("b", 1)) == 5


def test_a_place_that_does_not_exist_has_the_line_of_what_surrounds_it() -> None:
    assert read("a: 1\nb:\n  c: 2\n").line(("b", "x", "y")) == 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("a: 1\na: 2\n", 2, "second time (first on line 1)"),
        ("a: [1, 2\nb: 3\n", 2, "not valid YAML"),
        ("a: &x\n  b: *x\n", 1, "refers to itself"),
        ("a: 1\n---\nb: 2\n", 2, "one file holds one case"),
        ("a: !!binary aGk=\n", 1, "binary"),
        ("? [1]\n: 2\n", 1, "must be a text"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert (refused.value.line, words in refused.value.problem) == (line, True), refused.value
