"""What the portal needs from outside: the doors it asks, its example people, the hosts it answers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from chassis.identity import Caller, Membership
from chassis.openid.provider import is_closed
from chassis.settings import WITHOUT_TLS, Settings, TlsSettings, key_of

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Doors:
    """Where each service answers: host and port of its gRPC door, and how it is spoken to."""

    reporting: str = "127.0.0.1:8006"
    notifications: str = "127.0.0.1:8005"
    referral: str = "127.0.0.1:8001"
    review: str = "127.0.0.1:8002"
    submissions: str = "127.0.0.1:8003"
    learning: str = "127.0.0.1:8004"
    tls: TlsSettings = WITHOUT_TLS

    @classmethod
    def at(cls, addresses: Mapping[str, str], tls: TlsSettings = WITHOUT_TLS) -> Self:
        """The doors at the addresses of the services."""
        return cls(**addresses, tls=tls)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a visitor is: a pseudonym, words for it, and memberships."""

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


class ExamplePerson(Person):
    """Somebody whom a visitor may be where nobody signs in; nobody real."""


def is_hexadecimal(key: SecretStr | None) -> SecretStr | None:
    """A key as it was given. Raises ``ValueError`` for what is none."""
    try:
        bytes.fromhex(key.get_secret_value() if key else "")
    except ValueError:
        raise ValueError("it has other characters than hexadecimal digits") from None
    return key


class PortalSettings(Settings):
    """The settings of a portal that is a process of its own.

    ``hosts`` are host names to answer to besides the loopback ones, with commas between them.
    ``people`` names the file of the example people; without it they are those of the examples folder.
    ``contact`` is where people say that a page is hard to use; the accessibility statement names it.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_PORTAL_")

    reporting: str
    notifications: str
    referral: str = Doors.referral
    review: str = Doors.review
    submissions: str = Doors.submissions
    learning: str = Doors.learning
    token_key: SecretStr | None = Field(default=None, min_length=64, max_length=64)
    address: str = Field(default="127.0.0.1:8000", pattern=r"^\S+:\d{1,5}$")
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    people: Path | None = None
    contact: str = ""

    @field_validator("hosts", mode="before")
    @classmethod
    def _with_commas(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(host.strip() for host in given.split(",") if host.strip())

    _is_a_key = field_validator("token_key")(is_hexadecimal)

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
        """The key that signs the tokens of visitors. Raises ``SettingsWrong`` without one."""
        return key_of(self, "token_key")


class SignInSettings(Settings):
    """How people sign in at an identity provider; read from variables that begin with ``RAPID_REVIEW_SIGN_IN_``.

    ``address`` is the one under which people reach the portal, such as ``https://review.example``.
    ``session_key`` is 32 bytes as 64 hexadecimal digits: it protects forms, and what a browser keeps while its
    person is at the provider. ``sends`` says which of the person's tokens goes with each question to a service.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_SIGN_IN_")

    address: str
    client_id: str
    client_secret: SecretStr = SecretStr("")
    session_key: SecretStr = Field(min_length=64, max_length=64)
    scopes: str = "openid offline_access"
    sends: Literal["access", "id"] = "access"

    _is_a_key = field_validator("session_key")(is_hexadecimal)

    @field_validator("address")
    @classmethod
    def _must_be_closed(cls, address: str) -> str:
        parts = urlsplit(address)
        if not is_closed(address) or parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ValueError("it is not an address that begins with https, without a path")
        return address.rstrip("/")

    @field_validator("scopes")
    @classmethod
    def _must_be_openid(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("openid is missing")
        return scopes

    @property
    def is_secure(self) -> bool:
        """Whether people come over HTTPS."""
        return self.address.startswith("https:")
