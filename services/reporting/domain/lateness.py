"""Days of the clock, and what is late. Late is a fact, never a block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chassis.rules.working_days import (
    DayZero,
    date_of_working_day,
    working_day_number,
    working_days_after,
)
from services.reporting.domain.stages import OVER, stage_of
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing

NOTIFICATION_WORKING_DAYS = 5
RETURN = "return"


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late: ``return``, ``report`` or ``notification``; ``who`` is an agency's code."""

    what: str
    who: str
    due_on: date
    working_days: int


def day_of(case: Standing, today: date) -> int:
    """Which working day of the clock it is; the day of sending, or of closing, once that has come.

    Zero is a day of the clock, too: the one on which a clock starts whose first day is the next. That a
    clock runs is said by its due date.
    """
    if case.sent_working_day is not None:
        return case.sent_working_day
    if case.clock_started_on is None or case.day_zero is None:
        return 0
    on = min(today, case.closed_on or today)
    return working_day_number(on, case.clock_started_on, DayZero(case.day_zero))


def days_late_of(case: Standing, today: date) -> int:
    """By how many working days the report was sent late, or is late already."""
    if case.sent_days_late is not None:
        return case.sent_days_late
    if case.due_on is None:
        return 0
    return working_days_after(case.due_on, min(today, case.closed_on or today))


def late_of(case: Standing, today: date) -> tuple[Late, ...]:
    """What is late in a live case today, the report first."""
    if stage_of(case, today) in OVER:
        return ()
    return (*_report(case, today), *_returns(case, today), *_notification(case))


def return_days_late(one: AgencyReturn, today: date) -> int:
    """By how many working days a return came late, or is late already."""
    if not one.outstanding:
        return one.days_late
    return working_days_after(one.due_on, today) if one.due_on else 0


def done_on(milestone: Milestone, case: Standing) -> date | None:
    """When a milestone of the clock was reached; None while it was not, or if nothing tells."""
    match milestone.code:
        case "returns_due":
            return _returns_settled_on(case)
        case "meeting":
            return case.meeting_held_on
        case "decision":
            return case.cspr_decided_on
        case "scrutiny":
            return case.scrutinised_on
        case "sent_to_panel":
            return case.sent_on
        case _:
            return None


def _report(case: Standing, today: date) -> tuple[Late, ...]:
    days = days_late_of(case, today)
    if case.sent_on is not None or case.due_on is None or not days:
        return ()
    return (Late("report", "", case.due_on, days),)


def _returns(case: Standing, today: date) -> tuple[Late, ...]:
    """Returns that are past due and not in, for as long as the meeting can still use them."""
    if case.meeting_held_on is not None:
        return ()
    late = [
        Late(RETURN, one.agency, one.due_on, days)
        for one in case.returns
        if one.outstanding and one.due_on and (days := return_days_late(one, today))
    ]
    return tuple(sorted(late, key=lambda one: (-one.working_days, one.who)))


def _notification(case: Standing) -> tuple[Late, ...]:
    if not case.notified_late or case.authority_aware_on is None:
        return ()
    due_on = date_of_working_day(
        NOTIFICATION_WORKING_DAYS, case.authority_aware_on, DayZero.START_IS_DAY_0
    )
    days = (case.notified_working_days or 0) - NOTIFICATION_WORKING_DAYS
    return (Late("notification", case.authority or "", due_on, days),)


def _returns_settled_on(case: Standing) -> date | None:
    if not case.returns or any(one.outstanding for one in case.returns):
        return None
    days = [day for one in case.returns if (day := one.returned_on or one.excused_on)]
    return max(days, default=None)
