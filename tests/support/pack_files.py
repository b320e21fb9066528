"""Invented rule packs on disk: the smallest that are whole, one of each layer."""

from __future__ import annotations

from pathlib import Path

from chassis.rules.rule_packs import RulePacks

NATIONAL = """\
version = "2020.1"
effective_from = 2020-01-01
source = "An invented source"
[clock]
working_days = 15
starts = "notification"
day_zero = "clock_start_is_day_0"
[milestones.returns_due]
label = "Returns"
working_day = 8
[milestones.meeting]
label = "Meeting"
working_day = 10
[criteria]
"lcspr.one" = "One"
[criteria_sources]
"lcspr.one" = { version = "1", source = "An invented law" }
[agencies]
[routes]
[late_reasons]
[themes]
[words]
subgroup = "Subgroup"
"""
REGION = """\
name = "An invented region"
version = "2021.1"
effective_from = 2021-01-01
source = "An invented source"
[agencies.invented-police]
label = "An invented force"
kind = "police"
[words]
subgroup = "Regional subgroup"
"""
LOCAL = """\
code = "TST"
name = "An invented partnership"
region = "north"
version = "2020.2"
effective_from = 2020-06-01
source = "An invented source"
[clock]
day_zero = "clock_start_is_day_1"
[agencies.invented-agency]
label = "An invented agency"
kind = "health"
"""
FILES = {
    "national/2020.1": NATIONAL,
    "regions/north/2021.1": REGION,
    "partnerships/test/2020.2": LOCAL,
}


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write layers into ``folder``; an empty text leaves a file out."""
    for name, text in (FILES | files).items():
        file = folder / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        if text:
            file.write_text(text, encoding="utf-8")
    return folder


def packs_of(folder: Path, files: dict[str, str] | None = None) -> RulePacks:
    """The packs of the invented layers, with ``files`` in place of some or besides them."""
    return RulePacks.load(put(folder, files or {}))


def dated(text: str, version: str, begins: str) -> str:
    """The head of another version of a layer, without its tables."""
    head = text.partition("[")[0]
    lines = [
        line for line in head.splitlines() if not line.startswith(("version", "effective_from"))
    ]
    return "\n".join([*lines, f'version = "{version}"', f"effective_from = {begins}", ""])
