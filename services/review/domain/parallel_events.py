"""What can happen beside the way to the Panel: a local review, other processes, the family, another lead."""

from __future__ import annotations

from datetime import date

from chassis.aggregate import Event
from services.review.domain.decision_event import DecisionEvent
from services.review.domain.restrictions import Overridden, ProcessBeside, Restriction
from services.review.domain.rules import PinnedMilestone
from services.review.domain.state import ReviewState
from services.review.domain.upcasts import with_defaults
from services.review.domain.values import (
    Commissioning,
    FamilyInvolvement,
    LocalReview,
    Publication,
    ReturnDue,
)


class CommissioningDecided(DecisionEvent, topic="review.CommissioningDecided.v1"):
    """The partners commissioned the local review, joined it with another, or declined to."""

    due_on: date
    commissioning: Commissioning
    overridden: Overridden | None

    def apply(self, review: ReviewState) -> None:
        """It is under way, or settled."""
        review.pass_gate(self, self.decision, review.stage)
        review.local_review = LocalReview(
            due_on=self.due_on, latest_on=self.decided_on, commissioning=self.outcome
        )


class PublicationDecided(DecisionEvent, topic="review.PublicationDecided.v1"):
    """The partners decided whether the report of the local review is published, or put it off."""

    due_on: date
    days_late: int
    publication: Publication
    overridden: Overridden | None

    @property
    def advance_notice_on(self) -> date | None:
        """When the Panel and the Secretary of State had their copy before the publication."""
        return self.publication.advance_notice_on

    @property
    def published_on(self) -> date | None:
        """The day of the publication."""
        return self.publication.published_on

    @property
    def panel_told_on(self) -> date | None:
        """When the Panel was told why not, or not yet."""
        return self.publication.panel_told_on

    @property
    def secretary_of_state_told_on(self) -> date | None:
        """When the Secretary of State was told why not, or not yet."""
        return self.publication.secretary_of_state_told_on

    def apply(self, review: ReviewState) -> None:
        """It is settled, unless it was put off."""
        review.pass_gate(self, self.decision, review.stage)
        known = review.local_review
        review.local_review = known and known.model_copy(
            update={"latest_on": self.decided_on, "publication": self.outcome}
        )


class ScrutineerCommented(Event, topic="review.ScrutineerCommented.v1"):
    """The independent scrutineer said something of the report and the decision."""

    commented_on: date
    comment: str
    round: int

    def apply(self, review: ReviewState) -> None:
        """It stands beside the decisions and changes none."""


class ReportCommented(Event, topic="review.ReportCommented.v1"):
    """Somebody said something of the report, or of one of its sections, in the version that stood."""

    commented_on: date
    section: str
    comment: str
    report_version: int

    def apply(self, review: ReviewState) -> None:
        """What was signed stays as it is."""


class FamilyInvolvementRecorded(Event, topic="review.FamilyInvolvementRecorded.v1"):
    """What a family was told of the review, by whom, and what they said."""

    involvement: FamilyInvolvement
    overridden: Overridden | None

    @property
    def told(self) -> bool:
        """Whether they were told."""
        return self.involvement.told

    @property
    def told_on(self) -> date | None:
        """When they were told."""
        return self.involvement.told_on

    @property
    def declined(self) -> bool:
        """Whether they wished to take no part."""
        return self.involvement.declined

    def apply(self, review: ReviewState) -> None:
        """It changes nothing of the way."""


class _Beside(Event):
    """An event that tells with which restrictions the case goes on."""

    in_force: tuple[Restriction, ...]


class _OfAProcess(_Beside):
    process_id: str
    process: ProcessBeside

    @property
    def kind(self) -> str:
        """Which process it is."""
        return self.process.kind

    @property
    def status(self) -> str:
        """How far it has come."""
        return self.process.status

    @property
    def restrictions(self) -> tuple[Restriction, ...]:
        """What it asks everybody to leave for now."""
        return self.process.restrictions

    def apply(self, review: ReviewState) -> None:
        """The latest that is known counts, and its restrictions hold."""
        review.processes[self.process_id] = self.process


class ParallelProcessRecorded(_OfAProcess, topic="review.ParallelProcessRecorded.v1"):
    """Another process runs beside the review."""


class ParallelProcessUpdated(_OfAProcess, topic="review.ParallelProcessUpdated.v1"):
    """A process was looked at again."""


class ParallelProcessEnded(_Beside, topic="review.ParallelProcessEnded.v1"):
    """A process has ended."""

    process_id: str
    kind: str
    ended_on: date
    result: str

    def apply(self, review: ReviewState) -> None:
        """Its restrictions hold no longer."""
        known = review.processes[self.process_id]
        review.processes[self.process_id] = known.model_copy(update={"ended_on": self.ended_on})


class LegalHoldPlaced(_Beside, topic="review.LegalHoldPlaced.v1"):
    """Nothing of the case may be erased, and it does not close."""

    placed_on: date
    reason: str

    def apply(self, review: ReviewState) -> None:
        """The hold is in force."""
        review.legal_hold = True


class LegalHoldLifted(_Beside, topic="review.LegalHoldLifted.v1"):
    """The hold is over."""

    lifted_on: date
    reason: str

    def apply(self, review: ReviewState) -> None:
        """The hold is no longer in force; that of another process may be."""
        review.legal_hold = False


class ClockRestated(
    Event,
    topic="review.ClockRestated.v2",
    upcasts={"review.ClockRestated.v1": with_defaults(returns=())},
):
    """The notification from which the clock runs was restated; the dates that were, stay in the events before.

    ``returns`` are the days of the agencies whose return is not settled yet.
    """

    clock_started_on: date
    due_on: date
    milestones: tuple[PinnedMilestone, ...]
    restated_on: date
    returns: tuple[ReturnDue, ...]

    def apply(self, review: ReviewState) -> None:
        """The rules stay, with other dates."""
        review.rules = review.pinned.restated(self.clock_started_on)


class TransferProposed(Event, topic="review.TransferProposed.v1"):
    """The leading partnership asked another to take the lead."""

    to: str
    reason: str
    proposed_on: date

    def apply(self, review: ReviewState) -> None:
        """The other one can see the review, and accept."""
        review.transfer_to = self.to


class LeadTransferred(Event, topic="review.LeadTransferred.v1"):
    """Another partnership leads; the one that led before contributes from now on."""

    former: str
    lead: str
    contributing: tuple[str, ...]
    transferred_on: date

    @property
    def contributing_partnerships(self) -> tuple[str, ...]:
        """Those that contribute from now on."""
        return self.contributing

    def apply(self, review: ReviewState) -> None:
        """The new lead decides; number and history stay. Where the former one has no part, its agencies follow."""
        if self.former not in self.contributing:
            for code, agency in review.agencies.items():
                if agency.through == self.former:
                    review.agencies[code] = agency.model_copy(update={"through": self.lead})
        review.partnership = self.lead
        review.contributing = self.contributing
        review.transfer_to = ""
