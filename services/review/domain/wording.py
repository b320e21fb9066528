"""How the codes of a review are said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from chassis import limits

WORDS = {
    "lcspr": "Local Child Safeguarding Practice Review",
    "no_lcspr": "no Local Child Safeguarding Practice Review",
}
"""Codes that do not read as words."""


def spoken(code: str) -> str:
    """A code as words."""
    return WORDS.get(code) or limits.spoken(code)


def listed(codes: Iterable[str]) -> str:
    """The first codes as words."""
    return limits.listed(spoken(code) for code in codes)
