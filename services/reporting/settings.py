"""What the reporting service needs from outside."""

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class ReportingSettings(ServiceSettings):
    """Read from variables that begin with ``RAPID_REVIEW_REPORTING_``.

    ``owners`` says where the services answer that own a part of a case, as a JSON object:
    ``{"referral": "referral:8000", "review": "review:8000"}``.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_REPORTING_")

    owners: dict[str, str]
