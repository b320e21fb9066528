"""What every answer carries, and which host names are answered at all.

A page may load nothing from elsewhere, run no script of its own text, be framed by nobody and be kept
by no cache. Only known host names are answered, so that a foreign name that is pointed at this machine
(DNS rebinding) reaches nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.settings import LOOPBACK_HOSTS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OVER_HTTPS: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000"}
"""A year; whether other hosts below this one speak HTTPS is for the owner of the domain to say."""
UNLESS_SAID: Mapping[str, str] = {"Cache-Control": "no-store"}
HEALTH = "/health"  # Asked by machines under the name of the day; it tells nothing.


def protect(headers: MutableHeaders, *, secure: bool) -> None:
    """Add what every answer carries; ``secure`` where people come over HTTPS."""
    headers.update(ALWAYS)
    if secure:
        headers.update(OVER_HTTPS)
    for name, value in UNLESS_SAID.items():
        headers.setdefault(name, value)


class ProtectedAnswers:
    """Middleware: unknown hosts are refused, and every answer is protected."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), *, secure: bool = False) -> None:
        self._app, self._secure = app, secure
        self._hosts = LOOPBACK_HOSTS | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure = self._secure or scope["scheme"] == "https"
                protect(MutableHeaders(scope=message), secure=secure)
            await send(message)

        if scope["path"] != HEALTH and host_of(Headers(scope=scope)) not in self._hosts:
            refused = PlainTextResponse("This host name is not served here.\n", 400)
            await refused(scope, receive, send_protected)
            return
        await self._app(scope, receive, send_protected)


def host_of(headers: Headers) -> str:
    """The host name without its port: ``[::1]:8000`` is ``::1``."""
    host = headers.get("host", "").strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".")


def is_from_elsewhere(headers: Headers, hosts: Collection[str]) -> bool:
    """Whether a browser says that another site let it send this form; ``hosts`` are more names of ours.

    A browser that says nothing is judged by the token of the form alone.
    """
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        parts = urlsplit(origin.lower())
        named = parts.hostname or ""
    except ValueError:
        return True
    return parts.netloc != headers.get("host", "").lower() and named not in hosts
