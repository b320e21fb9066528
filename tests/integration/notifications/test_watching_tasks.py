"""Whoever watches their tasks is told at once when they are other ones, hears of no others', and is let go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import grpc
import pytest

from chassis import rising_number
from contracts.events import submissions
from contracts.events.base import CaseEvent
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.readmodel.task_list import TaskList
from tests.integration.notifications.reaching import AT, DAY, event, reaching, told
from tests.integration.notifications.test_tasks import DUE, requested, returned
from tests.support.service import ServiceUnderTest, refusal_code

pytestmark = pytest.mark.integration
PATIENCE_S = 60.0
SCHOOLS, HOUSING = "plymouth-schools", "plymouth-housing"


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with reaching() as under_test:
        yield under_test


def author(service: ServiceUnderTest, agency: str = SCHOOLS) -> Any:
    return service.as_person("an-author", "agency_author", "PLY", agency=agency)


def watch(service: ServiceUnderTest, agency: str = SCHOOLS) -> Any:
    stub = rpc.NotificationsServiceStub(service.channel)
    return stub.WatchMyTasks(wire.WatchMyTasksRequest(), metadata=author(service, agency))


async def heard(stream: Any) -> str:
    async with asyncio.timeout(PATIENCE_S):
        revision = await stream.read()
    assert isinstance(revision, wire.TasksRevision)
    return revision.revision


async def listed(service: ServiceUnderTest, agency: str = SCHOOLS) -> wire.Tasks:
    stub = rpc.NotificationsServiceStub(service.channel)
    answer: wire.Tasks = await stub.ListMyTasks(
        wire.ListMyTasksRequest(), metadata=author(service, agency)
    )
    return answer


def of_another_case(agency: str) -> CaseEvent:
    return submissions.SubmissionRequested(
        case_id=uuid4(), reference="PLY-RR-2026-0008", partnership="PLY", agency=agency,
        requested_on=DAY, due_on=DUE,
    )  # fmt: skip


async def test_who_runs_the_platform_has_no_tasks_to_watch(service: ServiceUnderTest) -> None:
    stub = rpc.NotificationsServiceStub(service.channel)
    operator = service.as_person("an-operator", "operator", "PLY")
    stream = stub.WatchMyTasks(wire.WatchMyTasksRequest(), metadata=operator)

    refused = await refusal_code(stream.read())

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_for_operators")


async def test_where_they_stand_comes_at_once_and_each_change_without_waiting_for_the_poll(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rising_number, "POLL_S", 10 * PATIENCE_S)
    restated = event(submissions.SubmissionDueRestated, agency=SCHOOLS, due_on=DAY, restated_on=DAY)
    stream = watch(service)
    first = await heard(stream)

    later = []
    for one in (requested(), restated, returned()):
        await service.teller.tell(service.teller.envelope(one, at=AT))
        later.append(await heard(stream))

    assert len({first, *later}) == len(later)
    assert later[-1] == first  # Nothing is to be done, as before.
    stream.cancel()


async def test_a_change_in_another_process_is_found_by_the_poll(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TaskList, "committed", lambda _self: None)
    stream = watch(service)
    before = await heard(stream)

    await told(service, requested())

    assert await heard(stream) != before
    stream.cancel()


async def test_the_revision_of_the_list_is_the_one_that_is_told(service: ServiceUnderTest) -> None:
    await told(service, requested())
    stream = watch(service)

    assert await heard(stream) == (await listed(service)).revision
    await told(service, of_another_case(SCHOOLS))
    assert await heard(stream) == (await listed(service)).revision
    stream.cancel()


async def test_the_tasks_of_others_wake_nobody(service: ServiceUnderTest) -> None:
    mine, theirs = watch(service), watch(service, HOUSING)
    before = [await heard(mine), await heard(theirs)]

    await told(service, of_another_case(HOUSING))
    await heard(theirs)
    # Theirs is told before mine is: had it woken me, I would be told of it first.
    await told(service, requested())

    assert await heard(mine) == (await listed(service)).revision != before[0]
    assert len((await listed(service)).tasks) == 1
    mine.cancel()
    theirs.cancel()


async def test_every_stream_ends_when_the_service_stops() -> None:
    async with reaching() as service:
        streams = [watch(service) for _ in range(3)]
        for stream in streams:
            await heard(stream)

        await service.running.close()

        assert [await stream.read() for stream in streams] == [grpc.aio.EOF] * 3


async def test_a_client_that_goes_leaves_nothing_behind(service: ServiceUnderTest) -> None:
    before = len(asyncio.all_tasks())
    streams = [watch(service) for _ in range(5)]
    for stream in streams:
        await heard(stream)

    for stream in streams:
        stream.cancel()
    async with asyncio.timeout(PATIENCE_S):
        while len(asyncio.all_tasks()) > before:
            await asyncio.sleep(0.01)
