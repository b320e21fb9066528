"""What the documents point at exists: links, and the files that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.tidy.sources import ROOT

LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(
    r"`((?:chassis|contracts|services|portal|rapid_review|packs|examples|tests|docs|deploy)/[\w./-]+)`"
)


def documents(root: Path) -> Iterator[Path]:
    """Every Markdown page that we wrote."""
    yield from root.glob("*.md")
    yield from (root / "docs").rglob("*.md")
    yield from (root / "contracts").glob("*.md")


def dead_ends(root: Path) -> list[str]:
    """Links and named files that lead nowhere."""
    found = []
    for page in documents(root):
        text = page.read_text(encoding="utf-8")
        links = [page.parent / target for target in LINK.findall(text)]
        named = [root / target for target in NAMED.findall(text)]
        found += [
            f"{page.relative_to(root)}: {target}" for target in links + named if not target.exists()
        ]
    return found


def test_no_document_points_at_what_is_not_there() -> None:
    assert dead_ends(ROOT) == []


def test_a_dead_link_and_a_missing_file_are_caught(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("See [this](docs/gone.md) and `chassis/gone.py`.")

    assert len(dead_ends(tmp_path)) == 2
