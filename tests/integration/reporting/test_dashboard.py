"""What the dashboard is told: gates in words, what is to come, and a number of queries that never grows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.domain.listing import Listing
from services.reporting.domain.viewer import Viewer
from services.reporting.main import NAME, build_with
from services.reporting.readmodel.case_pages import CasePages
from services.reporting.readmodel.visible_cases import VisibleCases
from tests.integration.reporting.told_case import (
    Case,
    day,
    decided,
    envelopes,
    initiated,
    involved,
    received,
    requested,
    whole_case,
)
from tests.support.service import ServiceUnderTest, running_service

AT = datetime(2026, 9, 18, 10, 0, tzinfo=UTC)
SCHOOLS, HOSPITAL = "plymouth-schools", "devon-hospital"


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build_with({}), clock=lambda: AT) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.ReportingServiceStub:
    return rpc.ReportingServiceStub(service.channel)


async def tell_a_gathering_case(service: ServiceUnderTest, case: Case) -> None:
    await service.teller.tell(*envelopes([received(case), decided(case)]))
    review = [initiated(case), involved(case, SCHOOLS), involved(case, HOSPITAL, through="DEV")]
    await service.teller.tell(*envelopes(review))
    await service.teller.tell(*envelopes([requested(case, SCHOOLS), requested(case, HOSPITAL)]))


async def test_what_is_to_come_is_told_only_when_asked_for(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    await tell_a_gathering_case(service, Case())

    without = await stub.ListCases(wire.ListCasesRequest(), metadata=service.as_person())

    assert not without.agencies
    assert not without.weeks


async def test_somebody_of_another_partnership_counts_only_their_own_agencies(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    await tell_a_gathering_case(service, Case())
    contributor = service.as_person("dev-coordinator", "coordinator", "DEV")
    asked = wire.ListCasesRequest(with_load=True)

    lead = await stub.ListCases(asked, metadata=service.as_person())
    other = await stub.ListCases(asked, metadata=contributor)

    assert [one.agency for one in lead.agencies] == [HOSPITAL, SCHOOLS]
    assert [one.agency for one in other.agencies] == [HOSPITAL]
    assert list(other.cases[0].waiting_for) == [HOSPITAL]
    assert (other.weeks[1].returns, lead.weeks[1].returns) == (1, 2)
    assert lead.cases[0].next_due_on == day(21).isoformat()


async def test_a_case_is_told_with_its_gates_in_the_words_of_its_rules(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    case = Case()
    for events in whole_case(case).values():
        await service.teller.tell(*envelopes(events))

    detail = await stub.GetCase(
        wire.GetCaseRequest(case_id=str(case.case_id)), metadata=service.as_person()
    )

    gates = {one.gate: one for one in detail.gates}
    assert list(gates) == [f"G{number}" for number in range(12)]
    assert (gates["G6"].body, gates["G6"].outcome) == ("Strategic leaders", "Endorsed with changes")
    assert gates["G5"].outcomes["defer"] == "Put off"
    assert list(gates["G5"].quorum) == ["local_authority", "icb", "police"]
    assert gates["G8"].state == "not_needed"
    assert {one.state for one in detail.gates} <= {"done", "not_needed"}


async def test_the_number_of_queries_does_not_grow_with_the_cases(
    service: ServiceUnderTest,
) -> None:
    viewer = Viewer(partnerships=("PLY",), person="ply-coordinator")
    counts = []
    for number in (1, 5):
        for place in range(number):
            await tell_a_gathering_case(service, Case(uuid4(), f"PLY-RR-2026-1{number}{place:02}"))
        counted = Counting(service)
        found = await CasePages(counted).page(viewer, day(18), Listing())  # type: ignore[arg-type]
        shown = await VisibleCases(counted).some(viewer, found.page.case_ids)  # type: ignore[arg-type]
        counts.append((len(shown), counted.queries))

    assert [queries for _, queries in counts] == [2, 2]
    assert [cases for cases, _ in counts] == [1, 6]


class Counting:
    """The pool of the service, which counts what it is asked."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self._pool, self.queries = service.running.ground.pool, 0

    async def fetch(self, query: str, *given: object) -> object:
        self.queries += 1
        return await self._pool.fetch(query, *given)

    async def fetchrow(self, query: str, *given: object) -> object:
        self.queries += 1
        return await self._pool.fetchrow(query, *given)
