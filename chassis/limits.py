"""What fits into a case, the same for every service: written days, and limits each with its refusal.

Limits: 20,000 characters in one text, 200 entries in one list, 500,000 characters in all that is sent at
once, no day before 1900 or after 2099; where a service has another limit, it says so as an argument.
They are asked when something is recorded, never when it is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal, get_origin

from pydantic import BaseModel, BeforeValidator

from chassis.errors import Invalid
from chassis.fields import FieldProblem, must_be_no

TEXT_CHARACTERS_MAX = 20_000
ALL_CHARACTERS_MAX = 500_000
ENTRIES_MAX = 200
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)
CHRONOLOGY_ROWS_MAX = 2_000
ENTRIES_MAX_OF: Mapping[str, int] = MappingProxyType({"chronology": CHRONOLOGY_ROWS_MAX})
"""Lists that are longer by nature, by the name of their field."""
CODE_CHARACTERS_MAX = 40
SAID_CHARACTERS_MAX = 60
SAID_MAX = 10

_AS_USUAL: Mapping[str, int] = MappingProxyType({})


class TextTooLong(Invalid):
    """A text, or all of them together, is longer than its limit."""

    code = "text.too_long"
    sentence = "{part} has {count} characters; at most {limit} fit. Shorten it."


class TooMany(Invalid):
    """A list is longer than its limit."""

    code = "list.too_long"
    sentence = "{part} has {count} entries; at most {limit} fit. Keep those that matter most."


class YearUnlikely(Invalid):
    """A day is so far away that its year was mistyped."""

    code = "date.unlikely_year"
    sentence = "{part}: check the year of {date}."


class ControlCharacters(Invalid):
    """A text holds characters that nobody can see, such as a null byte."""

    code = "text.control_characters"
    sentence = (
        "{part} has characters that cannot be shown. Type it again, or paste it as plain text."
    )


class WordsMissing(Invalid):
    """A text that is needed has no words."""

    code = "words.missing"
    sentence = "This still needs words: {parts}."


def _written_day(given: object) -> object:
    """A day is written like 2026-09-07; pydantic alone would also read a number of seconds as one."""
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:  # Its own words would repeat what was typed.
        raise ValueError("this is not a date like 2026-09-07") from None


Day = Annotated[date, BeforeValidator(_written_day)]


def must_fit(
    *given: BaseModel,
    all_characters_max: int = ALL_CHARACTERS_MAX,
    entries_max: Mapping[str, int] = _AS_USUAL,
) -> None:
    """Raises the refusal that names, in words, the part that is too long or dated in an unlikely year.

    ``entries_max`` are the limits of lists that are not as usual, by the name of the part in words.
    """
    whole, total = "All of it together", 0
    for part, value in (found for one in given for found in _inside(whole, one)):
        match value:
            case str():
                total += len(value)
                text_must_fit(part, value)
            case tuple():
                limit = entries_max.get(part, ENTRIES_MAX)
                _must_be_at_most(limit, part, len(value), TooMany)
            case date() if not EARLIEST <= value <= LATEST:
                raise YearUnlikely(part=part, date=value)
            case _:
                pass
    _must_be_at_most(all_characters_max, whole, total, TextTooLong)


def text_must_fit(part: str, text: str) -> None:
    """Raises ``TextTooLong``."""
    if problem := text_problem(part, text):
        raise problem


def text_problem(part: str, text: str) -> TextTooLong | None:
    """What is wrong with the length of a text; None for one that fits."""
    limit = TEXT_CHARACTERS_MAX
    return TextTooLong(part=part, count=len(text), limit=limit) if len(text) > limit else None


def must_say(**parts: str) -> None:
    """Raises ``FormRefused`` with the parts that have no words, or too many."""
    must_be_no(unsaid(**parts))


def unsaid(**parts: str) -> Iterator[FieldProblem]:
    """The parts of a form that have no words, or too many; each by its field."""
    for name, words in parts.items():
        part = spoken(name).capitalize()
        if not words.strip():
            yield FieldProblem(name, WordsMissing(parts=part))
        elif problem := text_problem(part, words):
            yield FieldProblem(name, problem)


def spoken(code: str) -> str:
    """A code as words: ``lcspr.working_together`` is working together. Of what is no code, the beginning."""
    words = code.rpartition(".")[2].replace("_", " ").replace("-", " ")
    return shortened(words, SAID_CHARACTERS_MAX)


def listed(words: Iterable[object]) -> str:
    """The first few words or numbers: a sentence about two thousand would be too long to be answered."""
    every = [str(word) for word in words]
    unsaid = len(every) - SAID_MAX
    said = ", ".join(every[:SAID_MAX])
    return f"{said} and {unsaid} more" if unsaid > 0 else said


def shortened(text: str, characters_max: int = CODE_CHARACTERS_MAX) -> str:
    """What was typed where a code belongs, for a sentence: its beginning, for it may be a narrative."""
    return text if len(text) <= characters_max else f"{text[:characters_max]}…"


def _inside(part: str, given: object, entry: str = "") -> Iterator[tuple[str, object]]:
    """Each value with the words for its part; inside a list, an entry is told by its number."""
    yield part, given
    match given:
        case str() | date():
            pass  # Asked first: of most values it is the only question.
        case BaseModel():
            for name, words in _written(type(given)):
                part = f"{entry}, {words}" if entry else words.capitalize()
                yield from _inside(part, getattr(given, name), entry)
        case tuple():
            for number, value in enumerate(given, 1):
                yield from _inside(f"{part} {number}", value, f"{part} {number}")
        case _:
            pass


@cache
def _written(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a form with their words; a choice is not written."""
    return tuple(
        (name, spoken(name))
        for name, field in kind.model_fields.items()
        if get_origin(field.annotation) is not Literal
    )


def _must_be_at_most(limit: int, part: str, count: int, refusal: type[Invalid]) -> None:
    if count > limit:
        raise refusal(part=part, count=count, limit=limit)
