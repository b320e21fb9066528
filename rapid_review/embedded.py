"""The whole platform in one process: the database of its wheel, six services, and the web page.

    data folder ── keys ── database ── six services on their ground ── doors ── web page ── examples

Everything opens in this order and closes in the reverse one. The services follow each other's logs in
process; nothing else differs from a region of several machines.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import uvicorn

from chassis.delivery.event_source import FollowLogs
from chassis.migrations import CannotMigrate
from chassis.rules.rule_packs import PackError, RulePacks
from chassis.run import RunningService
from chassis.schema_owner import prepare
from chassis.settings import SettingsWrong, TelemetrySettings
from chassis.telemetry.export import CannotTell, exporting
from chassis.telemetry.logs import configure_logs, take_over_libraries
from chassis.telemetry.traces import speaking_as
from portal.main import Doors, ExamplePerson, SignInLimits, build, front_door
from rapid_review.data_folder import CannotUseFolder, make_data_folder
from rapid_review.event_loop import event_loop, settle
from rapid_review.names import names_in
from rapid_review.people import load_people
from rapid_review.postgres.embedded import CannotStart, DataFolderInUse, EmbeddedPostgres
from rapid_review.settings import LOOPBACK, SERVICES, PlatformSettings
from rapid_review.signals import stopped_by_signals
from rapid_review.starts import REPORTING, SCHEMAS, STARTS
from rapid_review.worked_examples import WorkedExamples

EXIT_CLEAN, EXIT_DATABASE_ENDED, EXIT_CANNOT_START = 0, 1, 2
LOOK_S = 1.0
ALONE_POLL_S = 5.0
"""Nobody else appends to the logs of this mode; what appends here is known at once."""
EVERY_TRY = 1_000_000
KEY_BYTES = 32


class CannotRun(Exception):
    """The platform cannot start; the message is one plain sentence."""


CANNOT_START = (CannotRun, CannotUseFolder, CannotStart, CannotMigrate, DataFolderInUse, PackError)


class DatabaseEnded(Exception):
    """The database ended under the running platform; nothing that was answered is lost."""

    def __init__(self) -> None:
        super().__init__("The database ended by itself. Start Rapid Review again; nothing is lost.")


def main(settings: PlatformSettings) -> int:
    """Run on the fastest event loop that the machine has; gives the exit status."""
    take_over_libraries()
    try:
        with (
            exporting(TelemetrySettings(), "rapid-review"),
            asyncio.Runner(loop_factory=event_loop()) as runner,
        ):
            return runner.run(run_platform(settings))
    except (SettingsWrong, CannotTell) as problem:
        print(problem, file=sys.stderr)
        return EXIT_CANNOT_START


async def run_platform(settings: PlatformSettings) -> int:
    """Run until SIGINT or SIGTERM; gives the exit status. What prevents a start is said in one sentence."""
    configure_logs(level=getattr(logging, settings.log_level.upper()))
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        try:
            async with platform(settings, stop) as database:
                if not stop.is_set():
                    print(f"Rapid Review is ready at http://{LOOPBACK}:{settings.port}", flush=True)
                    settle()
                await _until_stopped(stop, database)
        except DatabaseEnded as problem:
            print(problem, file=sys.stderr)
            return EXIT_DATABASE_ENDED
        except CANNOT_START as problem:
            print(problem, file=sys.stderr)
            return EXIT_CANNOT_START
    return EXIT_CLEAN


@asynccontextmanager
async def platform(
    settings: PlatformSettings, stop: asyncio.Event
) -> AsyncIterator[EmbeddedPostgres]:
    """The running platform; inside the block every door answers and the examples are there."""
    _must_be_free(settings)
    packs = RulePacks.load()
    make_data_folder(settings.data)
    examples = WorkedExamples(settings)
    async with AsyncExitStack() as stack:
        database = await EmbeddedPostgres.start(settings.data / "postgres")
        stack.push_async_callback(database.stop)
        services = await _services(settings, packs, database, stack)
        logs = {service.name: service.log for service in services}
        for service in services:
            await service.open_doors(FollowLogs(logs, service.ground.pool))
        await _front_door(settings, packs, stack)
        await examples.load(stop)
        yield database


async def _until_stopped(stop: asyncio.Event, database: EmbeddedPostgres) -> None:
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_S)
        if not database.is_running and not stop.is_set():
            raise DatabaseEnded


async def _services(
    settings: PlatformSettings,
    packs: RulePacks,
    database: EmbeddedPostgres,
    stack: AsyncExitStack,
) -> list[RunningService]:
    master_key, token_key = _key(settings.master_key_file), _key(settings.token_key_file)
    owners = {name: door for name, door in settings.doors.items() if name != REPORTING}
    running = []
    for name, start in STARTS.items():
        await database.ensure_database(name)
        await database.ensure_role(role := f"{name}_service")
        await prepare(database.dsn(name), role, SCHEMAS[name])
        more = {"owners": owners} if name == REPORTING else {}
        service = start(
            packs, database_dsn=database.dsn(name, role), grpc_address=settings.doors[name],
            master_key=master_key.hex(), token_key=token_key.hex(), **more,
        )  # fmt: skip
        service.poll_s = ALONE_POLL_S
        stack.push_async_callback(service.close)
        running.append(service)
    try:
        # When one cannot, the others are stopped before anything is closed under them.
        async with asyncio.TaskGroup() as group:
            for service in running:
                group.create_task(service.lay_ground())
    except ExceptionGroup as problems:
        raise problems.exceptions[0] from None
    return running


async def _front_door(settings: PlatformSettings, packs: RulePacks, stack: AsyncExitStack) -> None:
    try:
        listening = socket.create_server((LOOPBACK, settings.port))
    except OSError as error:
        raise CannotRun(_port_sentence(settings.port, settings.port, error)) from None
    app = build(
        doors=Doors.at(settings.doors),
        packs=packs,
        people=[ExamplePerson(**dict(person)) for person in load_people().values()],
        token_key=_key(settings.token_key_file),
        limits=SignInLimits(
            EVERY_TRY, EVERY_TRY
        ),  # Only this machine comes here, and chooses example people.
        **names_in(packs),
    )
    server = front_door(app, host=LOOPBACK, port=settings.port, log_config=None, lifespan="on")
    # The platform listens to signals itself, so that everything closes in order.
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    with speaking_as("portal"):
        serving = asyncio.create_task(server.serve(sockets=[listening]))
    stack.push_async_callback(_served, server, serving)
    while not server.started:
        if serving.done():
            raise CannotRun(f"The web page cannot be served on port {settings.port}.")
        await asyncio.sleep(0.01)


async def _served(server: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    server.should_exit = True
    await asyncio.wait([serving])


def _must_be_free(settings: PlatformSettings) -> None:
    for port in range(settings.port, settings.port + len(SERVICES) + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                raise CannotRun(_port_sentence(port, settings.port, error)) from None


def _port_sentence(port: int, first: int, error: OSError) -> str:
    what = "The web page" if port == first else "A service's door"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{what} needs port {port} on {LOOPBACK}, which is in use; choose another with PORT=…"
        )
    return f"{what} cannot listen on port {port} of {LOOPBACK}: {os.strerror(error.errno or 0)}."


def _key(file: Path) -> bytes:
    """The key in ``file``, made on first use and readable by its owner only."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_hex(KEY_BYTES))
            new.flush()
            os.fsync(new.fileno())
    try:
        key = bytes.fromhex(file.read_text("ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CannotRun(f"The key file {file} does not hold {KEY_BYTES * 2} hexadecimal digits.")
    return key
