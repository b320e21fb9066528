"""The page of faults names each fault test, and no other."""

from __future__ import annotations

import re

from tests.tidy.sources import ROOT

PAGE = ROOT / "docs/reference/faults.md"
TESTS = ROOT / "tests/faults"
NAMED = re.compile(r"\| (test_\w+): (test_\w+) \|$", re.MULTILINE)
WRITTEN = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def named(page: str) -> set[tuple[str, str]]:
    """File and test of each row."""
    return set(NAMED.findall(page))


def written() -> set[tuple[str, str]]:
    """File and name of each fault test."""
    return {
        (file.stem, name)
        for file in TESTS.glob("test_*.py")
        for name in WRITTEN.findall(file.read_text("utf-8"))
    }


def test_each_fault_test_stands_on_the_page_and_each_row_has_a_test() -> None:
    assert named(PAGE.read_text("utf-8")) == written()


def test_a_row_that_is_missing_is_caught() -> None:
    page = PAGE.read_text("utf-8")
    without = "\n".join(line for line in page.splitlines() if "test_crashes" not in line)

    assert written() - named(without) == {one for one in written() if one[0] == "test_crashes"}
