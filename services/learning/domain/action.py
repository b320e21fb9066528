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
from collections.abc import Iterator
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.fields import FieldProblem, must_be_no
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
from services.learning.domain.rules import Dated, of_words
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
        must_be_no(_problems_of(agreed, london_date(at)))
        return cls._create(
            ActionAgreed, id=stream_of(identity.case_id, agreed.action_id), **dict(identity),
            **dict(agreed), timestamp=at,
        )  # fmt: skip

    def start(self, *, started_on: date, at: datetime) -> None:
        """The owner begins to carry the action out."""
        self._must_be_open()
        if self.status is not ActionStatus.AGREED:
            raise no.AlreadyStarted
        started = Dated("started_on", started_on, "The beginning")
        must_be_no(self._after_the_agreement(started, at))
        self.record(ActionStarted, at=at, action_id=self.action_id, started_on=started_on)

    def revise(self, due_on: date, reason: str, *, at: datetime) -> None:
        """Give the action another due date; the reason and the earlier dates stay in its history."""
        self._must_be_open()
        must_be_no([
            *of_words("reason", reason, "The reason", no.ReasonMissing),
            *_of_due_day(due_on, self.agreed_on, london_date(at)),
        ])  # fmt: skip
        if due_on == self.due_on:
            raise no.SameDueDate(due_on=due_on).at("due_on")
        self.record(ActionRevised, at=at, action_id=self.action_id, due_on=due_on, reason=reason)

    def decline(self, reason: str, *, declined_on: date, at: datetime) -> None:
        """The owner does not accept the action."""
        self._must_be_to_do()
        declined = Dated("declined_on", declined_on, "The refusal")
        must_be_no([
            *of_words("reason", reason, "The reason", no.ReasonMissing),
            *self._after_the_agreement(declined, at),
        ])  # fmt: skip
        self.record(
            ActionDeclined, at=at, action_id=self.action_id, declined_on=declined_on, reason=reason
        )

    def merge(self, into: str, reason: str, *, merged_on: date, at: datetime) -> None:
        """Another action of the case takes this one up."""
        self._must_be_to_do()
        if into == self.action_id:
            raise no.MergedIntoItself().at("into")
        must_be_no([
            *of_words("reason", reason, "The reason", no.ReasonMissing),
            *self._after_the_agreement(Dated("merged_on", merged_on, "The merging"), at),
        ])  # fmt: skip
        self.record(
            ActionMerged, at=at, action_id=self.action_id, into=into, merged_on=merged_on,
            reason=reason,
        )  # fmt: skip

    def evidence(self, evidence: str, *, evidenced_on: date, at: datetime) -> None:
        """The owner shows that the action was carried out; more may be shown until it is closed."""
        self._must_be_open()
        shown = Dated("evidenced_on", evidenced_on, "The evidence")
        must_be_no([
            *of_words("evidence", evidence, "The evidence", no.EvidenceMissing),
            *self._after_the_agreement(shown, at),
        ])  # fmt: skip
        self.record(
            ActionEvidenced,
            at=at,
            action_id=self.action_id,
            evidenced_on=evidenced_on,
            evidence=evidence,
        )

    def check(self, result: ImpactResult, impact: str, *, checked_on: date, at: datetime) -> None:
        """Somebody looks at what the action has changed; it may be too early to say."""
        checked = Dated("checked_on", checked_on, "The check of its impact")
        self._must_be_impact(impact, checked, at)
        self.record(
            ActionImpactChecked, at=at, action_id=self.action_id, checked_on=checked_on,
            result=result, impact=impact,
        )  # fmt: skip

    def close(self, impact: str, *, closed_on: date, at: datetime) -> None:
        """Its impact was checked."""
        self._must_be_impact(impact, Dated("closed_on", closed_on, "The closing"), at)
        self.record(
            ActionClosed, at=at, action_id=self.action_id, closed_on=closed_on, impact=impact
        )

    def _must_be_impact(self, impact: str, seen: Dated, at: datetime) -> None:
        self._must_be_open()
        if self.evidenced_on is None:
            raise no.NotYetEvidenced
        before = "the action was evidenced"
        must_be_no([
            *of_words("impact", impact, "The impact", no.ImpactMissing),
            *seen.after(self.evidenced_on, before, today=london_date(at)),
        ])  # fmt: skip

    def _must_be_open(self) -> None:
        if self.status not in OPEN:
            raise no.AlreadyClosed

    def _must_be_to_do(self) -> None:
        self._must_be_open()
        if self.status not in TO_DO:
            raise no.AlreadyCarriedOut

    def _after_the_agreement(self, step: Dated, at: datetime) -> Iterator[FieldProblem]:
        return step.after(self.agreed_on, "the action was agreed", today=london_date(at))


def stream_of(case_id: UUID, action_id: str) -> UUID:
    """The stream of one action of a case."""
    return uuid5(case_id, f"action:{action_id}")


def _problems_of(agreed: AgreedAction, today: date) -> Iterator[FieldProblem]:
    if not ACTION_ID.fullmatch(agreed.action_id):
        yield FieldProblem("action_id", no.ActionIdUnclear())
    yield from of_words("text", agreed.text, "The action", no.ActionTextMissing)
    agreement = Dated("agreed_on", agreed.agreed_on, "The agreement")
    yield from agreement.of_the_past(today=today)
    yield from agreement.likely(today=today)
    yield from _of_due_day(agreed.due_on, agreed.agreed_on, today)


def _of_due_day(due_on: date, agreed_on: date, today: date) -> Iterator[FieldProblem]:
    if due_on < agreed_on:
        yield FieldProblem("due_on", no.DueBeforeAgreed(due_on=due_on, agreed_on=agreed_on))
    yield from Dated("due_on", due_on, "The day by which the action is due").likely(today=today)


register_aggregate(Action)
