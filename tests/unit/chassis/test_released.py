"""A released file of a rule pack never changes, and a change is told with what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.rules.released import LEDGER, changed, release, unreleased
from tests.support.pack_files import LOCAL, dated, put

LOCAL_FILE = "partnerships/test/2020.2.toml"
ALL = ["national/2020.1.toml", LOCAL_FILE, "regions/north/2021.1.toml"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, {})
    assert release(tmp_path) == ALL
    return tmp_path


def test_a_changed_file_is_told(folder: Path) -> None:
    with (folder / LOCAL_FILE).open("a") as file:
        file.write("\n# A remark.\n")

    assert [str(problem) for problem in changed(folder)] == [
        f"{folder / LOCAL_FILE}: this file was released and has changed since; undo that and make a new version."
    ]


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    (folder / LOCAL_FILE).unlink()

    assert [str(problem) for problem in changed(folder)] == [
        f"{folder / LOCAL_FILE}: this file was released and is gone."
    ]


def test_a_ledger_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / LEDGER).write_text("nothing of this kind")

    assert "released.toml:1: this is not TOML" in str(changed(folder)[0])


def test_a_new_file_may_change_until_it_is_released(folder: Path) -> None:
    put(folder, {"partnerships/test/2026.1": dated(LOCAL, "2026.1", "2026-01-01")})

    assert unreleased(folder) == ["partnerships/test/2026.1.toml"]
    assert changed(folder) == []
    before = (folder / LEDGER).read_text()
    assert release(folder) == ["partnerships/test/2026.1.toml"]
    assert (folder / LEDGER).read_text().startswith(before)
    assert (unreleased(folder), release(folder), changed(folder)) == ([], [], [])


def test_other_line_ends_are_no_change(folder: Path) -> None:
    file = folder / LOCAL_FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert changed(folder) == []
