"""Briefings, recommendations and actions at every point of their way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.learning.domain.action import Action
from services.learning.domain.case_recommendations import CaseRecommendations
from services.learning.domain.learning_briefing import LearningBriefing
from services.learning.domain.values import (
    ActionStatus,
    AgreedAction,
    CaseIdentity,
    Recommendation,
    SevenBoxes,
)
from tests.support.facts import kept

CASE = UUID("33333333-3333-4333-8333-333333333333")
IDENTITY = CaseIdentity(case_id=CASE, partnership="PLY", reference="PLY-RR-2026-0007")
AT = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
DRAFTED_ON = date(2026, 10, 14)
AGREED_ON, EVIDENCED_ON = date(2026, 10, 26), date(2026, 11, 2)
THEMES = ("early_help", "information_sharing")
CHECKERS = ("staff-1", "staff-2")
BOXES = SevenBoxes(
    background="Invented 1.",
    what_happened="Invented 2.",
    why_it_matters="Invented 3.",
    findings="Invented 4.",
    good_practice="Invented 5.",
    what_to_do_differently="Invented 6.",
    questions="Invented 7.",
)


def briefing(kind: str = "rapid_review") -> LearningBriefing:
    drafted = LearningBriefing.draft(
        IDENTITY, kind=kind, drafted_on=DRAFTED_ON, themes=THEMES, at=AT
    )
    return kept(drafted)


def agreed(**changes: Any) -> AgreedAction:
    content = {
        "action_id": "A1",
        "recommendation_id": "R1",
        "text": "Invented action.",
        "owner": "devon-icb",
        "agreed_on": AGREED_ON,
        "due_on": date(2027, 1, 29),
    }
    return AgreedAction(**(content | changes))


def action(status: ActionStatus = ActionStatus.AGREED) -> Action:
    """An action that has come as far as ``status``, with nothing pending."""
    one = Action.agree(IDENTITY, agreed(), at=AT)
    if status is ActionStatus.IN_PROGRESS:
        one.start(started_on=AGREED_ON, at=AT)
    elif status is ActionStatus.NOT_ACCEPTED:
        one.decline("Invented.", declined_on=AGREED_ON, at=AT)
    elif status is ActionStatus.MERGED:
        one.merge("A2", "Invented.", merged_on=AGREED_ON, at=AT)
    elif status is not ActionStatus.AGREED:
        one.evidence("Invented evidence.", evidenced_on=EVIDENCED_ON, at=AT)
    if status is ActionStatus.IMPACT_CHECKED:
        one.check("improved", "Invented impact.", checked_on=TODAY, at=AT)
    if status is ActionStatus.CLOSED:
        one.close("Invented impact.", closed_on=TODAY, at=AT)
    assert one.status is status
    return kept(one)


def recommendation(recommendation_id: str, owner: str = "devon-icb") -> Recommendation:
    return Recommendation(
        recommendation_id=recommendation_id, kind="policy", themes=("early_help",), owner=owner
    )


def recommendations(*recommendation_ids: str) -> CaseRecommendations:
    noted = CaseRecommendations.note(
        IDENTITY,
        [recommendation(one) for one in recommendation_ids],
        held_on=date(2026, 9, 23),
        at=AT,
    )
    return kept(noted)
