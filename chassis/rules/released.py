"""Rule pack files that were released, by their SHA-256 in ``released.toml``: they never change.

A key determines rules for ever because of it. Whoever wants other rules makes a new version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from chassis.rules.layers import NATIONAL, PARTNERSHIPS, REGIONS, read_toml
from chassis.rules.pack_problems import Problem

LEDGER = "released.toml"
TITLE = "# Released files of rule packs by their SHA-256. They never change: make a new version.\n"


def changed(folder: Path) -> list[Problem]:
    """Every released file that is not what it was."""
    problems: list[Problem] = []
    for name, digest in _ledger(folder, problems).items():
        file = folder / name
        if not file.is_file():
            problems.append(Problem(file, 0, "this file was released and is gone."))
        elif _digest(file) != digest:
            message = (
                "this file was released and has changed since; undo that and make a new version."
            )
            problems.append(Problem(file, 0, message))
    return problems


def unreleased(folder: Path) -> list[str]:
    """The files that may still change."""
    files = [
        file
        for kind, pattern in (
            (NATIONAL, "*.toml"),
            (REGIONS, "*/*.toml"),
            (PARTNERSHIPS, "*/*.toml"),
        )
        for file in (folder / kind).glob(pattern)
    ]
    names = {file.relative_to(folder).as_posix() for file in files}
    return sorted(names - _ledger(folder, []).keys())


def release(folder: Path) -> list[str]:
    """Write down every file that may still change; from now on it may not. Those of before are left alone."""
    names = unreleased(folder)
    lines = [f'"{name}" = "{_digest(folder / name)}"\n' for name in names]
    ledger = folder / LEDGER
    text = ledger.read_text(encoding="utf-8") if ledger.exists() else TITLE
    ledger.write_text(text + "".join(lines), encoding="utf-8")
    return names


def _ledger(folder: Path, problems: list[Problem]) -> Mapping[str, str]:
    file = folder / LEDGER
    read = read_toml(file, problems) if file.exists() else None
    return read[1] if read else {}


def _digest(file: Path) -> str:
    """Of the text, whatever ends its lines where it was checked out."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
