"""The two clocks of the process as a rule pack sets them, and the steps that lie on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.rules.working_days import DayZero, date_of_working_day, working_days_after

Counts = Literal["working_days", "days"]
Role = Literal[
    "referrer",
    "agency_author",
    "agency_lead",
    "authority_notifier",
    "coordinator",
    "meeting_chair",
    "meeting_member",
    "subgroup_chair",
    "statutory_partner",
    "strategic_leader",
    "scrutineer",
    "auditor",
]
"""Who does or hears of something; the local name of each is in the pack's ``roles``."""

PROCESS = ("returns_due", "meeting", "decision", "scrutiny", "sent_to_panel")
"""The steps whose doing is recorded, in the order of the process. All others guide people and are only shown."""


class MilestoneRule(Value):
    """A step of a clock: due on ``working_day``, and under way from ``from_working_day`` on if that is said.

    ``planned`` means that the partnership publishes no day: the day is a proposal of ours. ``beyond_clock``
    means that the step lies after the last day on purpose. A step never blocks: late is a fact.
    """

    label: str = Field(min_length=1)
    working_day: int = Field(ge=0)
    from_working_day: int | None = Field(default=None, ge=0)
    owner: Role = "coordinator"
    blocks: Literal[False] = False
    planned: bool = False
    beyond_clock: bool = False
    note: str = ""

    @property
    def first_day(self) -> int:
        """The working day on which the step may begin."""
        return self.working_day if self.from_working_day is None else self.from_working_day


class LocalTimescale(Value):
    """The working days of a review of which nobody was notified: a local choice.

    ``milestones`` has the working day of each step that is due on another day than usual.
    """

    working_days: int = Field(gt=0)
    milestones: dict[str, int] = Field(default_factory=dict)
    note: str = Field(min_length=1)


class ClockRule(Value):
    """The fifteen working days: from which fact they run and how their first day is counted.

    A clock that runs from the notification runs from the decision when nobody had to notify. Nobody is asked for a
    return that is due sooner than ``answer_within`` working days after the asking.
    """

    working_days: int = Field(gt=0)
    answer_within: int = Field(default=2, gt=0)
    starts: Literal["decision", "notification"]
    day_zero: DayZero
    source: str = ""
    without_notification: LocalTimescale | None = None


class NotificationClockRule(Value):
    """The days in which the authority notifies, from which fact they run, and whether weekends count."""

    limit: int = Field(default=5, gt=0)
    counts: Counts = "working_days"
    starts: Literal["authority_aware", "incident", "authority_notified"] = "authority_aware"
    source: str = ""
    steps: dict[str, MilestoneRule] = Field(default_factory=dict)

    def due_on(self, started_on: date) -> date:
        """The last day to notify of a clock that started on ``started_on``; the day after it is day 1."""
        if self.counts == "days":
            return started_on + timedelta(days=self.limit)
        return date_of_working_day(self.limit, started_on, DayZero.START_IS_DAY_0)

    def days_taken(self, started_on: date, sent_on: date) -> int:
        """How many days that count it took to notify."""
        if self.counts == "days":
            return max((sent_on - started_on).days, 0)
        return working_days_after(started_on, sent_on)

    def days_late(self, started_on: date, sent_on: date) -> int:
        """By how many days that count the notification was late."""
        return max(self.days_taken(started_on, sent_on) - self.limit, 0)


class PanelReplyRule(Value):
    """After how many days the Panel's reply is usually there; nobody is bound to it."""

    expected_after: int = Field(gt=0)
    counts: Counts = "days"
    source: str = Field(min_length=1)

    def expected_on(self, sent_on: date) -> date:
        """When to look for the reply."""
        if self.counts == "days":
            return sent_on + timedelta(days=self.expected_after)
        return date_of_working_day(self.expected_after, sent_on, DayZero.START_IS_DAY_0)
