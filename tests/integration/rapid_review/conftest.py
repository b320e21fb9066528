"""A small platform for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.rapid_review.platform import SmallPlatform, small_platform


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncIterator[SmallPlatform]:
    folder = tmp_path / "data"
    folder.mkdir()
    async with small_platform(folder) as running:
        yield running
