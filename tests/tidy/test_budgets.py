"""Everything stays small enough to be read: a function, a file, a class, the chassis, a service."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.tidy.sources import ROOT, Source, plant, sources

FUNCTION_LINES = 40
FILE_LINES = 300
PUBLIC_METHODS = 12
CHASSIS_FILES = 112
CHASSIS_LINES = 14_850
SERVICE_LINES = 5_600
SERVICES = ("referral", "review", "submissions", "learning", "notifications", "reporting")


def too_long_files(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}: {lines} lines"
        for source in found
        if (lines := len(source.text.splitlines())) > FILE_LINES
    ]


def too_long_functions(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}.{node.name}: {lines} lines"
        for source in found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def too_wide_classes(found: Iterable[Source]) -> list[str]:
    """Classes with too many public methods; a door has as many as its contract."""
    return [
        f"{source.module}.{node.name}: {len(methods)} public methods"
        for source in found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and not any("Servicer" in ast.unparse(base) for base in node.bases)
        if len(methods := _public_methods(node)) > PUBLIC_METHODS
    ]


def _public_methods(node: ast.ClassDef) -> list[str]:
    functions = [
        one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [one.name for one in functions if not one.name.startswith("_")]


def over_budget(root: Path, folder: str, lines: int, files: int | None = None) -> list[str]:
    found = sources(root, (folder,))
    total = sum(len(source.text.splitlines()) for source in found)
    problems = []
    if total > lines:
        problems.append(f"{folder}: {total} lines of {lines}")
    if files is not None and len(found) > files:
        problems.append(f"{folder}: {len(found)} files of {files}")
    return problems


def test_every_file_is_short() -> None:
    assert too_long_files(sources()) == []


def test_every_function_is_short() -> None:
    assert too_long_functions(sources()) == []


def test_every_class_is_narrow() -> None:
    assert too_wide_classes(sources()) == []


def test_the_chassis_stays_small() -> None:
    assert over_budget(ROOT, "chassis", CHASSIS_LINES, CHASSIS_FILES) == []


def test_every_service_stays_small() -> None:
    assert [
        problem
        for service in SERVICES
        for problem in over_budget(ROOT, f"services/{service}", SERVICE_LINES)
    ] == []


def test_a_long_file_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "portal/words.py", "A = 1\n" * (FILE_LINES + 1))

    assert too_long_files(sources(tmp_path)) == ["portal.words: 301 lines"]


def test_a_long_function_is_caught(tmp_path: Path) -> None:
    body = "    pass\n" * FUNCTION_LINES
    plant(tmp_path, "portal/words.py", f"class A:\n  async def f():\n{body}def g():\n{body[9:]}")

    assert too_long_functions(sources(tmp_path)) == ["portal.words.f: 41 lines"]


def test_a_wide_class_is_caught(tmp_path: Path) -> None:
    methods = "".join(f"    def m{n}(self): ...\n" for n in range(PUBLIC_METHODS + 1))
    plant(
        tmp_path, "portal/words.py", f"class Wide:\n{methods}class Door(rpc.Servicer):\n{methods}"
    )

    assert too_wide_classes(sources(tmp_path)) == ["portal.words.Wide: 13 public methods"]


def test_a_folder_over_its_budget_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "chassis/one.py", "A = 1\n" * 3)
    plant(tmp_path, "chassis/two.py", "A = 1\n" * 3)

    assert over_budget(tmp_path, "chassis", 5, 1) == [
        "chassis: 6 lines of 5",
        "chassis: 2 files of 1",
    ]
