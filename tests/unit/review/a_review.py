"""Invented reviews for tests, brought to whatever stage a test needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from chassis.rules.working_days import DayZero
from services.review.domain.review import RapidReview
from services.review.domain.rules import PinnedMilestone, PinnedRules
from services.review.domain.values import (
    CaseIdentity,
    CriterionFinding,
    CSPRDecision,
    Meeting,
    PanelReply,
    Recommendation,
    Report,
    ReturnStatus,
    Scrutiny,
    Sending,
    Stage,
)

CASE_ID = UUID("0f7d6f0a-52c0-4a5e-9d0c-6b6c0a8b7e21")
IDENTITY = CaseIdentity(case_id=CASE_ID, partnership="PLY", reference="PLY-RR-2026-0001")
SOCIAL_CARE, POLICE, HOSPITAL = "invented-social-care", "invented-police", "invented-hospital"
BEGAN = date(2026, 9, 7)
"""A Monday. With the day after as day 1, working day 15 is Monday 28 September."""
DUE = date(2026, 9, 28)
BEGAN_AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)

RULES = PinnedRules(
    rule_pack="PLY@2026.1",
    clock_starts="decision",
    clock_started_on=BEGAN,
    day_zero=DayZero.START_IS_DAY_0,
    working_days=15,
    due_on=DUE,
    milestones=(
        PinnedMilestone(
            code="returns_due",
            label="Agency returns due",
            working_day=8,
            due_on=date(2026, 9, 17),
        ),
    ),
    routes=("learning_from_experience",),
    late_reasons=("returns_late", "other"),
    lcspr_criteria=("lcspr.improvements", "lcspr.recurrent_themes"),
    themes=("early_help", "information_sharing", "safe_sleeping"),
)


def initiated(**changed: Any) -> RapidReview:
    """A review with two agencies, the second through a contributing partnership."""
    content: dict[str, Any] = {
        "identity": IDENTITY,
        "initiated_on": BEGAN,
        "rules": RULES,
        "contributing": ("DEV",),
        "agencies": {SOCIAL_CARE: "PLY", HOSPITAL: "DEV"},
        "at": BEGAN_AT,
    }
    return RapidReview.initiate(**(content | changed))


def a_recommendation(identity: str = "R1", **changed: Any) -> Recommendation:
    content: dict[str, Any] = {
        "recommendation_id": identity,
        "text": "An invented recommendation.",
        "kind": "multi_agency",
        "themes": ("early_help", "information_sharing"),
        "owner": SOCIAL_CARE,
    }
    return Recommendation(**(content | changed))


def a_meeting(**changed: Any) -> Meeting:
    content: dict[str, Any] = {
        "held_on": date(2026, 9, 21),
        "agencies_present": (SOCIAL_CARE, HOSPITAL),
        "outcome": "recommend_lcspr",
        "discussion": "An invented discussion.",
        "recommendations": (
            a_recommendation(),
            a_recommendation("R2", themes=("safe_sleeping", "early_help")),
        ),
        "missing_returns_reason": "An invented reason.",
    }
    return Meeting(**(content | changed))


def a_report(on: date = date(2026, 9, 22), **changed: str) -> Report:
    sections = dict.fromkeys(
        ("facts", "immediate_action", "identity_and_context", "learning", "next_steps"),
        "Invented words.",
    )
    return Report(finalised_on=on, **(sections | changed))


def a_finding(criterion: str, reason: str = "An invented reason.") -> CriterionFinding:
    return CriterionFinding(criterion=criterion, finding="not_known", reason=reason)


FINDINGS = tuple(a_finding(criterion) for criterion in RULES.lcspr_criteria)


def a_decision(on: date = date(2026, 9, 24), **changed: Any) -> CSPRDecision:
    content: dict[str, Any] = {
        "decided_on": on,
        "outcome": "no_lcspr",
        "rationale": "An invented rationale.",
        "findings": FINDINGS,
    }
    return CSPRDecision(**(content | changed))


def a_scrutiny(on: date = date(2026, 9, 25), outcome: Any = "endorse") -> Scrutiny:
    return Scrutiny(scrutinised_on=on, outcome=outcome, comment="An invented comment.")


def a_reply(on: date = date(2026, 10, 9), outcome: Any = "agrees") -> PanelReply:
    return PanelReply(replied_on=on, outcome=outcome, comment="An invented comment.")


Act = Callable[[RapidReview], object]

ACTS: dict[str, Act] = {
    "involve": lambda review: review.involve(agency=POLICE, through="PLY", at=LATER),
    "schedule": lambda review: review.schedule_meeting(meeting_at=LATER, at=LATER),
    "hold": lambda review: review.hold_meeting(meeting=a_meeting(), at=LATER),
    "finalise": lambda review: review.finalise_report(report=a_report(), at=LATER),
    "decide": lambda review: review.decide_cspr(decision=a_decision(), at=LATER),
    "scrutinise": lambda review: review.scrutinise(scrutiny=a_scrutiny(), at=LATER),
    "send": lambda review: review.send_to_panel(sending=Sending(sent_on=DUE), at=LATER),
    "reply": lambda review: review.record_panel_reply(reply=a_reply(), at=LATER),
    "close": lambda review: review.close(closed_on=date(2026, 10, 15), at=LATER),
}
"""Each command once, as it is given when all goes well."""

WAY: dict[Stage, str] = {
    Stage.MEETING_HELD: "hold",
    Stage.REPORT_FINALISED: "finalise",
    Stage.CSPR_DECIDED: "decide",
    Stage.SCRUTINISED: "scrutinise",
    Stage.SENT_TO_PANEL: "send",
    Stage.PANEL_REPLIED: "reply",
    Stage.CLOSED: "close",
}


def at_stage(stage: Stage) -> RapidReview:
    """A review that came straight to ``stage``, with its learning drafted and nothing pending."""
    review = initiated()
    review.note_learning(at=LATER)
    for reached, act in WAY.items():
        if review.stage is not stage:
            ACTS[act](review)
            assert review.stage is reached
    review.collect_events()
    return review


def returned(review: RapidReview, *agencies: str) -> RapidReview:
    """The review after these agencies sent their returns."""
    for agency in agencies:
        review.note_return(agency=agency, status=ReturnStatus.RETURNED, at=LATER)
    return review
