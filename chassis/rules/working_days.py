"""Working days in England, and the two ways in which partnerships begin to count them.

Saturdays, Sundays and the bank holidays of England do not count. Council closure days and school
holidays do count: the national clock does not stop for them, and it never pauses.
A day begins and ends by the clock of London.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)


class DayZero(StrEnum):
    """How the day on which a clock starts is counted."""

    START_IS_DAY_0 = "clock_start_is_day_0"
    """The next working day is day 1."""
    START_IS_DAY_1 = "clock_start_is_day_1"
    """The start itself is day 1, or the next working day when the start is not one."""


def london_date(moment: datetime) -> date:
    """The date in London at ``moment``."""
    return moment.astimezone(LONDON).date()


def is_working_day(day: date) -> bool:
    """Whether ``day`` counts."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)  # noqa: PLR2004 - Saturday is 5


@lru_cache(maxsize=8192)
def working_days_after(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and including ``end``; zero when there are none."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))


def working_day_number(on: date, start: date, day_zero: DayZero) -> int:
    """Which working day of the clock ``on`` is; on a day that does not count, the one before it."""
    number = working_days_after(start, on)
    if day_zero is DayZero.START_IS_DAY_1 and is_working_day(start) and on >= start:
        number += 1
    return number


def date_of_working_day(number: int, start: date, day_zero: DayZero) -> date:
    """The date of working day ``number`` (one or more) of a clock that starts on ``start``."""
    day = start
    if day_zero is DayZero.START_IS_DAY_1 and is_working_day(start):
        number -= 1
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
