"""The rules that a review pinned when it began, and what they say about days.

A later rule pack never changes a review: its clock, milestones, routes, reasons, criteria, themes and gates
are kept here. The list of agencies is not pinned, because it is a directory and not a rule: an agency that
joins the partnership's list today can still be asked for its return.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field

from chassis.aggregate import Body, Value
from chassis.rules.decisions import Gate
from chassis.rules.working_days import (
    DayZero,
    date_of_working_day,
    working_day_number,
    working_days_after,
)
from services.review.domain.values import REQUIRED_SECTIONS

RETURNS_DUE = "returns_due"
OTHER_REASON = "other"
PINNED_GATES = tuple(f"G{number}" for number in range(3, 12))
# It is published with the report, so it may not hold a sentence or a full name.
RECOMMENDATION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


def _answered_within_two_days(body: Body) -> Body:
    return body | {"rules": {"answer_within": 2} | body["rules"]}


ANSWERED_BEFORE = {
    f"review.ReviewInitiated.v{version}": _answered_within_two_days for version in (1, 2)
}
"""Until a rule pack said it, an agency always had two working days to answer."""


class PinnedMilestone(Value):
    """A step of this review's clock and its date."""

    code: str
    label: str
    working_day: int
    due_on: date


class PinnedRules(Value):
    """What the review keeps for life of the rule pack that was in force when it began."""

    rule_pack: str
    clock_starts: Literal["decision", "notification"]
    clock_started_on: date
    day_zero: DayZero
    working_days: int
    due_on: date
    milestones: tuple[PinnedMilestone, ...]
    routes: tuple[str, ...]
    late_reasons: tuple[str, ...]
    lcspr_criteria: tuple[str, ...]
    themes: tuple[str, ...]
    gates: dict[str, Gate] = Field(default_factory=dict)
    required_sections: tuple[str, ...] = REQUIRED_SECTIONS
    answer_within: int

    def working_day(self, on: date) -> int:
        """Which working day of this review's clock ``on`` is."""
        return working_day_number(on, self.clock_started_on, self.day_zero)

    def days_late(self, sent_on: date) -> int:
        """How many working days ``sent_on`` lies after the last day of the clock."""
        return working_days_after(self.due_on, sent_on)

    def restated(self, clock_started_on: date) -> PinnedRules:
        """The same rules with the dates of a clock that started on another day."""

        def due(working_day: int) -> date:
            return date_of_working_day(working_day, clock_started_on, self.day_zero)

        milestones = tuple(
            one.model_copy(update={"due_on": due(one.working_day)}) for one in self.milestones
        )
        return self.model_copy(
            update={
                "clock_started_on": clock_started_on,
                "due_on": due(self.working_days),
                "milestones": milestones,
            }
        )

    def return_due_on(self, involved_on: date) -> date:
        """When an agency's return is due.

        That is the milestone for returns, or some working days after the agency was involved if
        that is later: nobody is asked for a return that is overdue on the day of asking. The clock of
        the review itself does not move.
        """
        soonest = date_of_working_day(self.answer_within, involved_on, DayZero.START_IS_DAY_0)
        due = [milestone.due_on for milestone in self.milestones if milestone.code == RETURNS_DUE]
        return max([soonest, *due])
