"""What is wrong with a form, field by field and all at once, so that a person mends it in one go.

Rules about a form are generators of ``FieldProblem``; whoever takes the form asks ``must_be_no`` of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chassis.errors import Invalid

PROBLEMS_MAX = 20
"""So many are told at once; a form with more is mended in more than one go."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One answer of a form that cannot be taken: where it is, such as ``children.0.born_on``, and why."""

    field: str
    refusal: Invalid


class Malformed(Invalid):
    """A field does not hold what it should."""

    code = "request.malformed"
    sentence = "{field}: {problem}"


class FormRefused(Invalid):
    """A form with one or more answers that cannot be taken; its code and sentence are those of the first."""

    code = "form.refused"
    sentence = "{first}"

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        first, *others = problems
        also = f" Answers to check besides: {len(others)}." if others else ""
        super().__init__(first=f"{first.refusal.message}{also}")
        self.problems = problems
        self.code = first.refusal.code  # type: ignore[misc] # Each form refused has the code of its own first problem.


def problems_in(refusal: Invalid) -> tuple[FieldProblem, ...]:
    """The problems of which a refusal tells: those of a form, or its own, at the field that it names, if any."""
    if isinstance(refusal, FormRefused):
        return refusal.problems
    return (FieldProblem(refusal.field or refusal.facts.get("field", ""), refusal),)


@contextmanager
def about(field: str) -> Iterator[None]:
    """Whatever is refused inside is about this answer of the form."""
    try:
        yield
    except Invalid as refusal:
        raise refusal.at(field) from None


@contextmanager
def without(part: str) -> Iterator[None]:
    """Whatever is refused inside is told without the part of the form that the request does not have."""
    try:
        yield
    except FormRefused as refused:
        own = (FieldProblem(one.field.removeprefix(part), one.refusal) for one in refused.problems)
        raise FormRefused(tuple(own)) from None


def must_be_no(problems: Iterable[FieldProblem]) -> None:
    """Raises ``FormRefused`` with all the problems, if there is any."""
    if found := tuple(problems):
        raise FormRefused(found)


def inside(part: str, problems: Iterable[FieldProblem]) -> Iterable[FieldProblem]:
    """The problems of a part of a form, with their places in the whole."""
    for problem in problems:
        yield FieldProblem(f"{part}.{problem.field}", problem.refusal)
