"""Rules that briefings and actions share, each with its refusal.

A text holds at most 20,000 characters; an action is due within ten years.
"""

from __future__ import annotations

from datetime import date, timedelta

from chassis.errors import Invalid

TEXT_CHARACTERS_MAX = 20_000
EARLIEST = date(1900, 1, 1)
AHEAD_AT_MOST = timedelta(days=3653)


class TextTooLong(Invalid):
    """A text is longer than its limit."""

    code = "learning.text_too_long"
    sentence = "{part} has {count} characters; at most {limit} fit. Shorten it."


class DatedInTheFuture(Invalid):
    """A day on which something is said to have happened is still to come."""

    code = "learning.dated_in_the_future"
    sentence = "{part} is dated {date}, which is still to come."


class DatedTooEarly(Invalid):
    """A step is dated before the step that it follows."""

    code = "learning.dated_too_early"
    sentence = "{part} is dated {date}, before {before} ({earliest}). Check both dates."


class YearUnlikely(Invalid):
    """A day is so far away that its year was mistyped."""

    code = "learning.year_unlikely"
    sentence = "{part} is dated {date}. Check the year."


def must_fit(text: str, part: str) -> None:
    """Raises ``TextTooLong``."""
    if len(text) > TEXT_CHARACTERS_MAX:
        raise TextTooLong(part=part, count=len(text), limit=TEXT_CHARACTERS_MAX)


def must_have_happened(day: date, part: str, *, today: date) -> None:
    """Raises ``DatedInTheFuture``."""
    if day > today:
        raise DatedInTheFuture(part=part, date=day)


def must_follow(day: date, part: str, *, earliest: date, before: str) -> None:
    """Raises ``DatedTooEarly`` naming the step that came ``before``."""
    if day < earliest:
        raise DatedTooEarly(part=part, date=day, before=before, earliest=earliest)


def must_be_likely(day: date, part: str, *, today: date) -> None:
    """Raises ``YearUnlikely``."""
    if day < EARLIEST or day - today > AHEAD_AT_MOST:
        raise YearUnlikely(part=part, date=day)
