"""No file that nobody imports, and nothing that only a test imports."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.tidy.sources import ROOT, Source, plant, sources

STARTED_BY_NAME = {
    source.module: "It is the main of a service or of the portal."
    for source in sources()
    if source.name == "main"
}
FOUND_BY_FOLDER = "contracts.events."  # Every module there is loaded by contracts.generate.
FOR_OTHERS = {
    "contracts.topics": "Operators create the topics from it, and subscribers look them up.",
}


def dead_modules(found: Iterable[Source], started: set[str]) -> list[str]:
    """Modules that no other module imports and that cannot be started."""
    found = list(found)
    imported = {name for source in found for name in source.imports() if name != source.module}
    return [
        source.module
        for source in found
        if source.path.name != "__init__.py"
        and source.module not in imported | started
        and 'if __name__ == "__main__":' not in source.text
        and not source.module.startswith(FOUND_BY_FOLDER)
    ]


def commands() -> set[str]:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    return {target.partition(":")[0] for target in scripts.values()}


def test_no_module_is_dead() -> None:
    assert dead_modules(sources(), commands() | set(STARTED_BY_NAME) | set(FOR_OTHERS)) == []


def test_a_module_that_nobody_imports_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "chassis/used.py", "")
    plant(tmp_path, "chassis/left_over.py", "import chassis.left_over")
    plant(
        tmp_path, "chassis/tool.py", 'from chassis import used\nif __name__ == "__main__":\n  used'
    )
    plant(tmp_path, "rapid_review/cli.py", "")

    assert dead_modules(sources(tmp_path), {"rapid_review.cli"}) == ["chassis.left_over"]
