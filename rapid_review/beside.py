"""What a command is given that works on the database of a service, beside the service."""

from __future__ import annotations

import os

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from chassis.settings import SECRETS_FOLDER, DatabaseSettings


class BesideSettings(DatabaseSettings):
    """The service's own address of its database, under the prefix of that service, and its owner's, if it is given."""

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_…_", validate_default=False)

    database_dsn: SecretStr
    owner_dsn: SecretStr = SecretStr("")

    @classmethod
    def of(cls, service: str) -> BesideSettings:
        """Those of one service. Raises ``SettingsWrong`` with one plain sentence."""
        return cls(_env_prefix=f"RAPID_REVIEW_{service.upper()}_")

    @property
    def owner(self) -> str:
        """The address of whoever may make tables, as far as it is known."""
        return self.owner_dsn.get_secret_value() or self.database_dsn.get_secret_value()


def is_in_region(service: str) -> bool:
    """Whether the environment speaks of this service; otherwise the data folder does."""
    return (
        SECRETS_FOLDER in os.environ or f"RAPID_REVIEW_{service.upper()}_DATABASE_DSN" in os.environ
    )
