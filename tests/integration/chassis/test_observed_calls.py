"""A call is a span of its caller's trace, with its outcome and without a word of it; its events keep the trace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from uuid import uuid4

import grpc
import pytest

from contracts.grpc import history_pb2, history_pb2_grpc
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.service import ServiceUnderTest, refusal_code, running_service
from tests.support.spans import Span, recorded_spans, talkative

pytestmark = pytest.mark.integration

TRACE = "0af7651916cd43dd8448eb211c80319c"
CLICK = ("traceparent", f"00-{TRACE}-b7ad6b7169203331-01")
CALL = "rapidreview.referral.v1.ReferralService/ReceiveReferral"


@pytest.fixture
def recorded() -> Iterator[Callable[[], list[Span]]]:
    with recorded_spans() as recorded:
        yield recorded


@pytest.fixture
async def service(recorded: object) -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


async def outcome_of(recorded: Callable[[], list[Span]], call: str) -> Span:
    """The span of a call, once it has ended."""
    async with asyncio.timeout(60):
        while not (found := [span for span in recorded() if span.name.endswith(call)]):
            await asyncio.sleep(0.01)
    return found[0]


async def test_a_refusal_is_told_by_its_code_and_is_no_fault(
    service: ServiceUnderTest, recorded: Callable[[], list[Span]]
) -> None:
    request = a_referral(uuid4())
    request.ClearField("agreement")
    stub = rpc.ReferralServiceStub(service.channel)

    await refusal_code(stub.ReceiveReferral(request, metadata=(*service.as_person(), CLICK)))

    span = await outcome_of(recorded, CALL)
    assert span.attributes["rapid_review.outcome"] == "invalid_argument"
    assert span.attributes["rapid_review.refusal"] == "referral.agreement_missing"
    assert not span.error
    assert span.trace == f"0x{TRACE}"


async def test_a_caller_without_a_token_is_seen_too(
    service: ServiceUnderTest, recorded: Callable[[], list[Span]]
) -> None:
    await refusal_code(
        rpc.ReferralServiceStub(service.channel).ReceiveReferral(a_referral(uuid4()))
    )

    span = await outcome_of(recorded, CALL)
    assert span.attributes["rapid_review.refusal"] == "identity.not_signed_in"


async def test_a_bug_is_told_by_its_type_in_every_span_that_it_passed(
    service: ServiceUnderTest, recorded: Callable[[], list[Span]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_events: object, **_expected: object) -> int:
        raise ValueError("Invented Child was seen")

    monkeypatch.setattr(service.running.ground.store, "append", broken)
    stub = rpc.ReferralServiceStub(service.channel)

    await refusal_code(stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person()))

    span = await outcome_of(recorded, CALL)
    assert span.attributes["rapid_review.outcome"] == "internal"
    use_case = await outcome_of(recorded, "Referrals.receive")
    assert use_case.attributes["error.type"] == "ValueError"
    assert "Invented" not in "".join(one.text for one in recorded())


async def test_a_call_that_outlives_its_deadline_is_told_apart_from_one_that_was_given_up(
    service: ServiceUnderTest, recorded: Callable[[], list[Span]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_case: object, **_moment: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(service.running.ground.store, "case", slow)
    request = history_pb2.HistoryRequest(case_id=str(uuid4()))
    history = history_pb2_grpc.HistoryStub(service.channel)

    with pytest.raises(grpc.aio.AioRpcError):
        async for _ in history.EventsOfCase(request, metadata=service.as_person(), timeout=0.3):
            pass

    span = await outcome_of(recorded, "EventsOfCase")
    assert span.attributes["rapid_review.outcome"] == "deadline_exceeded"


async def test_an_event_is_stored_with_the_trace_of_its_command(
    service: ServiceUnderTest, recorded: Callable[[], list[Span]]
) -> None:
    case_id = uuid4()
    stranger = (CLICK, ("tracestate", "name=Invented-Child"), ("baggage", "name=Invented-Child"))
    stub = rpc.ReferralServiceStub(service.channel)

    await stub.ReceiveReferral(a_referral(case_id), metadata=(*service.as_person(), *stranger))

    append = await outcome_of(recorded, "EventStore.append")
    (stored, *_) = await service.running.ground.store.case(case_id)
    assert stored.traceparent == f"00-{TRACE}-{append.id[2:]}-01"
    assert talkative(recorded()) == []
    assert "Invented" not in "".join(one.text for one in recorded())
