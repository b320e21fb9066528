"""Platforms that several tests share: one with all worked examples, one undisturbed, and a region."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.histories import histories, scripts
from tests.support.platform_process import Platform, a_platform


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A running platform into which the worked examples were loaded at its first start."""
    with a_platform(tmp_path_factory.mktemp("examples") / "var", examples=True) as platform:
        platform.start()
        yield platform


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, dict[str, Any]]:
    """How long playing takes without disturbance in one process, and the histories that it makes."""
    with a_platform(tmp_path_factory.mktemp("undisturbed") / "var") as platform:
        platform.start()
        began = time.monotonic()
        platform.play_to_the_end(*scripts())
        seconds = time.monotonic() - began
        return seconds, histories(platform)
