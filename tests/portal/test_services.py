"""The doors at which the portal asks: one for each service, and each method known by its name."""

from __future__ import annotations

from collections import Counter

import grpc
import pytest

from portal.clients.services import APIS, EVERYWHERE, SERVICES
from rapid_review import settings


def test_every_service_has_one_door() -> None:
    assert set(SERVICES) == set(settings.SERVICES)


@pytest.mark.parametrize("service", SERVICES)
async def test_no_two_methods_of_a_service_share_a_name(service: str) -> None:
    async with grpc.aio.insecure_channel("127.0.0.1:1") as channel:
        names = Counter(
            name for api in (*APIS[service], *EVERYWHERE) for name in vars(api(channel))
        )

    assert [name for name, times in names.items() if times > 1] == []
