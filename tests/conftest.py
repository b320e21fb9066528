"""For all tests: logs stay as they were, and what was skipped for want of Kafka is said in one line."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pytest
import structlog

from tests.support.faults.table import write_table
from tests.support.kafka_choice import skipped_in_one_place


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A program that a test runs in this process sends its logs to the standard error of that test."""
    yield
    structlog.reset_defaults()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return skipped_in_one_place((yield))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Here, and not beside the fault tests: only this file is read by the process that prints."""
    write_table(terminalreporter)
