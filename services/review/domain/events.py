"""What can happen to a review. Each event holds all that its published form needs."""

from __future__ import annotations

from datetime import date, datetime

from chassis.aggregate import Event, FirstEvent
from services.review.domain.rules import PinnedRules
from services.review.domain.state import ReviewState
from services.review.domain.values import (
    CriterionFinding,
    InvolvedAgency,
    MeetingOutcome,
    PanelOutcome,
    Recommendation,
    ReturnStatus,
    ScrutinyOutcome,
    Stage,
)

RECONSIDER = "asks_to_reconsider"
AFTER_SCRUTINY: dict[ScrutinyOutcome, Stage] = {
    "endorse": Stage.SCRUTINISED,
    "endorse_with_edits": Stage.SCRUTINISED,
    "return": Stage.MEETING_HELD,
}
AFTER_REPLY: dict[PanelOutcome, Stage] = {
    "acknowledges": Stage.PANEL_REPLIED,
    "agrees": Stage.PANEL_REPLIED,
    "national_review": Stage.PANEL_REPLIED,
    "asks_to_reconsider": Stage.REPORT_FINALISED,
    "asks_for_information": Stage.SCRUTINISED,
}


class ReviewInitiated(FirstEvent, topic="review.ReviewInitiated.v1"):
    """A Rapid Review began, with the rules that it keeps for life."""

    initiated_on: date
    rules: PinnedRules
    contributing: tuple[str, ...]

    def apply(self, review: ReviewState) -> None:
        """The days of the review begin."""
        review.initiated_on = review.latest_on = self.initiated_on
        review.rules = self.rules
        review.contributing = self.contributing


class AgencyInvolved(Event, topic="review.AgencyInvolved.v1"):
    """An agency takes part and is asked for its return."""

    agency: str
    through: str
    involved_on: date
    return_due_on: date

    def apply(self, review: ReviewState) -> None:
        """Its return is awaited."""
        review.agencies[self.agency] = InvolvedAgency(through=self.through)


class ReturnStatusNoted(Event, topic="review.ReturnStatusNoted.v1"):
    """What the submissions service told of an agency's return."""

    agency: str
    status: ReturnStatus

    def apply(self, review: ReviewState) -> None:
        """The latest that was told counts."""
        through = review.agencies[self.agency].through
        review.agencies[self.agency] = InvolvedAgency(through=through, return_status=self.status)


class MeetingScheduled(Event, topic="review.MeetingScheduled.v1"):
    """The Rapid Review meeting has a date, or a new one."""

    meeting_at: datetime

    def apply(self, review: ReviewState) -> None:
        """The latest date counts."""
        review.meeting_at = self.meeting_at


class MeetingHeld(Event, topic="review.MeetingHeld.v1"):
    """Senior managers met and made recommendations."""

    held_on: date
    working_day: int
    agencies_present: tuple[str, ...]
    outcome: MeetingOutcome
    discussion: str
    recommendations: tuple[Recommendation, ...]
    returns_missing: tuple[str, ...]
    missing_returns_reason: str

    def apply(self, review: ReviewState) -> None:
        """The report can be written."""
        review.stage = self.leads_to
        review.latest_on = self.held_on
        review.recommendations = self.recommendations

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.MEETING_HELD


class ReportFinalised(Event, topic="review.ReportFinalised.v1"):
    """The report is final in this version."""

    finalised_on: date
    report_version: int
    facts: str
    immediate_action: str
    identity_and_context: str
    learning: str
    next_steps: str

    def apply(self, review: ReviewState) -> None:
        """The subgroup can decide."""
        review.stage = self.leads_to
        review.latest_on = self.finalised_on
        review.report_version = self.report_version

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.REPORT_FINALISED


class CSPRDecided(Event, topic="review.CSPRDecided.v1"):
    """The subgroup decided whether to undertake a Local Child Safeguarding Practice Review."""

    decided_on: date
    outcome: str
    rationale: str
    findings: tuple[CriterionFinding, ...]
    round: int

    def apply(self, review: ReviewState) -> None:
        """Leaders can scrutinise."""
        review.stage = self.leads_to
        review.latest_on = self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.CSPR_DECIDED


class ReportScrutinised(Event, topic="review.ReportScrutinised.v1"):
    """Strategic leaders endorsed the report or returned it."""

    scrutinised_on: date
    outcome: ScrutinyOutcome
    comment: str
    round: int

    def apply(self, review: ReviewState) -> None:
        """It can go to the Panel, or the report is made final again."""
        review.stage = self.leads_to
        review.latest_on = self.scrutinised_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return AFTER_SCRUTINY[self.outcome]


class SentToPanel(Event, topic="review.SentToPanel.v1"):
    """The report and decision went to the National Panel; how late, and why."""

    sent_on: date
    working_day: int
    days_late: int
    late_reason: str | None
    late_explanation: str
    round: int

    def apply(self, review: ReviewState) -> None:
        """The Panel can reply."""
        review.stage = self.leads_to
        review.latest_on = self.sent_on
        review.ever_sent = True

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.SENT_TO_PANEL


class PanelReplied(Event, topic="review.PanelReplied.v1"):
    """The National Panel replied to what it was sent in this round."""

    replied_on: date
    outcome: PanelOutcome
    comment: str
    final: bool
    themes: tuple[str, ...]
    round: int

    def apply(self, review: ReviewState) -> None:
        """The review can close, or it goes back to where the Panel wants more."""
        review.stage = self.leads_to
        review.latest_on = self.replied_on
        review.round = self.round + (self.outcome == RECONSIDER)

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return AFTER_REPLY[self.outcome]


class LearningDrafted(Event, topic="review.LearningDrafted.v1"):
    """The learning service told that a briefing was begun."""

    def apply(self, review: ReviewState) -> None:
        """The review need not stay open for the learning's sake."""
        review.learning_drafted = True


class ReviewClosed(Event, topic="review.ReviewClosed.v1"):
    """The review is closed; its actions may go on."""

    closed_on: date

    def apply(self, review: ReviewState) -> None:
        """Nothing more can be recorded."""
        review.stage = self.leads_to
        review.latest_on = self.closed_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.CLOSED


Step = (
    MeetingHeld
    | ReportFinalised
    | CSPRDecided
    | ReportScrutinised
    | SentToPanel
    | PanelReplied
    | ReviewClosed
)
"""The events that move a review on its way."""
