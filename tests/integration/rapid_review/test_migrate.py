"""Migrating is a command of the owner's; a service does none of it, and says in one sentence what is missing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from rapid_review import migrate
from rapid_review.starts import SCHEMAS
from tests.support.database import run_script
from tests.support.free_ports import free_ports
from tests.support.roles import TwoRoles, two_roles
from tests.support.service import MASTER_KEY, TOKEN_KEY

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def roles(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TwoRoles]:
    """The database of the review service, empty, and both addresses in the environment."""
    async with two_roles(prepared=False) as roles:
        monkeypatch.setenv("RAPID_REVIEW_REVIEW_OWNER_DSN", roles.owner)
        monkeypatch.setenv("RAPID_REVIEW_REVIEW_DATABASE_DSN", roles.application)
        yield roles


async def migrated(*services: str, check: bool = False) -> int:
    """Run the command as its own loop would."""
    return await asyncio.to_thread(migrate.main, services, check=check)


async def test_without_the_owners_address_it_is_refused(
    roles: TwoRoles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("RAPID_REVIEW_REVIEW_OWNER_DSN")

    assert await migrated("review") == migrate.EXIT_CANNOT
    assert capsys.readouterr().err == (
        "review: The setting RAPID_REVIEW_REVIEW_OWNER_DSN is missing.\n"
    )


async def test_the_application_cannot_migrate(
    roles: TwoRoles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAPID_REVIEW_REVIEW_OWNER_DSN", roles.application)

    assert await migrated("review") == migrate.EXIT_CANNOT
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "could rewrite history" in said


async def test_a_database_without_its_role_is_refused(
    roles: TwoRoles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(
        "RAPID_REVIEW_REVIEW_DATABASE_DSN", "postgresql://not_there@127.0.0.1/review"
    )

    assert await migrated("review") == migrate.EXIT_CANNOT
    assert "The role not_there does not exist: create it first." in capsys.readouterr().err


async def test_no_address_reaches_the_screen(
    roles: TwoRoles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(
        "RAPID_REVIEW_REVIEW_OWNER_DSN", "postgresql://owner:secret@127.0.0.1:1/review"
    )

    assert await migrated("review") == migrate.EXIT_CANNOT
    said = capsys.readouterr()
    assert "secret" not in said.err + said.out
    assert said.err == "review: ConnectionRefusedError\n"


async def test_check_says_what_is_to_be_done_and_does_nothing(
    roles: TwoRoles, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await migrated("review", check=True) == migrate.EXIT_TO_DO
    said = capsys.readouterr().out
    assert said.startswith("review: chassis_0001_event_store, ")
    assert await migrated("review", check=True) == migrate.EXIT_TO_DO
    assert capsys.readouterr().out == said


async def test_it_is_done_once_and_then_there_is_nothing_to_do(
    roles: TwoRoles, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await migrated("review") == migrate.EXIT_DONE
    assert "0001_review" in capsys.readouterr().out

    assert await migrated("review", check=True) == migrate.EXIT_DONE
    assert await migrated("review") == migrate.EXIT_DONE
    assert capsys.readouterr().out == "review: up to date\nreview: up to date\n"


async def test_a_new_table_is_covered_by_the_next_run(roles: TwoRoles) -> None:
    await migrated("review")
    await run_script(roles.owner, "CREATE TABLE later (n int)")

    assert await migrated("review") == migrate.EXIT_DONE

    await run_script(roles.application, "INSERT INTO later VALUES (1)")


async def test_all_services_are_migrated_unless_some_are_named(
    roles: TwoRoles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for service in SCHEMAS:
        monkeypatch.setenv(f"RAPID_REVIEW_{service.upper()}_OWNER_DSN", roles.owner)
        monkeypatch.setenv(f"RAPID_REVIEW_{service.upper()}_DATABASE_DSN", roles.application)

    assert await migrated(check=True) == migrate.EXIT_TO_DO
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == list(SCHEMAS)


def served(roles: TwoRoles) -> subprocess.CompletedProcess[str]:
    """Try to serve the review service."""
    environment = {
        **os.environ,
        "RAPID_REVIEW_KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT",
        "RAPID_REVIEW_TLS_MODE": "off",
        "RAPID_REVIEW_REVIEW_DATABASE_DSN": roles.application,
        "RAPID_REVIEW_REVIEW_GRPC_ADDRESS": f"127.0.0.1:{free_ports()}",
        "RAPID_REVIEW_REVIEW_MASTER_KEY": MASTER_KEY.hex(),
        "RAPID_REVIEW_REVIEW_TOKEN_KEY": TOKEN_KEY.hex(),
    }
    return subprocess.run(
        [sys.executable, "-m", "rapid_review.cli", "serve", "review"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


async def test_a_service_on_an_empty_database_is_not_served(roles: TwoRoles) -> None:
    done = await asyncio.to_thread(served, roles)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "The database of review lacks the step chassis_0001_event_store:"
        " run rapid-review migrate review first."
    )


async def test_a_service_whose_role_was_granted_nothing_is_not_served(roles: TwoRoles) -> None:
    await migrated("review")
    connection = await asyncpg.connect(roles.owner)
    await connection.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {roles.role}")
    await connection.close()

    done = await asyncio.to_thread(served, roles)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "The database of review does not let its application's role in:"
        " run rapid-review migrate review first."
    )
