"""What a PromQL query asks for: its metrics, and the labels that it names. And the metrics that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.deploy.region import ROOT

PAGE = ROOT / "docs/reference/metrics.md"
ROW = re.compile(r"^\| `(\w+)` \| ([\w, ]+) \| ([^|]+) \|", re.MULTILINE)
STRING = re.compile(r'"[^"]*"')
GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")
SELECTOR = re.compile(r"\{([^}]*)\}")
LABEL = re.compile(r"([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)")
RANGE = re.compile(r"\[[^\]]*\]|\boffset\s+\w+")
NAME = re.compile(r"(?<![\w.])([a-zA-Z_:][\w:]*)\b(?!\s*\()")
WORDS = {"and", "or", "unless", "bool", "by", "without", "on", "ignoring", "inf", "nan"}
PROMETHEUS_OWN = {"up": frozenset({"job", "name", "instance"})}


@dataclass(frozen=True)
class Query:
    """One expression, taken apart."""

    metrics: frozenset[str]
    labels: frozenset[str]
    grouped_by: frozenset[str]

    @property
    def lines(self) -> frozenset[str]:
        """The labels that each line of the answer still has, as far as the expression says."""
        return self.grouped_by | self.labels if self.grouped_by else self.labels


def query(expression: str) -> Query:
    """Take an expression apart. Good enough for what we write; it is no parser of everything."""
    text = STRING.sub('""', expression)
    grouped = {label for found in GROUPING.findall(text) for label in _list(found)}
    named = {label for found in SELECTOR.findall(text) for label in LABEL.findall(found)}
    for pattern in (GROUPING, SELECTOR, RANGE):
        text = pattern.sub(" ", text)
    metrics = {name for name in NAME.findall(text) if name.lower() not in WORDS}
    return Query(frozenset(metrics), frozenset(named), frozenset(grouped))


def _list(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def documented_metrics(page: str) -> dict[str, frozenset[str]]:
    """Each name that Prometheus meets, with its labels, from the table of the page."""
    found = dict(PROMETHEUS_OWN)
    for name, labels, unit in ROW.findall(page):
        has = frozenset(_list(labels))
        if "histogram" in unit:
            found |= {f"{name}_bucket": has | {"le"}, f"{name}_sum": has, f"{name}_count": has}
        else:
            found[name] = has
    return found


def problems(expression: str, known: dict[str, frozenset[str]]) -> Iterator[str]:
    """Metrics that nobody tells, and labels that they do not have."""
    asked = query(expression)
    if not asked.metrics:
        yield f"no metric in {expression}"
    if expression.count("(") != expression.count(")"):
        yield f"brackets in {expression}"
    for metric in sorted(asked.metrics):
        if metric not in known:
            yield f"nobody tells {metric}"
            continue
        for label in sorted((asked.labels | asked.grouped_by) - known[metric]):
            yield f"{metric} has no label {label}"
