"""A referral service of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.support.service import ServiceUnderTest, running_service


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.ReferralServiceStub:
    return rpc.ReferralServiceStub(service.channel)
