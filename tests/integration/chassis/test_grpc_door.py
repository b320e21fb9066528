"""What a caller is told, and what is logged, when a call does not end as it should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import grpc
import pytest
from structlog.testing import capture_logs

from chassis.store.event_store import OutcomeUnknown
from contracts.grpc import common_pb2, history_pb2, history_pb2_grpc
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.service import ServiceUnderTest, refusal_code, running_service


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (asyncpg.CannotConnectNowError("starting"), "temporary"),
        (asyncpg.InterfaceError("connection is closed"), "temporary"),
        (ConnectionRefusedError(), "temporary"),
        (OutcomeUnknown(), "outcome_unknown"),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_a_database_that_is_away_is_a_delay_and_not_a_bug(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    async def away(*_events: object, **_expected: object) -> int:
        raise error

    monkeypatch.setattr(service.running.ground.store, "append", away)
    stub = rpc.ReferralServiceStub(service.channel)

    with capture_logs() as lines:
        refused = await refusal_code(
            stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())
        )
        async with asyncio.timeout(60):  # The caller has its answer before the line is written.
            while len(lines) < 2:
                await asyncio.sleep(0.01)

    assert refused == (grpc.StatusCode.UNAVAILABLE, code)
    assert [line["log_level"] for line in lines] == ["warning", "info"]


async def test_a_bug_is_told_without_its_words(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_events: object, **_expected: object) -> int:
        raise ValueError("Invented Child was seen")

    monkeypatch.setattr(service.running.ground.store, "append", broken)
    stub = rpc.ReferralServiceStub(service.channel)

    with capture_logs() as lines, pytest.raises(grpc.aio.AioRpcError) as told:
        await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())

    assert told.value.code() is grpc.StatusCode.INTERNAL
    assert "Invented" not in f"{told.value}{lines}"


async def test_a_caller_who_goes_away_is_logged_as_such(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = asyncio.Event()

    async def slow(*_case: object, **_moment: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(service.running.ground.store, "case", slow)
    history = history_pb2_grpc.HistoryStub(service.channel)

    with capture_logs() as lines:
        request = history_pb2.HistoryRequest(case_id=str(uuid4()))
        call = history.EventsOfCase(request, metadata=service.as_person())
        await reached.wait()
        call.cancel()
        async with asyncio.timeout(60):
            while not lines:
                await asyncio.sleep(0.01)

    assert [line["outcome"] for line in lines] == ["cancelled"]


async def test_a_refusal_that_repeats_a_long_text_still_arrives(service: ServiceUnderTest) -> None:
    request = a_referral(uuid4())
    request.agency = "\U0001f600" * 20_000
    stub = rpc.ReferralServiceStub(service.channel)

    status, code = await refusal_code(stub.ReceiveReferral(request, metadata=service.as_person()))

    assert status is grpc.StatusCode.INVALID_ARGUMENT
    assert code


@pytest.mark.parametrize(
    "form", ["{{{0}}}", "urn:uuid:{0}", "{0}\n", "0x11111111111111111111111111111_"]
)
async def test_an_id_has_one_form(service: ServiceUnderTest, form: str) -> None:
    stub = rpc.ReferralServiceStub(service.channel)
    request = common_pb2.CaseRequest(case_id=form.format(uuid4()))

    refused = await refusal_code(stub.GetReferral(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")


@pytest.mark.parametrize("seconds", [2**63 - 1, -(2**63), -62_135_596_800])
async def test_a_moment_that_no_case_can_have_seen_is_refused(
    service: ServiceUnderTest, seconds: int
) -> None:
    request: wire.ReceiveReferralRequest = a_referral(uuid4())
    request.header.occurred_at.seconds = seconds
    stub = rpc.ReferralServiceStub(service.channel)

    refused = await refusal_code(stub.ReceiveReferral(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")
