"""Dates and counts as people read them."""

from __future__ import annotations

from datetime import date


def day_in_words(day: date) -> str:
    """``7 September 2026``."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """``7 September``."""
    return f"{day.day} {day:%B}"


def counted(number: int, thing: str) -> str:
    """``1 action``, ``12 actions``."""
    return f"{number} {thing}" + ("" if number == 1 else "s")


def working_days_late(days: int) -> str:
    """``on time``, ``1 working day late``."""
    return f"{counted(days, 'working day')} late" if days else "on time"
