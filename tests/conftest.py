"""For all tests: logs stay as they were, and what was skipped for want of Kafka is said in one line."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.support.faults.table import write_table
from tests.support.kafka_choice import skipped_in_one_place

TESTS = Path(__file__).parent
SERVERS = {
    "integration": "integration", "upgrade": "integration", "faults": "system", "system": "system",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A program that a test runs in this process sends its logs to the standard error of that test."""
    yield
    structlog.reset_defaults()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server is known by its folder, so that ``make check`` runs without any."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if mark := SERVERS.get(folder):
            item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return skipped_in_one_place((yield))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Here, and not beside the fault tests: only this file is read by the process that prints."""
    write_table(terminalreporter)
