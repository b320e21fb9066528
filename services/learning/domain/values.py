"""The words of learning: choices and small values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from chassis.aggregate import Value
from chassis.limits import Day


class BriefingStatus(StrEnum):
    """Where a briefing stands."""

    DRAFTED = "drafted"
    PUBLISHED = "published"


class ActionStatus(StrEnum):
    """Where an action stands."""

    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    EVIDENCED = "evidenced"
    IMPACT_CHECKED = "impact_checked"
    CLOSED = "closed"
    NOT_ACCEPTED = "not_accepted"
    MERGED = "merged"


OPEN = frozenset(
    {
        ActionStatus.AGREED,
        ActionStatus.IN_PROGRESS,
        ActionStatus.EVIDENCED,
        ActionStatus.IMPACT_CHECKED,
    }
)
"""Where something is still to be done about an action."""
AuditWord = Literal["met", "partly_met", "not_met"]
ImpactResult = Literal["improved", "no_change", "too_early"]


class CaseIdentity(Value):
    """Which case something belongs to: its id, its partnership and its number there."""

    case_id: UUID
    partnership: str
    reference: str


class Recommendation(Value):
    """A recommendation of the Rapid Review meeting by its codes; its words stay with the review."""

    recommendation_id: str
    kind: str
    themes: tuple[str, ...]
    owner: str


class RepeatedTheme(Value):
    """A theme that was seen in earlier cases, with what is still open from them."""

    theme: str
    earlier_cases: int
    open_actions: int
    unchecked_actions: int
    since: date


class SevenBoxes(Value):
    """The words of a seven-minute briefing, always in this order; no box may stay empty."""

    background: str = ""
    what_happened: str = ""
    why_it_matters: str = ""
    findings: str = ""
    good_practice: str = ""
    what_to_do_differently: str = ""
    questions: str = ""


class LearningEvent(Value):
    """The event of a Learning from Experience Review: practitioners of several agencies look back together."""

    held_on: Day
    agencies: tuple[str, ...] = ()
    practitioners: int = 0
    what_worked: str = ""
    what_was_learned: str = ""


class AuditAnswer(Value):
    """One question of the audit template, answered by its code."""

    question: str
    answer: AuditWord
    reason: str = ""


class AgreedAction(Value):
    """What was agreed: who does what by when, following which recommendation."""

    action_id: str
    recommendation_id: str
    text: str
    owner: str
    agreed_on: date
    due_on: date
