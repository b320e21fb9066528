"""Compares what a process shows at /metrics with the table of docs/reference/metrics.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/metrics.md"
ROW = re.compile(r"^\| `(\w+)` \| ([\w, ]*) \| [^|]+ \| (everywhere|region) \|", re.MULTILINE)
PARTS_OF_ONE = ("_bucket", "_sum", "_count", "_created")

Labels = Mapping[str, frozenset[str]]


def documented(page: str, *, region: bool) -> Labels:
    """Name and labels of each metric that a process should show."""
    return {
        name: frozenset(labels.split(", "))
        for name, labels, where in ROW.findall(page)
        if region or where == "everywhere"
    }


def shown(text: str) -> Labels:
    """Name and labels of each metric that a process shows."""
    found: dict[str, frozenset[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            name = sample.name
            if family.type == "histogram":
                name = name.removesuffix(next(end for end in PARTS_OF_ONE if name.endswith(end)))
            found[name] = found.get(name, frozenset()) | (frozenset(sample.labels) - {"le"})
    return found


def differences(text: str, page: str, *, region: bool) -> list[str]:
    """Metrics that are shown or documented only, or with other labels."""
    here, there = shown(text), documented(page, region=region)
    return sorted(
        [f"not documented: {name}" for name in set(here) - set(there)]
        + [f"not shown: {name}" for name in set(there) - set(here)]
        + [f"other labels: {name}" for name in set(here) & set(there) if here[name] != there[name]]
    )


def scraped(port: int) -> str:
    """What a process on this machine shows."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text: str = answer.read().decode()
    return text
