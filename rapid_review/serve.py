"""One part of a region as a process of its own: a service between its database and Kafka, or the portal.

    settings from the environment ── database ── relay and listeners on Kafka ── gRPC door ── until a signal

Exit status: 0 stopped as asked; 1 something ended by itself, start it again; 2 it cannot start as it is set up.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack

import asyncpg
import structlog

from chassis.database import is_passing
from chassis.kafka.relay import Relay
from chassis.kafka.source import KafkaSource
from chassis.migrations import CannotMigrate
from chassis.openid.identity_provider import IdentityProvider
from chassis.openid.settings import IdentitySettings
from chassis.rules.rule_packs import PackError, RulePacks
from chassis.run import RunningService
from chassis.settings import KafkaSettings, SettingsWrong, TlsSettings, key_of
from chassis.telemetry.export import CannotTell
from chassis.telemetry.logs import where
from contracts.topics import TOPICS
from rapid_review.event_loop import event_loop, settle
from rapid_review.signals import stopped_by_signals
from rapid_review.starts import STARTS
from rapid_review.tracing import part_watched

EXIT_CLEAN, EXIT_ENDED, EXIT_CANNOT_START = 0, 1, 2
DATABASE_WITHIN_S, DATABASE_DELAY_S = 60.0, 1.0

_log = structlog.get_logger(__name__)


class CannotServe(Exception):
    """A part cannot start as it is set up; the message is one plain sentence."""


def main(name: str) -> int:
    """Run one service until it is asked to stop; gives the exit status."""
    try:
        with part_watched(name), asyncio.Runner(loop_factory=event_loop()) as runner:
            return runner.run(serve(name))
    except (CannotServe, CannotTell, CannotMigrate, PackError, SettingsWrong) as problem:
        print(problem, file=sys.stderr)
        return EXIT_CANNOT_START
    except Exception as fault:  # noqa: BLE001 - what a library says could repeat a password
        print(f"{name} ended by a fault: {type(fault).__name__}.", file=sys.stderr)
        _log.error("serve.fault", service=name, **where(fault))
        return EXIT_ENDED


async def serve(name: str) -> int:
    """One service, from its settings to its end."""
    kafka, tls, packs = KafkaSettings(), TlsSettings(), RulePacks.load()
    service = STARTS[name](packs)
    service.tls = tls
    provider = _identity_provider(service, packs)
    if tls.mode == "off":
        _log.warning("serve.without_tls", service=name, address=service.settings.grpc_address)
    stop = asyncio.Event()
    try:
        async with AsyncExitStack() as stack:
            stack.enter_context(stopped_by_signals(stop))
            if provider is not None:
                await stack.enter_async_context(provider.kept_fresh())
            await _lay_ground(service)
            await service.open_doors(
                KafkaSource(kafka, service.ground.pool), _relay(service, kafka)
            )
            print(f"{name} is ready at {service.settings.grpc_address}", flush=True)
            settle()
            return await _until_stopped(stop, service)
    finally:
        await service.close()


def _identity_provider(service: RunningService, packs: RulePacks) -> IdentityProvider | None:
    """The provider whose people may call; without one they are example people, for whom there is a key."""
    provider = IdentityProvider.of(IdentitySettings(), packs.codes())
    if provider is not None:
        service.tokens = provider.people
    else:
        key_of(service.settings, "token_key")
    return provider


def _relay(service: RunningService, kafka: KafkaSettings) -> Relay | None:
    if service.name not in TOPICS:
        return None
    dsn = service.settings.database_dsn.get_secret_value()
    return Relay(service.log, service.ground.pool, dsn, kafka)


async def _lay_ground(service: RunningService) -> None:
    """Wait for a database that is still starting, but not for ever."""
    until = asyncio.get_running_loop().time() + DATABASE_WITHIN_S
    while True:
        try:
            return await service.lay_ground()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            # An address that is none, a server that cannot be trusted: both are a ValueError, too.
            lasts = isinstance(error, ValueError) or not is_passing(error)
            if lasts or asyncio.get_running_loop().time() > until:
                raise CannotServe(
                    f"The database of {service.name} cannot be used: {type(error).__name__}."
                ) from None
        await asyncio.sleep(DATABASE_DELAY_S)


async def _until_stopped(stop: asyncio.Event, service: RunningService) -> int:
    ways = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(service.ended.wait())]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    return EXIT_CLEAN if stop.is_set() else EXIT_ENDED
