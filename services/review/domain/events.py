"""What can happen to a review on its way. Each event holds all that its published form needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from chassis.aggregate import Event, FirstEvent
from chassis.rules.decisions import DecisionRecord, Gate
from services.review.domain.decision_event import DecisionEvent
from services.review.domain.local_clock import six_months_after
from services.review.domain.restrictions import Overridden
from services.review.domain.rules import ANSWERED_BEFORE, PinnedRules
from services.review.domain.state import ReviewState
from services.review.domain.upcasts import LCSPR, OTHER_ROUTE, cspr_decided, decided, with_defaults
from services.review.domain.values import (
    InvolvedAgency,
    LocalReview,
    PracticeEpisode,
    Recommendation,
    ReturnStatus,
    Stage,
)

AFTER_SCRUTINY: Mapping[str, Stage] = {"return": Stage.MEETING_HELD}
AFTER_REPLY: Mapping[str, Stage] = {
    "asks_to_reconsider": Stage.PANEL_ASKED,
    "asks_for_information": Stage.PANEL_ASKED,
}
AFTER_RESPONSE: Mapping[str, Stage] = {"change": Stage.REPORT_FINALISED}


class ReviewInitiated(
    FirstEvent,
    topic="review.ReviewInitiated.v3",
    upcasts=ANSWERED_BEFORE,
):
    """A Rapid Review began, with the rules that it keeps for life."""

    initiated_on: date
    rules: PinnedRules
    contributing: tuple[str, ...]

    def apply(self, review: ReviewState) -> None:
        """The days of the review begin."""
        review.initiated_on = review.latest_on = self.initiated_on
        review.rules = self.rules
        review.contributing = self.contributing


class GatesPinned(Event, topic="review.GatesPinned.v1"):
    """A review that began before gates were rules keeps those of this day for life."""

    gates: dict[str, Gate]

    def apply(self, review: ReviewState) -> None:
        """Nothing else of its rules changes."""
        review.rules = review.pinned.model_copy(update={"gates": self.gates})


class AgencyInvolved(
    Event,
    topic="review.AgencyInvolved.v2",
    upcasts={"review.AgencyInvolved.v1": with_defaults(rule_pack="", decision=None)},
):
    """An agency takes part and is asked for its return; without a decision of its own when the review began with it."""

    agency: str
    through: str
    involved_on: date
    return_due_on: date
    rule_pack: str
    decision: DecisionRecord | None

    def apply(self, review: ReviewState) -> None:
        """Its return is awaited."""
        review.agencies[self.agency] = InvolvedAgency(
            through=self.through, involved_on=self.involved_on, decision=self.decision
        )

    @property
    def gate_outcome(self) -> str:
        """How it was decided; empty when the review began with the agency."""
        return self.decision.outcome if self.decision else ""


class AgencyNotRequired(DecisionEvent, topic="review.AgencyNotRequired.v1"):
    """It was decided that an agency need not be asked."""

    agency: str

    def apply(self, review: ReviewState) -> None:
        """The decision is kept; the agency may still be asked later."""
        review.agencies_not_required[self.agency] = self.decision


class ReturnStatusNoted(Event, topic="review.ReturnStatusNoted.v1"):
    """What the submissions service told of an agency's return."""

    agency: str
    status: ReturnStatus

    def apply(self, review: ReviewState) -> None:
        """The latest that was told counts."""
        known = review.agencies[self.agency]
        review.agencies[self.agency] = known.model_copy(update={"return_status": self.status})


class MeetingScheduled(Event, topic="review.MeetingScheduled.v1"):
    """The Rapid Review meeting has a date, or a new one."""

    meeting_at: datetime

    def apply(self, review: ReviewState) -> None:
        """The latest date counts."""
        review.meeting_at = self.meeting_at


class MeetingAdjourned(DecisionEvent, topic="review.MeetingAdjourned.v1"):
    """Senior managers met and found that more work is needed before they can recommend anything."""

    working_day: int
    agencies_present: tuple[str, ...]
    discussion: str

    def apply(self, review: ReviewState) -> None:
        """The meeting needs a new date."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.meeting_at = None

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.GATHERING


class MeetingHeld(
    DecisionEvent,
    topic="review.MeetingHeld.v2",
    upcasts={"review.MeetingHeld.v1": decided("G4", "held_on")},
):
    """Senior managers met and made recommendations."""

    working_day: int
    agencies_present: tuple[str, ...]
    discussion: str
    recommendations: tuple[Recommendation, ...]
    returns_missing: tuple[str, ...]
    missing_returns_reason: str

    def apply(self, review: ReviewState) -> None:
        """The report can be written."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.recommendations = self.recommendations

    @property
    def held_on(self) -> date:
        """The day of the meeting."""
        return self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.MEETING_HELD


NEW_SECTIONS = with_defaults(
    involvement="", key_practice_episodes=[], lived_experience="", good_practice="", national_learning="",
    themes=[], actions_taken="", national_view="", parallel_processes="", family_involvement="", returns="",
    sharing_plan="",
)  # fmt: skip


class ReportFinalised(
    Event,
    topic="review.ReportFinalised.v2",
    upcasts={"review.ReportFinalised.v1": NEW_SECTIONS},
):
    """The report is final in this version."""

    finalised_on: date
    report_version: int
    facts: str
    involvement: str
    key_practice_episodes: tuple[PracticeEpisode, ...]
    lived_experience: str
    identity_and_context: str
    immediate_action: str
    good_practice: str
    learning: str
    national_learning: str
    themes: tuple[str, ...]
    actions_taken: str
    next_steps: str
    national_view: str
    parallel_processes: str
    family_involvement: str
    returns: str
    sharing_plan: str

    def apply(self, review: ReviewState) -> None:
        """The subgroup can decide."""
        review.stage = self.leads_to
        review.latest_on = self.finalised_on
        review.report_version = self.report_version

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.REPORT_FINALISED


class CSPRDecided(
    DecisionEvent,
    topic="review.CSPRDecided.v2",
    upcasts={"review.CSPRDecided.v1": cspr_decided},
):
    """The subgroup decided whether to undertake a Local Child Safeguarding Practice Review."""

    round: int

    def apply(self, review: ReviewState) -> None:
        """Leaders can scrutinise, and a local review may have been begun or given up."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.round = self.round
        begun = LocalReview(due_on=six_months_after(self.decided_on), latest_on=self.decided_on)
        # A second round that comes to the same answer initiates nothing anew; a correction does.
        known = None if self.decision.supersedes else review.local_review
        review.local_review = (known or begun) if self.decision.outcome == LCSPR else None

    @property
    def findings(self) -> dict[str, str]:
        """What was found of each criterion, without the reasons."""
        return {one.criterion: one.finding for one in self.decision.findings}

    @property
    def outcome(self) -> str:
        """``lcspr``, ``no_lcspr``, or the route that was chosen instead."""
        elsewhere = self.decision.outcome == OTHER_ROUTE
        return self.decision.route if elsewhere else self.decision.outcome

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.CSPR_DECIDED


class ReportScrutinised(
    DecisionEvent,
    topic="review.ReportScrutinised.v2",
    upcasts={"review.ReportScrutinised.v1": decided("G6", "scrutinised_on", "comment")},
):
    """Strategic leaders endorsed the report or returned it."""

    round: int

    def apply(self, review: ReviewState) -> None:
        """It can go to the Panel, or the report is made final again."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on

    @property
    def scrutinised_on(self) -> date:
        """The day of the scrutiny."""
        return self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return AFTER_SCRUTINY.get(self.outcome, Stage.SCRUTINISED)


class SentToPanel(
    Event,
    topic="review.SentToPanel.v2",
    upcasts={"review.SentToPanel.v1": with_defaults(overridden=None)},
):
    """The report and decision went to the National Panel; how late, and why."""

    sent_on: date
    working_day: int
    days_late: int
    late_reason: str | None
    late_explanation: str
    round: int
    overridden: Overridden | None

    def apply(self, review: ReviewState) -> None:
        """The Panel can reply."""
        review.stage = self.leads_to
        review.latest_on = self.sent_on
        review.ever_sent = True

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.SENT_TO_PANEL
