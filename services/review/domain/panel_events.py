"""What can happen to a review after it was sent: the Panel, the partners' response, and the closing."""

from __future__ import annotations

from datetime import date

from chassis.aggregate import Event
from services.review.domain.decision_event import DecisionEvent
from services.review.domain.events import (
    AFTER_REPLY,
    AFTER_RESPONSE,
    CSPRDecided,
    MeetingAdjourned,
    MeetingHeld,
    ReportFinalised,
    ReportScrutinised,
    SentToPanel,
)
from services.review.domain.restrictions import Overridden
from services.review.domain.state import ReviewState
from services.review.domain.upcasts import decided
from services.review.domain.values import Stage


class DecisionDeferred(DecisionEvent, topic="review.DecisionDeferred.v1"):
    """A body looked at its question and left it open: it waits, was put off, or was escalated."""

    round: int
    leads_to: Stage

    def apply(self, review: ReviewState) -> None:
        """The review stands where it stood before this gate."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on


class PanelReplied(
    DecisionEvent,
    topic="review.PanelReplied.v2",
    upcasts={"review.PanelReplied.v1": decided("G7", "replied_on", "comment")},
):
    """The National Panel replied to what it was sent in this round."""

    final: bool
    themes: tuple[str, ...]
    round: int

    def apply(self, review: ReviewState) -> None:
        """The review can close, or the partners respond to what the Panel asks."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.round = self.round

    @property
    def replied_on(self) -> date:
        """The day of the reply."""
        return self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return AFTER_REPLY.get(self.outcome, Stage.PANEL_REPLIED)


class RespondedToPanel(DecisionEvent, topic="review.RespondedToPanel.v1"):
    """The partners responded to what the Panel had asked; ``round`` is the one in which the review goes on."""

    round: int

    def apply(self, review: ReviewState) -> None:
        """The Panel can reply again, or the subgroup decides again in the next round."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.round = self.round

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return AFTER_RESPONSE.get(self.outcome, Stage.SENT_TO_PANEL)


class LearningDrafted(Event, topic="review.LearningDrafted.v1"):
    """The learning service told that a briefing was begun."""

    def apply(self, review: ReviewState) -> None:
        """The review need not stay open for the learning's sake."""
        review.learning_drafted = True


class ReviewClosed(
    DecisionEvent,
    topic="review.ReviewClosed.v2",
    upcasts={
        "review.ReviewClosed.v1": lambda body: (
            decided("G11", "closed_on")(body) | {"overridden": None, "round": 1}
        )
    },
):
    """The review is closed; its actions may go on. Before decisions were kept in full, so was no round."""

    round: int
    overridden: Overridden | None

    def apply(self, review: ReviewState) -> None:
        """Nothing more can be recorded on its way."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on

    @property
    def closed_on(self) -> date:
        """The day of the closing."""
        return self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.CLOSED


class ReviewReopened(DecisionEvent, topic="review.ReviewReopened.v1"):
    """A closed review was opened again, because something new is known; ``round`` is its new one."""

    round: int

    def apply(self, review: ReviewState) -> None:
        """The report is made final again, and everything after it is decided again."""
        review.pass_gate(self, self.decision, self.leads_to)
        review.latest_on = self.decided_on
        review.round = self.round

    @property
    def reopened_on(self) -> date:
        """The day on which it was opened again."""
        return self.decided_on

    @property
    def leads_to(self) -> Stage:
        """Where the review stands afterwards."""
        return Stage.MEETING_HELD


Step = (
    MeetingAdjourned
    | MeetingHeld
    | ReportFinalised
    | CSPRDecided
    | ReportScrutinised
    | SentToPanel
    | PanelReplied
    | RespondedToPanel
    | ReviewClosed
    | ReviewReopened
    | DecisionDeferred
)
"""The events that say where a review stands on its way."""
