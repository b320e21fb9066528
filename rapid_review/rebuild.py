"""``rapid-review rebuild``: make the rows of a view anew, beside the service, which may go on running.

    settings of the service, or the data folder ── its ground, doors closed ── chassis/rebuild.py, view after view

Exit status: 0 rebuilt; 1 refused, nothing was changed; 2 wrong settings, or database or brokers cannot be used.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from aiokafka.errors import KafkaError

from chassis.delivery.rows_door import RowsDoor
from chassis.delivery.told_so_far import LogsSoFar, ToldSoFar
from chassis.kafka.so_far import TopicsSoFar
from chassis.kafka.told_topic import TopicMissing
from chassis.migrations import CannotMigrate
from chassis.rebuild import CannotRebuild, Rebuild
from chassis.rules.rule_packs import RulePacks
from chassis.run import RunningService
from chassis.settings import KafkaSettings, SettingsWrong
from rapid_review.beside import BesideSettings, is_in_region
from rapid_review.postgres.attached import attached
from rapid_review.postgres.embedded import CannotStart
from rapid_review.settings import PlatformSettings
from rapid_review.starts import REPORTING, STARTS

EXIT_DONE, EXIT_REFUSED, EXIT_CANNOT = 0, 1, 2

Told = Callable[[Sequence[str]], ToldSoFar]


@dataclass(frozen=True, slots=True)
class Standing:
    """A service on its ground with its doors closed, the owner's address, and what it was told so far."""

    service: RunningService
    owner_dsn: str
    told: Told


def main(name: str, view: str | None, settings: PlatformSettings, *, with_less: bool) -> int:
    """Rebuild one view of a service, or all; gives the exit status."""
    try:
        for done in asyncio.run(_rebuild(name, view, settings, with_less=with_less)):
            print(f"{done} is rebuilt.")
    except CannotRebuild as problem:
        return _said(problem, EXIT_REFUSED)
    except (SettingsWrong, CannotStart, CannotMigrate) as problem:
        return _said(problem, EXIT_CANNOT)
    except TopicMissing as missing:
        return _said(f"The topic {missing} is not there; nothing was changed.", EXIT_CANNOT)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, KafkaError) as error:
        return _said(f"{name} cannot be rebuilt now: {type(error).__name__}.", EXIT_CANNOT)
    return EXIT_DONE


async def _rebuild(
    name: str, view: str | None, settings: PlatformSettings, *, with_less: bool
) -> list[str]:
    standing = _in_region(name) if is_in_region(name) else _embedded(name, settings)
    async with standing as one:
        return await rebuilt(one, view, with_less=with_less)


async def rebuilt(standing: Standing, view: str | None, *, with_less: bool = False) -> list[str]:
    """Rebuild a view, or all that can be rebuilt; gives their names. Raises ``CannotRebuild``."""
    ground, service = standing.service.ground, standing.service.service
    rebuild = Rebuild(standing.owner_dsn, ground.store, ground.keys, ground.clock)
    done = []
    for projection in service.projections:
        if view == projection.name or (view is None and projection.tables):
            await rebuild.readmodel(projection)
            done.append(projection.name)
    for door in service.doors:
        if view == door.listener and not isinstance(door, RowsDoor):
            raise CannotRebuild(
                f"{door.listener} has no rows to rebuild: what it was told had its effect, and is not sent again."
            )
        if isinstance(door, RowsDoor) and view in {None, door.listener}:
            await rebuild.listener(door, standing.told(door.services), with_less=with_less)
            done.append(door.listener)
    if not done:
        known = [one.name for one in service.projections] + [one.listener for one in service.doors]
        raise CannotRebuild(f"{service.name} has no view {view}; it has {', '.join(known)}.")
    return done


@asynccontextmanager
async def _in_region(name: str) -> AsyncIterator[Standing]:
    """The service with its settings from the environment; what it is told comes from Kafka."""
    service, owner = STARTS[name](RulePacks.load()), BesideSettings.of(name).owner
    try:
        await service.lay_ground()
        yield Standing(service, owner, lambda services: TopicsSoFar(KafkaSettings(), services))
    finally:
        await service.close()


@asynccontextmanager
async def _embedded(name: str, settings: PlatformSettings) -> AsyncIterator[Standing]:
    """The service on the database of the data folder; it follows the logs of the others there."""
    keys = {
        "master_key": settings.master_key_file.read_text("ascii").strip(),
        "token_key": settings.token_key_file.read_text("ascii").strip(),
    }
    async with attached(settings.data / "postgres") as dsn, AsyncExitStack() as stack:
        grounds: dict[str, RunningService] = {}
        for one, start in STARTS.items():
            more: dict[str, Any] = {"owners": {}} if one == REPORTING else {}
            grounds[one] = service = start(
                RulePacks.load(), database_dsn=dsn(one), grpc_address=settings.doors[one], **keys, **more
            )  # fmt: skip
            stack.push_async_callback(service.close)
            await service.lay_ground()
        yield Standing(
            grounds[name], dsn(name), lambda services: LogsSoFar([grounds[one].log for one in services])
        )  # fmt: skip


def _said(problem: object, status: int) -> int:
    print(problem, file=sys.stderr)
    return status
