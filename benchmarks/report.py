"""What was measured, as tables for people and as data for programs."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from benchmarks.measure import Measured, Row, Target, ratio


def machine() -> dict[str, Any]:
    """On what and when; the load says how quiet it was."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{_processor()}, {os.cpu_count()} cores",
        "system": platform.platform(),
        # With its build: one that was made without a profile takes a third longer.
        "python": " ".join(sys.version.split()),
        "load_before": [round(value, 2) for value in os.getloadavg()],
    }


def tables(found: Iterable[Measured]) -> Iterator[str]:
    """The tables, line by line, in the form of Markdown."""
    for measured in found:
        group = measured.group
        yield ""
        yield f"### {group.title}"
        yield ""
        yield f"| {group.of_size} | variant | {group.unit} | lowest … highest | to {group.base} | p50 / p99 ms |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from (_line(measured, row) for row in measured.rows)
        if group.targets:
            yield ""
            yield "| to reach | at | reach | reached |"
            yield "| --- | --- | --- | --- |"
            yield from _targets(measured)


def as_data(
    found: Iterable[Measured], about: Mapping[str, Any], server: Mapping[str, str]
) -> dict[str, Any]:
    """The same as data, with every sample."""
    return {
        "about": dict(about),
        "server": dict(server),
        "groups": [
            {
                "key": one.group.key,
                "title": one.group.title,
                "unit": one.group.unit,
                "rows": [asdict(row) | {"median": row.median} for row in one.rows],
                "targets": [
                    asdict(target) | {"reached": asdict(one.reached(target))}
                    for target in one.group.targets
                    if one.is_measured(target)
                ],
            }
            for one in found
        ],
    }


def _line(measured: Measured, row: Row) -> str:
    low, high = row.spread
    base = measured.group.base
    to_base = "–"
    if measured.has(base, row.size) and row.variant != base:
        found = ratio(row, measured.row(base, row.size))
        to_base = f"{_short(found.median)} × ({_short(found.low)} … {_short(found.high)})"
    p50, p99 = row.delay_ms("p50_ms"), row.delay_ms("p99_ms")
    delays = f"{_short(p50)} / {_short(p99)}" if p50 is not None and p99 is not None else "–"
    return (
        f"| {row.size:,} | {row.variant} | {_short(row.median)} | {_short(low)} … {_short(high)} |"
        f" {to_base} | {delays} |"
    )


def _targets(measured: Measured) -> Iterator[str]:
    for target in measured.group.targets:
        if not measured.is_measured(target):
            continue
        found = measured.reached(target)
        good = found.median <= target.reach if target.at_most else found.median >= target.reach
        yield (
            f"| {_what(target)} | {target.size:,} | {'≤' if target.at_most else '≥'} {target.reach} |"
            f" {_short(found.median)} ({_short(found.low)} … {_short(found.high)}) {'yes' if good else 'NO'} |"
        )


def _what(target: Target) -> str:
    return f"{target.ours} to {target.peer}" if target.peer else target.ours


def _short(value: float) -> str:
    if value >= 100:  # noqa: PLR2004 - from here on, decimals say nothing
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123 - not a file of ours
            return next(
                line.partition(":")[2].strip() for line in lines if line.startswith("model name")
            )
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"
