"""An action: a recommendation with an owner and a date, until its impact has been checked.

    agreed ──evidence──> evidenced ──close──> closed
                          │     ^
                          └─────┘ evidence: more of it

Done is not enough: an action is closed when somebody has seen what it changed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.errors import Invalid, WrongState
from chassis.limits import text_must_fit
from chassis.rules.working_days import london_date
from services.learning.domain.rules import must_be_likely, must_follow, must_have_happened
from services.learning.domain.values import ActionStatus, AgreedAction, CaseIdentity

# It is published with the action's events, so it may not hold a sentence or a full name.
ACTION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class ActionIdUnclear(Invalid):
    """The id of an action is not a short code."""

    code = "learning.action_id_unclear"
    sentence = (
        "Give the action a short code such as A1: letters, digits, dots and hyphens, at most 32."
    )


class ActionTextMissing(Invalid):
    """An action does not say what is to be done."""

    code = "learning.action_text_missing"
    sentence = "Write what is to be done, and what should change for children."


class DueBeforeAgreed(Invalid):
    """An action is due before it was agreed."""

    code = "learning.due_before_agreed"
    sentence = "The action cannot be due ({due_on}) before it was agreed ({agreed_on})."


class EvidenceMissing(Invalid):
    """An action is said to be done without evidence."""

    code = "learning.evidence_missing"
    sentence = "Say what shows that the action was carried out."


class ImpactMissing(Invalid):
    """An action is to be closed without a word about its impact."""

    code = "learning.impact_missing"
    sentence = "Say what has changed for children since the action was carried out."


class NotYetEvidenced(WrongState):
    """An action is to be closed before it was evidenced."""

    code = "learning.not_yet_evidenced"
    sentence = "Record the evidence that this action was carried out before closing it."


class AlreadyClosed(WrongState):
    """The action is closed."""

    code = "learning.already_closed"
    sentence = "This action has already been closed."


class Action(Aggregate):
    """One action of a case. Its words stay in its history; this is where it stands."""

    TOPIC = "learning.Action"

    action_id: str = ""
    recommendation_id: str = ""
    owner: str = ""
    agreed_on: date = date.min
    due_on: date = date.max
    evidenced_on: date | None = None
    closed_on: date | None = None
    status: ActionStatus = ActionStatus.AGREED

    @classmethod
    def agree(cls, identity: CaseIdentity, agreed: AgreedAction, *, at: datetime) -> Self:
        """A recommendation becomes an action."""
        if not ACTION_ID.fullmatch(agreed.action_id):
            raise ActionIdUnclear
        if not agreed.text.strip():
            raise ActionTextMissing
        text_must_fit("The action", agreed.text)
        if agreed.due_on < agreed.agreed_on:
            raise DueBeforeAgreed(due_on=agreed.due_on, agreed_on=agreed.agreed_on)
        today = london_date(at)
        must_have_happened(agreed.agreed_on, "The agreement", today=today)
        must_be_likely(agreed.agreed_on, "The agreement", today=today)
        must_be_likely(agreed.due_on, "The day by which the action is due", today=today)
        return cls._create(
            ActionAgreed, id=stream_of(identity.case_id, agreed.action_id), **dict(identity),
            **dict(agreed), timestamp=at,
        )  # fmt: skip

    def evidence(self, evidence: str, *, evidenced_on: date, at: datetime) -> None:
        """The owner shows that the action was carried out; more may be shown until it is closed."""
        if self.status is ActionStatus.CLOSED:
            raise AlreadyClosed
        if not evidence.strip():
            raise EvidenceMissing
        text_must_fit("The evidence", evidence)
        part = "The evidence"
        must_have_happened(evidenced_on, part, today=london_date(at))
        must_follow(evidenced_on, part, earliest=self.agreed_on, before="the action was agreed")
        self.record(
            ActionEvidenced,
            at=at,
            action_id=self.action_id,
            evidenced_on=evidenced_on,
            evidence=evidence,
        )

    def close(self, impact: str, *, closed_on: date, at: datetime) -> None:
        """Its impact was checked."""
        if self.status is ActionStatus.CLOSED:
            raise AlreadyClosed
        if self.evidenced_on is None:
            raise NotYetEvidenced
        if not impact.strip():
            raise ImpactMissing
        text_must_fit("The impact", impact)
        part = "The closing"
        must_have_happened(closed_on, part, today=london_date(at))
        must_follow(closed_on, part, earliest=self.evidenced_on, before="the action was evidenced")
        self.record(
            ActionClosed, at=at, action_id=self.action_id, closed_on=closed_on, impact=impact
        )


class ActionAgreed(FirstEvent, topic="learning.ActionAgreed.v1"):
    """A recommendation became an action with an owner and a date."""

    action_id: str
    recommendation_id: str
    text: str
    owner: str
    agreed_on: date
    due_on: date


class ActionEvidenced(Event, topic="learning.ActionEvidenced.v1"):
    """The owner showed that the action was carried out."""

    action_id: str
    evidenced_on: date
    evidence: str

    def apply(self, action: Action) -> None:
        """It waits for its impact to be checked."""
        action.status = ActionStatus.EVIDENCED
        action.evidenced_on = self.evidenced_on


class ActionClosed(Event, topic="learning.ActionClosed.v1"):
    """The impact of the action was checked."""

    action_id: str
    closed_on: date
    impact: str

    def apply(self, action: Action) -> None:
        """Nothing more is asked."""
        action.status = ActionStatus.CLOSED
        action.closed_on = self.closed_on


def stream_of(case_id: UUID, action_id: str) -> UUID:
    """The stream of one action of a case."""
    return uuid5(case_id, f"action:{action_id}")


register_aggregate(Action)
