"""The benchmarks are kept like the platform, and nothing of the platform knows them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.__main__ import GROUPS
from tests.tidy.sources import ROOT, plant, sources
from tests.tidy.test_budgets import too_long_files, too_long_functions

BENCHMARKS = ("benchmarks",)
PAGE = ROOT / "docs/performance.md"


def users_of_benchmarks(root: Path) -> list[str]:
    return [
        source.module
        for source in sources(root)
        if any(name.partition(".")[0] == "benchmarks" for name in source.imports())
    ]


def test_every_file_and_function_is_short() -> None:
    found = sources(packages=BENCHMARKS)
    assert found
    assert too_long_files(found) == []
    assert too_long_functions(found) == []


def test_nothing_of_the_platform_needs_them() -> None:
    assert users_of_benchmarks(ROOT) == []


def test_a_service_that_imports_a_benchmark_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "chassis/fast.py", "from benchmarks.measure import Plan")

    assert users_of_benchmarks(tmp_path) == ["chassis.fast"]


def test_every_target_is_about_something_that_is_measured() -> None:
    for group in GROUPS:
        names = {variant.name for variant in group.variants} | {""}
        assert group.base in names
        for target in group.targets:
            assert {target.ours, target.peer} <= names, (group.key, target)
            assert target.size in group.sizes


def test_the_page_explains_every_group() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [group.key for group in GROUPS if f"`{group.key}`" not in page] == []
