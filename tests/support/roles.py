"""A service's database as on a server that is not ours: an owner and an application, neither of them mighty."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from chassis.schema_owner import prepare
from rapid_review.starts import SCHEMAS
from tests.support.database import fresh_database, run_script


@dataclass(frozen=True)
class TwoRoles:
    """The addresses of one database, for each of those who may come in."""

    superuser: str
    owner: str
    application: str
    role: str
    """The application's."""


@asynccontextmanager
async def two_roles(service: str = "", *, prepared: bool = True) -> AsyncIterator[TwoRoles]:
    """A fresh database with an owner and an application; with the tables and grants of a service."""
    name = uuid4().hex[:12]
    owner, application = f"owner_{name}", f"application_{name}"
    async with fresh_database() as dsn:
        database = urlsplit(dsn).path[1:]
        await run_script(
            dsn,
            f"CREATE ROLE {owner} LOGIN PASSWORD 'invented'; CREATE ROLE {application} LOGIN PASSWORD 'invented';"
            f" ALTER DATABASE {database} OWNER TO {owner}",
        )
        roles = TwoRoles(dsn, as_role(dsn, owner), as_role(dsn, application), application)
        try:
            if prepared and service:
                await prepare(roles.owner, application, SCHEMAS[service])
            yield roles
        finally:
            await run_script(
                dsn,
                f"REASSIGN OWNED BY {owner} TO CURRENT_USER; DROP OWNED BY {owner}, {application};"
                f" DROP ROLE {owner}, {application}",
            )


def as_role(dsn: str, role: str, password: str = "invented") -> str:  # noqa: S107
    """The same address for another role."""
    parts = urlsplit(dsn)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{password}@{host}"))
