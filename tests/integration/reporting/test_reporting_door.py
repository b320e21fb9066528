"""The reporting service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from uuid import uuid4

import grpc
import pytest

from contracts.events import referral, review
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.main import NAME, build_with
from tests.integration.reporting.told_case import (
    AGENCIES,
    CASE,
    Case,
    decided,
    envelopes,
    initiated,
    involved,
    received,
    requested,
    returned,
    whole_case,
)
from tests.support.service import ServiceUnderTest, refusal_code, running_service

AT = datetime(2026, 9, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build_with({})) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.ReportingServiceStub:
    return rpc.ReportingServiceStub(service.channel)


async def tell_whole_case(service: ServiceUnderTest, case: Case) -> None:
    for events in whole_case(case).values():
        await service.teller.tell(*envelopes(events))


async def test_a_caller_without_a_token_is_refused(stub: rpc.ReportingServiceStub) -> None:
    refused = await refusal_code(stub.ListCases(wire.ListCasesRequest()))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")


async def test_the_list_of_a_partnership_for_which_one_does_not_act_is_refused(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    request = wire.ListCasesRequest(partnership="DEV")

    refused = await refusal_code(stub.ListCases(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


async def test_a_stranger_is_told_that_there_is_no_such_case(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    case = Case(uuid4(), "PLY-RR-2026-0008")
    await service.teller.tell(*envelopes([received(case), decided(case)]))
    stranger = service.as_person("dev-coordinator", "coordinator", "DEV")

    for request in (
        wire.GetCaseRequest(case_id=str(case.case_id)),
        wire.GetCaseRequest(reference=case.reference),
        wire.GetCaseRequest(),
    ):
        refused = await refusal_code(stub.GetCase(request, metadata=stranger))
        assert refused == (grpc.StatusCode.NOT_FOUND, "not_found")
    assert not (await stub.ListCases(wire.ListCasesRequest(), metadata=stranger)).cases


async def test_a_case_is_asked_for_by_its_id_or_by_its_reference_but_not_by_both(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    request = wire.GetCaseRequest(case_id=str(CASE), reference="PLY-RR-2026-0007")

    refused = await refusal_code(stub.GetCase(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")


async def test_a_whole_case_ends_closed_with_every_step_on_its_page(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    await tell_whole_case(service, Case())

    shown = await stub.GetCase(
        wire.GetCaseRequest(reference="PLY-RR-2026-0007"), metadata=service.as_person()
    )

    summary = shown.summary
    assert (summary.stage, summary.live, summary.outcome) == ("closed", False, "lcspr")
    assert (summary.day, summary.of_days, summary.days_late) == (17, 15, 2)
    assert (summary.sent_on, summary.due_on) == ("2026-10-02", "2026-09-30")
    assert (summary.returns_in, summary.returns_asked) == (3, 3)
    assert [one.done_on for one in shown.milestones] == [
        "2026-09-22", "2026-09-23", "2026-09-25", "2026-09-30", "2026-10-02",
    ]  # fmt: skip
    assert {one.agency: one.status for one in shown.agencies} == {
        "plymouth-schools": "returned", "plymouth-health-visiting": "accepted",
        "devon-hospital": "excused", "plymouth-housing": "returned",
    }  # fmt: skip
    assert len(shown.timeline) == sum(len(events) for events in whole_case(Case()).values())
    assert "Health visiting, Plymouth returned its information: 12 chronology rows, on time." in [
        one.sentence for one in shown.timeline
    ]
    assert {one.actor for one in shown.timeline} == {"coordinator"}


async def test_a_closed_case_is_listed_only_when_asked_for(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    await tell_whole_case(service, Case())
    person = service.as_person()

    live = await stub.ListCases(wire.ListCasesRequest(), metadata=person)
    every = await stub.ListCases(wire.ListCasesRequest(include_closed=True), metadata=person)

    assert not live.cases
    assert [one.reference for one in every.cases] == ["PLY-RR-2026-0007"]
    assert every.revision > 0


@pytest.mark.parametrize("referral_first", [True, False], ids=["as it happened", "made anew"])
async def test_who_took_the_lead_has_the_case_and_who_led_before_contributes(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub, referral_first: bool
) -> None:
    case = Case(uuid4(), "PLY-RR-2026-0009")
    taken = Case(case.case_id, "PLY-RR-2026-0009", "DEV")
    before, after = [received(case)], [
        initiated(case), involved(case, "devon-hospital", "DEV"),
        taken(
            review.LeadTransferred, former="PLY", contributing_partnerships=("PLY",),
            transferred_on=date(2026, 9, 15),
        ),
    ]  # fmt: skip
    await service.teller.tell(*envelopes(before + after if referral_first else after + before))

    request = wire.GetCaseRequest(case_id=str(case.case_id))
    devon = service.as_person("dev-coordinator", "coordinator", "DEV")
    theirs = await stub.GetCase(request, metadata=devon)
    ours = await stub.GetCase(request, metadata=service.as_person())

    assert (theirs.summary.partnership, theirs.summary.contributing) == ("DEV", False)
    assert (ours.summary.partnership, ours.summary.contributing) == ("DEV", True)


async def test_a_contributing_partnership_sees_the_case_that_another_one_leads(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    case = Case(uuid4(), "PLY-RR-2026-0009")
    await service.teller.tell(
        *envelopes([initiated(case), involved(case, "devon-hospital", "DEV")])
    )
    devon = service.as_person("dev-coordinator", "coordinator", "DEV")

    shown = await stub.GetCase(wire.GetCaseRequest(case_id=str(case.case_id)), metadata=devon)

    assert shown.summary.contributing
    assert shown.summary.partnership == "PLY"
    assert [one.agency_name for one in shown.agencies] == ["Hospital, Devon"]


async def test_an_event_told_twice_changes_nothing_the_second_time(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    await tell_whole_case(service, Case())
    person, request = service.as_person(), wire.GetCaseRequest(case_id=str(CASE))
    before = await stub.GetCase(request, metadata=person)

    await tell_whole_case(service, Case())

    assert await stub.GetCase(request, metadata=person) == before


async def test_an_event_that_comes_before_its_case_begins_it_in_part(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub
) -> None:
    case = Case(uuid4(), "PLY-RR-2026-0010")
    agency = AGENCIES[1]

    await service.teller.tell(*envelopes([requested(case, agency), returned(case, agency)]))

    shown = await stub.GetCase(
        wire.GetCaseRequest(reference=case.reference), metadata=service.as_person()
    )
    assert (shown.summary.partnership, shown.summary.returns_in) == ("PLY", 1)


@pytest.mark.parametrize("reference", ["\0", "PLY-RR-2026-0007\n", "x" * 100_000])
async def test_what_is_no_reference_finds_nothing(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub, reference: str
) -> None:
    request = wire.GetCaseRequest(reference=reference)

    refused = await refusal_code(stub.GetCase(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.NOT_FOUND, "not_found")


@pytest.mark.parametrize(("area", "name"), [("DEV", "Devon"), ("XYZ", "XYZ")])
async def test_a_case_that_went_to_another_area_says_so_and_is_over_here(
    service: ServiceUnderTest, stub: rpc.ReportingServiceStub, area: str, name: str
) -> None:
    case = Case(uuid4(), "PLY-RR-2026-0010")
    threshold = referral.ThresholdDecided(
        case_id=case.case_id, reference=case.reference, partnership="PLY", outcome="transfer",
        decided_on=date(2026, 9, 9), dissent=False, transferred_to=area,
    )  # fmt: skip
    await service.teller.tell(*envelopes([received(case), threshold]))

    request = wire.GetCaseRequest(case_id=str(case.case_id))
    shown = (await stub.GetCase(request, metadata=service.as_person())).summary

    assert shown.stage == "transferred"
    assert shown.stage_label.startswith(f"Transferred to {name}")
    assert not shown.live
