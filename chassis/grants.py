"""What the application's role may do in a service's database; its owner's role gives it, and nothing else does.

The application adds to history and reads it. It cannot change it, nor remove the guard that would notice (ADR 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import asyncpg

from chassis.database import Connection
from chassis.migrations import CannotMigrate, take_turn

Privileges: TypeAlias = frozenset[str]
Grants: TypeAlias = Mapping[str, Privileges]

READ: Final = frozenset({"SELECT"})
ADD: Final = READ | {"INSERT"}
KEEP: Final = ADD | {"UPDATE"}
ALL: Final = KEEP | {"DELETE"}
DISPOSE: Final = ALL | {"TRUNCATE"}
"""For read models, whose rows are all thrown away and made again."""

CHASSIS: Final[Grants] = {
    "stored_events": ADD,
    "stored_snapshots": KEEP,
    "case_keys": KEEP,  # A destroyed key leaves its row.
    "append_gate": frozenset(
        {"UPDATE"}
    ),  # Its lock asks for this; there is no row and no column to change.
    "schema_migrations": READ,
    "inbox": ALL,
    "listener_positions": ALL,
    "listener_generations": ALL,
    "restored_cases": ALL,
    "parked": ALL,
    "case_relations": ALL,
    "case_reads": ADD,  # Who read a case cannot be changed afterwards by who answered.
    "unreadable": ALL - {"UPDATE"},
    "readmodel_positions": KEEP,
    "relay": frozenset({"SELECT", "UPDATE"}),
    "relay_partitions": ALL,
    "relay_cases": ALL,
    "untold_cases": ALL,
    "drafts": ALL,
    "timers": ALL,
}
"""The tables that every service has. A table that is neither here nor in a service's own list is a read model."""

MAINTAIN_SINCE: Final = 17
_OF_TABLES: Final = (*sorted(DISPOSE), "REFERENCES", "TRIGGER")
_OF_COLUMNS: Final = ("SELECT", "INSERT", "UPDATE", "REFERENCES")

# ruff: noqa: S608 - Put together from constants of this file, and names that the catalog gave and that are quoted.
# What extensions bring along is theirs.
_OURS: Final = (
    "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{0}'::regclass AND d.objid = o.oid"
    " AND d.deptype = 'e')"
)
_ON_TABLES: Final = f"""
    SELECT o.relname AS name, array_remove(array_agg(CASE WHEN has_table_privilege($1, o.oid, p)
        OR (p = ANY($3) AND has_any_column_privilege($1, o.oid, p)) THEN p END), NULL) AS held
    FROM pg_class o CROSS JOIN unnest($2::text[]) AS p
    WHERE o.relnamespace = current_schema()::regnamespace AND o.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND {_OURS.format("pg_class")} GROUP BY o.relname
"""
_ON_SEQUENCES: Final = f"""
    SELECT o.relname AS name, array_remove(array_agg(
        CASE WHEN has_sequence_privilege($1, o.oid, p) THEN p END), NULL) AS held
    FROM pg_class o CROSS JOIN unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) AS p
    WHERE o.relnamespace = current_schema()::regnamespace AND o.relkind = 'S'
        AND {_OURS.format("pg_class")} GROUP BY o.relname
"""
_ON_FUNCTIONS: Final = f"""
    SELECT o.oid::regprocedure::text AS name,
        CASE WHEN has_function_privilege($1, o.oid, 'EXECUTE') THEN ARRAY['EXECUTE'] ELSE '{{}}' END AS held
    FROM pg_proc o WHERE o.pronamespace = current_schema()::regnamespace
        AND o.prorettype <> 'trigger'::regtype AND {_OURS.format("pg_proc")}
"""
_ON_THE_REST: Final = """
    SELECT kind, name, array_remove(array_agg(CASE WHEN kind = 'SCHEMA' AND has_schema_privilege($1, name, p) THEN p
        WHEN kind = 'DATABASE' AND has_database_privilege($1, name, p) THEN p END), NULL) AS held
    FROM (VALUES ('SCHEMA', current_schema()::text, 'USAGE'), ('SCHEMA', current_schema()::text, 'CREATE'),
        ('DATABASE', current_database()::text, 'CONNECT'), ('DATABASE', current_database()::text, 'CREATE'),
        ('DATABASE', current_database()::text, 'TEMPORARY')) AS v (kind, name, p) GROUP BY kind, name
"""
_ROLE: Final = """
    SELECT rolsuper OR rolcreaterole OR pg_has_role(oid, current_user, 'MEMBER')
        OR has_parameter_privilege(oid, 'session_replication_role', 'SET') AS is_mighty
    FROM pg_roles WHERE rolname = $1
"""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something in a database on which privileges can be held, as GRANT names it."""

    kind: str
    name: str

    def __str__(self) -> str:
        """In SQL. The name of a function comes quoted from the catalog, with the types of its arguments."""
        return f"{self.kind} {self.name if self.kind == 'FUNCTION' else quoted(self.name)}"


def quoted(name: str) -> str:
    """A name in SQL."""
    return '"{}"'.format(name.replace('"', '""'))


async def held(connection: Connection, role: str) -> dict[Thing, Privileges]:
    """What a role may do with each thing in the database, however it came by it."""
    of_tables = [*_OF_TABLES, "MAINTAIN"] if _knows_maintain(connection) else [*_OF_TABLES]
    tables = await connection.fetch(_ON_TABLES, role, of_tables, list(_OF_COLUMNS))
    found = {Thing("TABLE", row["name"]): row["held"] for row in tables}
    for kind, query in (("SEQUENCE", _ON_SEQUENCES), ("FUNCTION", _ON_FUNCTIONS)):
        rows = await connection.fetch(query, role)
        found |= {Thing(kind, row["name"]): row["held"] for row in rows}
    rest = await connection.fetch(_ON_THE_REST, role)
    found |= {Thing(row["kind"], row["name"]): row["held"] for row in rest}
    return {thing: frozenset(privileges) for thing, privileges in found.items()}


def intended(thing: Thing, own: Grants) -> Privileges:
    """What the application's role should be able to do; ``own`` is a service's list of its tables."""
    match thing.kind:
        case "TABLE":
            return own.get(thing.name, CHASSIS.get(thing.name, DISPOSE))
        case "FUNCTION":
            return frozenset({"EXECUTE"})
        case "DATABASE":
            return frozenset({"CONNECT"})
        case _:
            return frozenset({"USAGE"})


async def wrong(connection: Connection, role: str, own: Grants) -> dict[Thing, Privileges]:
    """Every thing with which a role may do more or less than it should, and what it may do now."""
    await _must_be_plain(connection, role)
    return {
        thing: privileges
        for thing, privileges in sorted((await held(connection, role)).items())
        if privileges != intended(thing, own)
    }


async def grant(connection: Connection, role: str, own: Grants) -> None:
    """Give the application's role what it needs, and take away what it or everybody has beyond that.

    If there is nothing to do, this changes nothing. Raises ``CannotMigrate``, also when it keeps more than it should.
    """
    try:
        async with connection.transaction():
            await take_turn(connection)
            for thing in await wrong(connection, role, own):
                privileges = ", ".join(sorted(intended(thing, own)))
                await connection.execute(
                    f"REVOKE ALL ON {thing} FROM {quoted(role)};"
                    f"{_taken_from_all(thing)} GRANT {privileges} ON {thing} TO {quoted(role)}"
                )
            if left := await wrong(connection, role, own):
                raise CannotMigrate(
                    f"The role {role} may do more or less than it should on {', '.join(map(str, left))}:"
                    " see which roles it is a member of."
                )
    except asyncpg.PostgresError as error:
        reason = error.args[0] if error.args else type(error).__name__
        raise CannotMigrate(f"The role {role} cannot be granted what it needs: {reason}") from error


async def _must_be_plain(connection: Connection, role: str) -> None:
    is_mighty = await connection.fetchval(_ROLE, role)
    if is_mighty is None:
        raise CannotMigrate(f"The role {role} does not exist: create it first.")
    if is_mighty:
        raise CannotMigrate(
            f"The role {role} could rewrite history: the application needs a role that is no superuser,"
            " makes no roles, and is not (a member of) the owner's."
        )


def _taken_from_all(thing: Thing) -> str:
    """Everybody may go on connecting: that is for those to decide who own the server."""
    privileges = "CREATE, TEMPORARY" if thing.kind == "DATABASE" else "ALL"
    if thing.kind == "SCHEMA":
        privileges = "CREATE"
    return f"REVOKE {privileges} ON {thing} FROM PUBLIC;"


def _knows_maintain(connection: Connection) -> bool:
    return connection.get_server_version().major >= MAINTAIN_SINCE
