"""The databases of the release before, with what was in them, go on working in this one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import grpc
import pytest

from chassis.delivery.event_source import FollowLogs, recorded_positions
from chassis.identity import Caller, token_for
from chassis.rules.rule_packs import RulePacks
from chassis.run import RunningService
from chassis.schema_owner import missing, prepare
from chassis.store.seal import StoredEvent, open_body
from chassis.store.verify import verify_stream
from contracts.grpc import referral_pb2, referral_pb2_grpc
from rapid_review.starts import REPORTING, SCHEMAS, STARTS
from tests.support.dump import restore
from tests.support.free_ports import free_ports
from tests.support.roles import TwoRoles, two_roles
from tests.support.service import TOKEN_KEY, command_header

pytestmark = pytest.mark.integration

BEFORE = Path(__file__).parent / "from_41a6ecb"
MASTER_KEY = (BEFORE / "test_master_key.txt").read_text().strip()
HISTORIES: dict[str, list[list[Any]]] = json.loads((BEFORE / "histories.json").read_text())
AWAITING = "DEV-RR-2026-0001"
LOG_MAX = 10_000

# Everything that a service could notice about its tables, and nothing about their order.
SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
    " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "functions": "SELECT oid::regprocedure::text, prosrc, provolatile, prosecdef FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "triggers": "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal ORDER BY 1, 2",
    "types": "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnum FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'c' ORDER BY 1, 2",
    "storage": "SELECT attrelid::regclass::text, attname, attstorage FROM pg_attribute JOIN pg_class c"
    " ON c.oid = attrelid WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0"
    " AND NOT attisdropped ORDER BY 1, 2",
    "steps": "SELECT name, sha256 FROM schema_migrations ORDER BY name",
}


async def shape(dsn: str) -> dict[str, list[tuple[Any, ...]]]:
    connection = await asyncpg.connect(dsn)
    try:
        return {
            name: [tuple(row) for row in await connection.fetch(query)]
            for name, query in SHAPE.items()
        }
    finally:
        await connection.close()


@asynccontextmanager
async def of_the_release_before(service: str) -> AsyncIterator[TwoRoles]:
    """A database as it was left, owned by a role that is no superuser."""
    async with two_roles(prepared=False) as roles:
        await restore(roles.owner, BEFORE / f"{service}.sql")
        yield roles


@pytest.mark.parametrize("service", SCHEMAS)
async def test_what_is_migrated_is_as_what_is_new(service: str) -> None:
    async with of_the_release_before(service) as roles, two_roles(service) as fresh:
        assert "chassis_0003_several_machines" in await missing(
            roles.owner, roles.role, SCHEMAS[service]
        )

        await prepare(roles.owner, roles.role, SCHEMAS[service])
        migrated = await shape(roles.owner)
        assert migrated == await shape(fresh.owner)

        await prepare(roles.owner, roles.role, SCHEMAS[service])
        assert await shape(roles.owner) == migrated
        assert await missing(roles.owner, roles.role, SCHEMAS[service]) == []


async def test_a_table_that_came_out_differently_would_be_seen() -> None:
    async with of_the_release_before("review") as roles, two_roles("review") as fresh:
        await prepare(roles.owner, roles.role, SCHEMAS["review"])
        connection = await asyncpg.connect(roles.owner)
        await connection.execute("ALTER TABLE inbox ALTER COLUMN position DROP NOT NULL")
        await connection.close()

        assert await shape(roles.owner) != await shape(fresh.owner)


@dataclass
class Region:
    """Every service on the databases of the release before, as its application's role."""

    services: Mapping[str, RunningService]
    referral: grpc.aio.Channel

    async def events(self, service: str) -> list[StoredEvent]:
        """Everything in one service's log."""
        return await self.services[service].ground.store.log(after=0, limit=LOG_MAX)

    async def of_case(self, case_id: UUID) -> list[list[Any]]:
        """The events of a case in every service, as ``HISTORIES`` has them."""
        found = []
        for name, service in self.services.items():
            for stored in await service.ground.store.case(case_id):
                body = open_body(stored, await service.ground.keys.of(case_id))
                words = json.dumps(json.loads(body), sort_keys=True).encode()
                found.append(
                    [
                        name, stored.position, stored.header.topic, stored.header.version,
                        stored.hash.hex(), sha256(words).hexdigest()[:16],
                    ]
                )  # fmt: skip
        return found


@pytest.fixture
async def region() -> AsyncIterator[Region]:
    packs, services = RulePacks.load(), {}
    async with AsyncExitStack() as stack:
        for name, start in STARTS.items():
            roles = await stack.enter_async_context(of_the_release_before(name))
            await prepare(roles.owner, roles.role, SCHEMAS[name])
            more: dict[str, Any] = {"owners": {}} if name == REPORTING else {}
            services[name] = service = start(
                packs, database_dsn=roles.application, grpc_address=f"127.0.0.1:{free_ports()}",
                master_key=MASTER_KEY, token_key=TOKEN_KEY.hex(), pool_size=3, **more,
            )  # fmt: skip
            stack.push_async_callback(service.close)
            await service.lay_ground()
        logs = {name: service.log for name, service in services.items()}
        for service in services.values():
            await service.open_doors(FollowLogs(logs, service.ground.pool))
        address = services["referral"].settings.grpc_address
        channel = await stack.enter_async_context(grpc.aio.insecure_channel(address))
        yield Region(services, channel)


async def case_of(region: Region, reference: str) -> UUID:
    found: UUID = await region.services[REPORTING].ground.pool.fetchval(
        "SELECT case_id FROM case_board WHERE reference = $1", reference
    )
    return found


async def test_every_event_verifies_and_every_history_reads_as_before(region: Region) -> None:
    for service in region.services:
        streams: dict[UUID, list[StoredEvent]] = {}
        for event in await region.events(service):
            streams.setdefault(event.header.stream, []).append(event)
        for events in streams.values():
            verify_stream(events)

    for reference, history in HISTORIES.items():
        found = await region.of_case(await case_of(region, reference))
        assert sorted(found) == sorted(history), reference


async def test_new_commands_are_kept_and_reach_the_board(region: Region) -> None:
    case_id = await case_of(region, AWAITING)
    before = len(await region.events("referral"))
    caller = Caller.acting("dev-coordinator", "coordinator", "DEV")
    request = referral_pb2.WithdrawReferralRequest(
        header=command_header(case_id, partnership="DEV"),
        reason="duplicate",
        explanation="Invented.",
    )

    await referral_pb2_grpc.ReferralServiceStub(region.referral).WithdrawReferral(
        request, metadata=(("authorization", f"Bearer {token_for(caller, TOKEN_KEY)}"),)
    )

    events = await region.events("referral")
    assert [event.position for event in events] == [*range(1, before + 2)]
    board = region.services[REPORTING].ground.pool
    asked = "SELECT withdrawn_on FROM case_board WHERE case_id = $1"
    async with asyncio.timeout(60):
        while await board.fetchval(asked, case_id) is None:
            await asyncio.sleep(0.02)


async def test_what_was_parked_is_redriven(region: Region) -> None:
    doors = region.services["notifications"].service.doors
    (door,) = [one for one in doors if one.listener == "notifications"]
    case_id = await case_of(region, AWAITING)
    assert [parked.case_id for parked in await door.parked()] == [case_id]

    assert await door.redrive(case_id) == 1

    assert await door.parked_count() == 0


async def test_nothing_that_was_told_before_takes_effect_again(region: Region) -> None:
    before = {name: len(await region.events(name)) for name in region.services}
    for name, service in region.services.items():
        for door in service.service.doors:
            positions = await recorded_positions(service.ground.pool, door.listener)
            heads = {source: {0: before[source]} for source in door.services}
            async with asyncio.timeout(60):
                while positions != heads:
                    await asyncio.sleep(0.02)
                    positions = await recorded_positions(service.ground.pool, door.listener)
        assert len(await region.events(name)) == before[name]
