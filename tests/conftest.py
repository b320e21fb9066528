"""For all tests: logs stay as they were, and what was skipped for want of Kafka is said in one line."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.support.faults.table import write_table
from tests.support.kafka_choice import skipped_in_one_place

TESTS = Path(__file__).parent
SERVERS = {
    "integration": "integration", "upgrade": "integration", "faults": "system", "system": "system",
}  # fmt: skip
ENDED_BROKERS = (Path("integration/kafka"), Path("faults"))
# A machine that is busy is no fault of what is tested.
settings.register_profile(
    "patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")
LEFT_SOCKETS = "ignore:unclosed:ResourceWarning"


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A program that a test runs in this process sends its logs to the standard error of that test."""
    yield
    structlog.reset_defaults()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server is known by its folder, so that ``make check`` runs without any."""
    for item in items:
        path = item.path.relative_to(TESTS)
        if mark := SERVERS.get(path.parts[0]):
            item.add_marker(mark)
        if any(path.is_relative_to(folder) for folder in ENDED_BROKERS):
            item.add_marker(pytest.mark.filterwarnings(LEFT_SOCKETS))


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """aiokafka does not wait until its socket to a broker that died or hung is closed.

    Collected here, where that is no fault, it does not fail the test that comes next.
    """
    if any(mark.args == (LEFT_SOCKETS,) for mark in item.iter_markers("filterwarnings")):
        gc.collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return skipped_in_one_place((yield))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Here, and not beside the fault tests: only this file is read by the process that prints."""
    write_table(terminalreporter)
