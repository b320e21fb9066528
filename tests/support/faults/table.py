"""The table of all faults of a run. It stands at the end, also when several processes ran the tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

COLUMNS = (
    "times",
    "seed",
    "answered",
    "stored",
    "published",
    "consumed",
    "applied",
    "lost",
    "doubled",
    "reordered",
)


def write_table(terminalreporter: Any) -> None:
    """The table of all faults of this run."""
    rows = list(_rows(terminalreporter.stats))
    if rows:
        terminalreporter.section("faults injected")
        terminalreporter.write_line(f"{'fault':<58}" + "".join(f"{name:>10}" for name in COLUMNS))
        for row in rows:
            terminalreporter.write_line(
                f"{row['fault']:<58}" + "".join(f"{row.get(name, '-'):>10}" for name in COLUMNS)
            )


def _rows(stats: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for reports in stats.values():
        for one in reports:
            for name, value in getattr(one, "user_properties", ()):
                if name == "fault" and getattr(one, "when", "") == "call":
                    yield value
