"""Where a case stands in the process, as one word.

    referral ── decision ── gathering ── meeting ── report ── cspr_decision ── scrutiny ── sending ── panel
        │          │                                               ^                                    │
        │          └─ other_route ── closed                        └──── asked to reconsider ───────────┤
        └─ withdrawn, transferred                                                  closed ── learning ──┘

A case is closed when its review is, and its briefing is published.

Whatever the review says last decides where it stands: a step back needs no rule of its own. What the Panel
asks is answered by the statutory partners first; the subgroup decides again when they say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from chassis.rules.working_days import london_date
from services.reporting.domain.standing import INITIATE, Standing


class Stage(StrEnum):
    """The stages that a case can be at."""

    REFERRAL = "referral"
    DECISION = "decision"
    GATHERING = "gathering"
    MEETING = "meeting"
    REPORT = "report"
    CSPR_DECISION = "cspr_decision"
    SCRUTINY = "scrutiny"
    SENDING = "sending"
    PANEL = "panel"
    LEARNING = "learning"
    CLOSED = "closed"
    OTHER_ROUTE = "other_route"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED})

_LABELS: Mapping[Stage, str] = {
    Stage.REFERRAL: "Referral",
    Stage.DECISION: "Decision to review",
    Stage.GATHERING: "Gathering information",
    Stage.MEETING: "Rapid Review meeting",
    Stage.REPORT: "Report",
    Stage.CSPR_DECISION: "Decision: {subgroup}",
    Stage.SCRUTINY: "Scrutiny: {leaders}",
    Stage.SENDING: "Sending to the National Panel",
    Stage.PANEL: "With the National Panel",
    Stage.LEARNING: "Learning",
    Stage.CLOSED: "Closed",
    Stage.OTHER_ROUTE: "{route}",
    Stage.WITHDRAWN: "Withdrawn",
    Stage.TRANSFERRED: "Transferred to {area}",
}

_AFTER: Mapping[str, Stage] = {
    "MeetingHeld": Stage.REPORT,
    "ReportFinalised": Stage.CSPR_DECISION,
    "CSPRDecided": Stage.SCRUTINY,
    "SentToPanel": Stage.PANEL,
    "ReviewClosed": Stage.CLOSED,
}


def stage_of(case: Standing, today: date) -> Stage:
    """The stage of a case on a day."""
    if case.withdrawn_on is not None:
        return Stage.TRANSFERRED if case.transferred_to else Stage.WITHDRAWN
    if case.review_step is None:
        return _before_the_review(case)
    return _in_the_review(case, today)


def stage_label(stage: Stage, *, words: Mapping[str, str], route: str, area: str = "") -> str:
    """The stage in the words of the partnership; ``route`` is another one that was taken, ``area`` who has it now."""
    local = {
        "subgroup": words.get("subgroup", "Practice review subgroup"),
        "leaders": words.get("leaders", "Strategic leaders"),
        "route": route or "Another route",
        "area": area or "another area",
    }
    return _LABELS[stage].format_map(local)


def _before_the_review(case: Standing) -> Stage:
    match case.referral_outcome:
        case None:
            return Stage.REFERRAL
        case _ if case.referral_outcome == INITIATE:
            return Stage.DECISION
        case "no_further_review":
            return Stage.CLOSED
        case _:
            return Stage.CLOSED if case.briefing_published_on else Stage.OTHER_ROUTE


def _in_the_review(case: Standing, today: date) -> Stage:
    match case.review_step:
        case "PanelReplied":
            stage = Stage.LEARNING if case.panel_final else Stage.PANEL
        case "ReportScrutinised":
            stage = Stage.REPORT if case.scrutiny_outcome == "return" else Stage.SENDING
        case "ReviewClosed" if case.briefing_drafted_on and not case.briefing_published_on:
            stage = (
                Stage.LEARNING
            )  # A review may close before its learning is shared; the case may not.
        case "ReviewInitiated":
            stage = Stage.MEETING if _meeting_is_next(case, today) else Stage.GATHERING
        case step:
            stage = _AFTER.get(step or "", Stage.GATHERING)
    return stage


def _meeting_is_next(case: Standing, today: date) -> bool:
    """Every return is settled, or the day of the meeting has come with returns missing."""
    if case.meeting_at is not None and london_date(case.meeting_at) <= today:
        return True
    return bool(case.returns) and all(one.status in {"accepted", "excused"} for one in case.returns)


def outcome_of(case: Standing) -> str:
    """The code of what was decided, the latest decision first; empty while nothing is."""
    route = case.referral_outcome or ""
    return case.cspr_outcome or ("" if route == INITIATE else route)
