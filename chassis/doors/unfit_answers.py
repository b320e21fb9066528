"""What no answer of any form may be, whatever it is about: too long, unreadable as a day, or made of what nobody sees.

It is read from the message itself, so it holds for every field of every request, and each is told by its own place.

    request ──> unfit answers ──> kept in the cause: nothing of the form is stored
                     └──────────> told together with whatever else the rules refuse
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from chassis.errors import Invalid, Refusal
from chassis.fields import FieldProblem, FormRefused, Malformed, problems_in
from chassis.limits import (
    EARLIEST,
    ENTRIES_MAX,
    ENTRIES_MAX_OF,
    LATEST,
    ControlCharacters,
    TooMany,
    YearUnlikely,
    spoken,
    text_problem,
)

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters; a tab and the end of a line are none."""
DAY = re.compile(r".*_on")
"""So are all fields named that hold a day."""
NOT_ANSWERS = frozenset({"header", "content"})
"""The header has rules of its own; what a draft holds is kept as it was typed."""


def unfit(request: Message) -> tuple[FieldProblem, ...]:
    """Every answer of a request that is unfit, in the order of the form."""
    return tuple(_in_message(request, "", ""))


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


def _in_message(message: Message, before: str, entry: str) -> Iterator[FieldProblem]:
    for field, value in message.ListFields():
        if not before and field.name in NOT_ANSWERS:
            continue
        where = f"{before}{field.name}"
        words = f"{entry}, {spoken(field.name)}" if entry else spoken(field.name).capitalize()
        if field.is_repeated:
            yield from _in_list(field, value, where, words)
        else:
            yield from _in_answer(value, where, words, entry)


def _in_list(
    field: FieldDescriptor, entries: Any, where: str, words: str
) -> Iterator[FieldProblem]:
    limit = ENTRIES_MAX_OF.get(field.name, ENTRIES_MAX)
    if len(entries) > limit:
        yield FieldProblem(where, TooMany(part=words, count=len(entries), limit=limit))
        return
    for place, one in enumerate(entries):
        yield from _in_answer(
            one, f"{where}.{place}", f"{words} {place + 1}", f"{words} {place + 1}"
        )


def _in_answer(value: Any, where: str, words: str, entry: str) -> Iterator[FieldProblem]:
    if isinstance(value, Message):
        yield from _in_message(value, f"{where}.", entry)
    elif isinstance(value, str):
        yield from _in_text(value, where, words)


def _in_text(text: str, where: str, words: str) -> Iterator[FieldProblem]:
    if problem := text_problem(words, text):
        yield FieldProblem(where, problem)
    elif UNSEEN.search(text):
        yield FieldProblem(where, ControlCharacters(part=words))
    elif DAY.fullmatch(where):
        yield from _in_day(text, where, words)


def _in_day(text: str, where: str, words: str) -> Iterator[FieldProblem]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        yield FieldProblem(
            where, Malformed(field=where, problem="this is not a date like 2026-09-07")
        )
        return
    if not EARLIEST <= day <= LATEST:
        yield FieldProblem(where, YearUnlikely(part=words, date=day))
