"""The application adds to history and reads it; PostgreSQL refuses it everything else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from chassis.database import Connection
from chassis.grants import CHASSIS, Thing, grant, held, intended, wrong
from chassis.migrations import CannotMigrate
from chassis.schema_owner import missing, prepare
from chassis.store.event_store import EventStore
from rapid_review.starts import SCHEMAS
from tests.support.roles import TwoRoles, two_roles
from tests.support.sealed import events_of

pytestmark = pytest.mark.integration

S, I, U, D, T = "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"  # noqa: E741 - a table of letters reads best
# Written out once more and by hand, so that who adds a table or a privilege says so here.
CHASSIS_TABLES = {
    "append_gate": {U},
    "case_keys": {S, I, U},
    "case_reads": {S, I},
    "case_relations": {S, I, U, D},
    "drafts": {S, I, U, D},
    "inbox": {S, I, U, D},
    "listener_positions": {S, I, U, D},
    "listener_generations": {S, I, U, D},
    "parked": {S, I, U, D},
    "readmodel_positions": {S, I, U},
    "relay": {S, U},
    "relay_cases": {S, I, U, D},
    "untold_cases": {S, I, U, D},
    "relay_partitions": {S, I, U, D},
    "restored_cases": {S, I, U, D},
    "schema_migrations": {S},
    "stored_events": {S, I},
    "stored_snapshots": {S, I, U},
    "timers": {S, I, U, D},
    "unreadable": {S, I, D},
}
READ_MODEL = {S, I, U, D, T}
OWN_TABLES = {
    "referral": {
        "case_references": {S, I},
        "awaiting_decision": READ_MODEL,
        "awaiting_agreement": READ_MODEL,
        "not_agreed": READ_MODEL,
    },
    "review": {
        "live_reviews": READ_MODEL,
        "kept_reviews": READ_MODEL,
        "erased_cases": READ_MODEL,
        "cases_without_review": READ_MODEL,
    },
    "submissions": {
        "outstanding_returns": READ_MODEL,
        "case_returns": READ_MODEL,
        "practitioner_support": {S, I},
    },
    "learning": {
        "open_actions": READ_MODEL,
        "recommending_cases": READ_MODEL,
        "case_themes": READ_MODEL,
        "theme_actions": READ_MODEL,
        "pinned_packs": READ_MODEL,
    },
    "notifications": {
        "mailbox": {S, I},
        "address_book": {S, I, U, D},
        "undelivered": READ_MODEL,
        "involved_agencies": READ_MODEL,
        "announcements": READ_MODEL,
        "messages": READ_MODEL,
        "open_tasks": READ_MODEL,
        "contact_routes": READ_MODEL,
        "milestone_days": READ_MODEL,
        "pinned_packs": READ_MODEL,
    },
    "reporting": {
        "board_revision": {S, U},
        "case_revisions": {S, I, U},
        "case_board": READ_MODEL,
        "case_access": READ_MODEL,
        "case_agencies": READ_MODEL,
        "case_milestones": READ_MODEL,
        "case_actions": READ_MODEL,
        "case_timeline": READ_MODEL,
    },
}


@pytest.fixture
async def roles() -> AsyncIterator[TwoRoles]:
    async with two_roles("notifications") as roles:
        yield roles


@pytest.fixture
async def application(roles: TwoRoles) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(roles.application)
    yield connection
    await connection.close()


@pytest.fixture
async def owner(roles: TwoRoles) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(roles.owner)
    yield connection
    await connection.close()


REFUSED = [
    "UPDATE stored_events SET actor = 'somebody'",
    "UPDATE stored_events SET state = '' WHERE false",
    "DELETE FROM stored_events",
    "DELETE FROM stored_events WHERE false",
    "TRUNCATE stored_events",
    "TRUNCATE stored_snapshots",
    "MERGE INTO stored_events e USING case_keys k ON e.case_id = k.case_id WHEN MATCHED THEN DELETE",
    "SELECT * FROM stored_events FOR UPDATE",
    "ALTER TABLE stored_events DISABLE TRIGGER ALL",
    "ALTER TABLE stored_events ADD COLUMN more text",
    "ALTER TABLE stored_events OWNER TO CURRENT_USER",
    "DROP TABLE stored_events",
    "DROP TRIGGER stored_events_append_only ON stored_events",
    "CREATE TRIGGER mine BEFORE INSERT ON stored_events EXECUTE FUNCTION refuse_change()",
    "CREATE RULE mine AS ON INSERT TO stored_events DO INSTEAD NOTHING",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP FUNCTION append_events_v3",
    "SET session_replication_role = replica",
    "SELECT set_config('session_replication_role', 'replica', false)",
    "CREATE TABLE mine (n int)",
    "CREATE TEMPORARY TABLE stored_events (n int)",
    "CREATE SCHEMA mine",
    "DELETE FROM case_keys",
    "DELETE FROM mailbox",
    "INSERT INTO append_gate DEFAULT VALUES",
    "UPDATE schema_migrations SET sha256 = ''",
    "INSERT INTO schema_migrations (name, sha256) VALUES ('0009_mine', '')",
    "GRANT UPDATE ON stored_events TO CURRENT_USER",
    "COPY stored_events TO PROGRAM 'true'",
]


@pytest.mark.parametrize("statement", REFUSED)
async def test_what_would_rewrite_history_is_refused(
    statement: str, application: Connection, owner: Connection
) -> None:
    if statement.startswith("GRANT"):
        # This is a warning in SQL; what counts is that nothing comes of it.
        await application.execute(statement)
        assert not await owner.fetchval(
            "SELECT has_table_privilege($1, 'stored_events', 'UPDATE')", await user(application)
        )
        return
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await application.execute(statement)


async def user(connection: Connection) -> str:
    return str(await connection.fetchval("SELECT current_user"))


async def test_the_application_appends_reads_and_looks_up(roles: TwoRoles) -> None:
    async with asyncpg.create_pool(roles.application, min_size=1) as pool:
        store = EventStore(pool, roles.application)
        await store.start()
        (first,) = events_of()
        await store.append([first], expected=0)
        await store.append(events_of(after=first), expected=1)
        await store.save_snapshot(first)
        await store.save_snapshot(first)

        assert [one.position for one in await store.log(after=0, limit=9)] == [1, 2]
        await store.stop()
        # What a writer asks when it has lost a connection: an end to its own sessions, and the standby.
        await pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
            " AND pid <> pg_backend_pid() AND application_name = 'nobody'"
        )
        await pool.execute("SELECT pg_logical_emit_message(true, 'rapid-review', '')")


@pytest.mark.parametrize("service", SCHEMAS)
async def test_the_grants_of_every_table_are_the_intended_ones(service: str) -> None:
    async with two_roles(service) as roles:
        connection = await asyncpg.connect(roles.owner)
        try:
            found = await held(connection, roles.role)
        finally:
            await connection.close()

    tables = {
        thing.name: set(privileges) for thing, privileges in found.items() if thing.kind == "TABLE"
    }
    assert tables == {**CHASSIS_TABLES, **OWN_TABLES[service]}
    others = {
        thing: set(privileges) for thing, privileges in found.items() if thing.kind != "TABLE"
    }
    assert {thing.kind for thing in others} == {"SCHEMA", "DATABASE", "FUNCTION", "SEQUENCE"}
    for thing, privileges in others.items():
        assert privileges == intended(thing, {}), thing


def test_the_list_names_no_table_that_is_not_there() -> None:
    assert CHASSIS.keys() == CHASSIS_TABLES.keys()


PLANTED = [
    "GRANT UPDATE ON stored_events TO {}",
    "GRANT UPDATE (actor) ON stored_events TO {}",
    "GRANT DELETE ON stored_events TO PUBLIC",
    "GRANT TRIGGER ON stored_events TO {}",
    "GRANT DELETE ON case_keys TO {}",
    "GRANT CREATE ON SCHEMA public TO {}",
    "REVOKE INSERT ON stored_events FROM {}",
    "REVOKE EXECUTE ON FUNCTION append_events_v3 FROM PUBLIC, {}",
    "CREATE TABLE later (n int)",
]


@pytest.mark.parametrize("statement", PLANTED)
async def test_a_grant_that_is_not_intended_is_caught_and_mended(
    statement: str, roles: TwoRoles, owner: Connection
) -> None:
    own = SCHEMAS["notifications"].grants
    assert await wrong(owner, roles.role, own) == {}
    await owner.execute(statement.format(roles.role))

    assert len(await wrong(owner, roles.role, own)) == 1
    assert len(await missing(roles.owner, roles.role, SCHEMAS["notifications"])) == 1

    await prepare(roles.owner, roles.role, SCHEMAS["notifications"])
    assert await wrong(owner, roles.role, own) == {}


async def test_a_repeat_writes_nothing(roles: TwoRoles, owner: Connection) -> None:
    versions = "SELECT xmin::text, oid FROM pg_class UNION ALL SELECT xmin::text, oid FROM pg_proc ORDER BY 2"
    before = await owner.fetch(versions)

    await grant(owner, roles.role, SCHEMAS["notifications"].grants)

    assert await owner.fetch(versions) == before


MIGHTY = [
    "ALTER ROLE {role} SUPERUSER",
    "ALTER ROLE {role} CREATEROLE",
    "GRANT {owner} TO {role}",
    "GRANT SET ON PARAMETER session_replication_role TO {role}",
    "GRANT pg_write_all_data TO {role}",
]


@pytest.mark.parametrize("statement", MIGHTY)
async def test_a_role_that_could_rewrite_history_is_refused(
    statement: str, roles: TwoRoles, owner: Connection
) -> None:
    mighty = await asyncpg.connect(roles.superuser)
    await mighty.execute(statement.format(role=roles.role, owner=await user(owner)))
    try:
        with pytest.raises(
            CannotMigrate, match=r"could rewrite history|more or less than it should"
        ):
            await prepare(roles.owner, roles.role, SCHEMAS["notifications"])
    finally:
        await mighty.execute(
            f"ALTER ROLE {roles.role} NOSUPERUSER;"
            f" REVOKE ALL ON PARAMETER session_replication_role FROM {roles.role}"
        )
        await mighty.close()


async def test_a_role_that_is_not_there_is_refused(roles: TwoRoles) -> None:
    with pytest.raises(CannotMigrate, match="The role nobody_we_know does not exist"):
        await prepare(roles.owner, "nobody_we_know", SCHEMAS["notifications"])


async def test_the_owner_cannot_be_the_application(roles: TwoRoles, owner: Connection) -> None:
    with pytest.raises(CannotMigrate, match="could rewrite history"):
        await prepare(roles.owner, await user(owner), SCHEMAS["notifications"])


def test_a_thing_is_quoted_as_sql_needs_it() -> None:
    assert str(Thing("TABLE", 'odd "name')) == 'TABLE "odd ""name"'
