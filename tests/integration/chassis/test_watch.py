"""A real part that is held from outside is seen as stalled, and as well again when it is let go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import grpc
import pytest
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from structlog.testing import capture_logs

from chassis.database import Pool
from chassis.delivery.event_source import FollowLogs
from chassis.kafka.relay import Relay
from chassis.readmodel import Projector
from chassis.settings import KafkaSettings
from chassis.watch import Patience, Watch, Watched
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.chassis.listener import door
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.publisher import Publisher
from tests.support.service import ServiceUnderTest, running_service

pytestmark = pytest.mark.integration

PATIENCE = Patience(look_s=0.05, stalled_after_s=2.0)
SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
WAIT_S = 20.0


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not condition():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def held(pool: Pool, lock: str) -> AsyncIterator[None]:
    """Somebody else holds an advisory lock, as a hanging transaction would."""
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
        yield


class Part:
    """A part's health as a client of the health service sees it."""

    def __init__(self, channel: grpc.aio.Channel, name: str) -> None:
        self._stub, self.name = health_pb2_grpc.HealthStub(channel), name

    async def becomes(self, status: int) -> None:
        async with asyncio.timeout(WAIT_S):
            while await self.is_now() != status:
                await asyncio.sleep(0.01)

    async def is_now(self) -> int:
        try:
            answer = await self._stub.Check(health_pb2.HealthCheckRequest(service=self.name))
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.NOT_FOUND:  # Not looked at yet.
                raise
            return 0
        status: int = answer.status
        return status


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build, patience=PATIENCE) as under_test:
        yield under_test


async def test_a_read_model_that_stands_still_is_told_while_the_door_serves_on(
    service: ServiceUnderTest,
) -> None:
    part, whole = Part(service.channel, "readmodel/awaiting_decision"), Part(service.channel, "")
    await part.becomes(SERVING)

    with capture_logs() as lines:
        async with held(service.running.ground.pool, "readmodel:awaiting_decision"):
            stub = rpc.ReferralServiceStub(service.channel)
            await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())
            await part.becomes(NOT_SERVING)
            await asyncio.sleep(5 * PATIENCE.look_s)
            assert await whole.is_now() == SERVING
        await part.becomes(SERVING)

    said = [line for line in lines if line["event"].startswith("service.part_")]
    assert [line["event"] for line in said] == ["service.part_stalled", "service.part_moves_again"]
    assert {line["part"] for line in said} == {part.name}


def watch(
    publisher: Publisher, pool: Pool, **more: object
) -> tuple[Watch, health.aio.HealthServicer]:
    healthy = health.aio.HealthServicer()
    parts: dict[str, object] = {
        "doors": (),
        "source": FollowLogs({}, pool),
        "relay": None,
        "gauges": {},
    }
    projector = Projector(publisher.store, publisher.keys, pool, ())
    watched = Watched("test", publisher.store, pool, projector, **(parts | more))  # type: ignore[arg-type]
    return Watch(watched, healthy, PATIENCE), healthy


def events(lines: Sequence[Mapping[str, object]]) -> list[tuple[object, object]]:
    return [
        (line["event"], line["part"]) for line in lines if str(line["event"]).startswith("service.")
    ]


STALLED, MOVES = "service.part_stalled", "service.part_moves_again"


async def test_a_listener_whose_case_is_held_is_stalled_until_it_is_let_go(
    publisher: Publisher, pool: Pool
) -> None:
    case_id, part, test_door = uuid4(), "listener/test/referral", door(pool)
    source = FollowLogs({"referral": publisher.log}, pool)
    looking, _ = watch(publisher, pool, doors=(test_door,), source=source)

    with capture_logs() as lines:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(source.listen("test", ["referral"], test_door.take)),
                group.create_task(looking.run()),
            ]
            async with held(pool, f"event_door:test:{case_id}"):
                await publisher.publish(case_id, "1")
                await until(lambda: events(lines) == [(STALLED, part)])
            await until(lambda: events(lines) == [(STALLED, part), (MOVES, part)])
            for task in tasks:
                task.cancel()


async def test_a_listener_that_is_slow_but_moves_is_never_stalled(
    publisher: Publisher, pool: Pool
) -> None:
    """All events together take longer than a part may stand still."""
    test_door = door(pool)
    source = FollowLogs({"referral": publisher.log}, pool)
    looking, _ = watch(publisher, pool, doors=(test_door,), source=source)
    await publisher.publish(uuid4(), *[str(number) for number in range(1, 9)])

    with capture_logs() as lines:
        for position in range(1, 9):
            await looking.look()
            await pool.execute(
                "INSERT INTO listener_positions (listener, source, position) VALUES ('test', 'referral', $1)"
                " ON CONFLICT (listener, source, partition) DO UPDATE SET position = excluded.position",
                position,
            )
            await asyncio.sleep(PATIENCE.stalled_after_s / 4)
        await looking.look()

    assert events(lines) == []


async def test_a_relay_that_no_replica_leads_is_stalled_until_one_tells(
    publisher: Publisher, pool: Pool
) -> None:
    own = publisher.store._pool
    settings = KafkaSettings(bootstrap="127.0.0.1:1", protocol="PLAINTEXT")
    relay = Relay(publisher.log, own, "", settings)
    looking, _ = watch(publisher, own, relay=relay)
    await publisher.publish(uuid4(), "1")

    with capture_logs() as lines:
        task = asyncio.create_task(looking.run())
        await until(lambda: events(lines) == [(STALLED, "relay")])
        await own.execute("UPDATE relay SET position = 1")  # Another replica has told something.
        await until(lambda: events(lines) == [(STALLED, "relay"), (MOVES, "relay")])
        task.cancel()


async def test_a_database_that_is_away_is_said_and_stalls_nothing(
    publisher: Publisher, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, _ = watch(publisher, pool)

    async def away() -> int:
        raise asyncpg.CannotConnectNowError("starting")

    monkeypatch.setattr(publisher.store, "head", away)
    with capture_logs() as lines:
        task = asyncio.create_task(looking.run())
        await until(lambda: len(lines) > 2)
        task.cancel()

    assert {line["event"] for line in lines} == {"service.look_failed"}
