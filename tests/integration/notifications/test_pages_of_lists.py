"""Tasks and messages come in pages: the same list, cut; nobody is shown, or told the number of, what is not theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import chain
from typing import Any
from uuid import UUID, uuid5

import grpc
import pytest
import pytest_asyncio

from chassis.database import Pool
from contracts.events import submissions
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from tests.integration.notifications.reaching import DAY, reaching, told
from tests.integration.notifications.test_tasks import DUE
from tests.support.service import ServiceUnderTest, refusal_code

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
POLICE = "devon-and-cornwall-police"
CASES = [uuid5(UUID(int=0), str(number)) for number in range(5)]
CONFLICT = "INSERT INTO case_relations (case_id, kind, who) VALUES ($1, 'conflict', $2)"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[ServiceUnderTest]:
    """Five cases ask the police for a return, two of them in Devon; in one, two people have a conflict of interest."""
    async with reaching() as running:
        for number, case_id in enumerate(CASES):
            partnership = "PLY" if number < 3 else "DEV"
            said = {
                "case_id": case_id, "reference": f"{partnership}-RR-2026-{number:04}", "partnership": partnership,
                "agency": POLICE, "requested_on": DAY, "due_on": DUE,
            }  # fmt: skip
            await told(running, submissions.SubmissionRequested.model_validate(said))
        pool: Pool = running.running.ground.pool
        for person in ("apart-author", "apart-coordinator"):
            await pool.execute(CONFLICT, CASES[0], person)
        yield running


def author(service: ServiceUnderTest, *partnerships: str, person: str = "an-author") -> Any:
    return service.as_person(person, "agency_author", *partnerships, agency=POLICE)


async def tasks(service: ServiceUnderTest, metadata: Any, **asked: Any) -> wire.Tasks:
    stub = rpc.NotificationsServiceStub(service.channel)
    answer: wire.Tasks = await stub.ListMyTasks(wire.ListMyTasksRequest(**asked), metadata=metadata)
    return answer


async def messages(service: ServiceUnderTest, metadata: Any, **asked: Any) -> wire.Messages:
    stub = rpc.NotificationsServiceStub(service.channel)
    answer: wire.Messages = await stub.ListMessages(
        wire.ListMessagesRequest(**asked), metadata=metadata
    )
    return answer


@pytest.mark.parametrize(("size", "number"), [(501, 1), (-1, 1), (10, -1), (10, 2_000_000)])
async def test_what_is_no_page_is_refused(
    service: ServiceUnderTest, size: int, number: int
) -> None:
    stub = rpc.NotificationsServiceStub(service.channel)
    asked: Any = {"page_size": size, "page_number": number}

    for call in (
        stub.ListMyTasks(wire.ListMyTasksRequest(**asked), metadata=author(service, "PLY")),
        stub.ListMessages(wire.ListMessagesRequest(**asked), metadata=service.as_person()),
    ):
        assert await refusal_code(call) == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")


@pytest.mark.parametrize(
    ("partnerships", "theirs"), [(("PLY",), 3), (("DEV",), 2), (("PLY", "DEV"), 5), (("TOR",), 0)]
)
async def test_pages_of_tasks_laid_end_to_end_are_the_list_of_whoever_asks(
    service: ServiceUnderTest, partnerships: tuple[str, ...], theirs: int
) -> None:
    asker = author(service, *partnerships)
    whole = await tasks(service, asker)

    pages = [await tasks(service, asker, page_size=2, page_number=number) for number in (1, 2, 3)]
    shown = list(chain.from_iterable(one.tasks for one in pages))

    last = max(1, -(-theirs // 2))
    assert len(whole.tasks) == whole.found == theirs
    assert shown[:theirs] == list(whole.tasks)
    assert [one.page_number for one in pages] == [min(number, last) for number in (1, 2, 3)]
    assert {one.found for one in pages} == {theirs}


async def test_a_case_that_somebody_is_kept_from_is_not_in_any_number(
    service: ServiceUnderTest,
) -> None:
    apart = author(service, "PLY", "DEV", person="apart-author")
    kind = "return_requested"

    found = await tasks(service, apart, page_size=1, cases_of=[kind])
    everybody = await tasks(service, author(service, "PLY", "DEV"), page_size=1, cases_of=[kind])

    assert (found.found, everybody.found) == (4, 5)
    assert found.late + found.due_today <= 4
    assert {one.case_id for one in found.cases} == {str(one) for one in CASES[1:]}
    assert {one.case_id for one in everybody.cases} == {str(one) for one in CASES}


async def test_messages_are_cut_counted_and_kept_from_people_likewise(
    service: ServiceUnderTest,
) -> None:
    everybody = service.as_person("some-coordinator", "coordinator", "PLY")
    apart = service.as_person("apart-coordinator", "coordinator", "PLY")
    whole = await messages(service, everybody)

    pages = [
        await messages(service, everybody, page_size=1, page_number=number + 1)
        for number in range(len(whole.messages))
    ]
    theirs = await messages(service, apart, page_size=1)

    assert [one.messages[0] for one in pages] == list(whole.messages)
    assert {one.found for one in pages} == {len(whole.messages)}
    kept_from_them = [one for one in whole.messages if one.case_id == str(CASES[0])]
    assert kept_from_them
    assert theirs.found == len(whole.messages) - len(kept_from_them)
    one = kept_from_them[0].message_id
    assert (await messages(service, everybody, message_id=one)).found == 1
    assert (await messages(service, apart, message_id=one)).found == 0
