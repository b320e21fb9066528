"""The words of a review: choices and small values that cannot be wrong."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.aggregate import Value
from chassis.limits import Day

MeetingOutcome = Literal[
    "recommend_lcspr", "recommend_none", "recommend_national_review", "criteria_not_met"
]
RecommendationKind = Literal[
    "immediate", "single_agency", "multi_agency", "policy", "training", "commissioning", "national"
]
FindingWord = Literal["met", "not_met", "not_known"]
ScrutinyOutcome = Literal["endorse", "endorse_with_edits", "return"]
PanelOutcome = Literal[
    "acknowledges", "agrees", "asks_to_reconsider", "asks_for_information", "national_review"
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
    PANEL_REPLIED = "panel_replied"
    CLOSED = "closed"


class ReturnStatus(StrEnum):
    """What is known of an agency's return."""

    REQUESTED = "requested"
    RETURNED = "returned"
    QUERIED = "queried"
    ACCEPTED = "accepted"
    EXCUSED = "excused"


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
    return_status: ReturnStatus = ReturnStatus.REQUESTED


class Recommendation(Value):
    """What should change, for whom, and whose it is to carry out."""

    recommendation_id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    kind: RecommendationKind
    themes: Codes = ()
    owner: str = Field(min_length=1)


class Meeting(Value):
    """What the senior managers of the agencies discussed and recommended."""

    held_on: Day
    agencies_present: Codes = ()
    outcome: MeetingOutcome
    discussion: str = ""
    recommendations: tuple[Recommendation, ...] = ()
    missing_returns_reason: str = ""


class Report(Value):
    """The five parts that a Rapid Review report must have (Working Together 2023, chapter 5)."""

    finalised_on: Day
    facts: str = ""
    immediate_action: str = ""
    identity_and_context: str = ""
    learning: str = ""
    next_steps: str = ""


class CriterionFinding(Value):
    """Whether one criterion is met, and why."""

    criterion: str = Field(min_length=1)
    finding: FindingWord
    reason: str = ""


class CSPRDecision(Value):
    """What the subgroup decided about a Local Child Safeguarding Practice Review."""

    decided_on: Day
    outcome: str = ""
    rationale: str = ""
    findings: tuple[CriterionFinding, ...] = ()


class Scrutiny(Value):
    """What the strategic leaders said of the report and the decision."""

    scrutinised_on: Day
    outcome: ScrutinyOutcome
    comment: str = ""


class Sending(Value):
    """The report and decision leave for the National Panel; if that is late, why."""

    sent_on: Day
    late_reason: str = ""
    late_explanation: str = ""


class PanelReply(Value):
    """What the National Panel answered."""

    replied_on: Day
    outcome: PanelOutcome
    comment: str = ""
