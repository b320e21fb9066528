"""A name says what a thing is for. Names that fit anything say nothing, and are not used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tidy.sources import Source, plant, sources

EMPTY = {
    "util", "utils", "helper", "helpers", "common", "manager", "base", "data", "info", "process",
}  # fmt: skip
ALLOWED = {
    "contracts.events.base": "It is the common ground of all published events, and subscribers import it.",
}


def empty_names(found: Iterable[Source]) -> list[str]:
    """Modules and classes whose last word says nothing."""
    return [
        f"{source.module}: {name}"
        for source in found
        if source.module not in ALLOWED
        for name in (source.name, *_classes(source))
        if _last_word(name) in EMPTY or re.match(r"(Base|Abstract)[A-Z]", name)
    ]


def _classes(source: Source) -> list[str]:
    return [node.name for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)]


def _last_word(name: str) -> str:
    return re.split(r"_|(?<=[a-z0-9])(?=[A-Z])", name)[-1].lower()


def test_no_name_is_empty() -> None:
    assert empty_names(sources()) == []


@pytest.mark.parametrize("module", ["utils", "form_helpers", "common", "case_data"])
def test_an_empty_module_name_is_caught(module: str, tmp_path: Path) -> None:
    plant(tmp_path, f"portal/{module}.py", "")

    assert empty_names(sources(tmp_path)) == [f"portal.{module}: {module}"]


@pytest.mark.parametrize("name", ["CaseManager", "ReviewInfo", "BaseDoor", "Process"])
def test_an_empty_class_name_is_caught(name: str, tmp_path: Path) -> None:
    plant(tmp_path, "portal/words.py", f"class {name}: ...")

    assert empty_names(sources(tmp_path)) == [f"portal.words: {name}"]


def test_a_telling_name_is_accepted(tmp_path: Path) -> None:
    plant(tmp_path, "portal/data_folder.py", "class DataFolder: ...\nclass Baseline: ...")

    assert empty_names(sources(tmp_path)) == []
