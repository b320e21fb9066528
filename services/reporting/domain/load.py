"""What a business unit has before it: returns that are still to come, by agency, and what falls due in which week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from chassis.rules.working_days import london_date
from services.reporting.domain.standing import AgencyReturn, Standing

WEEKS = 6
ONE_WEEK = timedelta(weeks=1)


@dataclass(slots=True)
class AgencyLoad:
    """The returns that one agency has still to send."""

    agency: str
    outstanding: int = 0
    late: int = 0
    first_due_on: date | None = None


@dataclass(slots=True)
class WeekLoad:
    """What falls due in one week; what is late already counts in the week of today."""

    begins_on: date
    returns: int = 0
    meetings: int = 0
    reports: int = 0


@dataclass(slots=True)
class Load:
    """Over several cases. ``add`` one after the other."""

    today: date
    agencies: dict[str, AgencyLoad] = field(default_factory=dict)
    weeks: dict[date, WeekLoad] = field(default_factory=dict)

    def __post_init__(self) -> None:
        monday = _monday(self.today)
        for number in range(WEEKS):
            begins_on = monday + number * ONE_WEEK
            self.weeks[begins_on] = WeekLoad(begins_on)

    def add(self, case: Standing) -> None:
        """Count a live case, as its viewer sees it."""
        if case.sent_on is None and (week := self._week(case.due_on)):
            week.reports += 1
        if case.meeting_held_on is not None:
            return
        meeting_on = london_date(case.meeting_at) if case.meeting_at else None
        if week := self._week(meeting_on):
            week.meetings += 1
        for one in waited_for(case):
            self._return(one)

    def by_agency(self) -> list[AgencyLoad]:
        """Whom to ask first: most late, then most outstanding."""
        return sorted(
            self.agencies.values(), key=lambda one: (-one.late, -one.outstanding, one.agency)
        )

    def _return(self, one: AgencyReturn) -> None:
        load = self.agencies.setdefault(one.agency, AgencyLoad(one.agency))
        load.outstanding += 1
        if one.due_on is None:
            return
        load.late += one.due_on < self.today
        load.first_due_on = min(one.due_on, load.first_due_on or one.due_on)
        if week := self._week(one.due_on):
            week.returns += 1

    def _week(self, day: date | None) -> WeekLoad | None:
        return self.weeks.get(_monday(max(day, self.today))) if day else None


def waited_for(case: Standing) -> Iterable[AgencyReturn]:
    """The returns that the meeting can still use and that have not come."""
    return (one for one in case.returns if one.outstanding and case.meeting_held_on is None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
