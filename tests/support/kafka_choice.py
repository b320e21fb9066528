"""Which Kafka the tests use: an address, else a container, else Kafka's own jars, else none.

The choice is apart from the doing, so that it is tested without any of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

import docker.errors
import pytest

from rapid_review.kafka.jars import NoKafka, jars, java

ADDRESS = "RAPID_REVIEW_TEST_KAFKA"
ROOT = Path(__file__).resolve().parents[2]
POM = ROOT / "deploy/kafka/pom.xml"
CACHE = ROOT / ".cache/kafka"
HOW = f"Install Java 17 and Maven, or start Docker, or set {ADDRESS} to host:port."

_NOT_RUN = "Kafka tests were not run:"

Broker = TypeVar("Broker")


def kafka_jars() -> Path:
    """The folder of Kafka's programs, when there is a Java to run them."""
    java()
    return jars(POM, CACHE)


def first_that_starts(
    container: Callable[[], Broker], node: Callable[[Path], Broker], programs: Callable[[], Path]
) -> Broker:
    """The container where a Docker engine answers and has the image; else a node of our own."""
    try:
        return container()
    except docker.errors.DockerException:
        return node(programs())


def address_given(environment: Mapping[str, str]) -> str:
    """The broker that the environment names, or nothing."""
    return environment.get(ADDRESS, "").strip()


def missing(why: str, environment: Mapping[str, str] = os.environ) -> NoReturn:
    """Skip what needs Kafka, or fail it where CI is true: there nothing may be missing unseen."""
    sentence = f"{_NOT_RUN} {why} {HOW}"
    if environment.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def own_programs() -> Path:
    """Kafka's programs for a test that must own its broker, because it kills it; else skip or fail."""
    try:
        return kafka_jars()
    except NoKafka as none:
        missing(str(none))


def skipped_in_one_place(report: pytest.TestReport) -> pytest.TestReport:
    """Give all skips for want of Kafka one place: pytest counts those of one place in one line."""
    if report.skipped and isinstance(report.longrepr, tuple) and _NOT_RUN in report.longrepr[2]:
        report.longrepr = (str(Path(__file__)), 1, report.longrepr[2])
    return report
