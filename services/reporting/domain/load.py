"""What a business unit has before it: returns that are still to come, by agency, and what falls due in which week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.reporting.domain.standing import AgencyReturn, Standing

WEEKS = 6
ONE_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class AgencyLoad:
    """The returns that one agency has still to send; ``partnerships`` are those whose words have its name."""

    agency: str
    outstanding: int
    late: int
    first_due_on: date | None
    partnerships: tuple[str, ...] = ()


@dataclass(slots=True)
class WeekLoad:
    """What falls due in one week; what is late already counts in the week of today."""

    begins_on: date
    returns: int = 0
    meetings: int = 0
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """Over all live cases that somebody may see; the agencies with most that is late first, then most to come."""

    agencies: tuple[AgencyLoad, ...] = ()
    weeks: tuple[WeekLoad, ...] = field(default_factory=tuple)


def weeks_from(today: date) -> list[WeekLoad]:
    """The weeks that are looked at, with nothing in them."""
    monday = today - timedelta(days=today.weekday())
    return [WeekLoad(monday + number * ONE_WEEK) for number in range(WEEKS)]


def waited_for(case: Standing) -> Iterable[AgencyReturn]:
    """The returns that the meeting can still use and that have not come."""
    return (one for one in case.returns if one.outstanding and case.meeting_held_on is None)
