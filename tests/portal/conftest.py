"""Fixtures only; what tests import stands in the modules beside this one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.portal.running_portal import RunningPortal, running_portal
from tests.portal.signing_in import COORDINATOR, SigningIn, signing_in
from tests.support.chromium import chromium


@pytest.fixture
async def portal() -> AsyncIterator[RunningPortal]:
    async with running_portal() as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@pytest.fixture
async def person(tmp_path: Path) -> AsyncIterator[SigningIn]:
    """Somebody who signs in at a provider of the tests."""
    async with signing_in(tmp_path) as running:
        running.issuer.person = dict(COORDINATOR)
        yield running
