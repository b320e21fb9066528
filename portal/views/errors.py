"""One page for every refusal, delay and fault, in the same frame as all others.

A fault shows a reference number and nothing else; the same number stands in the log with its cause.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound, Refusal, Stale, Temporary, WrongState
from portal import words
from portal.views.desk import Desk
from portal.views.headers import protect
from portal.views.visitor import visitor_of

log = logging.getLogger("portal")

STATUS_OF: Mapping[type[Refusal], int] = {
    Invalid: 400,
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    Stale: 409,
}
SIGN_IN_AGAIN = frozenset({"identity.not_signed_in", "portal.sign_in_failed"})
RETRY_AFTER_S = "10"

Handler = Callable[[Request, Exception], Awaitable[Response]]


class ErrorPages:
    """The handlers that the application registers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def refused(self, request: Request, refusal: Exception) -> Response:
        """A refusal of a service or of the portal itself."""
        status = next((code for kind, code in STATUS_OF.items() if isinstance(refusal, kind)), 400)
        return self._page(request, status, getattr(refusal, "code", ""))

    async def delayed(self, request: Request, _delay: Exception) -> Response:
        """A service cannot be reached; the same request may succeed later."""
        response = self._page(request, 503)
        response.headers["Retry-After"] = RETRY_AFTER_S
        return response

    async def unanswered(self, request: Request, error: Exception) -> Response:
        """No such page, or not in this way."""
        if not isinstance(error, HTTPException):
            return await self.failed(request, error)
        response = self._page(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault. This answer does not pass the middleware, so it protects itself."""
        reference = secrets.token_hex(4).upper()
        log.error("page failed, reference %s: %s", reference, type(error).__name__)
        response = self._page(request, 500, reference=reference)
        protect(response.headers, secure=self._desk.is_secure(request))
        return response

    def _page(self, request: Request, status: int, code: str = "", reference: str = "") -> Response:
        return self._desk.page(
            visitor_of(self._desk, request),
            "errors/index.html",
            status=status,
            answer=words.answer_for(code, status),
            reference=reference,
            again=code in SIGN_IN_AGAIN,
        )


def handlers(desk: Desk) -> Mapping[type[Exception], Handler]:
    """Which exception is answered how."""
    pages = ErrorPages(desk)
    return {
        Refusal: pages.refused,
        Temporary: pages.delayed,
        HTTPException: pages.unanswered,
        Exception: pages.failed,
    }
