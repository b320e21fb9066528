"""One history from all owners, in the name of whoever asks; complete, or refused."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import grpc
import pytest

from chassis.doors.grpc_door import stamp_of
from contracts.grpc import history_pb2, history_pb2_grpc, referral_pb2_grpc
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.referral.main import build as build_referral
from services.reporting.main import NAME, build_with
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.integration.reporting.told_case import Case, envelopes, received
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration
NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)
NAMES = ("referral", "review")


class Owner(history_pb2_grpc.HistoryServicer):
    """A stand-in for a service that owns a part of a case, with the events that a test gives it."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.address = ""
        self.events: list[history_pb2.HistoricEvent] = []
        self.asked: list[tuple[history_pb2.HistoryRequest, str]] = []
        self.refuse_with: grpc.StatusCode | None = None

    async def EventsOfCase(
        self, request: history_pb2.HistoryRequest, context: Any
    ) -> AsyncIterator[history_pb2.HistoricEvent]:
        metadata = dict(context.invocation_metadata())
        self.asked.append((request, str(metadata.get("authorization", ""))))
        for number, event in enumerate(self.events):
            if self.refuse_with and number == len(self.events) - 1:
                await context.abort(self.refuse_with, "invented")
            yield event

    def has(self, number: int, *, hour: int, cause: UUID | None = None) -> UUID:
        """One more event of this owner; gives its id."""
        event_id = uuid5(UUID(int=7), f"{self.service}:{number}")
        at = stamp_of(NOON + timedelta(hours=hour))
        self.events.append(
            history_pb2.HistoricEvent(
                event_id=str(event_id), service=self.service, stream=str(uuid4()), version=number,
                topic=f"{self.service}.Invented.v1", case_id=str(uuid4()), partnership="PLY",
                causation_id=str(cause or uuid4()), correlation_id=str(uuid4()), occurred_at=at,
                recorded_at=at, position=number, previous_hash=b"p", hash=b"h", sealed=b"sealed",
                body='{"reference":"PLY-RR-2026-0007"}',
            )
        )  # fmt: skip
        return event_id


@asynccontextmanager
async def opened(owner: Owner) -> AsyncIterator[None]:
    server = grpc.aio.server()
    history_pb2_grpc.add_HistoryServicer_to_server(owner, server)
    owner.address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    await server.start()
    try:
        yield
    finally:
        await server.stop(0)


@pytest.fixture
async def owners() -> AsyncIterator[tuple[Owner, Owner]]:
    referral, review = Owner("referral"), Owner("review")
    async with opened(referral), opened(review):
        yield referral, review


@pytest.fixture
async def service(owners: tuple[Owner, Owner]) -> AsyncIterator[ServiceUnderTest]:
    addresses = {owner.service: owner.address for owner in owners}
    async with running_service(NAME, build_with(addresses)) as under_test:
        yield under_test


def history(service: ServiceUnderTest, request: wire.CaseHistoryRequest, **caller: Any) -> Any:
    stub = rpc.ReportingServiceStub(service.channel)
    return stub.CaseHistory(request, metadata=service.as_person(**caller))


async def all_of(stream: Any) -> list[history_pb2.HistoricEvent]:
    return [event async for event in stream]


def of_any_case() -> wire.CaseHistoryRequest:
    return wire.CaseHistoryRequest(case_id=str(uuid4()))


async def test_a_reference_that_the_caller_may_not_see_is_not_found_and_no_owner_is_asked(
    service: ServiceUnderTest, owners: tuple[Owner, Owner]
) -> None:
    case = Case(uuid4(), "DEV-RR-2026-0003", "DEV")
    await service.teller.tell(*envelopes([received(case)]))

    request = wire.CaseHistoryRequest(reference=case.reference)
    refused = await refusal_code(history(service, request).read())

    assert refused == (grpc.StatusCode.NOT_FOUND, "not_found")
    assert [owner.asked for owner in owners] == [[], []]


async def test_a_case_of_which_no_owner_shows_anything_is_not_found(
    service: ServiceUnderTest,
) -> None:
    refused = await refusal_code(history(service, of_any_case()).read())

    assert refused == (grpc.StatusCode.NOT_FOUND, "not_found")


async def test_an_owner_that_does_not_answer_refuses_the_whole_history(
    owners: tuple[Owner, Owner],
) -> None:
    referral, _ = owners
    referral.has(1, hour=0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Bound, and nobody listens.
        silent = f"127.0.0.1:{taken.getsockname()[1]}"
        addresses = {"referral": referral.address, "review": silent}
        async with running_service(NAME, build_with(addresses)) as service:
            refused = await refusal_code(history(service, of_any_case()).read())

    assert refused == (grpc.StatusCode.UNAVAILABLE, "temporary")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (grpc.StatusCode.INTERNAL, (grpc.StatusCode.UNAVAILABLE, "temporary")),
        (grpc.StatusCode.PERMISSION_DENIED, (grpc.StatusCode.PERMISSION_DENIED, "not_allowed")),
    ],
)
async def test_an_owner_that_breaks_off_refuses_the_whole_history(
    service: ServiceUnderTest,
    owners: tuple[Owner, Owner],
    status: grpc.StatusCode,
    answer: tuple[grpc.StatusCode, str],
) -> None:
    referral, review = owners
    referral.has(1, hour=0)
    review.has(1, hour=1)
    review.has(2, hour=2)
    review.refuse_with = status

    assert await refusal_code(history(service, of_any_case()).read()) == answer


async def test_events_of_all_owners_stand_in_one_order_the_cause_first(
    service: ServiceUnderTest, owners: tuple[Owner, Owner]
) -> None:
    referral, review = owners
    first = referral.has(1, hour=0)
    late = referral.has(2, hour=5)
    effect = review.has(1, hour=3, cause=late)
    between = review.has(2, hour=2)

    events = await all_of(history(service, of_any_case()))

    assert [UUID(event.event_id) for event in events] == [first, between, late, effect]
    assert list(events) == [
        referral.events[0], review.events[1], referral.events[1], review.events[0],
    ]  # fmt: skip


async def test_owners_are_asked_in_the_name_of_the_caller_for_what_the_caller_wants(
    service: ServiceUnderTest, owners: tuple[Owner, Owner]
) -> None:
    referral, _ = owners
    referral.has(1, hour=0)
    case = Case(uuid4(), "PLY-RR-2026-0044")
    await service.teller.tell(*envelopes([received(case)]))
    person = service.as_person("ply-auditor", "auditor", "PLY")
    request = wire.CaseHistoryRequest(reference=case.reference, with_body=True, with_seal=True)
    request.known_at.FromDatetime(NOON)

    await all_of(rpc.ReportingServiceStub(service.channel).CaseHistory(request, metadata=person))

    for owner in owners:
        ((asked, token),) = owner.asked
        assert token == person[0][1]
        assert asked.case_id == str(case.case_id)
        assert (asked.with_body, asked.with_seal) == (True, True)
        assert asked.known_at.ToDatetime(tzinfo=UTC) == NOON


async def test_the_words_of_a_real_owner_come_through_and_a_stranger_gets_none() -> None:
    case_id = uuid4()
    async with running_service("referral", build_referral) as referral:
        stub = referral_pb2_grpc.ReferralServiceStub(referral.channel)
        await stub.ReceiveReferral(a_referral(case_id), metadata=referral.as_person())
        addresses = {"referral": referral.running.settings.grpc_address}
        async with running_service(NAME, build_with(addresses)) as service:
            request = wire.CaseHistoryRequest(case_id=str(case_id), with_body=True)
            (event,) = await all_of(history(service, request))
            stub_of_stranger = rpc.ReportingServiceStub(service.channel)
            stranger = service.as_person("dev-coordinator", "coordinator", "DEV")
            refused = await refusal_code(
                stub_of_stranger.CaseHistory(request, metadata=stranger).read()
            )

    assert event.topic == "referral.ReferralReceived.v2"
    assert "An invented account of what happened." in event.body
    assert refused == (grpc.StatusCode.NOT_FOUND, "not_found")
