"""E-mail by SMTP: over TLS to a verified server, or not at all outside this machine.

A server that says no for good (5xx to the recipient or the message) fails the message; one that says later (4xx),
hangs, closes in the middle, or does not want us at all delays it: that is for an operator to mend, and nothing is lost.
When the connection dies after the message was handed over, it may arrive twice, with one Message-ID.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

import aiosmtplib
from pydantic import SecretStr

from chassis.errors import Temporary
from services.notifications.application.channels import Arrival, Letter, Undeliverable
from services.notifications.domain.contact import ChannelName

RECIPIENT_REFUSED, MESSAGE_REFUSED = "recipient_refused", "message_refused"
PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where e-mail is handed over, and as whom."""

    host: str
    port: int
    security: Literal["starttls", "tls", "off"]
    username: str
    password: SecretStr
    sender: str
    ca_file: Path | None = None
    timeout_s: float = 20.0


class SmtpChannel:
    """Hands letters to one SMTP server, each on a connection of its own."""

    name = ChannelName.SMTP

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def hand_over(self, letter: Letter, at: datetime) -> str:
        """Send an e-mail. What the server says is told by its code only: it may repeat the address."""
        server = self._server
        secured = server.security != "off"
        try:
            await aiosmtplib.send(
                _as_email(letter, server.sender, at), sender=server.sender, recipients=[letter.address],
                hostname=server.host, port=server.port, timeout=server.timeout_s,
                username=server.username or None,
                password=server.password.get_secret_value() or None,
                use_tls=server.security == "tls", start_tls=server.security == "starttls",
                tls_context=ssl.create_default_context(cafile=server.ca_file) if secured else None,
            )  # fmt: skip
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refusal([one.code for one in error.recipients], RECIPIENT_REFUSED) from None
        except aiosmtplib.SMTPDataError as error:
            raise _refusal([error.code], MESSAGE_REFUSED) from None
        except (aiosmtplib.SMTPException, OSError):
            raise Temporary from None
        return ""

    async def arrival(self, provider_id: str) -> Arrival:  # noqa: ARG002 - there is nobody to ask
        """SMTP tells no more than that the server took it."""
        return Arrival.PENDING


def _refusal(codes: list[int], reason: str) -> Exception:
    return Undeliverable(reason) if any(code in PERMANENT for code in codes) else Temporary()


def _as_email(letter: Letter, sender: str, at: datetime) -> EmailMessage:
    """The letter; its Message-ID is the same however often it is handed over."""
    email = EmailMessage()
    email["From"] = sender
    email["To"] = letter.address
    email["Subject"] = letter.wording.subject
    email["Date"] = format_datetime(at)
    email["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(letter.wording.text + "\n")
    return email
