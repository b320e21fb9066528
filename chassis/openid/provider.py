"""What an identity provider publishes about itself, fetched over HTTP with limits.

    issuer ── /.well-known/openid-configuration ── addresses of keys, sign-in, tokens, sign-out

Only ``https`` is spoken, and ``http`` to this machine. Redirects are not followed, an answer has a largest size
and a longest time, and nothing of an answer is repeated in an error.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from chassis.addresses import is_loopback

DISCOVERY = "/.well-known/openid-configuration"
ANSWER_BYTES = 256 * 1024
ANSWER_S = 5.0


class ProviderFault(Exception):
    """The provider does not answer, or not as it should; the message is one code of ours."""


def is_closed(address: str) -> bool:
    """Whether an address may be spoken to: over TLS, or on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    )


class Provider:
    """One provider, asked over connections that are kept open."""

    def __init__(self, issuer: str, ca_file: Path | None = None) -> None:
        self.issuer = issuer
        self._ca_file = ca_file
        self._http: httpx.AsyncClient | None = None
        self._document: Mapping[str, Any] | None = None

    async def close(self) -> None:
        """Close its connections."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def address(self, name: str) -> str:
        """An address that the provider publishes; empty where it has none. Raises ``ProviderFault``."""
        found = await self.said(name)
        if not found:
            return ""
        if not isinstance(found, str) or not is_closed(found):
            raise ProviderFault("open_address")
        return found

    async def said(self, name: str) -> Any:
        """What the provider publishes under a name; None where it is nothing. Raises ``ProviderFault``."""
        if self._document is None:
            await self.look_again()
        return (self._document or {}).get(name)

    async def look_again(self) -> None:
        """Fetch what the provider says about itself. Raises ``ProviderFault``."""
        document = await self.fetch(self.issuer.rstrip("/") + DISCOVERY)
        if document.get("issuer") != self.issuer:
            raise ProviderFault("other_issuer")
        self._document = document

    async def fetch(self, address: str) -> Mapping[str, Any]:
        """The JSON object at ``address``. Raises ``ProviderFault``."""
        status, answer = await self._asked("GET", address)
        if status != httpx.codes.OK:
            raise ProviderFault("status")
        return answer

    async def post(
        self, address: str, fields: Mapping[str, str], *, user: tuple[str, str] | None = None
    ) -> tuple[int, Mapping[str, Any]]:
        """The status and the JSON object that answer a form. Raises ``ProviderFault``."""
        auth = httpx.BasicAuth(*user) if user else None
        return await self._asked("POST", address, data=dict(fields), auth=auth)

    async def _asked(self, method: str, address: str, **sent: Any) -> tuple[int, Mapping[str, Any]]:
        if not is_closed(address):
            raise ProviderFault("open_address")
        body = bytearray()
        try:
            async with (
                asyncio.timeout(ANSWER_S),
                self._client().stream(method, address, **sent) as answer,
            ):
                async for piece in answer.aiter_bytes():
                    body += piece
                    if len(body) > ANSWER_BYTES:
                        raise ProviderFault("too_large")
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, TimeoutError, OSError):
            # What they say could hold an address with a code in it.
            raise ProviderFault("unreachable") from None
        return answer.status_code, _object_in(bytes(body))

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            here = is_loopback(urlsplit(self.issuer).hostname or "")
            trusted: Any = (
                ssl.create_default_context(cafile=str(self._ca_file)) if self._ca_file else True
            )
            self._http = httpx.AsyncClient(
                timeout=ANSWER_S,
                follow_redirects=False,
                verify=trusted,
                trust_env=not here,  # A proxy of the network leads outwards, not to this machine.
                headers={"accept": "application/json"},
            )
        return self._http


def _object_in(body: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise ProviderFault("not_json") from None
    if not isinstance(content, dict):
        raise ProviderFault("not_json")
    return content
