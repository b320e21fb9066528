"""An action: a recommendation with an owner and a date, until its impact has been checked.

    agreed ──start──> in progress ──evidence──> evidenced ──check──> impact checked ──close──> closed
      │                    │                     │     ^                   │            ^
      │                    │                     └─────┘ evidence: more    │            │
      │                    │                     └──────── close, which says the impact ┘
      └──decline, merge────┴──> not accepted, merged into another action

A due date may be revised, with a reason, while the action is open. Whoever begins with the evidence need not
say first that they had started. Done is not enough: an action is closed when somebody has seen what it changed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.errors import Invalid
from chassis.limits import text_must_fit
from chassis.rules.working_days import london_date
from services.learning.domain import action_refusals as no
from services.learning.domain.action_events import (
    ActionAgreed,
    ActionClosed,
    ActionDeclined,
    ActionEvidenced,
    ActionImpactChecked,
    ActionMerged,
    ActionRevised,
    ActionStarted,
    ActionState,
)
from services.learning.domain.rules import must_be_likely, must_follow, must_have_happened
from services.learning.domain.values import (
    OPEN,
    ActionStatus,
    AgreedAction,
    CaseIdentity,
    ImpactResult,
)

# It is published with the action's events, so it may not hold a sentence or a full name.
ACTION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
TO_DO = frozenset({ActionStatus.AGREED, ActionStatus.IN_PROGRESS})


class Action(ActionState):
    """One action of a case. Its words stay in its history; this is where it stands."""

    TOPIC = "learning.Action"

    @classmethod
    def agree(cls, identity: CaseIdentity, agreed: AgreedAction, *, at: datetime) -> Self:
        """A recommendation becomes an action."""
        if not ACTION_ID.fullmatch(agreed.action_id):
            raise no.ActionIdUnclear
        _must_say(agreed.text, "The action", no.ActionTextMissing)
        if agreed.due_on < agreed.agreed_on:
            raise no.DueBeforeAgreed(due_on=agreed.due_on, agreed_on=agreed.agreed_on)
        today = london_date(at)
        must_have_happened(agreed.agreed_on, "The agreement", today=today)
        must_be_likely(agreed.agreed_on, "The agreement", today=today)
        must_be_likely(agreed.due_on, "The day by which the action is due", today=today)
        return cls._create(
            ActionAgreed, id=stream_of(identity.case_id, agreed.action_id), **dict(identity),
            **dict(agreed), timestamp=at,
        )  # fmt: skip

    def start(self, *, started_on: date, at: datetime) -> None:
        """The owner begins to carry the action out."""
        self._must_be_open()
        if self.status is not ActionStatus.AGREED:
            raise no.AlreadyStarted
        self._must_be_after_the_agreement(started_on, "The beginning", at)
        self.record(ActionStarted, at=at, action_id=self.action_id, started_on=started_on)

    def revise(self, due_on: date, reason: str, *, at: datetime) -> None:
        """Give the action another due date; the reason and the earlier dates stay in its history."""
        self._must_be_open()
        _must_say(reason, "The reason", no.ReasonMissing)
        if due_on == self.due_on:
            raise no.SameDueDate(due_on=due_on)
        if due_on < self.agreed_on:
            raise no.DueBeforeAgreed(due_on=due_on, agreed_on=self.agreed_on)
        must_be_likely(due_on, "The day by which the action is due", today=london_date(at))
        self.record(ActionRevised, at=at, action_id=self.action_id, due_on=due_on, reason=reason)

    def decline(self, reason: str, *, declined_on: date, at: datetime) -> None:
        """The owner does not accept the action."""
        self._must_be_to_do()
        _must_say(reason, "The reason", no.ReasonMissing)
        self._must_be_after_the_agreement(declined_on, "The refusal", at)
        self.record(
            ActionDeclined, at=at, action_id=self.action_id, declined_on=declined_on, reason=reason
        )

    def merge(self, into: str, reason: str, *, merged_on: date, at: datetime) -> None:
        """Another action of the case takes this one up."""
        self._must_be_to_do()
        if into == self.action_id:
            raise no.MergedIntoItself
        _must_say(reason, "The reason", no.ReasonMissing)
        self._must_be_after_the_agreement(merged_on, "The merging", at)
        self.record(
            ActionMerged, at=at, action_id=self.action_id, into=into, merged_on=merged_on,
            reason=reason,
        )  # fmt: skip

    def evidence(self, evidence: str, *, evidenced_on: date, at: datetime) -> None:
        """The owner shows that the action was carried out; more may be shown until it is closed."""
        self._must_be_open()
        _must_say(evidence, "The evidence", no.EvidenceMissing)
        self._must_be_after_the_agreement(evidenced_on, "The evidence", at)
        self.record(
            ActionEvidenced,
            at=at,
            action_id=self.action_id,
            evidenced_on=evidenced_on,
            evidence=evidence,
        )

    def check(self, result: ImpactResult, impact: str, *, checked_on: date, at: datetime) -> None:
        """Somebody looks at what the action has changed; it may be too early to say."""
        self._must_be_impact(impact, checked_on, "The check of its impact", at)
        self.record(
            ActionImpactChecked, at=at, action_id=self.action_id, checked_on=checked_on,
            result=result, impact=impact,
        )  # fmt: skip

    def close(self, impact: str, *, closed_on: date, at: datetime) -> None:
        """Its impact was checked."""
        self._must_be_impact(impact, closed_on, "The closing", at)
        self.record(
            ActionClosed, at=at, action_id=self.action_id, closed_on=closed_on, impact=impact
        )

    def _must_be_impact(self, impact: str, day: date, part: str, at: datetime) -> None:
        self._must_be_open()
        if self.evidenced_on is None:
            raise no.NotYetEvidenced
        _must_say(impact, "The impact", no.ImpactMissing)
        must_have_happened(day, part, today=london_date(at))
        must_follow(day, part, earliest=self.evidenced_on, before="the action was evidenced")

    def _must_be_open(self) -> None:
        if self.status not in OPEN:
            raise no.AlreadyClosed

    def _must_be_to_do(self) -> None:
        self._must_be_open()
        if self.status not in TO_DO:
            raise no.AlreadyCarriedOut

    def _must_be_after_the_agreement(self, day: date, part: str, at: datetime) -> None:
        must_have_happened(day, part, today=london_date(at))
        must_follow(day, part, earliest=self.agreed_on, before="the action was agreed")


def stream_of(case_id: UUID, action_id: str) -> UUID:
    """The stream of one action of a case."""
    return uuid5(case_id, f"action:{action_id}")


def _must_say(words: str, part: str, missing: type[Invalid]) -> None:
    if not words.strip():
        raise missing
    text_must_fit(part, words)


register_aggregate(Action)
