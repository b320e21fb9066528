"""Where the embedded platform runs: two settings that the command line shares with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field

from chassis.settings import WITHOUT_TLS, Settings, TlsSettings

LOOPBACK = "127.0.0.1"
SERVICES = ("referral", "review", "submissions", "learning", "notifications", "reporting")
"""Each service's gRPC door stands as many ports above the web page's as its place in this list."""


class PlatformSettings(Settings):
    """The settings of ``rapid-review up`` and of every command that talks to it.

    ``PORT`` is the port of the web page; the six gRPC doors stand on the six ports above it.
    ``DATA`` is the folder that holds everything the platform keeps.
    ``EXAMPLES=no`` leaves the worked examples out when the folder is new.
    ``LOG_LEVEL`` says from which level on log lines are written to standard error.
    ``TOKEN_FILE`` holds a token of an identity provider, in whose person's name every command asks; without it the
    command line signs for example people with the key in ``DATA``.
    """

    port: int = Field(default=8000, ge=1, le=65535 - len(SERVICES))
    data: Path = Path("var")
    examples: bool = True
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    token_file: Path | None = None

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

    Raises ``SettingsWrong`` with one plain sentence.
    """
    return PlatformSettings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]


def read_tls(settings: PlatformSettings) -> TlsSettings:
    """How the command line asks: with the certificates that the environment names, or those of a region in ``DATA``.

    Where there are none it asks on loopback, as the embedded platform does.

    Raises ``SettingsWrong`` with one plain sentence.
    """
    named = any(name.upper().startswith("RAPID_REVIEW_TLS_") for name in os.environ)
    if named:
        return TlsSettings()
    folder = settings.data / "certificates" / "cli"
    if not folder.is_dir():
        return WITHOUT_TLS
    return TlsSettings(
        ca_file=folder / "ca.crt", certificate_file=folder / "cli.crt", key_file=folder / "cli.key"
    )
