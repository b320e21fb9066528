"""The words of a review: choices and small values that cannot be wrong."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.aggregate import Value
from chassis.limits import Day
from chassis.rules.decisions import DecisionGiven, DecisionRecord

RecommendationKind = Literal[
    "immediate", "single_agency", "multi_agency", "policy", "training", "commissioning", "national"
]

Codes = Annotated[tuple[str, ...], AfterValidator(lambda codes: tuple(dict.fromkeys(codes)))]
"""Codes in the order in which they were given, each once."""


class Stage(StrEnum):
    """How far a review has come."""

    GATHERING = "gathering"
    MEETING_HELD = "meeting_held"
    REPORT_FINALISED = "report_finalised"
    CSPR_DECIDED = "cspr_decided"
    SCRUTINISED = "scrutinised"
    SENT_TO_PANEL = "sent_to_panel"
    PANEL_ASKED = "panel_asked"
    PANEL_REPLIED = "panel_replied"
    CLOSED = "closed"


class ReturnStatus(StrEnum):
    """What is known of an agency's return."""

    REQUESTED = "requested"
    RETURNED = "returned"
    QUERIED = "queried"
    ACCEPTED = "accepted"
    EXCUSED = "excused"


COMMISSION, DELAY = "commission", "delay"
OUTSTANDING = frozenset({ReturnStatus.REQUESTED, ReturnStatus.QUERIED})
"""The meeting has to do without a return in one of these."""


class CaseIdentity(Value):
    """Which case a review belongs to: its id, its leading partnership and its number there."""

    case_id: UUID
    partnership: str
    reference: str


class Initiation(Value):
    """The statutory partners' decision from which a review begins."""

    decided_on: date
    notified_on: date | None
    agencies: Codes
    other_partnerships: Codes


class InvolvedAgency(Value):
    """An agency that takes part, the partnership through which it does, and its return."""

    through: str
    involved_on: date
    return_status: ReturnStatus = ReturnStatus.REQUESTED
    decision: DecisionRecord | None = None


class ReturnDue(Value):
    """The day by which an agency is to send its return."""

    agency: str
    due_on: date


class Recommendation(Value):
    """What should change, for whom, and whose it is to carry out."""

    recommendation_id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    kind: RecommendationKind
    themes: Codes = ()
    owner: str = Field(min_length=1)


class Meeting(Value):
    """What the senior managers of the agencies discussed and recommended."""

    decision: DecisionGiven
    agencies_present: Codes = ()
    discussion: str = ""
    recommendations: tuple[Recommendation, ...] = ()
    missing_returns_reason: str = ""


class PracticeEpisode(Value):
    """A moment in the work with the family that mattered, and what it tells."""

    episode: str = ""
    analysis: str = ""


class Report(Value):
    """The words of a Rapid Review report, in the order in which it tells them."""

    finalised_on: Day
    facts: str = ""
    involvement: str = ""
    key_practice_episodes: tuple[PracticeEpisode, ...] = ()
    lived_experience: str = ""
    identity_and_context: str = ""
    immediate_action: str = ""
    good_practice: str = ""
    learning: str = ""
    national_learning: str = ""
    themes: Codes = ()
    actions_taken: str = ""
    next_steps: str = ""
    national_view: str = ""
    parallel_processes: str = ""
    family_involvement: str = ""
    returns: str = ""
    sharing_plan: str = ""


REQUIRED_SECTIONS = ("facts", "immediate_action", "identity_and_context", "learning", "next_steps")
"""A report is not final without these where the pinned rules say nothing else (Working Together 2023, chapter 5)."""


class Sending(Value):
    """The report and decision leave for the National Panel; if that is late, why."""

    sent_on: Day
    late_reason: str = ""
    late_explanation: str = ""
    override: str = ""


class Standing(Value):
    """Where a review stands on its way, and since when."""

    stage: Stage
    round: int
    latest_on: date


class Passed(Value):
    """A decision at a gate: its record, and where the review stood before it and afterwards."""

    event_id: UUID
    record: DecisionRecord
    before: Standing
    after: Stage
    superseded: bool = False

    @property
    def number(self) -> int:
        """The place of its gate in the process."""
        return int(self.record.gate.removeprefix("G"))


class LocalReview(Value):
    """A Local Child Safeguarding Practice Review that was decided on, and how far it has come.

    ``due_on`` is six months after the decision to initiate it (SI 2018/789, regulation 15).
    """

    due_on: date
    latest_on: date
    commissioning: str = ""
    publication: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it is to be published."""
        return self.commissioning == COMMISSION and self.publication in {"", DELAY}

    @property
    def is_settled(self) -> bool:
        """Whether nothing about it is left to decide here: it was declined, joined to another, or published or not."""
        return bool(self.commissioning) and not self.is_under_way


class Commissioning(Value):
    """How a local review is undertaken. Its scope is the conditions of the decision."""

    key_lines_of_enquiry: tuple[str, ...] = ()
    reviewer_role: str = ""
    method: str = ""
    other_review: str = ""
    panel_told_on: Day | None = None


class Publication(Value):
    """The days that belong to a decision about publishing."""

    advance_notice_on: Day | None = None
    published_on: Day | None = None
    panel_told_on: Day | None = None
    secretary_of_state_told_on: Day | None = None


class FamilyInvolvement(Value):
    """What a family was told, by whom, and what they think. Who it was is said by role, never by name."""

    who: str = ""
    told: bool = False
    told_by: str = ""
    told_on: Day | None = None
    not_told_reason: str = ""
    views: str = ""
    declined: bool = False
