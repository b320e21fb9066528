"""Names and words of the worked examples are sealed: no file, log, trace, metric, table or event shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.free_ports import free_ports
from tests.support.metrics_page import scraped
from tests.support.platform_process import ROOT, a_platform

pytestmark = pytest.mark.system

NARRATIVE_LENGTH_MIN = 40
"""Texts at least this long are a story, not a code or a label."""


def _texts(content: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, str(key))
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value, name)
    elif isinstance(content, str):
        yield name, content


def canaries() -> set[str]:
    """Every person's name and the beginning of every story in the examples' requests."""
    found = set()
    for file in sorted((ROOT / "examples").glob("*.yaml")):
        script = yaml.safe_load(file.read_text(encoding="utf-8"))
        for step in script["steps"]:
            for name, text in _texts(step.get("with", {})):
                if name in {"name", "lead_name", "referrer_name"}:
                    found.add(text)
                elif len(text) >= NARRATIVE_LENGTH_MIN:
                    found.add(text[:NARRATIVE_LENGTH_MIN])
    return found


def where(canary: bytes, files: list[tuple[Path, bytes]]) -> list[Path]:
    """The files that hold a text."""
    return [file for file, content in files if canary in content]


def everything(folder: Path, log: Path) -> list[tuple[Path, bytes]]:
    """Every file of a data folder, its write-ahead log included, and what was logged."""
    return [(file, file.read_bytes()) for file in [*folder.rglob("*"), log] if file.is_file()]


def test_no_name_and_no_story_can_be_found_outside_its_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans, port = tmp_path / "spans.jsonl", free_ports()
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_TRACES_FILE", str(spans))
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS", str(port))
    with a_platform(tmp_path / "var", examples=True) as platform:
        platform.start()
        reference = next(iter(platform.references()))
        metrics = scraped(port).encode()
        platform.stop()
        files = everything(platform.data, platform.log)
    files += [(spans, spans.read_bytes()), (Path("metrics"), metrics)]

    assert len(canaries()) > 50
    assert where(reference.encode(), files), "the search finds what is there: the reference"
    assert Path("metrics") in where(b"ReceiveReferral", files)
    assert spans in where(b"ReceiveReferral", files)
    assert {canary: where(canary.encode(), files) for canary in canaries()} == {
        canary: [] for canary in canaries()
    }
