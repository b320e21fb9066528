"""The table of metrics tells what a running platform shows, no more and no less."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.support.free_ports import free_ports
from tests.support.metrics_page import PAGE, differences, scraped, shown
from tests.support.platform_process import ROOT, a_platform
from tests.system.test_nothing_personal_leaks import canaries

pytestmark = pytest.mark.system

PATIENCE_S = 60.0
TABLE = (
    "| `rapid_review_a` | service | s | everywhere |\n| `rapid_review_b` | part | s | region |\n"
)


def test_the_table_and_the_running_platform_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, page = free_ports(), PAGE.read_text(encoding="utf-8")
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS", str(port))
    with a_platform(tmp_path / "var") as platform:
        platform.start()
        platform.play_to_the_end(ROOT / "examples/01-plymouth-safe-sleeping.yaml")
        platform.ask(
            "cases", "--as", "region-operator", status=1
        )  # Refused by the guard, and counted.
        until = time.monotonic() + PATIENCE_S
        # Until every service has looked at its parts once.
        while differences(text := scraped(port), page, region=False) and time.monotonic() < until:
            time.sleep(0.2)

    assert differences(text, page, region=False) == []
    assert [canary for canary in canaries() if canary in text] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '# TYPE rapid_review_a gauge\nrapid_review_a{service="x",case_id="1"} 1\n',
            "other labels",
        ),
        ("", "not shown"),
        (
            '# TYPE rapid_review_a gauge\nrapid_review_a{service="x"} 1\n# TYPE other gauge\nother 1\n',
            "not documented",
        ),
    ],
)
def test_a_metric_that_is_not_as_documented_is_caught(text: str, problem: str) -> None:
    found = differences(text, TABLE, region=False)

    assert [line.partition(":")[0] for line in found] == [problem]


def test_a_histogram_is_one_metric() -> None:
    lines = [
        '_bucket{at="x",le="1.0"} 1',
        '_bucket{at="x",le="+Inf"} 1',
        '_count{at="x"} 1',
        '_sum{at="x"} 1',
    ]
    text = "# TYPE a_seconds histogram\n" + "".join(f"a_seconds{line}\n" for line in lines)

    assert shown(text) == {"a_seconds": frozenset({"at"})}
