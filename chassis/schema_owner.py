"""What the owner of a service's database does to it before the service may start: steps, then grants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chassis.database import connect
from chassis.grants import Grants, grant, wrong
from chassis.migrations import Migration, migrate, pending

LOCK_WITHIN_MS = 30_000
"""A step that waits for longer behind somebody's transaction gives up: all appends would wait behind it."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a service: the series of steps that make them, and what the application may do on its own."""

    series: Sequence[Sequence[Migration]]
    grants: Grants = field(default_factory=dict)


async def prepare(owner_dsn: str, role: str, schema: Schema) -> None:
    """Bring a database up to date and let the application's role in; a repeat changes nothing.

    Raises ``CannotMigrate``.
    """
    connection = await connect(owner_dsn, server_settings={"lock_timeout": str(LOCK_WITHIN_MS)})
    try:
        for steps in schema.series:
            await migrate(connection, steps)
        await grant(connection, role, schema.grants)
    finally:
        await connection.close()


async def missing(owner_dsn: str, role: str, schema: Schema) -> list[str]:
    """What ``prepare`` would do: names of steps, and of things whose grants differ. Changes nothing."""
    connection = await connect(owner_dsn)
    try:
        steps = [step.name for one in schema.series for step in await pending(connection, one)]
        differing = await wrong(connection, role, schema.grants)
        return steps + [f"grants on {thing}" for thing in differing]
    finally:
        await connection.close()
