"""An event that is a decision at a gate: its record, and what is told of it."""

from __future__ import annotations

from datetime import date

from chassis.aggregate import Event
from chassis.rules.decisions import DecisionRecord


class DecisionEvent(Event):
    """An event with the record of the decision that it is."""

    decision: DecisionRecord

    @property
    def decided_on(self) -> date:
        """The day of the decision."""
        return self.decision.decided_on

    @property
    def gate(self) -> str:
        """The gate at which it was taken."""
        return self.decision.gate

    @property
    def gate_outcome(self) -> str:
        """How it was decided, as the gate calls it."""
        return self.decision.outcome

    @property
    def outcome(self) -> str:
        """What came of it."""
        return self.decision.outcome

    @property
    def review_on(self) -> date | None:
        """When this is looked at again."""
        return self.decision.review_on

    @property
    def quorate(self) -> bool | None:
        """True where it is recorded who was there: a body that cannot decide is refused."""
        return bool(self.decision.attendance) or None

    @property
    def dissent(self) -> bool:
        """Whether anybody saw it otherwise."""
        return bool(self.decision.dissent) or any(
            one.view == "disagree" for one in self.decision.views
        )
