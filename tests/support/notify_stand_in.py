"""A stand-in for GOV.UK Notify: a real HTTP server that keeps to its published contract.

What it checks and answers is what Notify's documentation of its REST API says: the token (HS256 under the secret of
the API key, ``iss`` the service, ``iat`` within thirty seconds), the fields of an e-mail, the shape of errors.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import SecretStr

from services.notifications.adapters.notify_channel import NotifyAccount

SERVICE, SECRET = str(UUID(int=0xA11CE)), str(UUID(int=0x5EC2E7))
API_KEY = f"invented_key-{SERVICE}-{SECRET}"
TEMPLATE, REPLY_TO = str(UUID(int=0x7E)), str(UUID(int=0x2E))
PLACEHOLDERS = {"subject", "text"}
FIELDS = {
    "email_address", "template_id", "personalisation", "reference", "email_reply_to_id",
    "one_click_unsubscribe_url", "sanitise_content_for",
}  # fmt: skip
ERRORS: dict[int, tuple[str, str]] = {
    400: ("BadRequestError", "Can't send to this recipient using a team-only API key"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: (
        "RateLimitError",
        "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
    ),
    500: ("Exception", "Internal server error"),
    503: ("Exception", "Service unavailable"),
}
NOT_AN_ADDRESS = "email_address Not a valid email address"


class Wrong(Exception):
    """A request that Notify refuses."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(status)
        self.status, self.error, self.message = status, error, message


@dataclass
class Notify:
    """What was asked, what was taken, and how the next requests end."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses with which the next requests to send are refused."""
    status: str = "delivered"
    dies_after_taking: int = 0
    port: int = 0

    def account(self, **changes: Any) -> NotifyAccount:
        """How the platform reaches it."""
        content: dict[str, Any] = {
            "api_key": SecretStr(API_KEY), "template_id": TEMPLATE, "reply_to_id": REPLY_TO,
            "base_url": f"http://127.0.0.1:{self.port}", "timeout_s": 5.0,
        }  # fmt: skip
        return NotifyAccount(**(content | changes))

    def send(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take an e-mail, checked against the contract."""
        self.requests.append(body)
        if self.answers:
            status = self.answers.pop(0)
            raise Wrong(status, *ERRORS[status])
        if unknown := set(body) - FIELDS:
            raise Wrong(
                400, "ValidationError", f"Additional properties are not allowed ({unknown})"
            )
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", body.get("email_address", "")):
            raise Wrong(400, "ValidationError", NOT_AN_ADDRESS)
        if body.get("template_id") != TEMPLATE:
            raise Wrong(400, "BadRequestError", "Template not found")
        if missing := PLACEHOLDERS - set(body.get("personalisation", {})):
            raise Wrong(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
        if body.get("email_reply_to_id") not in {None, REPLY_TO}:
            raise Wrong(400, "BadRequestError", "email_reply_to_id does not exist in database")
        said, its_id = body["personalisation"], str(uuid4())
        self.notifications.append({"id": its_id, "type": "email", **body})
        template = {"id": TEMPLATE, "version": 1, "uri": f"/v2/template/{TEMPLATE}"}
        content = {
            "subject": said["subject"],
            "body": said["text"],
            "from_email": "reviews@notifications.service.gov.uk",
        }
        return {
            "id": its_id, "reference": body.get("reference"), "content": content,
            "uri": f"/v2/notifications/{its_id}", "template": template,
        }  # fmt: skip

    def found(self, reference: str) -> list[dict[str, Any]]:
        """What was taken under a reference."""
        return [self.seen(one) for one in self.notifications if one.get("reference") == reference]

    def seen(self, one: dict[str, Any]) -> dict[str, Any]:
        """A notification as Notify shows it."""
        return {
            "id": one["id"], "reference": one.get("reference"), "type": "email", "status": self.status,
            "email_address": one["email_address"], "template": {"id": TEMPLATE, "version": 1},
            "created_at": "2026-09-07T10:00:00.000000Z",
        }  # fmt: skip


@contextmanager
def notify_stand_in() -> Iterator[Notify]:
    """The stand-in, until the block ends."""
    notify = Notify()

    class Handler(_Handler):
        stands_for = notify

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    notify.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield notify
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    stands_for: Notify

    def do_POST(self) -> None:
        """Send an e-mail."""
        self._answer(self._send, 201)

    def do_GET(self) -> None:
        """Show notifications."""
        self._answer(self._show, 200)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's signature
        """Say nothing."""

    def _send(self) -> dict[str, Any]:
        if self.path != "/v2/notifications/email":
            raise Wrong(404, "NoResultFound", "No result found")
        if self.headers["Content-type"] != "application/json":
            raise Wrong(400, "BadRequestError", "Invalid JSON supplied in POST data")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return self.stands_for.send(body)

    def _show(self) -> dict[str, Any]:
        parts, notify = urlsplit(self.path), self.stands_for
        if parts.path == "/v2/notifications":
            reference = parse_qs(parts.query)["reference"][0]
            return {"notifications": notify.found(reference), "links": {"current": self.path}}
        its_id = parts.path.removeprefix("/v2/notifications/")
        for one in notify.notifications:
            if one["id"] == its_id:
                return notify.seen(one)
        raise Wrong(404, "NoResultFound", "No result found")

    def _answer(self, answer: Any, status: int) -> None:
        try:
            _must_be_signed(self.headers.get("Authorization", ""))
            content = answer()
        except Wrong as wrong:
            status = wrong.status
            content = {
                "status_code": status, "errors": [{"error": wrong.error, "message": wrong.message}],
            }  # fmt: skip
        if status == 201 and self.stands_for.dies_after_taking:
            self.stands_for.dies_after_taking -= 1
            self.connection.close()
            return
        written = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


def _must_be_signed(header: str) -> None:
    if not header.startswith("Bearer "):
        raise Wrong(401, "AuthError", "Unauthorized: authentication token must be provided")
    try:
        token = jwt.decode(
            header.removeprefix("Bearer "), OctKey.import_key(SECRET), algorithms=["HS256"]
        )
    except (JoseError, ValueError):
        raise Wrong(403, "AuthError", "Invalid token: signature, api token not found") from None
    if token.header.get("typ") != "JWT" or token.claims.get("iss") != SERVICE:
        raise Wrong(403, "AuthError", "Invalid token: service not found")
    if abs(time.time() - int(token.claims.get("iat", 0))) > 30:
        raise Wrong(
            403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"
        )
