"""Forward-only changes of a database's tables, each applied once and never edited afterwards.

Promises:
- a step and the note that it was applied are one transaction: both are kept, or neither is;
- several replicas may start at once: each step is applied by one of them, the others wait for it;
- a step whose text has changed since it was applied is refused, and so is one that was put in
  before a step that is already applied: databases would differ in ways that nobody can see;
- steps in the database that this version does not know are left alone, so that an older replica can
  still start while a newer one is being rolled out.

A step cannot hold what PostgreSQL refuses inside a transaction, such as CREATE INDEX CONCURRENTLY.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import asyncpg

from chassis.database import Connection

# Any number will do as long as nothing else in the database locks the same; locks are per database.
_LOCK = int.from_bytes(hashlib.sha256(b"chassis.migrations").digest()[:8], signed=True)
_FILE_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.sql")

_APPLIED = "SELECT name, sha256 FROM schema_migrations"
_CREATE_NOTES = """
    CREATE TABLE IF NOT EXISTS schema_migrations (
        name text PRIMARY KEY,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
    )
"""
_NOTE = "INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)"


class CannotMigrate(Exception):
    """A step is refused or fails; it and all after it have not been applied."""


class NotMigrated(CannotMigrate):
    """The database is not ready for this version; the message is one plain sentence."""


@dataclass(frozen=True)
class Migration:
    """One step: its name, which also says its place in the order, and its SQL."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the text, by which a later edit is noticed."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @classmethod
    def from_folder(cls, package: str, folder: str) -> tuple[Migration, ...]:
        """Read all steps of a folder inside a package, files named ``0001_words.sql``, in order."""
        files = importlib.resources.files(package).joinpath(folder).iterdir()
        steps = [cls._read(file) for file in files if file.name.endswith(".sql")]
        steps.sort(key=lambda step: step.name)
        for earlier, later in itertools.pairwise(steps):
            if earlier.name[:4] == later.name[:4]:
                raise ValueError(f"Two steps have one number: {earlier.name} and {later.name}.")
        return tuple(steps)

    @classmethod
    def from_file(cls, package: str, file: str) -> Migration:
        """Read one step from a file inside a package, such as ``migrations/0001_words.sql``."""
        return cls._read(importlib.resources.files(package).joinpath(file))

    @classmethod
    def _read(cls, file: Traversable) -> Migration:
        if not _FILE_NAME.fullmatch(file.name):
            raise ValueError(f"A step's file is named like 0001_words.sql, not {file.name}.")
        return cls(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))


async def migrate(connection: Connection, steps: Sequence[Migration]) -> None:
    """Apply the steps that the database does not have yet, in the given order.

    If there is nothing to do, this is one query. The connection must not be in a transaction.
    """
    if connection.is_in_transaction():
        raise ValueError("Each step has its own transaction, but the connection is in one already.")
    for step in await pending(connection, steps):
        await _apply(connection, step, steps)


async def pending(connection: Connection, steps: Sequence[Migration]) -> list[Migration]:
    """The steps that the database does not have yet. Raises ``CannotMigrate`` as ``migrate`` would."""
    if len({step.name for step in steps}) < len(steps):
        raise ValueError("Two steps have the same name.")
    try:
        applied = await connection.fetch(_APPLIED)
    except asyncpg.UndefinedTableError:
        applied = []
    return _pending(steps, applied)


async def must_be_migrated(
    connection: Connection, steps: Sequence[Migration], service: str
) -> None:
    """Raise ``NotMigrated`` unless the database has every step and lets us read which."""
    try:
        missing = await pending(connection, steps)
    except asyncpg.InsufficientPrivilegeError:
        lack = "does not let its application's role in"
    else:
        if not missing:
            return
        lack = f"lacks the step {missing[0].name}"
    raise NotMigrated(
        f"The database of {service} {lack}: run rapid-review migrate {service} first."
    )


async def take_turn(connection: Connection) -> None:
    """Until the end of the transaction, be the only one who changes what belongs to the owner."""
    await connection.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _pending(steps: Sequence[Migration], applied: Iterable[asyncpg.Record]) -> list[Migration]:
    """The steps still to be applied; refuses a history that does not fit them."""
    known: dict[str, str] = {row["name"]: row["sha256"] for row in applied}
    pending: list[Migration] = []
    for step in steps:
        if step.name not in known:
            pending.append(step)
        elif known[step.name] != step.sha256:
            raise CannotMigrate(
                f"The step {step.name} was changed after it had been applied: "
                "restore its text and write a new step."
            )
        elif pending:
            raise CannotMigrate(
                f"The step {pending[0].name} comes before {step.name}, which is already applied: "
                "give it a later number."
            )
    return pending


async def _apply(connection: Connection, step: Migration, steps: Sequence[Migration]) -> None:
    """Apply one step, unless another replica did so while we waited for our turn."""
    try:
        async with connection.transaction():
            await take_turn(connection)
            await connection.execute(_CREATE_NOTES)
            if step not in _pending(steps, await connection.fetch(_APPLIED)):
                return
            await connection.execute(step.sql)
            if not connection.is_in_transaction():
                raise CannotMigrate(f"The step {step.name} ends its transaction itself.")
            await connection.execute(_NOTE, step.name, step.sha256)
    except asyncpg.PostgresError as error:
        reason = error.args[0] if error.args else type(error).__name__
        raise CannotMigrate(f"The step {step.name} cannot be applied: {reason}") from error
