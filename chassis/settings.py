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
    the name of each topic and group, so that several regions can share a cluster. ``instance`` is a name that a
    replica keeps over its restarts.
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
    instance: str = ""

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.protocol == "SASL_SSL" and not (self.username and self.password.get_secret_value()):
            raise ValueError(
                "SASL_SSL needs RAPID_REVIEW_KAFKA_USERNAME and RAPID_REVIEW_KAFKA_PASSWORD"
            )
        return self
