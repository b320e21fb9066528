"""What a form was refused for, as places and codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chassis.fields import FormRefused


def problems(act: Callable[[], object]) -> list[tuple[str, str]]:
    """Each field that is refused, with its code; the act must be refused as a form."""
    with pytest.raises(FormRefused) as refused:
        act()
    return [(one.field, one.refusal.code) for one in refused.value.problems]


def sentence_of(act: Callable[[], object], field: str) -> str:
    with pytest.raises(FormRefused) as refused:
        act()
    return next(one.refusal.message for one in refused.value.problems if one.field == field)
