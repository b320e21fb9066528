"""The fields of a request as a script writes them: checked against the contract, then made into the request.

Names are those of the contract. A date may be written as ``{day: 3}``, the third working day after the
beginning of the case (``{day: -2}`` is before it), and a moment as ``{day: 3, at: "10:00"}``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from rapid_review.doors import method_of
from rapid_review.scripted.script import COMMANDS, DATE, TIME_OF_DAY, CommandName, day_of, moment_of

HEADER = "header"
MOMENT = "google.protobuf.Timestamp"
WHOLE_NUMBERS = (FieldDescriptor.CPPTYPE_INT32, FieldDescriptor.CPPTYPE_INT64)

Path = tuple[str | int, ...]
Problem = tuple[Path, str]


def request_type(do: CommandName) -> Descriptor:
    """The contract's request of a command."""
    descriptor = method_of(*COMMANDS[do]).input_type
    assert isinstance(descriptor, Descriptor)  # noqa: S101 - the types of protobuf say too little
    return descriptor


def problems(do: CommandName, fields: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the fields of a command, each with the place of the mistake."""
    if HEADER in fields:
        yield (HEADER,), "the header is filled in when the script is played; take it out"
    rest = {name: value for name, value in fields.items() if name != HEADER}
    yield from _of_message(request_type(do), rest, ())


def request(do: CommandName, fields: Mapping[str, Any], begins: date) -> Message:
    """The request of a command without its header, with every ``{day: …}`` made into its date."""
    descriptor = request_type(do)
    return ParseDict(_resolved(descriptor, fields, begins), GetMessageClass(descriptor)())


def field_names(descriptor: Descriptor) -> list[str]:
    """The fields that a script may set."""
    return [field.name for field in descriptor.fields if field.name != HEADER]


def is_day(field: FieldDescriptor) -> bool:
    """Whether this text holds a date."""
    return field.cpp_type == FieldDescriptor.CPPTYPE_STRING and field.name.endswith("_on")


def _of_message(descriptor: Descriptor, content: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(content, Mapping):
        yield path, f"give its fields here: {', '.join(field_names(descriptor))}"
        return
    for name, value in content.items():
        field = descriptor.fields_by_name.get(name)
        if field is None or name == HEADER:
            yield (*path, name), unknown_field(name, field_names(descriptor))
        elif not field.is_repeated:
            yield from _of_value(field, value, (*path, name))
        elif not isinstance(value, list):
            yield (*path, name), "this is a list; begin each entry with a dash"
        else:
            for place, entry in enumerate(value):
                yield from _of_value(field, entry, (*path, name, place))


def unknown_field(name: str, known: list[str]) -> str:
    """What to say of a field that does not exist."""
    close = difflib.get_close_matches(str(name), known, n=1)
    if close:
        return f"there is no field of this name; did you mean {close[0]}?"
    return f"there is no field of this name; the fields are {', '.join(known)}"


def unknown_command(name: str) -> str:
    """What to say of a command that does not exist."""
    close = difflib.get_close_matches(name, COMMANDS, n=1)
    if close:
        return f"there is no such command; did you mean {close[0]}?"
    return f"there is no such command; the commands are {', '.join(COMMANDS)}"


def _of_value(field: FieldDescriptor, value: Any, path: Path) -> Iterator[Problem]:
    if _is_moment(field):
        if _moment_problem(value):
            yield (
                path,
                'this is a moment; write it like {day: 3, at: "10:00"} or "2026-03-02T10:00:00Z"',
            )
    elif field.message_type is not None:
        yield from _of_message(field.message_type, value, path)
    elif problem := _scalar_problem(field, value):
        yield path, problem


def _scalar_problem(field: FieldDescriptor, value: Any) -> str:
    if is_day(field):
        ok = _is_offset(value, {"day"}) or (
            isinstance(value, str) and re.match(DATE, value) and _reads(date.fromisoformat, value)
        )
        return "" if ok else "this is a date; write it like {day: 3} or 2026-03-02"
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return "" if isinstance(value, bool) else "write true or false here"
    if field.cpp_type in WHOLE_NUMBERS:
        ok = isinstance(value, int) and not isinstance(value, bool)
        return "" if ok else "write a whole number here"
    if isinstance(value, str):
        return ""
    return "this is a text; put it in quotes" if not isinstance(value, Mapping | list) else (
        "this is a text, not a list or fields of its own"
    )  # fmt: skip


def _is_moment(field: FieldDescriptor) -> bool:
    return field.message_type is not None and field.message_type.full_name == MOMENT


def _moment_problem(value: Any) -> bool:
    if _is_offset(value, {"day", "at"}):
        return not re.match(TIME_OF_DAY, str(value["at"]))
    return not (_reads(datetime.fromisoformat, value) and datetime.fromisoformat(value).tzinfo)


def _is_offset(value: Any, keys: set[str]) -> bool:
    return isinstance(value, Mapping) and set(value) == keys and type(value["day"]) is int


def _reads(parse: Any, value: Any) -> bool:
    try:
        parse(value)
    except (TypeError, ValueError):
        return False
    return True


def _resolved(descriptor: Descriptor, content: Mapping[str, Any], begins: date) -> dict[str, Any]:
    resolved: dict[str, Any] = {}
    for name, value in content.items():
        field = descriptor.fields_by_name[name]
        if field.is_repeated:
            resolved[name] = [_resolved_value(field, entry, begins) for entry in value]
        else:
            resolved[name] = _resolved_value(field, value, begins)
    return resolved


def _resolved_value(field: FieldDescriptor, value: Any, begins: date) -> Any:
    if isinstance(value, Mapping) and is_day(field):
        return day_of(begins, value["day"]).isoformat()
    if isinstance(value, Mapping) and _is_moment(field):
        return moment_of(day_of(begins, value["day"]), value["at"]).isoformat()
    if isinstance(value, Mapping) and field.message_type is not None:
        return _resolved(field.message_type, value, begins)
    return value
