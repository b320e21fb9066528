"""The six months of a local review. They are a clock of their own: the fifteen working days know nothing of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 6


def six_months_after(on: date) -> date:
    """The same day six months later, or the last day of that month where it has no such day."""
    months = on.month - 1 + MONTHS
    year, month = on.year + months // 12, months % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))
