"""Running a region on this machine: PostgreSQL, Kafka, six services and the portal, each a process of its own.

    secrets ── certificates ── PostgreSQL, Kafka ── migrate, topics ── services ── portal ── examples

Everything opens in this order and closes in the reverse one. The parts and their settings are those of
docker-compose.yml; what operators look at (collector, Jaeger, Prometheus, Grafana) and the identity provider
do not run here.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from chassis.settings import SettingsWrong
from chassis.telemetry.logs import configure_logs, take_over_libraries
from rapid_review.data_folder import CannotUseFolder, make_data_folder
from rapid_review.event_loop import event_loop
from rapid_review.kafka.jars import NoKafka
from rapid_review.kafka.node import CannotStart as KafkaCannotStart
from rapid_review.kafka.node import LocalKafka
from rapid_review.kafka.server_settings import is_free
from rapid_review.postgres.embedded import CannotStart, DataFolderInUse, EmbeddedPostgres
from rapid_review.region import ground, sign_in
from rapid_review.region.compose_file import Part, parts_of
from rapid_review.region.places import PORTAL, PORTS, Places
from rapid_review.region.processes import PartFailed, RunningPart
from rapid_review.settings import LOOPBACK, SERVICES, PlatformSettings, read_tls
from rapid_review.signals import stopped_by_signals
from rapid_review.worked_examples import WorkedExamples

EXIT_CLEAN, EXIT_GROUND_ENDED, EXIT_CANNOT_START = 0, 1, 2
LOOK_S = 1.0
COMPOSE_FILE = ground.ROOT / "docker-compose.yml"


class CannotRunRegion(Exception):
    """The region cannot start; the message is one plain sentence."""


class GroundEnded(Exception):
    """PostgreSQL or Kafka has ended by itself under the running region."""


CANNOT_START = (
    CannotRunRegion, CannotUseFolder, ground.CannotPrepare, CannotStart, DataFolderInUse, KafkaCannotStart, NoKafka,
    PartFailed, SettingsWrong,
)  # fmt: skip


def main(settings: PlatformSettings) -> int:
    """Run until SIGINT or SIGTERM; gives the exit status."""
    configure_logs()
    take_over_libraries()
    with asyncio.Runner(loop_factory=event_loop()) as runner:
        return runner.run(run_region(settings))


async def run_region(settings: PlatformSettings) -> int:
    """Run until SIGINT or SIGTERM; what prevents a start is said in one sentence."""
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        try:
            async with region(settings, stop) as (database, kafka):
                if not stop.is_set():
                    print(f"Rapid Review is ready at http://{LOOPBACK}:{settings.port}", flush=True)
                await _until_stopped(stop, database, kafka)
        except GroundEnded as problem:
            print(problem, file=sys.stderr)
            return EXIT_GROUND_ENDED
        except CANNOT_START as problem:
            print(problem, file=sys.stderr)
            return EXIT_CANNOT_START
    return EXIT_CLEAN


@asynccontextmanager
async def region(
    settings: PlatformSettings, stop: asyncio.Event
) -> AsyncIterator[tuple[EmbeddedPostgres, LocalKafka]]:
    """The running region; inside the block every door answers and the examples are there."""
    places = Places(settings.port, settings.data)
    parts = parts_of(COMPOSE_FILE)
    _must_be_possible(places)
    make_data_folder(places.data)
    examples = WorkedExamples(settings)
    for name in ("logs", "traces"):
        places.folder(name).mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        ground.make_secrets(places)
        ground.make_certificates(places)
        database = await ground.start_postgres(places)
        stack.push_async_callback(database.stop)
        kafka = ground.kafka(places)
        stack.callback(kafka.stop)
        await asyncio.to_thread(kafka.start)
        await _once(places, parts)
        await _serving(places, parts, stack)
        if not sign_in.is_wanted():  # The services take no token of example people then.
            await examples.load(stop, read_tls(settings))
        yield database, kafka


async def _once(places: Places, parts: Mapping[str, Part]) -> None:
    """What is done once before the services start."""
    for name in ("migrate", "topics"):
        ground.give_secrets(places, parts[name])
    await asyncio.gather(
        *(RunningPart(places, parts[name]).once() for name in ("migrate", "topics"))
    )


async def _serving(places: Places, parts: Mapping[str, Part], stack: AsyncExitStack) -> None:
    """The services and the portal; each is looked after for as long as the region lasts."""
    processes = [RunningPart(places, parts[name]) for name in (*SERVICES, PORTAL)]
    tasks: list[asyncio.Task[None]] = []
    stack.push_async_callback(_stopped, processes, tasks)
    for process in processes:
        ground.give_secrets(places, process.part)
        process.start()
    for process in processes:
        await process.ready()
    tasks += [asyncio.create_task(process.looked_after()) for process in processes]


async def _stopped(processes: list[RunningPart], tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.gather(*(process.stop() for process in reversed(processes)))


async def _until_stopped(
    stop: asyncio.Event, database: EmbeddedPostgres, kafka: LocalKafka
) -> None:
    while not stop.is_set():
        for name, ground_part in (("PostgreSQL", database), ("Kafka", kafka)):
            if not ground_part.is_running and not stop.is_set():
                raise GroundEnded(
                    f"{name} ended by itself. Start the region again; nothing is lost."
                )
        try:
            async with asyncio.timeout(LOOK_S):
                await stop.wait()
        except TimeoutError:
            continue


def _must_be_possible(places: Places) -> None:
    if (places.data / "postgres").exists() and not (places.data / "secrets").exists():
        raise CannotRunRegion(
            f"The folder {places.data} holds a platform in one process; choose another with DATA=…"
        )
    for port in range(places.port, places.port + PORTS):
        if not is_free(port):
            raise CannotRunRegion(
                f"The region needs the ports {places.port} to {places.port + PORTS - 1} of {LOOPBACK},"
                f" and {port} is in use; choose others with PORT=…"
            )
