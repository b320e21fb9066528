"""The record of a decision at a gate: who was there, what was found, who saw it otherwise, and why.

    what was said (``DecisionGiven``) ──checked against the gate's rule──> what is kept (``DecisionRecord``)

The same for every gate of every service. Who took part is told by role, never by name; the words of each
criterion are kept as they stood, so that the record can be read without the rule pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from chassis.aggregate import Value
from chassis.errors import Invalid, NotAllowed
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import Day, listed, must_fit, spoken
from chassis.rules.gates import PARTNERS, GateRule, Need, PartnerCode

Presence = Literal["present", "deputy", "apologies"]
FindingWord = Literal["met", "not_met", "not_known"]
ViewWord = Literal["agree", "disagree", "abstain"]
ConflictHandling = Literal["took_no_part", "left_for_this_item", "noted_and_stayed"]


class NotByThisRole(NotAllowed):
    """The rule pack of the case names other roles that record decisions at this gate."""

    code = "decision.not_by_this_role"
    sentence = "A decision at this gate ({gate}) is recorded by: {roles}."


class Attendance(Value):
    """One who was asked to decide: for whom (a partner or a role, by its code), and in which position."""

    body: str = Field(min_length=1)
    position: str = ""
    presence: Presence


class Finding(Value):
    """Whether one criterion is met, why, and where that can be seen: ids of returns, documents or events."""

    criterion: str = Field(min_length=1)
    finding: FindingWord
    reason: str = ""
    evidence: tuple[str, ...] = ()


class View(Value):
    """What one statutory partner thinks of the outcome."""

    partner: PartnerCode
    view: ViewWord
    reason: str = ""


class Dissent(Value):
    """Somebody besides the partners who saw it otherwise, by body or role."""

    body: str = Field(min_length=1)
    reason: str = ""


class Conflict(Value):
    """A conflict of interest that was declared, by role, and what was done about it."""

    body: str = Field(min_length=1)
    nature: str = ""
    handling: ConflictHandling


class DecisionGiven(Value):
    """A decision as it is told to us."""

    decided_on: Day
    outcome: str = Field(min_length=1)
    rationale: str = ""
    conditions: str = ""
    route: str = ""
    review_on: Day | None = None
    attendance: tuple[Attendance, ...] = ()
    findings: tuple[Finding, ...] = ()
    views: tuple[View, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    escalated_to: str = ""
    escalation_outcome: str = ""
    conflicts: tuple[Conflict, ...] = ()
    supersedes: UUID | None = None


class DecisionRecord(DecisionGiven):
    """A decision as it is kept: with its gate, the body's local name, and the words of each criterion."""

    gate: str
    body: str
    rule_pack: str
    question: str
    criteria: dict[str, str]


class OutcomeUnknown(Invalid):
    """The gate does not know this outcome."""

    code = "decision.outcome_unknown"
    sentence = "{gate} cannot end like this. Choose one of: {choices}."


class WordsNeeded(Invalid):
    """The outcome, or a part of the record, needs words that were not given."""

    code = "decision.words_needed"
    sentence = "Say {what}."


class CriterionUnaddressed(Invalid):
    """A criterion of the gate has no finding."""

    code = "decision.criterion_unaddressed"
    sentence = "Say whether this is met, not met or not known, and why: {criterion}."


class CriterionUnknown(Invalid):
    """A finding is about something that the gate does not ask, or about the same thing twice."""

    code = "decision.criterion_unknown"
    sentence = (
        "This finding is not one of this gate's {count} questions, or answers one of them twice."
    )


class ViewMissing(Invalid):
    """A statutory partner's view is needed and was not given."""

    code = "decision.view_missing"
    sentence = "Record the view of {partner}."


class NotQuorate(Invalid):
    """Too few of those who have to be there were there."""

    code = "decision.not_quorate"
    sentence = "This needs all of these, or a deputy for each: {missing} did not take part."


class DecidedLater(Invalid):
    """The decision is dated after the day on which it is recorded."""

    code = "decision.still_to_come"
    sentence = (
        "This is dated {given}, which is still to come. It can be recorded once it has happened."
    )


class ReviewDayPassed(Invalid):
    """The day on which the body will look again is not after the decision."""

    code = "decision.review_day_passed"
    sentence = "Give a day after {decided_on} on which this is looked at again."


class RouteUnknown(Invalid):
    """Another route was chosen that the pack does not know."""

    code = "decision.route_unknown"
    sentence = "Choose what happens instead. One of: {choices}."


ASKED_FOR: Mapping[Need, str] = {
    "rationale": "why this was decided",
    "conditions": "on which conditions, or with which scope",
    "escalation": "to whom this is escalated",
}


class Gate(Value):
    """A gate as one case keeps it: its rule, and the words, routes and key of the pack."""

    code: str
    rule: GateRule
    body: str
    criteria: dict[str, str]
    routes: dict[str, str]
    rule_pack: str

    def must_be_recorded_by(self, actor: str) -> None:
        """Raises ``NotByThisRole`` when the rule names other roles; ``actor`` is a role and a pseudonym."""
        if actor.partition(":")[0] not in self.rule.decided_by:
            raise NotByThisRole(
                gate=self.rule.label, roles=listed(map(spoken, self.rule.decided_by))
            )

    def record(self, given: DecisionGiven, *, today: date) -> DecisionRecord:
        """The record of a decision. Raises ``FormRefused`` with everything that it still lacks."""
        must_be_no(self._problems(given, today))
        must_fit(given)
        return DecisionRecord(
            **dict(given), gate=self.code, body=self.body, rule_pack=self.rule_pack,
            question=self.rule.question, criteria=self.criteria,
        )  # fmt: skip

    def _problems(self, given: DecisionGiven, today: date) -> Iterator[FieldProblem]:
        if given.decided_on > today:
            yield FieldProblem("decided_on", DecidedLater(given=given.decided_on))
        yield from self._of_outcome(given)
        yield from self._of_findings(given)
        yield from self._of_views(given)
        yield from self._of_those_present(given)

    def _of_outcome(self, given: DecisionGiven) -> Iterator[FieldProblem]:
        rule = self.rule.outcomes.get(given.outcome)
        if rule is None:
            choices = ", ".join(known.label for known in self.rule.outcomes.values())
            yield FieldProblem("outcome", OutcomeUnknown(gate=self.rule.label, choices=choices))
            return
        said = {
            "rationale": given.rationale, "conditions": given.conditions, "escalation": given.escalated_to,
        }  # fmt: skip
        for need in rule.needs:
            if need in said and not said[need].strip():
                field = "escalated_to" if need == "escalation" else need
                yield FieldProblem(field, WordsNeeded(what=ASKED_FOR[need]))
        if "route" in rule.needs and given.route not in self.routes:
            yield FieldProblem("route", RouteUnknown(choices=", ".join(self.routes.values())))
        comes_back = given.review_on is not None and given.review_on > given.decided_on
        if not comes_back and ("review_on" in rule.needs or given.review_on is not None):
            yield FieldProblem("review_on", ReviewDayPassed(decided_on=given.decided_on))

    def _of_findings(self, given: DecisionGiven) -> Iterator[FieldProblem]:
        asked = set(self.criteria)
        for place, one in enumerate(given.findings):
            if one.criterion not in asked:
                yield FieldProblem(
                    f"findings.{place}.criterion", CriterionUnknown(count=len(self.criteria))
                )
            elif not one.reason.strip():
                what = "what this finding rests on"
                yield FieldProblem(f"findings.{place}.reason", WordsNeeded(what=what))
            asked.discard(one.criterion)
        for code in (code for code in self.criteria if code in asked):
            yield FieldProblem(
                f"findings.{code}", CriterionUnaddressed(criterion=self.criteria[code])
            )

    def _of_views(self, given: DecisionGiven) -> Iterator[FieldProblem]:
        heard = {one.partner for one in given.views}
        for partner, name in PARTNERS.items():
            if self.rule.views and partner not in heard:
                yield FieldProblem(f"views.{partner}", ViewMissing(partner=name))
        for place, one in enumerate(given.views):
            if one.view != "agree" and not one.reason.strip():
                what = f"why {PARTNERS[one.partner]} does not agree"
                yield FieldProblem(f"views.{place}.reason", WordsNeeded(what=what))
        for place, dissent in enumerate(given.dissent):
            if not dissent.reason.strip():
                what = "why they saw it otherwise"
                yield FieldProblem(f"dissent.{place}.reason", WordsNeeded(what=what))
        disagreed = given.dissent or any(one.view == "disagree" for one in given.views)
        if disagreed and not given.escalated_to.strip():
            what = "to whom the disagreement was escalated, or why it was not"
            yield FieldProblem("escalated_to", WordsNeeded(what=what))

    def _of_those_present(self, given: DecisionGiven) -> Iterator[FieldProblem]:
        there = {one.body for one in given.attendance if one.presence != "apologies"}
        if missing := [body for body in self.rule.quorum if body not in there]:
            names = [PARTNERS.get(body, body.replace("_", " ")) for body in missing]  # type: ignore[call-overload]
            yield FieldProblem("attendance", NotQuorate(missing=listed(names)))
        for place, one in enumerate(given.conflicts):
            if not one.nature.strip():
                what = "what the conflict of interest is"
                yield FieldProblem(f"conflicts.{place}.nature", WordsNeeded(what=what))
