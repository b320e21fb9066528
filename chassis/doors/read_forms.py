"""Reading a form from a request so that all of its problems can be told at once.

An answer that cannot be read, such as a day that is none, is left out and told; what could be read goes on to the
rules. So a person sees the mistyped day and the missing name in one go.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from chassis.fields import FieldProblem, Malformed

V = TypeVar("V")
Place = tuple[int | str, ...]


def form_of(
    kind: type[V], given: dict[str, Any], *, named: Callable[[str], str] = str
) -> tuple[V | None, tuple[FieldProblem, ...]]:
    """The form as far as it can be read, and what is wrong with the rest.

    There is no form when what cannot be read is needed. ``named`` gives a place the name that it has in the request.
    """
    reading: TypeAdapter[V] = TypeAdapter(kind)
    try:
        return reading.validate_python(given), ()
    except ValidationError as error:
        errors = error.errors(include_input=False, include_url=False)
    problems = []
    for one in errors:
        where = named(".".join(str(part) for part in one["loc"]))
        problem = one["msg"].removeprefix("Value error, ")
        problems.append(FieldProblem(where, Malformed(field=where, problem=problem)))
    try:
        return reading.validate_python(_without(given, [one["loc"] for one in errors])), tuple(
            problems
        )
    except ValidationError:
        return None, tuple(problems)


def _without(given: dict[str, Any], places: list[Place]) -> dict[str, Any]:
    left: dict[str, Any] = copy.deepcopy(given)
    for *way, last in places:
        part: Any = left
        for step in way:
            part = part[step] if _has(part, step) else None
        if isinstance(part, dict):
            part.pop(last, None)
    return left


def _has(part: Any, step: int | str) -> bool:
    if isinstance(part, list):
        return isinstance(step, int) and step < len(part)
    return isinstance(part, dict) and step in part
