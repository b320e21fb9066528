"""Whatever comes over the wire is answered or refused: never a fault of ours."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import grpc
import pytest
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.grpc import common_pb2, history_pb2, history_pb2_grpc
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.service import ServiceUnderTest, running_service

FAULTS = {
    grpc.StatusCode.INTERNAL,
    grpc.StatusCode.UNKNOWN,
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.RESOURCE_EXHAUSTED,  # A refusal that is too long to be carried.
}
CASES = [str(uuid4()) for _ in range(2)]
TEXTS = st.one_of(
    st.sampled_from([
        "", "PLY", "DEV", "plymouth-schools", "initiate", "police", "criteria_met", "not_met", "duplicate",
        "serious_harm", "2026-09-07", "0001-01-01", "9999-12-31", "20260907", "2026-W37-1", "+002026-09-07",
        "\x00", "{field}", "a\nb", "x" * 20_000, "9" * 5_000, "\u202e\U0001f600", *CASES,
        f"{{{CASES[0]}}}", f"urn:uuid:{CASES[0]}", CASES[0].replace("-", ""), "0x" + "1" * 30,
    ]),
    st.text(max_size=40).filter(lambda text: text.encode(errors="ignore").decode() == text),
)  # fmt: skip
EDGES = {
    "seconds": [0, 1_757_000_000, -62_135_596_800, 253_402_300_799, 2**63 - 1, -(2**63)],
    "nanos": [0, 999_999_999, -1, 2**31 - 1, -(2**31)],
}
NUMBERS = [0, 1, 2, -1, 2**63 - 1, -(2**63)]


@st.composite
def messages(draw: st.DrawFn, kind: type[Message]) -> Any:
    """A message of ``kind`` with anything in each field; the header of a command is often a good one."""
    message = kind()
    for field in kind.DESCRIPTOR.fields:
        if draw(st.integers(0, 3)) == 0:
            continue
        if field.is_repeated:
            getattr(message, field.name).extend(draw(st.lists(values(field), max_size=3)))
        elif field.message_type is None:
            setattr(message, field.name, draw(values(field)))
        else:
            getattr(message, field.name).CopyFrom(draw(values(field)))
    return message


def values(field: Any) -> st.SearchStrategy[Any]:
    """What may stand in a field."""
    if field.message_type is not None:
        odd = messages(GetMessageClass(field.message_type))
        return st.one_of(good_headers(), odd) if field.name == "header" else odd
    if field.type == field.TYPE_STRING:
        return TEXTS
    if field.type == field.TYPE_BOOL:
        return st.booleans()
    return st.sampled_from(EDGES.get(field.name, NUMBERS))


@st.composite
def good_headers(draw: st.DrawFn) -> common_pb2.CommandHeader:
    """A header that opens the way to the content, with a time that may be anything."""
    header = common_pb2.CommandHeader(
        command_id=str(draw(st.uuids())), case_id=draw(st.sampled_from(CASES)), partnership="PLY"
    )
    if draw(st.booleans()):
        header.occurred_at.seconds = draw(st.sampled_from(EDGES["seconds"]))
    return header


@st.composite
def spoiled_referrals(draw: st.DrawFn) -> wire.ReceiveReferralRequest:
    """A good referral whose header and one more field hold something else."""
    request = a_referral(uuid4())
    request.header.CopyFrom(draw(good_headers()))
    part = draw(messages(wire.ReceiveReferralRequest))
    name = draw(st.sampled_from([field.name for field in request.DESCRIPTOR.fields][1:]))
    request.ClearField(name)
    for other in request.DESCRIPTOR.fields:
        if other.name != name:
            part.ClearField(other.name)
    request.MergeFrom(part)
    return request


CALLS = st.one_of(
    spoiled_referrals().map(lambda request: ("ReceiveReferral", request)),
    *(
        st.tuples(st.just(method.name), messages(GetMessageClass(method.input_type)))
        for method in wire.DESCRIPTOR.services_by_name["ReferralService"].methods
    ),
    messages(history_pb2.HistoryRequest).map(lambda request: ("EventsOfCase", request)),
)


async def answered(service: ServiceUnderTest, method: str, request: Any) -> grpc.StatusCode:
    """The status with which a call ends."""
    try:
        if method == "EventsOfCase":
            history = history_pb2_grpc.HistoryStub(service.channel)
            async for _ in history.EventsOfCase(request, metadata=service.as_person()):
                pass
        else:
            stub = getattr(rpc.ReferralServiceStub(service.channel), method)
            await stub(request, metadata=service.as_person())
    except grpc.aio.AioRpcError as error:
        return error.code()
    return grpc.StatusCode.OK


async def scenario(calls: list[tuple[str, Any]]) -> None:
    async with running_service(NAME, build) as service:
        for method, request in calls:
            status = await answered(service, method, request)
            assert status not in FAULTS, (method, request)
        await service.settled()


@pytest.mark.integration
@given(calls=st.lists(CALLS, min_size=20, max_size=60))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_on_the_wire_is_answered_with_a_fault(calls: list[tuple[str, Any]]) -> None:
    asyncio.run(scenario(calls))
