"""What is wrong with a form, field by field and all at once, so that a person mends it in one go.

Rules about a form are generators of ``FieldProblem``; whoever takes the form asks ``must_be_no`` of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.errors import Invalid

PROBLEMS_MAX = 20
"""So many are told at once; a form with more is mended in more than one go."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One answer of a form that cannot be taken: where it is, such as ``children.0.born_on``, and why."""

    field: str
    refusal: Invalid


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


def must_be_no(problems: Iterable[FieldProblem]) -> None:
    """Raises ``FormRefused`` with all the problems, if there is any."""
    if found := tuple(problems):
        raise FormRefused(found)


def inside(part: str, problems: Iterable[FieldProblem]) -> Iterable[FieldProblem]:
    """The problems of a part of a form, with their places in the whole."""
    for problem in problems:
        yield FieldProblem(f"{part}.{problem.field}", problem.refusal)
