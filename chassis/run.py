"""Running one service: its ground is laid, its doors open in order, and close in reverse.

    database ── event store ── read models ── listeners ── gRPC door

A service's own ``main.build`` says what stands on the ground; this file keeps it standing.
"""

from __future__ import annotations

import asyncio
import importlib.resources
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import grpc
import structlog
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from chassis.access.guard import Guard
from chassis.access.relations import Relations
from chassis.access.roles import Table
from chassis.clock import Clock, utc_now
from chassis.database import Pool, pool
from chassis.delivery.erasure_door import ErasureDoor
from chassis.delivery.event_door import EventDoor
from chassis.delivery.event_source import EventSource
from chassis.delivery.parked_events import ParkedEvents
from chassis.delivery.relations_door import RelationsDoor
from chassis.delivery.relay import GENERATION, PublishedLog, Tell, TellingLog
from chassis.delivery.unreadable_messages import UnreadableMessages
from chassis.doors.door_limits import LIMITS, DoorLimits
from chassis.doors.doorkeeper import Doorkeeper
from chassis.doors.drafts_door import DraftsDoor
from chassis.doors.every_service import apis_besides, whole_table
from chassis.doors.history_door import HistoryDoor, OwnStreams, no_streams
from chassis.doors.observed_calls import ObservedCalls
from chassis.doors.operations_door import OperationsDoor
from chassis.drafts import Drafts
from chassis.errors import NotFound
from chassis.kafka.relay import Relay
from chassis.migrations import Migration, must_be_migrated
from chassis.readmodel import Projection, Projector
from chassis.rules.rule_packs import RulePacks
from chassis.settings import WITHOUT_TLS, ServiceSettings, TlsSettings
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.store.watchdog import Watchdog
from chassis.telemetry.traces import speaking_as
from chassis.timers import Clockwork, Effect, Timers
from chassis.tls import Certificates
from chassis.tokens import ExampleTokens, Tokens
from chassis.watch import Patience, Watch, Watched
from contracts.grpc import drafts_pb2_grpc, history_pb2_grpc, operations_pb2_grpc

STOP_S = 3.0
POLL_S = 1.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every service is built on."""

    pool: Pool
    store: EventStore
    keys: CaseKeys
    clock: Clock
    packs: RulePacks
    certificates: Certificates
    timers: Timers


class Register(Protocol):
    """Adds one servicer to a gRPC server."""

    def __call__(self, server: grpc.aio.Server) -> None: ...


@dataclass(frozen=True, slots=True)
class Service:
    """What a service puts on its ground: the doors that it opens and what it tells the world.

    ``timers`` says for each kind of timer what happens when one of it is due.
    ``apis`` are the full names of the gRPC services that ``register`` adds, ``access`` says who may call their methods.
    ``not_found`` is how a method says that there is nothing there, where it has words of its own for that.
    ``own_streams`` are the streams of a case that hold what is one agency's own; ``case_rows`` tables of its listeners.
    ``ending`` is called before the gRPC door closes, so that endless answers can end by themselves.
    A service with forms gives the drafts of their authors.
    """

    name: str
    apis: tuple[str, ...]
    access: Table
    register: Register
    tell: Tell
    migrations: Sequence[Migration] = ()
    projections: Sequence[Projection] = ()
    doors: Sequence[EventDoor] = ()
    timers: Mapping[str, Effect] = field(default_factory=dict)
    ending: Callable[[], None] = lambda: None
    drafts: Drafts | None = None
    case_rows: Sequence[str] = ()
    own_streams: OwnStreams = no_streams
    not_found: Mapping[str, type[NotFound]] = field(default_factory=dict)


Build = Callable[[Ground], Service]


def _chassis_step(name: str, file: str) -> Migration:
    return Migration(name, importlib.resources.files("chassis").joinpath(file).read_text("utf-8"))


CHASSIS_MIGRATIONS = (
    _chassis_step("chassis_0001_event_store", "store/schema.sql"),
    _chassis_step("chassis_0002_doors", "delivery/schema.sql"),
    _chassis_step("chassis_0003_several_machines", "schema/0003_several_machines.sql"),
    _chassis_step("chassis_0004_timers", "schema/0004_timers.sql"),
    _chassis_step("chassis_0005_case_relations", "schema/0005_case_relations.sql"),
    _chassis_step("chassis_0006_drafts", "schema/0006_drafts.sql"),
)


@dataclass(slots=True)
class RunningService:
    """One service, from its first connection to its last."""

    name: str
    settings: ServiceSettings
    build: Build
    packs: RulePacks
    clock: Clock = utc_now
    tls: TlsSettings = WITHOUT_TLS
    limits: DoorLimits = LIMITS
    patience: Patience = field(default_factory=Patience)
    tokens: Tokens | None = None
    """Knows callers by their tokens; without it they are example people, by the key of the settings."""
    service: Service = field(init=False)
    log: PublishedLog = field(init=False)
    ground: Ground = field(init=False)
    projector: Projector = field(init=False)
    watchdog: Watchdog = field(init=False)
    ended: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    """Set when a part of the service has ended by itself, which only a new start can mend."""
    _stack: AsyncExitStack = field(init=False, default_factory=AsyncExitStack)
    _tasks: list[asyncio.Task[None]] = field(init=False, default_factory=list)
    _healthy: health.aio.HealthServicer = field(init=False)

    async def lay_ground(self) -> None:
        """Connect to a database that is up to date, and be ready to append and to be followed.

        Raises ``SettingsWrong`` before that, when the gRPC door would be open to the network, and
        ``NotMigrated`` for a database that is not; whoever owns the tables changes them beforehand.
        """
        certificates = Certificates(self.tls)
        certificates.must_close(self.settings.grpc_address)
        with speaking_as(self.name):
            await self._lay_ground(certificates)

    async def _lay_ground(self, certificates: Certificates) -> None:
        dsn = self.settings.database_dsn.get_secret_value()
        connections = await pool(dsn, self.name, size=self.settings.pool_size)
        self._stack.push_async_callback(_closed, connections)
        store = EventStore(connections, dsn, poll_s=POLL_S)
        keys = CaseKeys(connections, self.settings.master_key_bytes)
        timers = Timers(connections, self.clock)
        self.ground = Ground(connections, store, keys, self.clock, self.packs, certificates, timers)
        service = self.build(self.ground)
        own = RelationsDoor(self.name, connections), ErasureDoor(self.name, service, self.ground)
        self.service = replace(service, doors=(*service.doors, *own))
        async with connections.acquire() as connection:
            await must_be_migrated(connection, CHASSIS_MIGRATIONS, self.name)
            await must_be_migrated(connection, self.service.migrations, self.name)
            store.generation = await connection.fetchval(GENERATION)
        self.watchdog = Watchdog(self.name, connections)
        await store.start()
        self._stack.push_async_callback(store.stop)
        self.log = TellingLog(self.name, store, keys, self.service.tell)
        self.projector = Projector(store, keys, connections, self.service.projections)

    async def open_doors(self, source: EventSource, relay: Relay | None = None) -> None:
        """Follow what is told, tell, keep the read models, and answer calls."""
        with speaking_as(self.name):
            await self._open_doors(source, relay)

    async def _open_doors(self, source: EventSource, relay: Relay | None) -> None:
        self._healthy = health.aio.HealthServicer()
        self._keep_running("watchdog", self.watchdog.run())
        for projection in self.service.projections:
            self._keep_running(projection.name, self.projector.run(projection))
        for door in self.service.doors:
            listening = source.listen(door.listener, door.services, door.take)
            self._keep_running(door.listener, listening)
        if relay is not None:
            self._keep_running("relay", relay.run())
        watched = Watched(
            self.name, self.ground.store, self.ground.pool, self.projector, self.service.doors, source,
            relay, gauges=self._gauges(),
        )  # fmt: skip
        self._keep_running("watch", Watch(watched, self._healthy, self.patience).run())
        self._stack.push_async_callback(_cancelled, self._tasks)
        history = HistoryDoor(
            self.name,
            self.ground.store,
            self.ground.keys,
            projector=self.projector,
            doors=self.service.doors,
            source=source,
            relay=relay,
            own_streams=self.service.own_streams,
        )
        server = await self._serve(history, self._operations())
        self._stack.push_async_callback(server.stop, STOP_S)
        self._stack.callback(self.service.ending)

    def _gauges(self) -> Mapping[str, Callable[[], float]]:
        """What else is watched; a service with timers begins to fire them."""
        gauges = {
            "oldest_transaction": lambda: self.watchdog.watched.oldest_transaction_s,
            "gate_wait": lambda: self.watchdog.watched.gate_wait_s,
        }
        if self.service.timers:
            clockwork = Clockwork(self.ground.timers, self.service.timers, self.clock)
            self._keep_running("timers", clockwork.run())
            gauges["oldest_timer"] = clockwork.overdue_s
        return gauges

    async def close(self) -> None:
        """Close the doors, then the ground, in the reverse order of opening."""
        await self._stack.aclose()

    def _keep_running(self, name: str, part: Coroutine[Any, Any, None]) -> None:
        """Run a part that ends only when it is cancelled; should it end by itself, say so."""
        task = asyncio.create_task(part, name=name)
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    def _ended(self, part: asyncio.Task[None]) -> None:
        if part.cancelled():
            return
        error = part.exception()
        why = type(error).__name__ if error else "returned"
        _log.error("service.part_ended", service=self.name, part=part.get_name(), error=why)
        self.ended.set()
        self._tasks.append(asyncio.create_task(self._healthy.enter_graceful_shutdown()))

    def _operations(self) -> OperationsDoor:
        ground = self.ground
        parked = ParkedEvents(
            self.service.doors, ground.pool, ground.store, keys=ground.keys, clock=ground.clock
        )
        unreadable = UnreadableMessages(ground.pool, ground.store, ground.keys, ground.clock)
        return OperationsDoor(parked, unreadable, ground.clock)

    def _guard(self) -> Guard:
        """Raises ``UnlistedMethod`` when the tables and the methods are not the same."""
        own = self.service
        rows = whole_table(own.apis, own.access, drafts=own.drafts is not None)
        return Guard(rows, Relations(self.ground.pool), self.ground.clock, own.not_found)

    async def _serve(self, history: HistoryDoor, operations: OperationsDoor) -> grpc.aio.Server:
        tokens = self.tokens or ExampleTokens(self.settings.token_key_bytes)
        doorkeeper = Doorkeeper(tokens, self._guard(), self.limits)
        server = grpc.aio.server(
            interceptors=[ObservedCalls(), doorkeeper],
            options=self.limits.options,
            maximum_concurrent_rpcs=self.limits.calls + self.limits.checks,
        )
        self.service.register(server)
        history_pb2_grpc.add_HistoryServicer_to_server(history, server)
        operations_pb2_grpc.add_OperationsServicer_to_server(operations, server)
        health_pb2_grpc.add_HealthServicer_to_server(self._healthy, server)
        drafts = self.service.drafts
        if drafts is not None:
            drafts_pb2_grpc.add_DraftsServicer_to_server(DraftsDoor(drafts), server)
        ours = (*self.service.apis, *apis_besides(drafts=drafts is not None))
        apis = (*ours, health.SERVICE_NAME, reflection.SERVICE_NAME)
        reflection.enable_server_reflection(apis, server)
        for api in ("", *apis):
            await self._healthy.set(api, health_pb2.HealthCheckResponse.SERVING)
        self.ground.certificates.add_port(server, self.settings.grpc_address)
        await server.start()
        return server


async def _closed(pool: Pool) -> None:
    try:
        await asyncio.wait_for(pool.close(), STOP_S)
    except TimeoutError:
        pool.terminate()


async def _cancelled(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
