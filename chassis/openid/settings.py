"""What a service and the portal need to know of an identity provider."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from chassis.openid.provider import is_closed
from chassis.settings import Settings


class IdentitySettings(Settings):
    """Read from variables that begin with ``RAPID_REVIEW_IDENTITY_``; without an issuer people are example people.

    ``person_key`` is 32 bytes as 64 hexadecimal digits, the same for every part of a region and for ever: it makes
    the ids of people. ``mapping_file`` says which groups are which memberships.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_IDENTITY_")

    issuer: str = ""
    audience: str = ""
    mapping_file: Path | None = None
    person_key: SecretStr = SecretStr("")
    leeway_s: int = Field(default=30, ge=0, le=300)
    ca_file: Path | None = None

    @field_validator("issuer")
    @classmethod
    def _must_be_closed(cls, issuer: str) -> str:
        if issuer and not is_closed(issuer):
            raise ValueError("it is not an address that begins with https")
        return issuer

    @field_validator("person_key")
    @classmethod
    def _must_be_hexadecimal(cls, key: SecretStr) -> SecretStr:
        text = key.get_secret_value()
        try:
            whole = len(bytes.fromhex(text)) in {0, 32}
        except ValueError:
            whole = False
        if not whole:
            raise ValueError("it is not 64 hexadecimal digits")
        return key

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.issuer and not (
            self.audience and self.mapping_file and self.person_key.get_secret_value()
        ):
            raise ValueError(
                "an identity provider needs RAPID_REVIEW_IDENTITY_AUDIENCE,"
                " RAPID_REVIEW_IDENTITY_MAPPING_FILE and RAPID_REVIEW_IDENTITY_PERSON_KEY"
            )
        return self
