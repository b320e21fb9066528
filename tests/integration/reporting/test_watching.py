"""Whoever watches is told at once of what changed, of nothing that is not theirs, and let go in the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from chassis import rising_number
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.entrypoints.event_door import BoardDoor
from services.reporting.main import NAME, build_with
from tests.integration.reporting.told_case import Case, envelopes, received
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration
PATIENCE_S = 60.0


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build_with({})) as under_test:
        yield under_test


def a_case(partnership: str = "PLY") -> Case:
    return Case(uuid4(), f"{partnership}-RR-2026-0042", partnership)


def watch(service: ServiceUnderTest, *partnerships: str, asked: str = "") -> Any:
    person = service.as_person("a-coordinator", "coordinator", *partnerships)
    stub = rpc.ReportingServiceStub(service.channel)
    return stub.WatchCases(wire.ListCasesRequest(partnership=asked), metadata=person)


async def heard(stream: Any, within_s: float) -> wire.Revision | None:
    try:
        async with asyncio.timeout(within_s):
            told = await stream.read()
    except TimeoutError:
        return None
    assert isinstance(told, wire.Revision)
    return told


async def case_ids_heard(stream: Any, within_s: float) -> set[UUID]:
    told = await heard(stream, within_s)
    return {UUID(case_id) for case_id in told.case_ids} if told else set()


async def test_a_partnership_for_which_one_does_not_act_cannot_be_watched(
    service: ServiceUnderTest,
) -> None:
    refused = await refusal_code(watch(service, "PLY", asked="DEV").read())

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


async def test_the_current_number_comes_at_once_and_a_change_without_waiting_for_the_poll(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rising_number, "POLL_S", 10 * PATIENCE_S)
    case, stream = a_case(), watch(service, "PLY")
    first = await heard(stream, PATIENCE_S)

    await service.teller.tell(*envelopes([received(case)]))
    told = await heard(stream, PATIENCE_S)

    assert first is not None
    assert told is not None
    assert list(told.case_ids) == [str(case.case_id)]
    assert told.revision > first.revision
    stream.cancel()


async def test_a_change_in_another_process_is_found_by_the_poll(service: ServiceUnderTest) -> None:
    case, stream = a_case(), watch(service, "PLY")
    await heard(stream, PATIENCE_S)

    await BoardDoor(service.running.ground.pool, lambda: None).take(envelopes([received(case)]))

    assert await case_ids_heard(stream, PATIENCE_S) == {case.case_id}
    stream.cancel()


async def test_a_change_of_a_case_that_is_not_theirs_is_not_told(service: ServiceUnderTest) -> None:
    theirs, stream = a_case("PLY"), watch(service, "PLY")
    await heard(stream, PATIENCE_S)

    await service.teller.tell(*envelopes([received(a_case("DEV"))]))
    await service.teller.tell(*envelopes([received(theirs)]))

    assert await case_ids_heard(stream, PATIENCE_S) == {theirs.case_id}
    stream.cancel()


async def test_one_partnership_of_several_can_be_watched_alone(service: ServiceUnderTest) -> None:
    stream = watch(service, "PLY", "DEV", asked="DEV")
    await heard(stream, PATIENCE_S)
    devon = a_case("DEV")

    await service.teller.tell(*envelopes([received(a_case("PLY"))]), *envelopes([received(devon)]))

    assert await case_ids_heard(stream, PATIENCE_S) == {devon.case_id}
    stream.cancel()


async def test_a_change_of_no_row_wakes_nobody(service: ServiceUnderTest) -> None:
    case, stream = a_case(), watch(service, "PLY")
    told = envelopes([received(case)])
    await heard(stream, PATIENCE_S)
    await service.teller.tell(*told)
    await heard(stream, PATIENCE_S)

    await service.teller.tell(*told)

    assert await heard(stream, 0.5) is None
    stream.cancel()


async def test_every_stream_ends_when_the_service_stops() -> None:
    async with running_service(NAME, build_with({})) as service:
        streams = [watch(service, "PLY") for _ in range(3)]
        for stream in streams:
            await heard(stream, PATIENCE_S)

        await service.running.close()

        assert [await stream.read() for stream in streams] == [grpc.aio.EOF] * 3


async def test_a_client_that_goes_leaves_nothing_behind(service: ServiceUnderTest) -> None:
    before = len(asyncio.all_tasks())
    streams = [watch(service, "PLY") for _ in range(5)]
    for stream in streams:
        await heard(stream, PATIENCE_S)

    for stream in streams:
        stream.cancel()
    async with asyncio.timeout(PATIENCE_S):
        while len(asyncio.all_tasks()) > before:
            await asyncio.sleep(0.01)
