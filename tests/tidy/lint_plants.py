"""Runs the import rules over a small skeleton, once per planted import; run as a script by its test.

A process of its own, because the skeleton's packages bear the names of the real ones. The skeleton has
every module that the configuration names, so that it grows with the rules.
Reads plants as JSON from standard input, `[[module, line], …]`, where no line means no such module.
Answers the names of the broken rules, for the bare skeleton first.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from importlinter.application.use_cases import (
    _register_contract_types,
    create_report,
    read_user_options,
)
from importlinter.configuration import configure

SERVICES = ("referral", "reporting", "review")
# What is allowed, so that chains and cycles have something to go through.
LAWFUL = (
    ("chassis.doors.grpc_door", "import grpc, chassis.errors, contracts.grpc"),
    ("services.review.domain", "import chassis.errors"),
    ("services.review.entrypoints", "import services.review.application, contracts.events"),
    ("rapid_review", "import services.review.main, portal.main"),
)


def skeleton(root: Path, rules: dict[str, Any]) -> None:
    for name in rules["root_packages"]:
        _module(root, name)
    for rule in rules["contracts"]:
        for name in _named(rule):
            if name.partition(".")[0] in rules["root_packages"]:
                for place in _places(name):
                    _module(root, place)
    for module, line in LAWFUL:
        _module(root, module).write_text(line + "\n")


def _named(rule: dict[str, Any]) -> Iterator[str]:
    for kind in ("protected_modules", "allowed_importers", "forbidden_modules"):
        yield from rule.get(kind, ())
    rooms = [room for layer in rule.get("layers", ()) for room in layer.split(" | ")]
    for container in rule.get("containers", ()):
        yield from (f"{container}.{room}" for room in rooms)


def _places(name: str) -> list[str]:
    return [name.replace("*", service) for service in SERVICES] if "*" in name else [name]


def _module(root: Path, name: str) -> Path:
    file = root / name.replace(".", "/") / "__init__.py"
    for folder in (file.parent, *file.parent.parents):
        if folder == root:
            break
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return file


def broken_rules(root: Path) -> list[str]:
    """The names of the rules that are broken, or why the tree does not fit the rules at all."""
    importlib.invalidate_caches()
    options = read_user_options(config_filename=str(root / "pyproject.toml"))
    _register_contract_types(options)
    try:
        report = create_report(options, cache_dir=None)
    except Exception as misfit:  # noqa: BLE001 - whatever stops the linter is an answer here
        return [f"{type(misfit).__name__}: {misfit}"]
    if report.could_not_run:
        return [str(reason) for reason in report.invalid_contract_options.values()]
    checks = report.get_contracts_and_checks()
    return [contract.name for contract, check in checks if not check.kept]


def broken_by(root: Path, module: str, line: str | None) -> list[str]:
    """What breaks when ``module`` says ``line``; without a line, when there is no such module."""
    folder = root / module.replace(".", "/")
    aside = root / "aside"
    if folder.exists():
        shutil.copytree(folder, aside)
    if line is None:
        shutil.rmtree(folder)
    else:
        _module(root, module).write_text(line + "\n")
    broken = broken_rules(root)
    shutil.rmtree(folder, ignore_errors=True)
    if aside.exists():
        aside.rename(folder)
    return broken


def main(root: Path, pyproject: Path) -> None:
    """Answer the rules broken by the bare skeleton, then those broken by each plant."""
    configure()
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    shutil.copy(pyproject, root / "pyproject.toml")
    skeleton(root, tomllib.loads(pyproject.read_text())["tool"]["importlinter"])
    answers = [broken_rules(root)]
    answers += [broken_by(root, module, line) for module, line in json.load(sys.stdin)]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
