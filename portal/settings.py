"""What the portal needs from outside: the doors it asks, its example people, the hosts it answers to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from chassis.identity import Caller, Membership
from chassis.settings import WITHOUT_TLS, Settings, TlsSettings

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Doors:
    """Where each service answers: host and port of its gRPC door, and how it is spoken to."""

    reporting: str = "127.0.0.1:8006"
    notifications: str = "127.0.0.1:8005"
    tls: TlsSettings = WITHOUT_TLS


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody whom a visitor may be until there is a real sign-in; nobody real."""

    id: str
    label: str
    memberships: tuple[Membership, ...]

    @property
    def caller(self) -> Caller:
        """Who the services know this person as."""
        return Caller(self.id, self.memberships)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that this person has somewhere."""
        return self.caller.roles

    @property
    def partnerships(self) -> tuple[str, ...]:
        """The partnerships for which this person acts."""
        return self.caller.partnerships


class PortalSettings(Settings):
    """The settings of a portal that is a process of its own.

    ``hosts`` are host names to answer to besides the loopback ones, with commas between them.
    ``people`` names the file of the example people; without it they are those of the examples folder.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_PORTAL_")

    reporting: str
    notifications: str
    token_key: SecretStr = Field(min_length=64, max_length=64)
    address: str = Field(default="127.0.0.1:8000", pattern=r"^\S+:\d{1,5}$")
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    people: Path | None = None

    @field_validator("hosts", mode="before")
    @classmethod
    def _with_commas(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(host.strip() for host in given.split(",") if host.strip())

    @field_validator("token_key")
    @classmethod
    def _hexadecimal(cls, given: SecretStr) -> SecretStr:
        try:
            bytes.fromhex(given.get_secret_value())
        except ValueError:
            raise ValueError("it has other characters than hexadecimal digits") from None
        return given

    @property
    def host(self) -> str:
        """The address to listen at, without its port and brackets."""
        return self.address.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port to listen at."""
        return int(self.address.rpartition(":")[2])

    @property
    def token_key_bytes(self) -> bytes:
        """The key that signs the tokens of visitors."""
        return bytes.fromhex(self.token_key.get_secret_value())
