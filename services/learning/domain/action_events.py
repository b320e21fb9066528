"""What happens to an action, as it is stored for ever."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from chassis.aggregate import Aggregate, Event, FirstEvent
from services.learning.domain.values import ActionStatus, ImpactResult


class ActionState(Aggregate):
    """Where an action stands: what its events have made of it, and nothing that decides."""

    action_id: str = ""
    recommendation_id: str = ""
    owner: str = ""
    agreed_on: date = date.min
    due_on: date = date.max
    evidenced_on: date | None = None
    checked_on: date | None = None
    closed_on: date | None = None
    merged_into: str = ""
    earlier_due: tuple[date, ...] = field(default=())
    status: ActionStatus = ActionStatus.AGREED


class ActionAgreed(FirstEvent, topic="learning.ActionAgreed.v1"):
    """A recommendation became an action with an owner and a date."""

    action_id: str
    recommendation_id: str
    text: str
    owner: str
    agreed_on: date
    due_on: date


class ActionStarted(Event, topic="learning.ActionStarted.v1"):
    """The owner has begun to carry the action out."""

    action_id: str
    started_on: date

    def apply(self, action: ActionState) -> None:
        """It is on its way."""
        action.status = ActionStatus.IN_PROGRESS


class ActionRevised(Event, topic="learning.ActionRevised.v1"):
    """The action has another due date, for a reason."""

    action_id: str
    due_on: date
    reason: str

    def apply(self, action: ActionState) -> None:
        """The newest date counts; the earlier ones are remembered."""
        action.earlier_due = (*action.earlier_due, action.due_on)
        action.due_on = self.due_on


class ActionDeclined(Event, topic="learning.ActionDeclined.v1"):
    """The owner does not accept the action, for a reason."""

    action_id: str
    declined_on: date
    reason: str

    def apply(self, action: ActionState) -> None:
        """Nothing more is asked."""
        action.status = ActionStatus.NOT_ACCEPTED
        action.closed_on = self.declined_on


class ActionMerged(Event, topic="learning.ActionMerged.v1"):
    """Another action of the case takes this one up."""

    action_id: str
    into: str
    merged_on: date
    reason: str

    def apply(self, action: ActionState) -> None:
        """Nothing more is asked here."""
        action.status = ActionStatus.MERGED
        action.merged_into, action.closed_on = self.into, self.merged_on


class ActionEvidenced(Event, topic="learning.ActionEvidenced.v1"):
    """The owner showed that the action was carried out."""

    action_id: str
    evidenced_on: date
    evidence: str

    def apply(self, action: ActionState) -> None:
        """It waits for its impact to be checked."""
        action.status = ActionStatus.EVIDENCED
        action.evidenced_on = self.evidenced_on


class ActionImpactChecked(Event, topic="learning.ActionImpactChecked.v1"):
    """Somebody looked at what the action has changed for children."""

    action_id: str
    checked_on: date
    result: ImpactResult
    impact: str

    def apply(self, action: ActionState) -> None:
        """It may be closed, or evidenced and checked again."""
        action.status = ActionStatus.IMPACT_CHECKED
        action.checked_on = self.checked_on


class ActionClosed(Event, topic="learning.ActionClosed.v1"):
    """The impact of the action was checked."""

    action_id: str
    closed_on: date
    impact: str

    def apply(self, action: ActionState) -> None:
        """Nothing more is asked."""
        action.status = ActionStatus.CLOSED
        action.closed_on = self.closed_on
