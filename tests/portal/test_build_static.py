from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal import build_static
from portal.views.assets import STATIC
from tests.support.chromium import missing

SHEET = STATIC / "govuk" / "portal.css"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The portal's sources without what is built from them."""
    return Path(
        shutil.copytree(
            build_static.PORTAL,
            tmp_path / "portal",
            ignore=shutil.ignore_patterns("node_modules", "govuk", "__pycache__"),
        )
    )


def test_without_npm_one_sentence_says_what_to_do(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(build_static.CannotBuild, match="There is no npm") as refused:
        build_static.build(copy)

    assert "\n" not in str(refused.value)


def test_a_failing_tool_is_said_in_one_sentence(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("npm", "node"):
        (tools / name).write_text("#!/bin/sh\necho 'npm error network' >&2\nexit 1\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")

    with pytest.raises(build_static.CannotBuild, match="npm error network") as refused:
        build_static.build(copy)

    assert "\n" not in str(refused.value)
    assert not (copy / "static" / "govuk").exists()


@pytest.mark.parametrize("mark", build_static.NEVER)
def test_a_sheet_with_what_is_not_ours_is_refused(mark: str, tmp_path: Path) -> None:
    sheet = tmp_path / "portal.css"
    sheet.write_text(f"a{{b:{mark}}}")

    with pytest.raises(build_static.CannotBuild):
        build_static._must_be_ours(sheet)


def test_a_changed_style_is_built_anew(copy: Path) -> None:
    before = build_static.stamp_of(copy)

    (copy / "styles" / "_print.scss").write_text("// Nothing is printed.\n")

    assert build_static.stamp_of(copy) != before


def test_what_is_up_to_date_is_left_alone() -> None:
    if not SHEET.exists():
        missing("the built style sheet (python -m portal.build_static)")
    subprocess.run([sys.executable, "-m", "portal.build_static"], check=True)
    made = SHEET.stat().st_mtime_ns

    assert not build_static.build(build_static.PORTAL)

    assert SHEET.stat().st_mtime_ns == made


def test_what_is_built_holds_no_crown_no_licensed_typeface_and_loads_nothing() -> None:
    if not SHEET.exists():
        missing("the built style sheet (python -m portal.build_static)")

    built = {path.name for path in SHEET.parent.iterdir()}
    sheet = SHEET.read_text("utf-8")

    assert built == {"NOTICE.txt", "govuk-frontend.min.js", "portal.css", "stamp"}
    assert "Helvetica Neue" in sheet
    assert [mark for mark in build_static.NEVER if mark in sheet] == []


def test_the_lock_file_holds_digests_and_no_addresses_of_packages() -> None:
    lock = (build_static.PORTAL / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')
