"""Good requests with one answer spoiled: every field of a form, in every way in which an answer can be bad."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from contracts.grpc import common_pb2

TOO_LONG = "x" * 20_001
TEXTS = {
    "too long": TOO_LONG,
    "control characters": "Invented\x07words",
    "a null": "Invented\x00words",
    "no such code": "no_such_code",
}
DAYS = {"no day": "the 3rd of May", "long ago": "1066-10-14", "far to come": "2999-01-01"}
NUMBERS = {"a negative number": -1, "a huge number": 2**31 - 1}
MISSING, NO_CODE = "missing", "no such code"
OFTEN_TAKEN = frozenset({MISSING, *NUMBERS})
"""Many answers need not be given, and some numbers have no end."""
MOMENT = "google.protobuf.Timestamp"
CHOICES = re.compile(r"//(?P<said>[^\n]*)\n\s*(?:repeated )?string (?P<field>\w+) =", re.MULTILINE)
CODES = re.compile(r"(?:\s*[a-z]\w*(?: \([^)]*\))?,)+\s*[a-z]\w*(?: \([^)]*\))?\.")
Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Spoiled:
    """A request in which the answer at ``field`` is bad, and in which way."""

    field: str
    how: str
    request: Any
    may_be_taken: bool
    may_miss_others: bool
    """It is no bad answer itself, or stands in a part that the good request left out: others are missing beside it."""


def spoiled(request: Message) -> Iterator[Spoiled]:
    """The request with each of its answers spoiled in each way that fits it."""
    for way, field in ways(_copy(request)):
        before = _at(request, way[:-1])
        for how, answer in _bad(field).items():
            if how == MISSING and not (before is not None and getattr(before, field.name)):
                continue
            words = how == NO_CODE and not is_code(field)
            taken, others = words or how in OFTEN_TAKEN, words or before is None
            yield Spoiled(named(way), how, put(request, way, answer), taken, others)


def all_spoiled(request: Message) -> tuple[Any, list[str]]:
    """The request with a bad answer in each field of text that it has, and their names in the order of the form."""
    spoilt, fields = _copy(request), []
    for way, field in ways(_copy(request)):
        if field.type == FieldDescriptor.TYPE_STRING and _at(request, way[:-1]) is not None:
            spoilt = put(spoilt, way, "31/12/2026" if is_day(field) else TOO_LONG)
            fields.append(named(way))
    return spoilt, fields


def ways(message: Message, before: Way = ()) -> Iterator[tuple[Way, Any]]:
    """The way to each answer of a form; of a list, to its first entry, which may not be there yet."""
    for field in message.DESCRIPTOR.fields:
        if (not before and field.name == "header") or _is_moment(field):
            continue
        if field.message_type is None:
            yield (*before, field.name), field
        elif field.is_repeated:
            yield from ways(_first(getattr(message, field.name)), (*before, field.name, 0))
        else:
            yield from ways(getattr(message, field.name), (*before, field.name))


def put(request: Message, way: Way, answer: str | int) -> Any:
    """The request with another answer at one place; nothing leaves a list out."""
    copy = _copy(request)
    part: Any = copy
    for step in way[:-1]:
        part = _first(part) if step == 0 else getattr(part, str(step))
    last = str(way[-1])
    if part.DESCRIPTOR.fields_by_name[last].is_repeated:
        part.ClearField(last)
        getattr(part, last).extend([answer] if answer else [])
    else:
        setattr(part, last, answer)
    return copy


def named(way: Way) -> str:
    """How a refusal names the place of an answer."""
    return ".".join(str(step) for step in way)


def names(refused: Iterable[str], field: str) -> bool:
    """Whether one of the refused fields is this one, the list or part in which it stands, or an entry of it."""
    return any(
        one == field or field.startswith(f"{one}.") or one.startswith(f"{field}.")
        for one in refused
    )


def is_day(field: Any) -> bool:
    """Whether a field holds a day: all that do are named like this."""
    return str(field.name).endswith("_on")


def is_code(field: Any) -> bool:
    """Whether the contract says above a field which codes it takes, one after the other."""
    return field.name in _coded().get(field.containing_type.full_name, frozenset())


@cache
def _coded() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for path in Path(common_pb2.__file__).parent.glob("*.proto"):
        text = path.read_text("utf-8")
        package = re.search(r"^package (.+);", text, re.MULTILINE)
        assert package is not None
        for block in re.finditer(r"^message (\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL):
            coded = {
                one["field"] for one in CHOICES.finditer(block[2]) if CODES.fullmatch(one["said"])
            }
            found[f"{package[1]}.{block[1]}"] = frozenset(coded)
    return found


def _bad(field: Any) -> Mapping[str, str | int]:
    if field.type == FieldDescriptor.TYPE_STRING:
        return {**TEXTS, **(DAYS if is_day(field) else {}), MISSING: ""}
    return NUMBERS if field.type == FieldDescriptor.TYPE_INT32 else {}


def _is_moment(field: Any) -> bool:
    return field.message_type is not None and field.message_type.full_name == MOMENT


def _at(request: Message, way: Way) -> Any:
    """The part of a request to which a way leads; None if it is not there."""
    part: Any = request
    for step in way:
        if step == 0:
            if not len(part):
                return None
            part = part[0]
        else:
            inner = part.DESCRIPTOR.fields_by_name[str(step)]
            if not inner.is_repeated and not part.HasField(str(step)):
                return None
            part = getattr(part, str(step))
    return part


def _first(entries: Any) -> Any:
    return entries[0] if entries else entries.add()


def _copy(request: Message) -> Any:
    copy = type(request)()
    copy.CopyFrom(request)
    return copy
