"""What fits into a referral, each limit with its refusal.

Limits: 20,000 characters in one text, 200 entries in one list, 500,000 characters in all that is sent
at once, and no day before 1900. They are asked when something is recorded, never when it is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pydantic import BaseModel

from chassis.errors import Invalid
from chassis.working_days import london_date

TEXT_CHARACTERS_MAX = 20_000
ALL_CHARACTERS_MAX = 500_000
ENTRIES_MAX = 200
EARLIEST = date(1900, 1, 1)
PARTNERSHIP_CODE = re.compile(r"[A-Z]{2,6}")


class TextTooLong(Invalid):
    """A text is longer than its limit."""

    code = "referral.text_too_long"
    sentence = "{part} has {count} characters; at most {limit} fit. Shorten it."


class TooMany(Invalid):
    """A list is longer than its limit."""

    code = "referral.too_many"
    sentence = "{part} has {count} entries; at most {limit} fit. Keep those that matter most."


class WordsMissing(Invalid):
    """A text that is needed has no words."""

    code = "referral.words_missing"
    sentence = "These parts still need words: {parts}."


class YearUnlikely(Invalid):
    """A day is so long ago that its year was mistyped."""

    code = "referral.year_unlikely"
    sentence = "The year of {given} cannot be right. Check the date."


class StillToCome(Invalid):
    """Something is dated after the day on which it is recorded."""

    code = "referral.still_to_come"
    sentence = (
        "{part} is dated {given}, which is still to come. It can be recorded once it has happened."
    )


class NotAPartnership(Invalid):
    """Another partnership is not given by its code, which is published."""

    code = "referral.not_a_partnership"
    sentence = "Give each other partnership by its code of two to six capital letters, such as DEV."


def must_fit(**parts: object) -> None:
    """Raises the refusal that names the part, in words, that is too long or dated in an unlikely year."""
    total = 0
    for name, given in parts.items():
        for part, value in _inside(_spoken(name), given):
            match value:
                case str():
                    total += len(value)
                    _must_be_at_most(TEXT_CHARACTERS_MAX, part, len(value), TextTooLong)
                case tuple():
                    _must_be_at_most(ENTRIES_MAX, part, len(value), TooMany)
                case date() if value < EARLIEST:
                    raise YearUnlikely(given=value)
                case _:
                    pass
    _must_be_at_most(ALL_CHARACTERS_MAX, "All of it together", total, TextTooLong)


def must_say(**parts: str) -> None:
    """Raises ``WordsMissing`` with the parts that have no words."""
    if missing := [_spoken(name) for name, words in parts.items() if not words.strip()]:
        raise WordsMissing(parts=", ".join(missing))


def must_have_happened(part: str, on: date, at: datetime) -> None:
    """Raises ``StillToCome``."""
    if on > london_date(at):
        raise StillToCome(part=part, given=on)


def must_be_partnerships(codes: tuple[str, ...]) -> None:
    """Raises ``NotAPartnership``; a partnership that this platform does not serve has a code, too."""
    if not all(PARTNERSHIP_CODE.fullmatch(code) for code in codes):
        raise NotAPartnership


def _inside(part: str, given: object) -> Iterator[tuple[str, object]]:
    yield part, given
    match given:
        case BaseModel():
            for name, value in given:
                yield from _inside(_spoken(name), value)
        case Mapping():
            yield part, tuple(given)
            for entry in given:
                yield from _inside(part, entry)
        case tuple():
            for entry in given:
                yield from _inside(part, entry)
        case _:
            pass


def _must_be_at_most(limit: int, part: str, count: int, refusal: type[Invalid]) -> None:
    if count > limit:
        raise refusal(part=part, count=count, limit=limit)


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
