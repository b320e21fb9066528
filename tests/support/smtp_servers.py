"""Real SMTP servers on this machine: one that takes e-mail over TLS, and several that misbehave."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any, Literal

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from pydantic import SecretStr

from services.notifications.adapters.smtp_channel import SmtpServer
from tests.support.free_ports import free_ports

HOST = "localhost"
USER, PASSWORD = "platform", "an invented password"
SENDER = "reviews@example.org"

Fault = Literal["hangs", "closes_at_once", "closes_after_data", "talks_nonsense"]


@dataclass
class Postbox:
    """What a server has taken, and what it answers to a recipient and to data."""

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    port: int = 0
    authority: Path = Path()
    security: Literal["starttls", "tls", "off"] = "starttls"

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Answer to a recipient."""
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take an e-mail, or refuse it."""
        if self.to_data.startswith("250"):
            parsed = BytesParser(policy=default).parsebytes(envelope.content)
            self.taken.append(parsed)
        return self.to_data

    def server(self, *, password: str = PASSWORD, timeout_s: float = 5.0) -> SmtpServer:
        """How the platform reaches it."""
        username, password = (USER, password) if self.security == "starttls" else ("", "")
        return SmtpServer(
            host=HOST, port=self.port, security=self.security, username=username,
            password=SecretStr(password), sender=SENDER, ca_file=self.authority, timeout_s=timeout_s,
        )  # fmt: skip


@contextmanager
def smtp_server(
    folder: Path, security: Literal["starttls", "tls"] = "starttls"
) -> Iterator[Postbox]:
    """A server that wants TLS and a password."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    postbox = Postbox(authority=folder / "smtp-ca.pem", security=security)
    authority.cert_pem.write_to_path(str(postbox.authority))
    # The library knows a password only after STARTTLS.
    how: dict[str, Any] = (
        {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": _authenticator}
        if security == "starttls"
        else {"ssl_context": context}
    )  # fmt: skip
    controller = Controller(postbox, hostname=HOST, port=free_ports(), **how)
    controller.start()
    try:
        postbox.port = controller.port
        yield postbox
    finally:
        controller.stop()


@asynccontextmanager
async def faulty_server(fault: Fault) -> AsyncIterator[SmtpServer]:
    """A server without TLS that goes wrong in one way."""
    ended = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _misbehave(fault, reader, writer, ended)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield SmtpServer(
            host="127.0.0.1", port=server.sockets[0].getsockname()[1], security="off", username="",
            password=SecretStr(""), sender=SENDER, timeout_s=0.5,
        )  # fmt: skip
    finally:
        ended.set()
        server.close()


async def _misbehave(
    fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ended: asyncio.Event
) -> None:
    if fault == "hangs":
        await ended.wait()
    if fault == "closes_at_once":
        return
    writer.write(b"\x00\xff\r\n" if fault == "talks_nonsense" else b"220 here\r\n")
    while line := await reader.readline():
        if line.upper().startswith(b"DATA"):
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            return  # The e-mail has come, and nobody says so.
        writer.write(b"250 OK\r\n")


def _authenticator(
    _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any
) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)
