"""Fixtures only; what tests import stands in the modules beside this one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.portal.running_portal import RunningPortal, running_portal
from tests.support.chromium import chromium


@pytest.fixture
async def portal() -> AsyncIterator[RunningPortal]:
    async with running_portal() as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened
