"""Each fault test says what was injected and what became of every command; the table stands at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest

from tests.support.faults.audit import Audit
from tests.support.kafka_broker import KafkaBroker, shared_kafka


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
