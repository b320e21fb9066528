"""What reporting says about cases, as plain frozen objects that pages can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late, from whom and by how many working days."""

    what: str
    who: str
    due_on: date | None
    working_days: int


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """Where a case stands."""

    case_id: str
    reference: str
    partnership: str
    partnership_name: str
    stage: str
    stage_label: str
    day: int
    of_days: int
    due_on: date | None
    sent_on: date | None
    days_late: int
    late: tuple[Late, ...]
    next_step: str
    next_actor: str
    outcome: str
    live: bool
    contributing: bool
    returns_in: int
    returns_asked: int
    changed_at: datetime | None
    next_due_on: date | None = None
    waiting_for: tuple[str, ...] = ()

    @property
    def clock_started(self) -> bool:
        """Whether the statutory working days have begun to count; their first day may be day 0."""
        return self.due_on is not None

    @property
    def days_left(self) -> int | None:
        """Working days left before the due date; none where nothing is due any more or not yet."""
        if not self.live or not self.clock_started or self.sent_on:
            return None
        return self.of_days - self.day

    @property
    def something_late(self) -> bool:
        """Whether anything of this case is late today."""
        return self.live and bool(self.late or (self.days_late and not self.sent_on))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of the list of cases: which, and in which order. What is empty is as it is for everybody."""

    size: int
    number: int = 1
    show: str = ""
    stage: str = ""
    waiting_for: str = ""
    reference: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class StepsWanted:
    """So many of the cases in which somebody acts next, but for the stages for which a task stands."""

    size: int
    but: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Over all live cases of somebody: how many there are, how many have something late, how many are due soon."""

    live: int
    late: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class Steps:
    """Cases in which somebody acts next, of how many; how many are late, and how many due today."""

    cases: tuple[CaseSummary, ...] = ()
    found: int = 0
    late: int = 0
    due_today: int = 0


@dataclass(frozen=True, slots=True)
class Cases:
    """One page of cases, of how many, as they were at ``revision``, and what is counted over all live ones."""

    cases: tuple[CaseSummary, ...]
    revision: int
    today: date | None
    found: int
    page: int
    figures: Figures
    steps: Steps
    agencies: tuple[AgencyLoad, ...] = ()
    weeks: tuple[WeekLoad, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyLoad:
    """The returns that an agency has still to send, over all cases that somebody sees."""

    agency: str
    agency_name: str
    outstanding: int
    late: int
    first_due_on: date | None


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """What falls due from one Monday to the next."""

    begins_on: date | None
    returns: int
    meetings: int
    reports: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, in plain words."""

    occurred_at: datetime
    recorded_at: datetime
    service: str
    type: str
    sentence: str
    actor: str
    event_id: str


@dataclass(frozen=True, slots=True)
class AgencyProgress:
    """How far one agency's return is."""

    agency: str
    agency_name: str
    status: str
    due_on: date | None
    returned_on: date | None
    nil_return: bool
    chronology_rows: int
    days_late: int


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """A milestone of the rule pack and whether it was reached."""

    code: str
    label: str
    working_day: int
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class GateProgress:
    """A gate of the process: done, now, ahead, perhaps or not_needed; its outcomes by their codes, in words."""

    gate: str
    label: str
    question: str
    body: str
    state: str
    decided_on: date | None = None
    outcome: str = ""
    review_on: date | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    quorum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case with everything that its page shows."""

    summary: CaseSummary
    timeline: tuple[TimelineEntry, ...]
    agencies: tuple[AgencyProgress, ...]
    milestones: tuple[MilestoneProgress, ...]
    revision: int
    gates: tuple[GateProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Reporting has moved on to ``number``; these cases have changed. No cases: any may have."""

    number: int
    case_ids: frozenset[str] = frozenset()
