"""Where a review stands: what its events have made of it, and nothing that decides."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event
from chassis.rules.decisions import DecisionRecord
from services.review.domain.erasure_refusals import BeingErased
from services.review.domain.restrictions import ProcessBeside, Restriction
from services.review.domain.rules import PinnedRules
from services.review.domain.values import (
    OUTSTANDING,
    InvolvedAgency,
    LocalReview,
    Passed,
    Recommendation,
    Stage,
    Standing,
)


class ReviewState(Aggregate):
    """The state on which decisions are taken and to which events apply.

    ``latest_on`` is the date of the last step on the way to the Panel: no later step is dated before it.
    """

    rules: PinnedRules | None = None
    initiated_on: date = date.min
    latest_on: date = date.min
    stage: Stage = Stage.GATHERING
    agencies: dict[str, InvolvedAgency] = field(default_factory=dict)
    agencies_not_required: dict[str, DecisionRecord] = field(default_factory=dict)
    meeting_at: datetime | None = None
    recommendations: tuple[Recommendation, ...] = ()
    report_version: int = 0
    round: int = 1
    ever_sent: bool = False
    learning_drafted: bool = False
    decisions: tuple[Passed, ...] = ()
    local_review: LocalReview | None = None
    processes: dict[str, ProcessBeside] = field(default_factory=dict)
    legal_hold: bool = False
    erasing: bool = False
    transfer_to: str = ""

    def record(self, event_class: type[Event], *, at: datetime, **content: object) -> None:
        """Record an event; from the moment at which its erasure is ordered, nothing happens in a case any more."""
        if self.erasing:
            raise BeingErased
        super().record(event_class, at=at, **content)

    def is_open_to(self, partnership: str) -> bool:
        """Whether ``partnership`` leads, contributes, or was asked to take the lead."""
        return super().is_open_to(partnership) or partnership == self.transfer_to

    def pass_gate(self, event: Event, record: DecisionRecord, after: Stage) -> None:
        """Keep a decision, mark the one that it corrects, and go to where it leads."""
        kept = tuple(
            one.model_copy(update={"superseded": True})
            if one.event_id == record.supersedes
            else one
            for one in self.decisions
        )
        # A correction takes the place of the decision that it corrects.
        before = {one.event_id: one.before for one in self.decisions}
        passed = Passed(
            event_id=decision_id(event.originator_id, event.originator_version), record=record,
            before=before.get(record.supersedes or self.id, self.standing), after=after,
        )  # fmt: skip
        self.decisions = (*kept, passed)
        self.stage = after

    @property
    def standing(self) -> Standing:
        """Where the review stands now."""
        return Standing(stage=self.stage, round=self.round, latest_on=self.latest_on)

    @property
    def pinned(self) -> PinnedRules:
        """The rules that this review keeps for life."""
        assert self.rules is not None  # noqa: S101 - the first event brings them
        return self.rules

    @property
    def restrictions(self) -> frozenset[Restriction]:
        """What other processes and a legal hold forbid at present."""
        held = {
            flag for one in self.processes.values() if not one.ended_on for flag in one.restrictions
        }
        return frozenset(held | ({Restriction.LEGAL_HOLD} if self.legal_hold else set()))

    @property
    def partnerships(self) -> tuple[str, ...]:
        """Through whom an agency can take part: the leading partnership, then those that contribute."""
        return (self.partnership, *self.contributing)

    @property
    def returns_missing(self) -> tuple[str, ...]:
        """The agencies whose return the meeting would have to do without."""
        return tuple(
            code for code, agency in self.agencies.items() if agency.return_status in OUTSTANDING
        )


def decision_id(stream: UUID, version: int) -> UUID:
    """By what a decision is named when another corrects it: the id of its event, unless the store was restored."""
    return uuid5(stream, str(version))
