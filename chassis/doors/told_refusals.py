"""How a refusal or a delay is told over gRPC: as a status, a code in the metadata, and the fields of a form."""

from __future__ import annotations

from typing import Any, TypeAlias

import grpc

from chassis.database import is_passing
from chassis.doors import refused_fields
from chassis.doors.door_limits import DoorFull, TookTooLong
from chassis.errors import Invalid, NotAllowed, NotFound, Refusal, Stale, Temporary, WrongState
from chassis.fields import problems_in
from chassis.limits import shortened
from chassis.store.event_store import OutcomeUnknown

# gRPC's classes have type arguments for the checker only.
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"
STATUS: dict[type[Exception], grpc.StatusCode] = {
    Invalid: grpc.StatusCode.INVALID_ARGUMENT,
    NotFound: grpc.StatusCode.NOT_FOUND,
    NotAllowed: grpc.StatusCode.PERMISSION_DENIED,
    WrongState: grpc.StatusCode.FAILED_PRECONDITION,
    Stale: grpc.StatusCode.ABORTED,
    DoorFull: grpc.StatusCode.RESOURCE_EXHAUSTED,
    TookTooLong: grpc.StatusCode.DEADLINE_EXCEEDED,
    Temporary: grpc.StatusCode.UNAVAILABLE,
}
SENTENCE_MAX = 500
"""gRPC carries a status in a header of 8 KiB, in which a letter may take twelve bytes."""


class PerhapsRecorded(Temporary):
    """The database went away under a command and stayed away: perhaps it was stored."""

    code = "outcome_unknown"
    sentence = (
        "We could not find out whether this was recorded. Send it again: it takes effect only once."
    )


async def refuse(context: Context, told: Refusal | Temporary, sentence: str) -> None:
    """End a call with a refusal or a delay: its status, its code, and the fields of a form."""
    status = _status_of(told)
    metadata: list[tuple[str, str | bytes]] = [("refusal-code", told.code)]
    problems = problems_in(told) if isinstance(told, Invalid) else ()
    if any(one.field for one in problems):
        sentence = shortened(sentence, refused_fields.SENTENCE_MAX)
        metadata += refused_fields.carried(status, sentence, problems)
    await context.abort(status, shortened(sentence, SENTENCE_MAX), tuple(metadata))


def told_to_callers(error: Exception) -> Refusal | Temporary | None:
    """The refusal or the delay that a failure is; None for a bug."""
    if isinstance(error, (Refusal, Temporary)):
        return error
    if isinstance(error, OutcomeUnknown):
        return PerhapsRecorded()
    return Temporary() if is_passing(error) else None


def _status_of(error: Exception) -> grpc.StatusCode:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))
