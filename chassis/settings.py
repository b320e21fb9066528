"""What a service needs from outside, read once at the start; wrong settings stop it with one sentence.

    arguments ── environment ── files in RAPID_REVIEW_SECRETS_FOLDER ── defaults      the first that has it wins

A secret is never repeated: not in the sentence, not in a ``repr``, not in a log line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as Unparsable

from chassis.addresses import is_protected, open_hosts

SECRETS_FOLDER: Final = "RAPID_REVIEW_SECRETS_FOLDER"


class SettingsWrong(Exception):
    """A setting is wrong or missing; the message is one plain sentence that names it and never its value."""


class Settings(BaseSettings):
    """Settings from the environment and from files; raises ``SettingsWrong``."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def __init__(self, **given: Any) -> None:
        prefix = given.get("_env_prefix") or self.model_config.get("env_prefix", "")
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise SettingsWrong(_sentence(type(self), prefix, error)) from None
        except Unparsable:  # Its cause holds the text that could not be parsed.
            names = " or ".join(f"{prefix}{name}".upper() for name in _written_as_json(type(self)))
            raise SettingsWrong(f"The setting {names} is wrong: it is not JSON.") from None

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917 - the library's signature
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over files."""
        prefix = env_settings.env_prefix if isinstance(env_settings, EnvSettingsSource) else None
        return init_settings, env_settings, _Files(settings_cls, env_prefix=prefix)


class DatabaseSettings(Settings):
    """Settings with the address of a database.

    One that is not on this machine must be reached with ``sslmode=verify-full``, unless
    ``database_without_tls`` says otherwise.
    """

    database_without_tls: bool = False  # Read before the addresses, which are judged by it.

    @field_validator("database_dsn", "owner_dsn", check_fields=False)
    @classmethod
    def _must_be_closed(cls, dsn: SecretStr, others: ValidationInfo) -> SecretStr:
        if not is_protected(dsn.get_secret_value()) and not others.data.get("database_without_tls"):
            raise ValueError(
                "it leads over the network without a verified server; add sslmode=verify-full and"
                " sslrootcert=… to it, or set …_DATABASE_WITHOUT_TLS=yes"
            )
        return dsn


class ServiceSettings(DatabaseSettings):
    """Settings that every service has. Each service reads them under its own prefix.

    ``master_key`` and ``token_key`` are 32 bytes as 64 hexadecimal digits. Where an identity provider issues the
    tokens there is no ``token_key``.
    """

    database_dsn: SecretStr
    grpc_address: str
    master_key: SecretStr = Field(min_length=64, max_length=64)
    token_key: SecretStr | None = Field(default=None, min_length=64, max_length=64)
    pool_size: int = Field(default=6, ge=2)

    @field_validator("master_key", "token_key")
    @classmethod
    def _must_be_hexadecimal(cls, key: SecretStr | None) -> SecretStr | None:
        try:
            bytes.fromhex(key.get_secret_value() if key else "")
        except ValueError:
            raise ValueError("it has other characters than hexadecimal digits") from None
        return key

    @property
    def master_key_bytes(self) -> bytes:
        """The key that wraps the case keys."""
        return bytes.fromhex(self.master_key.get_secret_value())

    @property
    def token_key_bytes(self) -> bytes:
        """The key with which the tokens of example people are verified. Raises ``SettingsWrong`` without one."""
        return key_of(self, "token_key")


class PacksSettings(Settings):
    """Where the rule packs of a region are: ``RAPID_REVIEW_PACKS`` is a folder like ``packs``; without it, ours."""

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_")

    packs: Path | None = None


class KafkaSettings(Settings):
    """Where Kafka is and how it is spoken to; read from variables that begin with ``RAPID_REVIEW_KAFKA_``.

    Closed unless opened: ``protocol`` is SASL_SSL, which needs a user, a password and, for a broker whose
    certificate is not from a public authority, the file of its authority's certificate. PLAINTEXT is for a
    broker on this machine only. ``prefix`` stands before the name of each topic and group, so that several
    regions can share a cluster. ``instance`` is a name that a replica keeps over its restarts.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_KAFKA_")

    bootstrap: str
    protocol: Literal["SASL_SSL", "SSL", "PLAINTEXT"] = "SASL_SSL"
    username: str = ""
    password: SecretStr = SecretStr("")
    ca_file: Path | None = None
    prefix: str = ""
    instance: str = ""

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.protocol == "SASL_SSL" and not (self.username and self.password.get_secret_value()):
            raise ValueError(
                "SASL_SSL needs RAPID_REVIEW_KAFKA_USERNAME and RAPID_REVIEW_KAFKA_PASSWORD"
            )
        if self.protocol == "PLAINTEXT" and open_hosts(self.bootstrap.split(",")):
            raise ValueError(
                "RAPID_REVIEW_KAFKA_PROTOCOL may be PLAINTEXT only when every broker of"
                " RAPID_REVIEW_KAFKA_BOOTSTRAP is on this machine"
            )
        return self


class TlsSettings(Settings):
    """What this process shows to others and whom it trusts; variables that begin with ``RAPID_REVIEW_TLS_``.

    ``mutual``: both sides of a call show a certificate of the authority in ``ca_file``. ``off`` is accepted
    only between loopback addresses.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_TLS_")

    mode: Literal["mutual", "off"] = "mutual"
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.mode == "mutual" and not (self.ca_file and self.certificate_file and self.key_file):
            raise ValueError(
                "mutual TLS needs RAPID_REVIEW_TLS_CA_FILE, RAPID_REVIEW_TLS_CERTIFICATE_FILE and"
                " RAPID_REVIEW_TLS_KEY_FILE"
            )
        return self


WITHOUT_TLS: Final = TlsSettings.model_construct(mode="off")
"""For a platform whose doors stand on loopback, whatever the environment says."""


class TelemetrySettings(Settings):
    """What is told to operators, and where; read from variables that begin with ``RAPID_REVIEW_TELEMETRY_``.

    Nothing is told unless it is asked for. ``traces_endpoint`` is the host and port of an OTLP collector, which is
    spoken to over TLS unless ``traces_insecure``; ``traces_file`` gets the same as lines of JSON.
    ``metrics_address`` is a port on loopback, or host and port, where ``/metrics`` answers Prometheus.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_TELEMETRY_")

    traces_endpoint: str = ""
    traces_insecure: bool = False
    traces_ca_file: Path | None = None
    traces_file: Path | None = None
    sample_ratio: float = Field(default=1.0, ge=0, le=1)
    metrics_address: str = Field(default="", pattern=r"^(([\w.-]*:)?\d+)?$")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    logs_as_json: bool = True

    @property
    def metrics_host_and_port(self) -> tuple[str, int] | None:
        """Where metrics are served; None for nowhere."""
        host, _, port = self.metrics_address.rpartition(":")
        return (host or "127.0.0.1", int(port)) if port else None


class _Files(EnvSettingsSource):
    """Reads a folder of secrets, as Docker and Kubernetes lay it out, as if each file were a variable.

    A file has the name of the variable in lower case. The end of its last line is no part of the value.
    """

    def _load_env_vars(self) -> Mapping[str, str | None]:
        folder = os.environ.get(SECRETS_FOLDER, "")
        if not folder:
            return {}
        if not Path(folder).is_dir():
            raise SettingsWrong(f"The setting {SECRETS_FOLDER} is wrong: there is no such folder.")
        names = [f"{self.env_prefix}{field}".lower() for field in self.settings_cls.model_fields]
        return {name: _read(file) for name in names if (file := Path(folder, name)).exists()}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
    except UnicodeDecodeError:
        why = "it does not hold text"
    raise SettingsWrong(f"The file {file} of {SECRETS_FOLDER} cannot be read: {why}.")


def key_of(settings: BaseSettings, name: str) -> bytes:
    """The key in a setting that some need and others do not. Raises ``SettingsWrong`` when it is not there."""
    key: SecretStr | None = getattr(settings, name)
    if key is None:
        prefix = settings.model_config.get("env_prefix", "")
        raise SettingsWrong(f"The setting {f'{prefix}{name}'.upper()} is missing.")
    return bytes.fromhex(key.get_secret_value())


def _sentence(settings: type[BaseSettings], prefix: str, error: ValidationError) -> str:
    """Which setting is wrong and why, never what it holds: only our own first name of its place is said."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    problem = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"The settings do not fit together: {problem}."
    field = str(first["loc"][0])
    variable = f"{prefix}{field}".upper()
    if field not in settings.model_fields:
        return f"There is no setting of the name {variable}."
    if first["type"] == "missing":
        return f"The setting {variable} is missing."
    return f"The setting {variable} is wrong: {problem}."


def _written_as_json(settings: type[BaseSettings]) -> list[str]:
    """The settings that are more than one word."""
    return [
        name
        for name, field in settings.model_fields.items()
        if getattr(field.annotation, "__origin__", None) in {dict, list, tuple}
    ]
