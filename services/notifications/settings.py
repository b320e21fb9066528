"""What the notifications service needs from outside."""

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class NotificationsSettings(ServiceSettings):
    """Read from variables that begin with ``RAPID_REVIEW_NOTIFICATIONS_``."""

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_NOTIFICATIONS_")
