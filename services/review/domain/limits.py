"""What fits into a step of a review, each limit with its refusal.

Limits: 20,000 characters in one text, 200 entries in one list, 500,000 characters in all that is sent
at once. A recommendation's id is a short code, because it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from chassis.errors import Invalid

TEXT_CHARACTERS_MAX = 20_000
ALL_CHARACTERS_MAX = 500_000
ENTRIES_MAX = 200
SAID_MAX = 10
SAID_CHARACTERS_MAX = 60
WORDS = {
    "lcspr": "Local Child Safeguarding Practice Review",
    "no_lcspr": "no Local Child Safeguarding Practice Review",
}
"""Codes that do not read as words."""
RECOMMENDATION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class TextTooLong(Invalid):
    """A text is longer than its limit."""

    code = "review.text_too_long"
    sentence = "{part} has {count} characters; at most {limit} fit. Shorten it."


class TooMany(Invalid):
    """A list is longer than its limit."""

    code = "review.too_many"
    sentence = "{part} has {count} entries; at most {limit} fit. Keep those that matter most."


def must_fit(step: BaseModel) -> None:
    """Raises the refusal that names, in words, the part that is too long."""
    total = 0
    for part, value in _inside("All of it together", step):
        if isinstance(value, str):
            total += len(value)
            _must_be_at_most(TEXT_CHARACTERS_MAX, part, len(value), TextTooLong)
        elif isinstance(value, tuple):
            _must_be_at_most(ENTRIES_MAX, part, len(value), TooMany)
    _must_be_at_most(ALL_CHARACTERS_MAX, "All of it together", total, TextTooLong)


def spoken(code: str) -> str:
    """A code as words: ``lcspr.working_together`` is working together. Of what is no code, the beginning."""
    words = WORDS.get(code) or code.rpartition(".")[2].replace("_", " ").replace("-", " ")
    return words if len(words) <= SAID_CHARACTERS_MAX else f"{words[:SAID_CHARACTERS_MAX]}..."


def listed(codes: Iterable[str]) -> str:
    """The first codes as words: a sentence about two hundred would be too long to be answered."""
    words = [spoken(code) for code in codes]
    unsaid = len(words) - SAID_MAX
    said = ", ".join(words[:SAID_MAX])
    return f"{said} and {unsaid} more" if unsaid > 0 else said


def _inside(part: str, given: object) -> Iterator[tuple[str, object]]:
    yield part, given
    if isinstance(given, BaseModel):
        for name, value in given:
            yield from _inside(spoken(name).capitalize(), value)
    elif isinstance(given, tuple):
        for entry in given:
            yield from _inside(part, entry)


def _must_be_at_most(limit: int, part: str, count: int, refusal: type[Invalid]) -> None:
    if count > limit:
        raise refusal(part=part, count=count, limit=limit)
