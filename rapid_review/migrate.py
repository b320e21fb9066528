"""Bring the databases of a region up to date, as their owner and before the services of a new version start.

Exit status: 0 done, or nothing to do; 1 with --check, something is to be done; 2 it cannot be done.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from chassis.migrations import CannotMigrate
from chassis.schema_owner import missing, prepare
from chassis.settings import DatabaseSettings, SettingsWrong
from rapid_review.starts import SCHEMAS

EXIT_DONE, EXIT_TO_DO, EXIT_CANNOT = 0, 1, 2


class MigrationSettings(DatabaseSettings):
    """What the migration of a service is given, under the prefix of that service, which itself never sees the owner's.

    Of ``database_dsn``, the service's own setting, only the name of the role is used.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_…_")

    owner_dsn: SecretStr
    database_dsn: SecretStr

    @classmethod
    def of(cls, service: str) -> MigrationSettings:
        """Those of one service. Raises ``SettingsWrong`` with one plain sentence."""
        return cls(_env_prefix=f"RAPID_REVIEW_{service.upper()}_")

    @property
    def owner(self) -> str:
        """The address with which the owner's role connects."""
        return self.owner_dsn.get_secret_value()

    @property
    def role(self) -> str:
        """The name of the application's role."""
        parts = urlsplit(self.database_dsn.get_secret_value())
        named = parts.username or parse_qs(parts.query).get("user", [""])[-1]
        if not named:
            raise CannotMigrate("The DATABASE_DSN of a service must name its role.")
        return unquote(named)


def main(services: Sequence[str], *, check: bool) -> int:
    """Migrate these services' databases, or say what is to be done; gives the exit status."""
    status = EXIT_DONE
    for service in services or list(SCHEMAS):
        try:
            settings = MigrationSettings.of(service)
            to_do = asyncio.run(_one(service, settings, check=check))
        except (SettingsWrong, CannotMigrate) as problem:
            print(f"{service}: {problem}", file=sys.stderr)
            return EXIT_CANNOT
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
            why = type(problem).__name__
            print(f"{service}: {why}", file=sys.stderr)
            return EXIT_CANNOT
        print(f"{service}: {', '.join(to_do) or 'up to date'}")
        if check and to_do:
            status = EXIT_TO_DO
    return status


async def _one(service: str, settings: MigrationSettings, *, check: bool) -> list[str]:
    """What is to be done, or, unless it is only to be checked, what was done."""
    to_do = await missing(settings.owner, settings.role, SCHEMAS[service])
    if not check:
        await prepare(settings.owner, settings.role, SCHEMAS[service])
    return to_do
