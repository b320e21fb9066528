"""Facts that the review service tells."""

from __future__ import annotations

from datetime import date, datetime

from contracts.events.base import CaseEvent, MilestoneDate, Part


class ReviewInitiated(CaseEvent, service="review"):
    """A Rapid Review began, with its clock and the rule pack that it keeps for life.

    ``day_zero`` is ``clock_start_is_day_0`` or ``clock_start_is_day_1``.
    """

    initiated_on: date
    clock_started_on: date
    day_zero: str
    working_days: int
    due_on: date
    rule_pack: str
    milestones: tuple[MilestoneDate, ...]
    contributing_partnerships: tuple[str, ...] = ()


class AgencyInvolved(CaseEvent, service="review"):
    """An agency takes part and is to be asked for its return.

    ``through`` is the partnership through which it takes part: the leading one, or one that contributes.
    """

    agency: str
    through: str
    involved_on: date
    return_due_on: date
    rule_pack: str = ""


class MeetingScheduled(CaseEvent, service="review"):
    """The Rapid Review meeting has a date, or a new one."""

    meeting_at: datetime


class RecommendationMade(Part):
    """A recommendation by its codes; its words stay with the review."""

    recommendation_id: str
    kind: str
    themes: tuple[str, ...]
    owner: str


class MeetingHeld(CaseEvent, service="review"):
    """Senior managers of the agencies met and recommended what to do next."""

    held_on: date
    working_day: int
    outcome: str
    agencies_present: tuple[str, ...]
    returns_missing: tuple[str, ...]
    recommendations: tuple[RecommendationMade, ...]


class ReportFinalised(CaseEvent, service="review"):
    """The Rapid Review report is final in this version."""

    finalised_on: date
    report_version: int


class CSPRDecided(CaseEvent, service="review"):
    """The subgroup decided whether to undertake a Local Child Safeguarding Practice Review.

    ``round`` rises when the Panel asked for another look.
    """

    decided_on: date
    outcome: str
    findings: dict[str, str]
    round: int


class ReportScrutinised(CaseEvent, service="review"):
    """Strategic leaders scrutinised the report: ``endorse``, ``endorse_with_edits`` or ``return``."""

    scrutinised_on: date
    outcome: str
    round: int


class SentToPanel(CaseEvent, service="review"):
    """The report and decision went to the National Panel. ``days_late`` is in working days; zero is on time."""

    sent_on: date
    working_day: int
    days_late: int
    late_reason: str | None
    round: int


class PanelReplied(CaseEvent, service="review"):
    """The National Panel replied. ``final`` says that no further answer is asked for."""

    replied_on: date
    outcome: str
    final: bool
    themes: tuple[str, ...]
    round: int


class ReviewClosed(CaseEvent, service="review"):
    """The review is closed; actions may go on."""

    closed_on: date
