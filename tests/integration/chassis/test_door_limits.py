"""What happens at each limit of a gRPC door, with real calls to a real service. Refusals first; then it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from structlog.testing import capture_logs

from chassis.doors.door_limits import LIMITS, DoorLimits
from contracts.grpc import common_pb2, history_pb2, history_pb2_grpc, reporting_pb2
from contracts.grpc import referral_pb2_grpc as rpc
from contracts.grpc import reporting_pb2_grpc as reporting_rpc
from services.referral import main as referral
from services.reporting import main as reporting
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration

EXHAUSTED, TOO_LATE = grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED
FEW = DoorLimits(calls=2, watchers=1)
SHORT = DoorLimits(unary_s=3.0, stream_s=3.0)
SMALL = DoorLimits(message_bytes=64 * 1024)


@asynccontextmanager
async def referral_with(limits: DoorLimits) -> AsyncIterator[ServiceUnderTest]:
    async with running_service(referral.NAME, referral.build, limits=limits) as service:
        yield service


def receive(service: ServiceUnderTest, request: Any = None, **more: Any) -> Any:
    call = rpc.ReferralServiceStub(service.channel).ReceiveReferral
    return call(request or a_referral(uuid4()), metadata=service.as_person(), **more)


def look_at(service: ServiceUnderTest, case_id: UUID | None = None) -> Any:
    request = common_pb2.CaseRequest(case_id=str(case_id or uuid4()))
    return rpc.ReferralServiceStub(service.channel).GetReferral(
        request, metadata=service.as_person()
    )


def history(service: ServiceUnderTest) -> Any:
    request = history_pb2.HistoryRequest(case_id=str(uuid4()))
    return history_pb2_grpc.HistoryStub(service.channel).EventsOfCase(
        request, metadata=service.as_person()
    )


class Held:
    """A part of the store that answers nobody until it is let go."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real, self.reached, self.let_go = real, 0, asyncio.Event()

    async def __call__(self, *given: object, **more: object) -> Any:
        self.reached += 1
        await self.let_go.wait()
        return await self._real(*given, **more)

    async def reached_by(self, count: int) -> None:
        async with asyncio.timeout(60):
            while self.reached < count:
                await asyncio.sleep(0.01)


async def stored(service: ServiceUnderTest) -> int:
    return int(await service.running.ground.pool.fetchval("SELECT count(*) FROM stored_events"))


async def test_a_message_that_is_too_big_is_refused() -> None:
    async with referral_with(LIMITS) as service:
        request = a_referral(uuid4())
        request.incident.what_happened = "a" * (LIMITS.message_bytes + 1)

        status, _ = await refusal_code(receive(service, request))

        assert status is EXHAUSTED
        assert await stored(service) == 0
        await receive(service)


async def test_an_answer_that_is_too_big_is_refused_and_the_next_call_is_answered() -> None:
    async with referral_with(SMALL) as service:
        request = a_referral(uuid4())
        request.incident.what_happened = "a" * 19_000
        del request.children[:]
        for number in range(40):
            request.children.add(
                name=f"Invented {number} " + "n" * 900, born_on="2021-03-02", sex="F"
            )
        await receive(service, request)

        with pytest.raises(grpc.aio.AioRpcError) as told, capture_logs() as lines:
            await history_words(service, request.header.case_id)

        assert told.value.code() is EXHAUSTED
        assert [line["outcome"] for line in lines] == ["unsent"]
        assert await refusal_code(look_at(service)) == (grpc.StatusCode.NOT_FOUND, "not_found")


async def history_words(service: ServiceUnderTest, case_id: str) -> None:
    request = history_pb2.HistoryRequest(case_id=case_id, with_body=True, with_seal=True)
    async for _ in history_pb2_grpc.HistoryStub(service.channel).EventsOfCase(
        request, metadata=service.as_person()
    ):
        pass


async def test_metadata_that_is_too_big_is_refused() -> None:
    async with referral_with(LIMITS) as service:
        big = (*service.as_person(), ("invented", "a" * LIMITS.metadata_bytes))
        call = rpc.ReferralServiceStub(service.channel).GetReferral

        status, _ = await refusal_code(
            call(common_pb2.CaseRequest(case_id=str(uuid4())), metadata=big)
        )

        assert status is EXHAUSTED


async def test_a_call_too_many_is_refused_at_once_and_the_health_check_still_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with referral_with(FEW) as service:
        held = Held(service.running.ground.store.append)
        monkeypatch.setattr(service.running.ground.store, "append", held)
        waiting = [asyncio.ensure_future(receive(service)) for _ in range(FEW.calls)]
        await held.reached_by(FEW.calls)

        refused = await refusal_code(look_at(service))
        check = health_pb2_grpc.HealthStub(service.channel).Check
        health = await check(health_pb2.HealthCheckRequest())
        held.let_go.set()
        await asyncio.gather(*waiting)

        assert refused == (EXHAUSTED, "door.full")
        assert health.status == health_pb2.HealthCheckResponse.SERVING
        assert await stored(service) == FEW.calls
        await receive(service)


async def test_calls_beyond_every_place_are_refused_by_the_server_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = DoorLimits(calls=1, checks=0)
    async with referral_with(limits) as service:
        held = Held(service.running.ground.store.append)
        monkeypatch.setattr(service.running.ground.store, "append", held)
        waiting = asyncio.ensure_future(receive(service))
        await held.reached_by(1)

        answers = await asyncio.gather(*(refusal_code(look_at(service)) for _ in range(20)))
        held.let_go.set()
        await waiting

        assert {status for status, _ in answers} == {EXHAUSTED}


async def test_one_who_watches_too_many_is_refused_and_others_are_answered() -> None:
    build = reporting.build_with({})
    async with running_service(reporting.NAME, build, limits=FEW) as service:
        stub = reporting_rpc.ReportingServiceStub(service.channel)
        everything = reporting_pb2.ListCasesRequest()
        first = stub.WatchCases(everything, metadata=service.as_person())
        await first.read()

        second = stub.WatchCases(everything, metadata=service.as_person())
        with pytest.raises(grpc.aio.AioRpcError) as told:
            await second.read()

        assert told.value.code() is EXHAUSTED
        await stub.ListCases(everything, metadata=service.as_person())
        first.cancel()


async def test_a_call_that_runs_past_the_limit_is_ended_and_nothing_is_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with referral_with(SHORT) as service:
        held = Held(service.running.ground.store.append)
        monkeypatch.setattr(service.running.ground.store, "append", held)
        request = a_referral(uuid4())

        refused = await refusal_code(receive(service, request))

        assert refused == (TOO_LATE, "door.took_too_long")
        assert await stored(service) == 0
        held.let_go.set()
        await receive(service, request)
        assert await stored(service) == 1


async def test_a_command_whose_writer_was_already_at_work_takes_effect_once_when_it_is_sent_again() -> (
    None
):
    async with referral_with(SHORT) as service:
        pool = service.running.ground.pool
        request = a_referral(uuid4())
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("LOCK TABLE stored_events IN EXCLUSIVE MODE")
            refused = await refusal_code(receive(service, request))
        async with asyncio.timeout(60):
            while await stored(service) == 0:
                await asyncio.sleep(0.01)

        await receive(service, request)

        assert refused[0] is TOO_LATE
        assert await stored(service) == 1


async def test_a_stream_that_runs_past_the_limit_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    async with referral_with(SHORT) as service:
        held = Held(service.running.ground.store.case)
        monkeypatch.setattr(service.running.ground.store, "case", held)

        with pytest.raises(grpc.aio.AioRpcError) as told:
            await history(service).read()

        assert told.value.code() is TOO_LATE


async def test_a_caller_who_does_not_read_is_ended_and_gives_back_the_place() -> None:
    few = DoorLimits(calls=1, checks=1, stream_s=5.0)
    async with referral_with(few) as service:
        request = a_referral(uuid4())
        request.incident.what_happened = "a" * 19_000
        await receive(service, request)
        case_id = UUID(request.header.case_id)
        real = service.running.ground.store.case
        many = [event for event in await real(case_id) for _ in range(2_000)]

        async def again(*_given: object, **_more: object) -> Any:
            return many

        service.running.ground.store.case = again  # type: ignore[method-assign]
        asked = history_pb2.HistoryRequest(case_id=str(case_id), with_body=True, with_seal=True)
        stub = history_pb2_grpc.HistoryStub(service.channel)
        lazy = stub.EventsOfCase(asked, metadata=service.as_person())
        await lazy.read()

        async with asyncio.timeout(60):
            while (await refusal_code(look_at(service)))[0] is EXHAUSTED:
                await asyncio.sleep(0.05)

        lazy.cancel()


async def test_a_shorter_deadline_of_the_caller_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    async with referral_with(LIMITS) as service:
        held = Held(service.running.ground.store.append)
        monkeypatch.setattr(service.running.ground.store, "append", held)

        status, _ = await refusal_code(receive(service, timeout=0.2))

        assert status is TOO_LATE
        held.let_go.set()


async def test_who_watches_is_not_ended() -> None:
    build = reporting.build_with({})
    async with running_service(reporting.NAME, build, limits=SHORT) as service:
        stub = reporting_rpc.ReportingServiceStub(service.channel)
        watching = stub.WatchCases(reporting_pb2.ListCasesRequest(), metadata=service.as_person())
        await watching.read()

        # Longer than another call would be given.
        _, pending = await asyncio.wait(
            [asyncio.ensure_future(watching.read())], timeout=SHORT.stream_s * 1.5
        )

        assert pending
        watching.cancel()
        await asyncio.wait(pending)


async def test_a_connection_ends_in_time_who_watches_is_told_and_who_asks_does_not_notice() -> None:
    build = reporting.build_with({})
    limits = DoorLimits(connection_s=3.0, connection_grace_s=1.0)
    async with running_service(reporting.NAME, build, limits=limits) as service:
        stub = reporting_rpc.ReportingServiceStub(service.channel)
        everything = reporting_pb2.ListCasesRequest()
        watching = stub.WatchCases(everything, metadata=service.as_person())
        await watching.read()

        with pytest.raises(grpc.aio.AioRpcError) as told:
            async with asyncio.timeout(60):
                await watching.read()

        assert told.value.code() is grpc.StatusCode.UNAVAILABLE
        await stub.ListCases(everything, metadata=service.as_person())
