"""What no answer of any form may be, whatever it is about: too long, unreadable as a day, or made of what nobody sees.

It is read from the message itself, so it holds for every field of every request, and each is told by its own place.

    request ──> unfit answers ──> kept in the cause: nothing of the form is stored
                     └──────────> told together with whatever else the rules refuse
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from google.protobuf.message import Message

from chassis.errors import Invalid, Refusal
from chassis.fields import FieldProblem, FormRefused, Malformed, problems_in
from chassis.limits import (
    EARLIEST,
    ENTRIES_MAX,
    ENTRIES_MAX_OF,
    LATEST,
    TEXT_CHARACTERS_MAX,
    ControlCharacters,
    TextTooLong,
    TooMany,
    YearUnlikely,
    spoken,
)

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters; a tab and the end of a line are none."""
DAY = "_on"
"""So end the names of all fields that hold a day."""
Way: TypeAlias = tuple[str | int, ...]
NOT_ANSWERS = frozenset({"header", "content"})
"""The header has rules of its own; what a draft holds is kept as it was typed."""


def unfit(request: Message) -> tuple[FieldProblem, ...]:
    """Every answer of a request that is unfit, in the order of the form."""
    return tuple(_in_message(request, ()))


def with_unfit(refusal: Refusal, request: Message) -> Refusal:
    """A refusal of a form, together with the unfit answers that it does not tell of."""
    if not isinstance(refusal, Invalid):
        return refusal
    found = unfit(request)
    told = [one for one in problems_in(refusal) if one.field or not _tells(one, found)]
    named = {one.field for one in told}
    more = [one for one in found if one.field not in named]
    return FormRefused((*told, *more)) if more else refusal


def _tells(whole: FieldProblem, found: tuple[FieldProblem, ...]) -> bool:
    """Whether a problem of the form as a whole is told by its field already."""
    return whole.refusal.code in {one.refusal.code for one in found}


def _in_message(message: Message, way: Way) -> Iterator[FieldProblem]:
    for field, value in message.ListFields():
        name, here = field.name, (*way, field.name)
        if not way and name in NOT_ANSWERS:
            continue
        if not field.is_repeated:
            yield from _in_answer(value, here, name)
        elif len(value) > (limit := ENTRIES_MAX_OF.get(name, ENTRIES_MAX)):
            many = TooMany(part=_words(here), count=len(value), limit=limit)
            yield FieldProblem(_place(here), many)
        else:
            for number, one in enumerate(value):
                yield from _in_answer(one, (*here, number), name)


def _in_answer(value: Any, way: Way, name: str) -> Iterator[FieldProblem]:
    if isinstance(value, Message):
        yield from _in_message(value, way)
    elif isinstance(value, str) and (problem := _of_text(value, way, name)):
        yield FieldProblem(_place(way), problem)


def _of_text(text: str, way: Way, name: str) -> Invalid | None:
    if len(text) > TEXT_CHARACTERS_MAX:
        return TextTooLong(part=_words(way), count=len(text), limit=TEXT_CHARACTERS_MAX)
    if UNSEEN.search(text):
        return ControlCharacters(part=_words(way))
    return _of_day(text, way) if name.endswith(DAY) else None


def _of_day(text: str, way: Way) -> Invalid | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Malformed(field=_place(way), problem="this is not a date like 2026-09-07")
    return None if EARLIEST <= day <= LATEST else YearUnlikely(part=_words(way), date=day)


def _place(way: Way) -> str:
    return ".".join(str(step) for step in way)


def _words(way: Way) -> str:
    """A place in words: the third row of a chronology, what happened."""
    words, entry = "", ""
    for step in way:
        if isinstance(step, int):
            words = entry = f"{words} {step + 1}"
        else:
            words = f"{entry}, {spoken(step)}" if entry else spoken(step).capitalize()
    return words
