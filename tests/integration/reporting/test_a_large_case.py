"""A case with thirty agencies and a hundred returns is shown whole, in one answer."""

from __future__ import annotations

from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.main import NAME, build_with
from tests.integration.reporting.told_case import (
    Case,
    envelopes,
    initiated,
    involved,
    received,
    requested,
    returned,
)
from tests.support.service import running_service


async def test_a_case_with_thirty_agencies_is_shown_whole() -> None:
    case = Case()
    agencies = [f"invented-agency-{number:02}" for number in range(30)]
    async with running_service(NAME, build_with({})) as service:
        await service.teller.tell(*envelopes([received(case)]))
        await service.teller.tell(
            *envelopes([initiated(case), *(involved(case, agency) for agency in agencies)])
        )
        await service.teller.tell(
            *envelopes(
                [
                    *(requested(case, agency) for agency in agencies),
                    *(
                        returned(case, agency, return_number=number, chronology_rows=2_000)
                        for number in range(1, 4)
                        for agency in agencies
                    ),
                ]
            )
        )

        shown = await rpc.ReportingServiceStub(service.channel).GetCase(
            wire.GetCaseRequest(case_id=str(case.case_id)), metadata=service.as_person()
        )

    assert [one.agency for one in shown.agencies] == agencies
    assert {one.chronology_rows for one in shown.agencies} == {2_000}
    assert (shown.summary.returns_in, shown.summary.returns_asked) == (30, 30)
    assert len(shown.timeline) == 2 + 30 + 30 + 90
    assert shown.ByteSize() < 200_000
