"""A gRPC status becomes the refusal or the delay that it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import grpc

from chassis.doors import refused_fields
from chassis.doors.refused_fields import RefusedField
from chassis.errors import Invalid, NotAllowed, NotFound, Refusal, Stale, Temporary, WrongState

CODE_KEY = "refusal-code"

KINDS: dict[grpc.StatusCode, type[Refusal]] = {
    grpc.StatusCode.INVALID_ARGUMENT: Invalid,
    grpc.StatusCode.NOT_FOUND: NotFound,
    grpc.StatusCode.PERMISSION_DENIED: NotAllowed,
    grpc.StatusCode.UNAUTHENTICATED: NotAllowed,
    grpc.StatusCode.FAILED_PRECONDITION: WrongState,
    grpc.StatusCode.ABORTED: Stale,
}
DELAYS = frozenset(
    {
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.RESOURCE_EXHAUSTED,
    }
)


class UnexpectedAnswer(Exception):
    """A service answered with a status that is neither a refusal nor a delay: a fault, there or here."""


class AnswersRefused(Invalid):
    """Answers of a form cannot be taken; ``fields`` says which ones, and why each."""

    code = "portal.answers_refused"
    sentence = "Some answers cannot be taken."
    fields: tuple[RefusedField, ...] = ()


def refusal_of(error: grpc.aio.AioRpcError) -> Exception:
    """What to raise for ``error``: a refusal with the service's own code and sentence, or ``Temporary``.

    A form of which single answers are refused comes as ``AnswersRefused``.
    """
    status = error.code()
    if status in DELAYS:
        return Temporary()
    kind = KINDS.get(status)
    if kind is None:
        return UnexpectedAnswer(status.name)
    metadata = tuple(cast("Iterable[tuple[str, str | bytes]]", error.trailing_metadata() or ()))
    fields = refused_fields.told_in(metadata) if kind is Invalid else ()
    kind = AnswersRefused if fields else kind
    code = _code_in(metadata) or kind.code
    sentence = (error.details() or kind.sentence).replace("{", "{{").replace("}", "}}")
    said = {"code": code, "sentence": sentence} | ({"fields": fields} if fields else {})
    refusal: Refusal = type(kind.__name__, (kind,), said)()
    return refusal


def _code_in(metadata: Iterable[tuple[str, str | bytes]]) -> str:
    found = next((value for key, value in metadata if key == CODE_KEY), "")
    return found if isinstance(found, str) else found.decode("ascii", "replace")
