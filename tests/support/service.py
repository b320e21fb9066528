"""One real service on a fresh database, with its gRPC door open and a teller in place of the others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import asyncpg
import grpc
from pydantic import SecretStr

from chassis.clock import Clock, utc_now
from chassis.delivery.event_source import PAGE_MAX, Advance, Take
from chassis.doors.door_limits import LIMITS, DoorLimits
from chassis.identity import Caller, token_for
from chassis.migrations import migrate
from chassis.rules.rule_packs import RulePacks
from chassis.run import Build, Ground, RunningService
from chassis.settings import WITHOUT_TLS, ServiceSettings, TlsSettings
from chassis.tls import Certificates
from chassis.tokens import Tokens
from chassis.watch import Patience
from contracts.envelope import Envelope
from contracts.events.base import CaseEvent
from contracts.grpc import common_pb2
from rapid_review.starts import SCHEMAS
from tests.support.database import fresh_database
from tests.support.free_ports import free_ports

TOKEN_KEY = b"a token key for tests, 32 bytes!"
MASTER_KEY = b"a master key for tests, 32 byte!"


class Teller:
    """An event source whose events a test tells by hand, one stream version after the other."""

    def __init__(self) -> None:
        self._takes: dict[str, tuple[tuple[str, ...], Take]] = {}
        self._versions: dict[UUID, int] = {}
        self._positions: dict[str, int] = {}

    async def listen(
        self, listener: str, services: Sequence[str], take: Take, *, page_max: int = PAGE_MAX
    ) -> None:
        """Remember who listens, and wait."""
        self._takes[listener] = (tuple(services), take)
        await asyncio.Event().wait()

    async def positions(self, listener: str) -> Mapping[str, Mapping[int, int]]:
        """How far the test has told each service's log."""
        return {service: {0: position} for service, position in self._positions.items()}

    async def advance(self, listener: str) -> Mapping[str, Advance]:
        """Everything that was told has been taken."""
        return {name: Advance(place, place, place) for name, place in self._positions.items()}

    def envelope(
        self, event: CaseEvent, *, at: datetime, actor: str = "coordinator:ply-coordinator"
    ) -> Envelope:
        """The event as its publisher would tell it next; tell the same envelope twice for a repeat."""
        stream = uuid5(event.case_id, f"told:{event.SERVICE}")
        self._versions[stream] = version = self._versions.get(stream, 0) + 1
        self._positions[event.SERVICE] = self._positions.get(event.SERVICE, 0) + 1
        return Envelope(
            id=uuid5(stream, str(version)), source=f"/rapid-review/{event.SERVICE}", type=event.TYPE,
            subject=event.case_id, time=at, recordedtime=at, partnership=event.partnership, actor=actor,
            stream=stream, streamversion=version, position=self._positions[event.SERVICE],
            correlationid=event.case_id, causationid=event.case_id,
            data=event.model_dump_json().encode(),
        )  # fmt: skip

    async def tell(self, *envelopes: Envelope) -> None:
        """Tell each envelope to every listener of its publisher, and return when it has taken effect."""
        await asyncio.sleep(0)
        for envelope in envelopes:
            service = envelope.source.rsplit("/", 1)[1]
            for services, take in self._takes.values():
                if service in services:
                    await take([envelope])


@dataclass
class ServiceUnderTest:
    """A running service and a way to call it as a person of some role."""

    running: RunningService
    teller: Teller
    channel: grpc.aio.Channel
    command_ids: list[UUID] = field(default_factory=list)

    def as_person(
        self,
        person: str = "ply-coordinator",
        role: str = "coordinator",
        *partnerships: str,
        agency: str = "",
    ) -> tuple[tuple[str, str], ...]:
        """The metadata of a call by this person; Plymouth is the partnership unless told otherwise."""
        caller = Caller.acting(person, role, *(partnerships or ("PLY",)), agency=agency)
        return (("authorization", f"Bearer {token_for(caller, TOKEN_KEY)}"),)

    async def settled(self) -> None:
        """Every read model has caught up with the log."""
        for projection in self.running.service.projections:
            await self.running.projector.catch_up(projection)

    async def bodies(self, case_id: UUID) -> list[tuple[str, dict[str, Any]]]:
        """Topic and opened body of each stored event of a case, in order."""
        from chassis.store.seal import open_body

        ground = self.running.ground
        key = await ground.keys.of(case_id)
        return [
            (stored.header.topic, json.loads(open_body(stored, key)))
            for stored in await ground.store.case(case_id)
        ]


def command_header(
    case_id: UUID, *, partnership: str = "PLY", at: datetime | None = None, seen: int | None = None
) -> common_pb2.CommandHeader:
    """The header of a new command."""
    header = common_pb2.CommandHeader(
        command_id=str(uuid4()), case_id=str(case_id), partnership=partnership
    )
    if at is not None:
        header.occurred_at.FromDatetime(at.astimezone(UTC))
    if seen is not None:
        header.seen_version = seen
    return header


async def refusal_code(call: Any) -> tuple[grpc.StatusCode, str]:
    """Status and dotted code with which a call is refused."""
    try:
        await call
    except grpc.aio.AioRpcError as error:
        metadata = dict(error.trailing_metadata() or ())
        return error.code(), str(metadata.get("refusal-code", ""))
    raise AssertionError("the call was not refused")


@asynccontextmanager
async def laid_ground(
    name: str, build: Build, *, clock: Clock = utc_now, pool_size: int = 6
) -> AsyncIterator[Ground]:
    """The ground of the service ``name`` on a fresh database, its doors closed."""
    async with fresh_database() as dsn:
        running = RunningService(
            name, _settings(dsn, "127.0.0.1:0", pool_size), build, RulePacks.load(), clock
        )
        await prepared(dsn, name)
        await running.lay_ground()
        try:
            yield running.ground
        finally:
            await running.close()


@asynccontextmanager
async def running_service(
    name: str,
    build: Build,
    *,
    limits: DoorLimits = LIMITS,
    tls: TlsSettings = WITHOUT_TLS,
    patience: Patience | None = None,
    clock: Clock = utc_now,
    tokens: Tokens | None = None,
    packs: RulePacks | None = None,
) -> AsyncIterator[ServiceUnderTest]:
    """The service ``name`` on a fresh database, until the block ends."""
    async with fresh_database() as dsn:
        address = f"127.0.0.1:{free_ports()}"
        running = RunningService(
            name,
            _settings(dsn, address),
            build,
            packs or RulePacks.load(),
            clock,
            limits=limits,
            tls=tls,
            patience=patience or Patience(),
            tokens=tokens,
        )
        teller = Teller()
        await prepared(dsn, name)
        await running.lay_ground()
        try:
            await running.open_doors(teller)
            async with Certificates(tls).channel(address) as channel:
                yield ServiceUnderTest(running, teller, channel)
        finally:
            await running.close()


async def prepared(dsn: str, service: str) -> None:
    """Make the tables of a service, in a fresh database; whoever made the database goes on as the application."""
    connection = await asyncpg.connect(dsn)
    try:
        for steps in SCHEMAS[service].series:
            await migrate(connection, steps)
    finally:
        await connection.close()


def _settings(dsn: str, address: str, pool_size: int = 6) -> ServiceSettings:
    return ServiceSettings(
        database_dsn=SecretStr(dsn), grpc_address=address, pool_size=pool_size,
        master_key=SecretStr(MASTER_KEY.hex()), token_key=SecretStr(TOKEN_KEY.hex()),
    )  # fmt: skip
