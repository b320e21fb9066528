"""Notices of a serious incident: what the local authority sends to the national system, one form per notice.

    nature ──> track        A  abuse or neglect, death or serious harm    Panel; a Rapid Review follows
                            B  a looked-after child died                  Secretary of State and Ofsted
                            C  a care leaver died                         Secretary of State and Ofsted
                            D  below the threshold                        nobody: there is no notice

Four times are separate facts, each with who recorded it: the incident, an agency aware, the authority aware,
the sending. A case may have several notices; none is edited: one is restated, or withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day
from chassis.rules.working_days import working_days_after
from services.referral.domain.values import Category, Precision, YesNo

Nature = Literal[
    "death_abuse_or_neglect", "death_looked_after", "serious_harm", "death_care_leaver", "other"
]
Track = Literal["A", "B", "C", "D"]
Grouping = Literal["one_child", "siblings", "operation"]
NoticeReason = Literal["criteria_not_met", "duplicate", "sent_in_error"]

NATURE_LIST = "nature-of-notification"
"""The code list with the words for each nature, and the track of each."""
TRACKS: Mapping[Nature, Track] = {
    "death_abuse_or_neglect": "A", "serious_harm": "A", "other": "A",
    "death_looked_after": "B", "death_care_leaver": "C",
}  # fmt: skip
OF_DEATH = frozenset({"death_abuse_or_neglect", "death_looked_after", "death_care_leaver"})
BY_CATEGORY: Mapping[Category, Nature] = {
    "death": "death_abuse_or_neglect", "serious_harm": "serious_harm", "other": "other",
}  # fmt: skip
"""The nature of a notice of which none was said. A near miss is not notified nationally."""

NATIONAL_WORKING_DAYS = 5
CARE_LEAVER_UNTIL = 24


class TimeFact(Value):
    """A day on which something came to be known or was done, with the time if it is known, and who recorded it."""

    on: Day
    time: str = ""
    recorded_by: str = ""


class Occurrence(Value):
    """When the incident occurred, as this notice says."""

    on: Day
    until_on: Day | None = None
    time: str = ""
    precision: Precision = "exact"
    recorded_by: str = ""


class NoticeGiven(Value):
    """A notice as it is told to us. The authority is the code of an agency, because it is published."""

    authority: str = Field(min_length=1)
    national_reference: str = ""
    nature: Nature | Literal[""] = ""
    grouping: Grouping = "one_child"
    outline: str = ""
    occurred_recorded_by: str = ""
    agency_aware: TimeFact
    authority_aware: TimeFact
    sent: TimeFact
    late_reason: str = ""
    partners_told_on: Day | None = None
    copied_to: tuple[str, ...] = ()
    threshold_met: Literal["", "yes", "no"] = ""
    known_to_agencies: YesNo = ""


class ClockRun(Value):
    """One count of the days to notify: from which fact, how many, and by how many too late."""

    starts: str
    started_on: Day
    due_on: Day
    days_taken: int
    days_late: int


class Withdrawal(Value):
    """Why a notice no longer stands."""

    withdrawn_on: Day
    reason: NoticeReason
    explanation: str = ""


class Restatement(Value):
    """What a notice says otherwise from now on; what is not given stays as it was."""

    occurred: Occurrence | None = None
    agency_aware: TimeFact | None = None
    authority_aware: TimeFact | None = None
    sent: TimeFact | None = None
    late_reason: str = ""
    national_reference: str = ""


class Notice(Value):
    """A notice as the case keeps it. ``covers`` are pseudonyms of children, the main child first."""

    notice: str
    authority: str
    national_reference: str = ""
    nature: Nature
    grouping: Grouping = "one_child"
    covers: tuple[str, ...]
    outline: str = ""
    occurred: Occurrence
    agency_aware: TimeFact
    authority_aware: TimeFact
    sent: TimeFact
    clock: ClockRun | None = None
    late_reason: str = ""
    partners_told_on: Day | None = None
    copied_to: tuple[str, ...] = ()
    threshold_met: str = ""
    known_to_agencies: str = ""
    withdrawn: Withdrawal | None = None

    @property
    def track(self) -> Track:
        """Who is notified, and whether a Rapid Review follows."""
        return TRACKS[self.nature]

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn is None

    @property
    def national_days_taken(self) -> int:
        """Working days from the authority's awareness to the sending (Working Together 2023, chapter 5)."""
        return working_days_after(self.authority_aware.on, self.sent.on)

    @property
    def days_from_incident(self) -> int:
        """Working days from the incident to the sending, which some areas count."""
        return working_days_after(self.occurred.on, self.sent.on)
