"""Refusals as tests look at them: alone, or as a problem of a form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chassis.errors import Refusal
from chassis.fields import FormRefused


def first_of(refusal: Refusal) -> Refusal:
    """The refusal itself; of a form, the first of its problems."""
    return refusal.problems[0].refusal if isinstance(refusal, FormRefused) else refusal


@contextmanager
def refused_with(*kinds: type[Refusal], match: str = "") -> Iterator[None]:
    """What happens inside is refused: with one of these, alone or as the first problem of a form."""
    with pytest.raises(Refusal, match=match or None) as refused:
        yield
    assert isinstance(first_of(refused.value), kinds)
