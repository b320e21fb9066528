"""A visitor who tries again when a page says that it cannot be shown for the moment, as it asks people to do."""

from __future__ import annotations

import asyncio
import time

import httpx

PATIENCE_S = 60.0
_NOT_NOW = 503


class Patient(httpx.AsyncHTTPTransport):
    """Sends a request again for as long as a busy machine, or a service that is still starting, answers "not now".

    What is sent twice is done once: that is what forms promise.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises what the first try raises; only an answer is a reason to try again."""
        until = time.monotonic() + PATIENCE_S
        while True:
            answer = await super().handle_async_request(request)
            if answer.status_code != _NOT_NOW or time.monotonic() > until:
                return answer
            await answer.aclose()
            await asyncio.sleep(0.5)


def patient_visitor(url: str) -> httpx.AsyncClient:
    """Somebody at the pages under ``url``."""
    return httpx.AsyncClient(
        base_url=url, trust_env=False, timeout=PATIENCE_S, transport=Patient(trust_env=False)
    )
