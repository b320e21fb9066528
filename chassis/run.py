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
from grpc_health.v1 import health

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
from chassis.delivery.relay import GENERATION, Tell, TellingLog
from chassis.delivery.unreadable_messages import UnreadableMessages
from chassis.delivery.untold_cases import UntoldCases
from chassis.delivery.untold_decisions import UntoldDecisions
from chassis.doors.door_limits import LIMITS, DoorLimits
from chassis.doors.doorkeeper import Doorkeeper
from chassis.doors.drafts_door import DraftsDoor
from chassis.doors.every_service import whole_table
from chassis.doors.history_door import NOTHING_OF_AGENCIES, HistoryDoor, OfAgencies
from chassis.doors.operations_door import OperationsDoor, StandingOf
from chassis.doors.server import every_service, with_servicers
from chassis.drafts import Drafts
from chassis.errors import NotFound
from chassis.kafka.relay import Relay
from chassis.migrations import Migration, must_be_migrated
from chassis.readmodel import Projection, Projector
from chassis.reads import CaseReads
from chassis.rules.rule_packs import RulePacks
from chassis.settings import WITHOUT_TLS, ServiceSettings, TlsSettings
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.watchdog import LOOK_S, Watchdog
from chassis.telemetry.traces import speaking_as
from chassis.timers import Clockwork, Effect, Timers
from chassis.tls import Certificates
from chassis.tokens import ExampleTokens, Tokens
from chassis.watch import Patience, Watch, Watched

STOP_S, POLL_S = 3.0, 1.0

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
    ``of_agencies`` says which streams of a case hold what is one agency's own; ``case_rows`` tables of its listeners.
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
    of_agencies: OfAgencies = NOTHING_OF_AGENCIES
    case_rows: Sequence[str] = ()
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
    _chassis_step("chassis_0007_untold_cases", "schema/0007_untold_cases.sql"),
    _chassis_step("chassis_0008_case_reads", "schema/0008_case_reads.sql"),
    _chassis_step("chassis_0009_append_by_command", "schema/0009_append_by_command.sql"),
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
    poll_s: float = POLL_S
    """How late it may learn of what others do in its database, such as what another replica has appended."""
    service: Service = field(init=False)
    log: TellingLog = field(init=False)
    ground: Ground = field(init=False)
    projector: Projector = field(init=False)
    watchdog: Watchdog = field(init=False)
    reads: CaseReads = field(init=False)
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
        store = EventStore(connections, dsn, poll_s=self.poll_s)
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
        self.watchdog = Watchdog(self.name, connections, look_s=max(LOOK_S, self.poll_s))
        await store.start()
        self._stack.push_async_callback(store.stop)
        untold = UntoldCases(connections)
        self.log = TellingLog(self.name, store, keys, self.service.tell, untold=untold)
        self.reads = CaseReads(connections, self.clock)
        self._stack.push_async_callback(self.reads.close)
        self.projector = Projector(store, keys, connections, self.service.projections)

    async def open_doors(self, source: EventSource, relay: Relay | None = None) -> None:
        """Follow what is told, tell, keep the read models, and answer calls."""
        with speaking_as(self.name):
            await self._open_doors(source, relay)

    async def _open_doors(self, source: EventSource, relay: Relay | None) -> None:
        self._healthy = health.aio.HealthServicer()
        self._keep_running("watchdog", self.watchdog.run())
        self._keep_running("reads", self.reads.run())
        for projection in self.service.projections:
            self._keep_running(projection.name, self.projector.run(projection))
        for door in self.service.doors:
            listening = source.listen(
                door.listener, door.services, door.take, page_max=door.page_max
            )
            self._keep_running(door.listener, listening)
        if relay is not None:
            self._keep_running("relay", relay.run())
        watched = Watched(
            self.name, self.ground.store, self.ground.pool, self.projector, self.service.doors, source,
            relay, gauges=self._gauges(),
        )  # fmt: skip
        watch = Watch(watched, self._healthy, self.patience)
        self._keep_running("watch", watch.run())
        self._stack.push_async_callback(_cancelled, self._tasks)
        history = HistoryDoor(
            self.name, self.ground.store, self.ground.keys, projector=self.projector, source=source,
            doors=self.service.doors, untold=self.log.untold, relay=relay, of_agencies=self.service.of_agencies,
            reads=self.reads, relations=Relations(self.ground.pool),
        )  # fmt: skip
        server = await self._serve(history, self._operations(watch))
        self._stack.push_async_callback(server.stop, STOP_S)
        self._stack.callback(self.service.ending)

    def _gauges(self) -> Mapping[str, Callable[[], float]]:
        """What else is watched; a service with timers begins to fire them."""
        gauges = {
            "oldest_transaction": lambda: self.watchdog.watched.oldest_transaction_s,
            "gate_wait": lambda: self.watchdog.watched.gate_wait_s,
            "oldest_unkept_read": self.reads.oldest_waiting_s,
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

    def _operations(self, watch: Watch) -> OperationsDoor:
        ground = self.ground
        parked = ParkedEvents(
            self.service.doors, ground.pool, ground.store, keys=ground.keys, clock=ground.clock
        )
        unreadable = UnreadableMessages(ground.pool, ground.store, ground.keys, ground.clock)
        untold = UntoldDecisions(self.log, ground.store, ground.keys, ground.clock)
        standing = StandingOf(self.name, ground.store, watch, ground.timers, self.reads)
        return OperationsDoor(parked, unreadable, untold, clock=ground.clock, watched=standing)

    def _guard(self) -> Guard:
        """Raises ``UnlistedMethod`` when the tables and the methods are not the same."""
        own = self.service
        rows = whole_table(own.apis, own.access, drafts=own.drafts is not None)
        known, ended = Relations(self.ground.pool), self.packs.successions
        return Guard(rows, known, self.ground.clock, own.not_found, successions=ended)

    async def _serve(self, history: HistoryDoor, operations: OperationsDoor) -> grpc.aio.Server:
        own, tokens = self.service, self.tokens or ExampleTokens(self.settings.token_key_bytes)
        drafts = DraftsDoor(own.drafts) if own.drafts is not None else None
        server = await with_servicers(
            Doorkeeper(tokens, self._guard(), self.reads.note, self.limits), self.limits, self._healthy,
            add=(own.register, *every_service(history, operations, drafts)), apis=own.apis,
            drafts=drafts is not None,
        )  # fmt: skip
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
