"""Each fault test says what was injected and what became of every command; the table stands at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest

from tests.support.faults.audit import Audit
from tests.support.kafka_broker import KafkaBroker, shared_kafka

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


class Seeded(Protocol):
    """Whatever can be repeated."""

    seed: int


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaBroker]:
    """The broker that all tests of a run share."""
    with shared_kafka(tmp_path_factory) as broker:
        yield broker


@pytest.fixture
def report(
    record_property: Callable[[str, Any], None],
) -> Callable[[str, Seeded, int, Audit], None]:
    """Remember a row of the table."""

    def said(fault: str, run: Seeded, times: int, found: Audit) -> None:
        record_property(
            "fault", {"fault": fault, "times": times, "seed": run.seed, **found.facts()}
        )

    return said


def pytest_terminal_summary(terminalreporter: Any) -> None:
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
