"""Rules about days that briefings and actions share. An action is due within ten years."""

from __future__ import annotations

from datetime import date, timedelta

from chassis.errors import Invalid
from chassis.limits import EARLIEST, YearUnlikely

AHEAD_AT_MOST = timedelta(days=3653)


class DatedInTheFuture(Invalid):
    """A day on which something is said to have happened is still to come."""

    code = "learning.dated_in_the_future"
    sentence = "{part} is dated {date}, which is still to come."


class DatedTooEarly(Invalid):
    """A step is dated before the step that it follows."""

    code = "learning.dated_too_early"
    sentence = "{part} is dated {date}, before {before} ({earliest}). Check both dates."


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
