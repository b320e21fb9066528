"""One platform with all worked examples, for the tests that only look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.platform_process import Platform, a_platform


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A running platform into which the worked examples were loaded at its first start."""
    with a_platform(tmp_path_factory.mktemp("examples") / "var", examples=True) as platform:
        platform.start()
        yield platform
