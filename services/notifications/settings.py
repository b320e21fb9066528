"""What the notifications service needs from outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from chassis.addresses import is_loopback
from chassis.settings import ServiceSettings

SENDER = re.compile(r"[!-?A-~]+@[A-Za-z0-9.-]+")
NOTIFY_URL = "https://api.notifications.service.gov.uk"


class NotificationsSettings(ServiceSettings):
    """Read from variables that begin with ``RAPID_REVIEW_NOTIFICATIONS_``.

    Without ``smtp_host`` there is no e-mail by SMTP, without ``notify_api_key`` none by GOV.UK Notify; without
    both everybody is told in the mailbox. ``portal_url`` is where people sign in.
    """

    model_config = SettingsConfigDict(env_prefix="RAPID_REVIEW_NOTIFICATIONS_")

    portal_url: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "off"] = "starttls"
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_sender: str = ""
    smtp_ca_file: Path | None = None
    notify_api_key: SecretStr = SecretStr("")
    notify_template_id: str = ""
    notify_reply_to_id: str = ""
    notify_url: str = NOTIFY_URL

    @field_validator("portal_url", "notify_url")
    @classmethod
    def _must_be_https(cls, url: str) -> str:
        parts = urlsplit(url)
        on_this_machine = parts.scheme == "http" and is_loopback(parts.hostname or "")
        if url and not (on_this_machine or (parts.scheme == "https" and parts.hostname)):
            raise ValueError("it is not an address that begins with https://")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _must_be_complete(self) -> Self:
        if self.smtp_host and not SENDER.fullmatch(self.smtp_sender):
            raise ValueError(
                "RAPID_REVIEW_NOTIFICATIONS_SMTP_HOST needs RAPID_REVIEW_NOTIFICATIONS_SMTP_SENDER, an e-mail address"
            )
        if self.smtp_host and self.smtp_security == "off" and not is_loopback(self.smtp_host):
            raise ValueError(
                "RAPID_REVIEW_NOTIFICATIONS_SMTP_SECURITY may be off only when the server is on this machine"
            )
        if self.notify_api_key.get_secret_value() and not self.notify_template_id:
            raise ValueError(
                "RAPID_REVIEW_NOTIFICATIONS_NOTIFY_API_KEY needs RAPID_REVIEW_NOTIFICATIONS_NOTIFY_TEMPLATE_ID"
            )
        if not self.portal_url and (self.smtp_host or self.notify_api_key.get_secret_value()):
            raise ValueError(
                "messages that leave the platform need RAPID_REVIEW_NOTIFICATIONS_PORTAL_URL, where people sign in"
            )
        return self
