"""The notifications service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from contracts.events import learning, referral, review, submissions
from contracts.events.base import CaseEvent
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.main import NAME, build
from tests.support.service import ServiceUnderTest, refusal_code, running_service

AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
CASE = UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11")
REFERENCE = "PLY-RR-2026-0007"
DAY = date(2026, 9, 7)
SCHOOLS, HOSPITAL = "plymouth-schools", "devon-hospital"


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.NotificationsServiceStub:
    return rpc.NotificationsServiceStub(service.channel)


def event(kind: type[CaseEvent], /, **said: Any) -> CaseEvent:
    return kind.model_validate(
        {"case_id": CASE, "reference": REFERENCE, "partnership": "PLY", **said}
    )


def received() -> CaseEvent:
    return event(
        referral.ReferralReceived, agency=SCHOOLS, received_on=DAY, agreed_on=DAY, incident_on=DAY,
        category="serious_harm",
    )  # fmt: skip


def notified() -> CaseEvent:
    return event(
        referral.IncidentNotified, authority="plymouth-childrens-social-care", category="death",
        incident_on=DAY, agency_aware_on=DAY, authority_aware_on=DAY, notified_on=DAY,
        working_days_taken=0, late=False,
    )  # fmt: skip


def involved(agency: str, through: str = "PLY") -> CaseEvent:
    return event(
        review.AgencyInvolved, agency=agency, through=through, involved_on=DAY, return_due_on=DAY
    )


def scheduled() -> CaseEvent:
    return event(review.MeetingScheduled, meeting_at=AT)


def held() -> CaseEvent:
    return event(
        review.MeetingHeld, held_on=DAY, working_day=10, outcome="recommend_none",
        agencies_present=(), returns_missing=(), recommendations=(),
    )  # fmt: skip


def published() -> CaseEvent:
    return event(learning.BriefingPublished, kind="rapid_review", published_on=DAY, themes=())


async def told(service: ServiceUnderTest, *events: CaseEvent) -> None:
    for one in events:
        await service.teller.tell(service.teller.envelope(one, at=AT))
    await service.settled()


async def listed(
    service: ServiceUnderTest, recipient: str = "", partnership: str = "PLY"
) -> list[tuple[str, str]]:
    stub = rpc.NotificationsServiceStub(service.channel)
    person = service.as_person("some-coordinator", "coordinator", partnership)
    request = wire.ListMessagesRequest(partnership=partnership, recipient=recipient)
    answer = await stub.ListMessages(request, metadata=person)
    return sorted((one.recipient, one.template) for one in answer.messages)


async def test_a_caller_without_a_token_is_refused(stub: rpc.NotificationsServiceStub) -> None:
    refused = await refusal_code(stub.ListMessages(wire.ListMessagesRequest(partnership="PLY")))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")


async def test_the_mailbox_of_another_partnership_is_refused(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub
) -> None:
    request = wire.ListMessagesRequest(partnership="DEV")

    refused = await refusal_code(stub.ListMessages(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


async def test_a_partnership_sees_no_message_of_another(service: ServiceUnderTest) -> None:
    await told(service, received())

    assert await listed(service, partnership="DEV") == []


async def test_a_referral_is_announced_to_the_coordinator_and_the_three_partners_once(
    service: ServiceUnderTest,
) -> None:
    await told(service, received(), notified())

    assert await listed(service) == [
        ("coordinator", "referral_received"),
        ("statutory_partner:icb", "referral_received"),
        ("statutory_partner:local_authority", "referral_received"),
        ("statutory_partner:police", "referral_received"),
    ]


async def test_an_event_told_twice_sends_one_message(service: ServiceUnderTest) -> None:
    envelope = service.teller.envelope(
        event(submissions.SubmissionRequested, agency=SCHOOLS, requested_on=DAY, due_on=DAY), at=AT
    )

    await service.teller.tell(envelope, envelope)
    await service.settled()
    await service.running.ground.pool.execute("DELETE FROM inbox")
    await service.teller.tell(envelope)
    await service.settled()

    assert await listed(service) == [(SCHOOLS, "return_requested")]
    log = await service.running.ground.store.log(after=0, limit=10)
    assert [one.header.topic.split(".")[1] for one in log] == [
        "TaskOpened", "MessageAsked", "MessageSent"
    ]  # fmt: skip


async def test_an_agency_that_is_involved_late_hears_of_the_meeting_too(
    service: ServiceUnderTest,
) -> None:
    await told(service, involved(SCHOOLS), scheduled(), involved("plymouth-housing"))

    assert await listed(service) == [
        ("plymouth-housing", "meeting_scheduled"),
        (SCHOOLS, "meeting_scheduled"),
    ]


async def test_an_agency_that_is_involved_after_the_meeting_hears_nothing_of_it(
    service: ServiceUnderTest,
) -> None:
    await told(service, scheduled(), held(), involved(SCHOOLS))

    assert await listed(service) == []


async def test_every_agency_hears_of_the_briefing_whichever_service_tells_first(
    service: ServiceUnderTest,
) -> None:
    await told(service, involved(SCHOOLS), published(), involved("plymouth-housing"))

    assert await listed(service) == [
        ("plymouth-housing", "briefing_published"),
        (SCHOOLS, "briefing_published"),
    ]


async def test_a_message_to_an_agency_is_seen_through_the_partnership_in_which_it_takes_part(
    service: ServiceUnderTest,
) -> None:
    await told(service, involved(HOSPITAL, through="DEV"), scheduled())

    assert await listed(service, HOSPITAL, "DEV") == [(HOSPITAL, "meeting_scheduled")]
    assert await listed(service, HOSPITAL, "PLY") == [(HOSPITAL, "meeting_scheduled")]


async def test_each_step_of_a_case_tells_those_who_are_to_act(service: ServiceUnderTest) -> None:
    await told(
        service,
        event(submissions.SubmissionQueried, agency=SCHOOLS, queried_on=DAY, return_number=1),
        event(review.ReportFinalised, finalised_on=DAY, report_version=1),
        event(review.CSPRDecided, decided_on=DAY, outcome="lcspr", findings={}, round=1),
        event(
            review.PanelReplied, replied_on=DAY, outcome="agrees", final=True, themes=(), round=1
        ),
    )

    assert await listed(service) == [
        ("coordinator", "panel_replied"),
        (SCHOOLS, "return_queried"),
        ("strategic_leader", "scrutiny_awaited"),
        ("subgroup_chair", "decision_awaited"),
    ]


async def test_on_another_route_the_agencies_of_the_referral_hear_of_the_briefing(
    service: ServiceUnderTest,
) -> None:
    decided = event(
        referral.ReferralDecided, outcome="learning_from_experience", decided_on=DAY,
        notified_on=None, views={}, agencies=(SCHOOLS,),
    )  # fmt: skip

    await told(service, published(), decided)

    assert await listed(service) == [(SCHOOLS, "briefing_published")]


async def test_a_message_says_that_there_is_something_and_not_even_of_which_case(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub
) -> None:
    await told(service, received(), involved(SCHOOLS), scheduled())

    answer = await stub.ListMessages(
        wire.ListMessagesRequest(partnership="PLY"), metadata=service.as_person()
    )

    assert {one.text for one in answer.messages} == {
        "You have something to do. Sign in to see it.",
        "There is news. Sign in to see it.",
    }
    assert {one.status for one in answer.messages} == {"sent"}


async def test_the_world_is_told_that_a_message_went_and_not_what_it_said(
    service: ServiceUnderTest,
) -> None:
    await told(service, event(review.ReportFinalised, finalised_on=DAY, report_version=1))

    published_events, _ = await service.running.log.read(after=0, limit=100)

    assert [one.type for one in published_events] == ["rapid-review.notifications.MessageSent.v1"]
    sent = published_events[0].event()
    assert sent.model_dump(include={"template", "recipient", "channel"}) == {
        "template": "decision_awaited", "recipient": "subgroup_chair", "channel": "mailbox",
    }  # fmt: skip
    assert b"Sign in" not in published_events[0].data


async def test_another_case_gets_its_own_messages(service: ServiceUnderTest) -> None:
    other = received().model_copy(update={"case_id": uuid4(), "reference": "PLY-RR-2026-0008"})

    await told(service, received(), other)

    assert len(await listed(service, "coordinator")) == 2


async def test_nothing_was_sent_to_what_is_no_recipient(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub
) -> None:
    request = wire.ListMessagesRequest(recipient="\0")

    assert not (await stub.ListMessages(request, metadata=service.as_person())).messages
