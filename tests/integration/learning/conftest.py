"""The learning service on a fresh database for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from contracts.grpc import learning_pb2_grpc as rpc
from services.learning.main import NAME, build
from tests.support.service import ServiceUnderTest, running_service


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.LearningServiceStub:
    return rpc.LearningServiceStub(service.channel)
