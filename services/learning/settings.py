"""What the learning service needs from outside."""

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class LearningSettings(ServiceSettings):
    """Read from variables that begin with ``RAPID_REVIEW_LEARNING_``."""

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_LEARNING_")
