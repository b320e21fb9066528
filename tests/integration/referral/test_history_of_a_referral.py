"""Who may read the events of a referral: of a prepared one, who may see it; after a transfer, who leads the case."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from contracts.events.review import LeadTransferred, ReviewInitiated
from contracts.grpc import common_pb2, history_pb2, history_pb2_grpc
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from tests.integration.referral.referrals_on_the_wire import (
    AGENCY,
    AT,
    NOT_FOUND,
    a_notification,
    a_preparation,
    an_agreement,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

pytestmark = pytest.mark.integration
PREPARED = ["referral.ReferralPrepared.v1", "referral.RevealsBegun.v1"]


async def topics(service: ServiceUnderTest, case_id: UUID, person: Any) -> list[str]:
    request = history_pb2.HistoryRequest(case_id=str(case_id), with_body=True)
    stub = history_pb2_grpc.HistoryStub(service.channel)
    return [one.topic async for one in stub.EventsOfCase(request, metadata=person)]


async def prepared(service: ServiceUnderTest, stub: rpc.ReferralServiceStub) -> UUID:
    """A referral that its agency has not agreed; somebody there has looked at the names."""
    case_id = uuid4()
    author = service.as_person("ply-author", "agency_author", agency=AGENCY)
    await stub.PrepareReferral(a_preparation(case_id), metadata=author)
    reveal = wire.RevealIdentitiesRequest(header=command_header(case_id), purpose="Invented.")
    await stub.RevealIdentities(reveal, metadata=author)
    return case_id


OTHERS = (
    ("ply-coordinator", "coordinator", "PLY", ""),
    ("ply-partner", "statutory_partner", "PLY", ""),
    ("ply-leader", "strategic_leader", "PLY", ""),
    ("ply-scrutineer", "scrutineer", "PLY", ""),
    ("ply-auditor", "auditor", "PLY", ""),
    ("ply-other-author", "agency_author", "PLY", "plymouth-housing"),
    ("dev-author", "agency_author", "DEV", AGENCY),
    ("dev-coordinator", "coordinator", "DEV", ""),
)


@pytest.mark.parametrize(("person", "role", "partnership", "agency"), OTHERS)
async def test_the_events_of_a_prepared_referral_are_closed_to_whoever_may_not_see_it(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub, person: str, role: str,
    partnership: str, agency: str,
) -> None:  # fmt: skip
    case_id = await prepared(service, stub)
    somebody = service.as_person(person, role, partnership, agency=agency)

    seen = await refusal_code(
        stub.GetReferral(common_pb2.CaseRequest(case_id=str(case_id)), metadata=somebody)
    )

    assert seen == NOT_FOUND
    assert await topics(service, case_id, somebody) == []


@pytest.mark.parametrize("role", ["agency_author", "agency_lead"])
async def test_the_agency_reads_the_events_of_what_it_has_prepared(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub, role: str
) -> None:
    case_id = await prepared(service, stub)

    somebody = service.as_person("ply-somebody", role, agency=AGENCY)

    assert await topics(service, case_id, somebody) == PREPARED


async def test_what_was_not_agreed_stays_in_the_agency(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = await prepared(service, stub)
    lead = service.as_person("ply-lead", "agency_lead", agency=AGENCY)
    await stub.RecordAgreement(an_agreement(case_id, "do_not_agree"), metadata=lead)

    assert await topics(service, case_id, service.as_person()) == []


async def test_an_erased_referral_that_was_never_received_is_shown_to_nobody(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = await prepared(service, stub)
    await service.running.ground.keys.destroy(case_id)

    author = service.as_person("ply-author", "agency_author", agency=AGENCY)

    assert await topics(service, case_id, author) == []
    assert await topics(service, case_id, service.as_person()) == []


async def test_with_the_agreement_the_partnership_reads_it_from_the_beginning(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = await prepared(service, stub)
    lead = service.as_person("ply-lead", "agency_lead", agency=AGENCY)
    await stub.RecordAgreement(an_agreement(case_id), metadata=lead)

    seen = await topics(service, case_id, service.as_person())

    assert seen == [*PREPARED, "referral.ReferralAgreed.v1"]


async def test_a_notice_is_restated_by_who_leads_now_and_by_nobody_else(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, devon = uuid4(), service.as_person("dev-coordinator", "coordinator", "DEV")
    await stub.NotifyIncident(a_notification(case_id), metadata=service.as_person())
    of_case = {"case_id": case_id, "reference": "PLY-RR-2026-0001"}
    told = (
        ReviewInitiated(
            **of_case, partnership="PLY", initiated_on=AT.date(), clock_started_on=AT.date(),
            day_zero="start_is_day_0", working_days=15, due_on=date(2026, 9, 29),
            rule_pack="PLY@2026.1", milestones=(),
        ),
        LeadTransferred(
            **of_case, partnership="DEV", former="PLY", contributing_partnerships=("PLY",),
            transferred_on=AT.date(),
        ),
    )  # fmt: skip
    for event in told:
        await service.teller.tell(service.teller.envelope(event, at=AT))
    notice = (await shown(stub, case_id, devon)).notices[0].notice

    def restated(partnership: str) -> wire.RestateNotificationRequest:
        return wire.RestateNotificationRequest(
            header=command_header(case_id, partnership=partnership), notice=notice,
            authority_aware_on="2026-09-03", reason="Invented.",
        )  # fmt: skip

    refused = await refusal_code(
        stub.RestateNotification(restated("PLY"), metadata=service.as_person())
    )
    await stub.RestateNotification(restated("DEV"), metadata=devon)

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "access.lead_only")
    assert (await topics(service, case_id, devon))[1:] == [
        "chassis.LeadChanged.v1", "referral.NotificationRestated.v1",
    ]  # fmt: skip
    assert len(await topics(service, case_id, service.as_person())) == 1


async def shown(stub: rpc.ReferralServiceStub, case_id: UUID, person: Any) -> wire.Referral:
    found: wire.Referral = await stub.GetReferral(
        common_pb2.CaseRequest(case_id=str(case_id)), metadata=person
    )
    return found
