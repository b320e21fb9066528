"""The review service on a fresh database for each test, and a coordinator in the middle of a case."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from services.review.main import NAME, build
from tests.integration.review.journey import Journey
from tests.support.service import ServiceUnderTest, running_service


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def journey(service: ServiceUnderTest) -> Journey:
    return Journey(service, uuid4())
