"""Metrics that a page names are in the table, and the table has all that the code makes, under their names."""

from __future__ import annotations

import re

from tests.support.metrics_page import PAGE, documented
from tests.tidy.sources import ROOT

HOW_TO = ROOT / "docs/how-to/watch-a-region.md"
CODE = ROOT / "chassis/telemetry/metrics.py"
NAMED = re.compile(r"\brapid_review_[a-z_]+")
OF_A_HISTOGRAM = re.compile(r"_(bucket|sum|count)$")


def unknown(text: str, known: set[str]) -> list[str]:
    """Metrics that a text names and the table does not."""
    return sorted({OF_A_HISTOGRAM.sub("", name) for name in NAMED.findall(text)} - known)


def test_a_page_names_only_metrics_that_there_are() -> None:
    known = set(documented(PAGE.read_text(encoding="utf-8"), region=True))

    assert unknown(HOW_TO.read_text(encoding="utf-8"), known) == []


def test_the_table_has_every_metric_that_is_made() -> None:
    known = documented(PAGE.read_text(encoding="utf-8"), region=True)
    bare = {re.sub(r"_(seconds|total)$", "", name) for name in known}
    made = set(re.findall(r'"(rapid_review_[a-z_]+)"', CODE.read_text(encoding="utf-8")))

    assert made - bare == set()


def test_a_metric_that_is_not_in_the_table_is_caught() -> None:
    assert unknown(
        "sum(rapid_review_lag_event) > rate(rapid_review_a_count[1m])", {"rapid_review_a"}
    ) == ["rapid_review_lag_event"]
