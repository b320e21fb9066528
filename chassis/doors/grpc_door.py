"""What a servicer needs of the wire: who is asking, what they ask as plain values, and the cause that it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID, uuid5

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from chassis.access.admission import admitted
from chassis.clock import Clock
from chassis.doors.unfit_answers import unfit
from chassis.fields import FieldProblem, FormRefused, Malformed
from chassis.identity import Caller
from chassis.use_cases import Cause, Kept
from chassis.wording import hints_in
from contracts.grpc import common_pb2

V = TypeVar("V")
FIRST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)


def caller() -> Caller:
    """Who is asking, in this call, with those memberships that let them in."""
    return admitted().caller


def value_of(field: str, kind: type[V], message: Message) -> V:
    """A wire message as a checked value of the domain; empty texts count as not given.

    Raises ``Malformed`` naming the field; the text that was typed is not repeated.
    """
    return one_of(field, kind, plain(message))


def one_of(field: str, kind: type[V] | Any, given: object) -> V:
    """What was given in a field, checked as ``kind``. Raises ``Malformed``."""
    try:
        return cast("V", TypeAdapter(kind).validate_python(given))
    except ValidationError as error:
        problems = tuple(_malformed(field, one) for one in error.errors(include_input=False))
    if len(problems) == 1:
        raise problems[0].refusal
    raise FormRefused(problems)


def _malformed(field: str, error: ErrorDetails) -> FieldProblem:
    where = ".".join(str(part) for part in (field, *error["loc"]) if part != "")
    # Our own words come with a label of pydantic before them.
    problem = error["msg"].removeprefix("Value error, ")
    return FieldProblem(where, Malformed(field=where, problem=problem))


def plain(message: Message) -> dict[str, Any]:
    """A wire message as plain values, without the texts that are empty."""
    content: dict[str, Any] = {}
    for descriptor in message.DESCRIPTOR.fields:
        value = getattr(message, descriptor.name)
        if descriptor.is_repeated:
            content[descriptor.name] = [plain(v) if isinstance(v, Message) else v for v in value]
        elif isinstance(value, Message):
            if message.HasField(descriptor.name):
                content[descriptor.name] = plain(value)
        elif value != "":
            content[descriptor.name] = value
    return content


def uuid_of(field: str, text: str) -> UUID:
    """The id in a field, written in the one usual way. Raises ``Malformed``."""
    try:
        given = UUID(text)
    except ValueError:
        given = None
    # UUID() also takes braces, "urn:", underscores and digits of other scripts.
    if given is None or str(given) != text.lower():
        raise Malformed(field=field, problem="this is not an id (UUID)")
    return given


def date_of(field: str, text: str) -> date:
    """The date in a field, written like 2026-09-07. Raises ``Malformed``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(field=field, problem="this is not a date like 2026-09-07") from None


def optional_date_of(field: str, text: str) -> date | None:
    """The date in a field, or None when it is empty. Raises ``Malformed``."""
    return date_of(field, text) if text else None


def moment_of(stamp: Timestamp, field: str = "moment") -> datetime:
    """A wire moment as a datetime in UTC. Raises ``Malformed`` for what no case can have seen."""
    try:
        moment = stamp.ToDatetime(tzinfo=UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment < FIRST_MOMENT:
        raise Malformed(field=field, problem="this is not a moment after the year 1900")
    return moment


def stamp_of(moment: datetime) -> Timestamp:
    """A datetime as a wire moment."""
    stamp = Timestamp()
    stamp.FromDatetime(moment)
    return stamp


def cause_of(request: Any, clock: Clock, *, case_id: UUID | None = None) -> Cause:
    """The cause that a person's command is; its header must name a partnership of the caller.

    The header names the case, too, unless the command is about none: then ``case_id`` says where it is kept.

    The causation id is made from the command id and the whole content, so that a command id that
    comes back with another content is never taken for a repeat. Which version was seen is a condition and no
    content: who sends the same command again on top of a later version asks for the same thing.
    """
    header: common_pb2.CommandHeader = request.header
    asker = caller()
    asker.must_act_for(header.partnership)
    command_id = uuid_of("header.command_id", header.command_id)
    seen = header.seen_version if header.HasField("seen_version") else None
    header.ClearField("seen_version")
    content = hashlib.sha256(request.SerializeToString(deterministic=True)).hexdigest()
    if seen is not None:
        header.seen_version = seen
    return Cause(
        case_id=case_id or uuid_of("header.case_id", header.case_id),
        partnership=header.partnership,
        actor=f"{asker.role_in(header.partnership)}:{asker.person}",
        causation_id=uuid5(command_id, f"{request.DESCRIPTOR.full_name}:{content}"),
        correlation_id=command_id,
        occurred_at=moment_of(header.occurred_at, "header.occurred_at")
        if header.HasField("occurred_at")
        else clock(),
        seen=seen,
        command_id=command_id,
        unfit=unfit(request),
    )


def recorded(kept: Kept, form: Message | None = None) -> common_pb2.Recorded:
    """What a durable command is answered with, on the wire; with advice about the words of the ``form``, if given."""
    hints = hints_in(dict(_texts(form))) if form is not None else ()
    return common_pb2.Recorded(
        case_id=str(kept.case_id), reference=kept.reference, version=kept.version,
        hints=[common_pb2.WordingHint(**dict(hint)) for hint in hints],
    )  # fmt: skip


def _texts(message: Message, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a message by its place, such as ``chronology.3.what_happened``."""
    for field, given in message.ListFields():
        repeated = isinstance(given, Sequence) and not isinstance(given, str)
        for place, value in enumerate(given if repeated else [given]):
            where = f"{at}{field.name}.{place}" if repeated else f"{at}{field.name}"
            if isinstance(value, str):
                yield where, value
            elif isinstance(value, Message):
                yield from _texts(value, f"{where}.")
