"""Rows that a list gives: one for each of its codes, such as the criteria of a gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from portal.forms.answers import Typed, count
from portal.forms.fields import Field


def with_each(
    fields: Iterable[Field], typed: Typed, choices: Callable[[Field], Mapping[str, str]]
) -> dict[str, str]:
    """With a row for every code of the lists of which each has one."""
    whole = dict(typed)
    for one in (one for one in fields if one.each):
        code = one.rows[0].path
        rows = range(count(whole, one.path))
        there = {whole.get(f"{one.path}.{number}.{code}") for number in rows}
        lacking = [known for known in choices(replace(one, choices=one.each)) if known not in there]
        for number, known in enumerate(lacking, start=len(rows)):
            whole[f"{one.path}.{number}.{code}"] = known
    return whole
