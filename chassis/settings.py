"""What a service needs from outside, read once from the environment; wrong settings stop the start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Settings that every service has. Each service reads them under its own prefix.

    ``master_key`` and ``token_key`` are 32 bytes as 64 hexadecimal digits.
    """

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    database_dsn: SecretStr
    grpc_address: str
    master_key: SecretStr = Field(min_length=64, max_length=64)
    token_key: SecretStr = Field(min_length=64, max_length=64)
    pool_size: int = Field(default=6, ge=2)

    @property
    def master_key_bytes(self) -> bytes:
        """The key that wraps the case keys."""
        return bytes.fromhex(self.master_key.get_secret_value())

    @property
    def token_key_bytes(self) -> bytes:
        """The key with which tokens are verified."""
        return bytes.fromhex(self.token_key.get_secret_value())


class KafkaSettings(BaseSettings):
    """Where Kafka is and how it is spoken to; read from variables that begin with ``RAPID_REVIEW_KAFKA_``.

    Closed unless opened: ``protocol`` is SASL_SSL, which needs a user, a password and, for a broker whose
    certificate is not from a public authority, the file of its authority's certificate. ``prefix`` stands before
    the name of each topic and group, so that several regions can share a cluster.
    """

    model_config = SettingsConfigDict(
        env_prefix="RAPID_REVIEW_KAFKA_", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    bootstrap: str
    protocol: Literal["SASL_SSL", "SSL", "PLAINTEXT"] = "SASL_SSL"
    username: str = ""
    password: SecretStr = SecretStr("")
    ca_file: Path | None = None
    prefix: str = ""

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.protocol == "SASL_SSL" and not (self.username and self.password.get_secret_value()):
            raise ValueError(
                "SASL_SSL needs RAPID_REVIEW_KAFKA_USERNAME and RAPID_REVIEW_KAFKA_PASSWORD"
            )
        return self


class TelemetrySettings(BaseSettings):
    """What is told to operators, and where; read from variables that begin with ``RAPID_REVIEW_TELEMETRY_``.

    Nothing is told unless it is asked for. ``traces_endpoint`` is the host and port of an OTLP collector, which is
    spoken to over TLS unless ``traces_insecure``; ``traces_file`` gets the same as lines of JSON.
    ``metrics_address`` is a port on loopback, or host and port, where ``/metrics`` answers Prometheus.
    """

    model_config = SettingsConfigDict(
        env_prefix="RAPID_REVIEW_TELEMETRY_", extra="forbid", frozen=True, hide_input_in_errors=True
    )

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
