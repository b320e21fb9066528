"""Rules about days and words that briefings and actions share. An action is due within ten years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chassis.errors import Invalid
from chassis.fields import FieldProblem
from chassis.limits import EARLIEST, YearUnlikely, text_problem

AHEAD_AT_MOST = timedelta(days=3653)


class DatedInTheFuture(Invalid):
    """A day on which something is said to have happened is still to come."""

    code = "learning.dated_in_the_future"
    sentence = "{part} is dated {date}, which is still to come."


class DatedTooEarly(Invalid):
    """A step is dated before the step that it follows."""

    code = "learning.dated_too_early"
    sentence = "{part} is dated {date}, before {before} ({earliest}). Check both dates."


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of a step: in which field of the form it was given, and what it is the day of."""

    field: str
    day: date
    part: str

    def of_the_past(self, *, today: date) -> Iterator[FieldProblem]:
        """A problem while it is still to come."""
        if self.day > today:
            yield FieldProblem(self.field, DatedInTheFuture(part=self.part, date=self.day))

    def after(self, earliest: date, before: str, *, today: date) -> Iterator[FieldProblem]:
        """A problem while it is still to come, or when it lies before the step that came ``before``."""
        yield from self.of_the_past(today=today)
        if self.day < earliest:
            early = DatedTooEarly(part=self.part, date=self.day, before=before, earliest=earliest)
            yield FieldProblem(self.field, early)

    def likely(self, *, today: date) -> Iterator[FieldProblem]:
        """A problem when its year was mistyped."""
        if self.day < EARLIEST or self.day - today > AHEAD_AT_MOST:
            yield FieldProblem(self.field, YearUnlikely(part=self.part, date=self.day))


def of_words(field: str, words: str, part: str, missing: type[Invalid]) -> Iterator[FieldProblem]:
    """A problem when there are no words, or too many."""
    if not words.strip():
        yield FieldProblem(field, missing())
    elif problem := text_problem(part, words):
        yield FieldProblem(field, problem)
