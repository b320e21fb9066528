"""Where the embedded platform runs: two settings that the command line shares with it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = "127.0.0.1"
SERVICES = ("referral", "review", "submissions", "learning", "notifications", "reporting")
"""Each service's gRPC door stands as many ports above the web page's as its place in this list."""


class SettingsError(Exception):
    """A setting is wrong; the message is one plain sentence."""


class PlatformSettings(BaseSettings):
    """The settings of ``rapid-review up`` and of every command that talks to it.

    ``PORT`` is the port of the web page; the six gRPC doors stand on the six ports above it.
    ``DATA`` is the folder that holds everything the platform keeps.
    ``EXAMPLES=no`` leaves the worked examples out when the folder is new.
    ``LOG_LEVEL`` says from which level on log lines are written to standard error.
    """

    model_config = SettingsConfigDict(frozen=True)

    port: int = Field(default=8000, ge=1, le=65535 - len(SERVICES))
    data: Path = Path("var")
    examples: bool = True
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    @property
    def doors(self) -> dict[str, str]:
        """The address of each service's gRPC door."""
        return {
            name: f"{LOOPBACK}:{self.port + number}"
            for number, name in enumerate(SERVICES, start=1)
        }

    @property
    def token_key_file(self) -> Path:
        """The key that signs the tokens of the example people."""
        return self.data / "keys" / "token.key"

    @property
    def master_key_file(self) -> Path:
        """The key that wraps the case keys. Whoever loses it loses every word."""
        return self.data / "keys" / "master.key"


def read_settings(**given: object) -> PlatformSettings:
    """The settings from the environment; ``given`` ones that are not None win.

    Raises ``SettingsError`` with one plain sentence.
    """
    try:
        return PlatformSettings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"The setting {name} is wrong: {first['msg']}.") from None
