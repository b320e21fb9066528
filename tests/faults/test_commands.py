"""Commands whose answer went astray: sent again they take effect once, and other content under their id is refused."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import grpc
import pytest

from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.faults.audit import Audit, compared
from tests.support.faults.flow import eventually, seed_of_run
from tests.support.network import gate_held, under_way
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.system

COMMANDS = 24
NAMESPACE = UUID("5f0c3c5e-55b7-4a53-9d0f-2f1d6c1d7a10")
WRITER = (
    " FROM pg_stat_activity WHERE application_name = 'event-store-writer'"
    " AND datname = current_database() AND wait_event_type = 'Lock'"
)
ASTRAY = {
    "refused for now": "SELECT pg_cancel_backend(pid)" + WRITER,
    "connection cut": "SELECT pg_terminate_backend(pid)" + WRITER,
    "caller gone": "",
}

Report = Callable[[str, Any, int, Audit], None]


@dataclass
class Client:
    """Sends a command until it is answered, as a client does that hears UNAVAILABLE."""

    service: ServiceUnderTest
    seed: int

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.stub = rpc.ReferralServiceStub(self.service.channel)
        self.unavailable = 0

    async def sent(self, request: wire.ReceiveReferralRequest) -> Any:
        while True:
            try:
                return await self.once(request)
            except grpc.aio.AioRpcError as error:
                if error.code() is not grpc.StatusCode.UNAVAILABLE:
                    raise
                self.unavailable += 1

    def once(self, request: wire.ReceiveReferralRequest) -> Any:
        return self.stub.ReceiveReferral(request, metadata=self.service.as_person())

    async def astray(self, request: wire.ReceiveReferralRequest, how: str) -> None:
        """Send it once, and let something happen while it stands before the gate."""
        pool = self.service.running.ground.pool
        async with gate_held(pool):
            sending = self.once(request)
            sending = asyncio.ensure_future(_answer(sending))
            await under_way(pool)
            if ASTRAY[how]:
                await pool.execute(ASTRAY[how])
            else:
                sending.cancel()
        with suppress(grpc.aio.AioRpcError, asyncio.CancelledError):
            await sending


async def _answer(call: Any) -> Any:
    try:
        return await call
    except asyncio.CancelledError:
        call.cancel()
        raise


@asynccontextmanager
async def a_client() -> AsyncIterator[Client]:
    seed = seed_of_run()
    print(f"FAULT_SEED={seed}")  # noqa: T201 - repeats a run that failed
    async with running_service(NAME, build) as service:
        yield Client(service, seed)


async def test_another_content_under_the_id_of_a_command_whose_answer_went_astray_is_refused() -> (
    None
):
    async with a_client() as client:
        request = a_referral(uuid5(NAMESPACE, str(client.seed)))
        await client.astray(request, "caller gone")
        first = await client.sent(request)
        request.why_consider = "Something else"

        refused = await refusal_code(client.once(request))

        assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "command.reused")
        assert first.version == 1
        assert await client.service.running.ground.store.head() == 1


async def test_commands_whose_answers_went_astray_take_effect_once_when_they_are_sent_again(
    report: Report,
) -> None:
    async with a_client() as client:
        requests = [
            a_referral(uuid5(NAMESPACE, f"{client.seed}:{number}")) for number in range(COMMANDS)
        ]
        kinds = [*ASTRAY] * (COMMANDS // len(ASTRAY))
        client.draw.shuffle(kinds)
        for request, how in zip(requests, kinds, strict=True):
            await client.astray(request, how)
            again = [await client.sent(request) for _ in range(2)]
            assert again[0] == again[1]

        stored = await client.service.running.ground.store.log(after=0, limit=1_000)
        found = compared(
            [(UUID(one.header.case_id), "received") for one in requests],
            0,
            [(event.header.case_id, "received") for event in stored],
        )
        report("answers that went astray, sent again", client, COMMANDS, found)
        assert found.clean, found


async def test_a_store_that_is_busy_answers_unavailable_and_the_same_command_is_taken_later() -> (
    None
):
    async with a_client() as client:
        pool = client.service.running.ground.pool
        request = a_referral(uuid5(NAMESPACE, str(client.seed)))
        async with gate_held(pool):
            sending = asyncio.create_task(client.sent(request))
            await under_way(pool)
            await pool.execute(ASTRAY["refused for now"])

            async def is_unavailable() -> bool:
                return client.unavailable > 0

            await eventually(is_unavailable, 30)
        answered = await sending

        assert answered.version == 1
        assert await client.sent(request) == answered
        assert await client.service.running.ground.store.head() == 1
