"""For all tests: what was skipped for want of Kafka is said in one line, not in one line per test."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.support.kafka_choice import skipped_in_one_place


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return skipped_in_one_place((yield))
