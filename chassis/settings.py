"""What a service needs from outside, read once from the environment; wrong settings stop the start."""

from __future__ import annotations

from pydantic import Field, SecretStr
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
