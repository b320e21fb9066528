"""Invented reviews for tests, brought to whatever stage a test needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from chassis.errors import Invalid
from chassis.fields import FormRefused
from chassis.rules.decisions import Attendance, DecisionGiven, Finding, Gate, View
from chassis.rules.gates import PARTNERS, GateRule, OutcomeRule
from chassis.rules.working_days import DayZero
from services.review.domain.answering import (
    comment_as_scrutineer,
    comment_on_report,
    respond_to_panel,
)
from services.review.domain.local_reviews import commission, decide_publication
from services.review.domain.review import RapidReview
from services.review.domain.rules import PinnedMilestone, PinnedRules
from services.review.domain.values import (
    CaseIdentity,
    Commissioning,
    Meeting,
    PracticeEpisode,
    Publication,
    Recommendation,
    Report,
    ReturnStatus,
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

CRITERIA = {
    "lcspr.improvements": "Improvements are needed, in invented words",
    "lcspr.recurrent_themes": "Themes recur, in invented words",
}
NEEDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "G3": {"involve": (), "nil_return": (), "not_required": ("rationale",), "added_late": ("rationale",)},
    "G4": {"recommend_lcspr": ("rationale",), "recommend_none": ("rationale",),
           "more_work": ("rationale", "review_on")},
    "G5": {"lcspr": ("rationale",), "no_lcspr": ("rationale",), "other_route": ("rationale", "route"),
           "defer": ("rationale", "review_on")},
    "G6": {"endorse": (), "endorse_with_edits": ("conditions",), "return": ("rationale",),
           "disagree": ("rationale", "escalation")},
    "G7": {"acknowledges": (), "agrees": (), "asks_to_reconsider": ("rationale",),
           "asks_for_information": ("rationale",), "national_review": (), "thematic_review": (),
           "no_reply_yet": ("review_on",)},
    "G8": {"uphold": ("rationale",), "change": ("rationale",), "supply_information": ()},
    "G9": {"commission": ("rationale", "conditions"), "join_other_review": ("rationale", "conditions"),
           "decline": ("rationale",)},
    "G10": {"publish_full": (), "publish_part": ("rationale",), "delay": ("rationale", "review_on"),
            "withhold": ("rationale",)},
    "G11": {"close": (), "keep_open_for_actions": ("rationale", "review_on"), "reopen": ("rationale",)},
}  # fmt: skip
WITH_VIEWS, WITH_QUORUM = ("G6", "G8", "G9", "G10"), ("G4", "G5")


def a_gate(code: str) -> Gate:
    """A gate of an invented pack, with the codes of the national one."""
    rule = GateRule(
        label=f"Gate {code}", question=f"What does {code} ask?", body="subgroup", decided_by=("coordinator",),
        outcomes={name: OutcomeRule(label=name, needs=needs) for name, needs in NEEDS[code].items()},
        criteria=("lcspr.",) if code == "G5" else (), views=code in WITH_VIEWS,
        quorum=tuple(PARTNERS) if code in WITH_QUORUM else (),
    )  # fmt: skip
    return Gate(
        code=code, rule=rule, body="An invented body", criteria=CRITERIA if code == "G5" else {},
        routes={"learning_from_experience": "Learning"}, rule_pack="PLY@2026.1",
    )  # fmt: skip


RULES = PinnedRules(
    rule_pack="PLY@2026.1",
    answer_within=2,
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
    gates={code: a_gate(code) for code in NEEDS},
)
PRESENT = tuple(Attendance(body=partner, presence="present") for partner in PARTNERS)
AGREED = tuple(View(partner=partner, view="agree") for partner in PARTNERS)
FINDINGS = tuple(
    Finding(criterion=code, finding="not_known", reason="An invented reason.") for code in CRITERIA
)


def a_decision(
    on: date = date(2026, 9, 24), outcome: str = "no_lcspr", **changed: Any
) -> DecisionGiven:
    """A decision with everything that any gate asks for, but for what a test takes away."""
    content: dict[str, Any] = {
        "decided_on": on, "outcome": outcome, "rationale": "An invented rationale.",
        "conditions": "Invented conditions.", "attendance": PRESENT, "views": AGREED,
    } | ({"findings": FINDINGS} if outcome in NEEDS["G5"] else {})  # fmt: skip
    return DecisionGiven(**(content | changed))


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


def a_meeting(
    on: date = date(2026, 9, 21), outcome: str = "recommend_lcspr", **changed: Any
) -> Meeting:
    content: dict[str, Any] = {
        "decision": a_decision(on, outcome),
        "agencies_present": (SOCIAL_CARE, HOSPITAL),
        "discussion": "An invented discussion.",
        "recommendations": (
            a_recommendation(),
            a_recommendation("R2", themes=("safe_sleeping", "early_help")),
        ),
        "missing_returns_reason": "An invented reason.",
    }
    return Meeting(**(content | changed))


WORDS = "Invented words."


def a_report(on: date = date(2026, 9, 22), **changed: Any) -> Report:
    others = {"finalised_on", "key_practice_episodes", "themes"}
    sections = dict.fromkeys(Report.model_fields.keys() - others, WORDS)
    episodes = (PracticeEpisode(episode=WORDS, analysis=WORDS),)
    return Report(finalised_on=on, **({"key_practice_episodes": episodes} | sections | changed))


def a_scrutiny(
    on: date = date(2026, 9, 25), outcome: str = "endorse", **changed: Any
) -> DecisionGiven:
    return a_decision(on, outcome, **changed)


def a_reply(on: date = date(2026, 10, 9), outcome: str = "agrees", **changed: Any) -> DecisionGiven:
    return a_decision(on, outcome, **changed)


def a_closing(
    on: date = date(2026, 10, 15), outcome: str = "close", **changed: Any
) -> DecisionGiven:
    return a_decision(on, outcome, **changed)


def a_commissioning(**changed: Any) -> Commissioning:
    content: dict[str, Any] = {
        "key_lines_of_enquiry": ("An invented question?",), "reviewer_role": "Independent reviewer",
        "method": "An invented method", "other_review": "Another invented review",
        "panel_told_on": date(2026, 10, 12),
    }  # fmt: skip
    return Commissioning(**(content | changed))


def a_publication(**changed: Any) -> Publication:
    content: dict[str, Any] = {
        "advance_notice_on": date(2026, 11, 2), "published_on": date(2026, 11, 11),
        "panel_told_on": date(2026, 11, 2), "secretary_of_state_told_on": date(2026, 11, 2),
    }  # fmt: skip
    return Publication(**(content | changed))


@dataclass
class Found:
    """The refusal that a test looked for in a form, and every field that was told of."""

    value: Invalid = field(default_factory=Invalid)
    fields: dict[str, str] = field(default_factory=dict)


@contextmanager
def form_refused(kind: type[Invalid]) -> Iterator[Found]:
    """A form is refused, for this among other things."""
    found = Found()
    with pytest.raises(FormRefused) as refused:
        yield found
    problems = refused.value.problems
    found.fields = {one.field: one.refusal.code for one in problems}
    found.value = next(one.refusal for one in problems if isinstance(one.refusal, kind))


Act = Callable[[RapidReview], object]

ACTS: dict[str, Act] = {
    "involve": lambda review: review.involve(agency=POLICE, through="PLY", at=LATER),
    "schedule": lambda review: review.schedule_meeting(meeting_at=LATER, at=LATER),
    "hold": lambda review: review.hold_meeting(meeting=a_meeting(), at=LATER),
    "finalise": lambda review: review.finalise_report(report=a_report(), at=LATER),
    "decide": lambda review: review.decide_cspr(decision=a_decision(), at=LATER),
    "scrutinise": lambda review: review.scrutinise(decision=a_scrutiny(), at=LATER),
    "send": lambda review: review.send_to_panel(sending=Sending(sent_on=DUE), at=LATER),
    "reply": lambda review: review.record_panel_reply(decision=a_reply(), at=LATER),
    "respond": lambda review: respond_to_panel(
        review, decision=a_decision(date(2026, 10, 12), "uphold"), at=LATER
    ),
    "comment": lambda review: comment_as_scrutineer(
        review, comment=WORDS, commented_on=date(2026, 9, 25), at=LATER
    ),
    "remark": lambda review: comment_on_report(
        review, section="facts", comment=WORDS, commented_on=date(2026, 9, 25), at=LATER
    ),
    "close": lambda review: review.close(decision=a_closing(), at=LATER),
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


def at_stage(stage: Stage, outcome: str = "no_lcspr") -> RapidReview:
    """A review that came straight to ``stage``, with its learning drafted and nothing pending."""
    review = initiated()
    review.note_learning(at=LATER)
    ways = ACTS | {
        "decide": lambda it: it.decide_cspr(decision=a_decision(outcome=outcome), at=LATER)
    }
    if stage is Stage.PANEL_ASKED:
        ask = a_reply(outcome="asks_to_reconsider")
        ways["reply"] = lambda it: it.record_panel_reply(decision=ask, at=LATER)
    for act in WAY.values():
        if review.stage is not stage:
            ways[act](review)
    assert review.stage is stage
    review.collect_events()
    return review


def commissioned(**changed: Any) -> RapidReview:
    """A review with a final reply whose local review is under way."""
    review = at_stage(Stage.PANEL_REPLIED, "lcspr")
    commission(
        review, decision=a_decision(date(2026, 10, 12), "commission"), at=LATER,
        commissioning=a_commissioning(**changed),
    )  # fmt: skip
    review.collect_events()
    return review


def publish(
    review: RapidReview, outcome: str = "publish_full", on: date = date(2026, 11, 3), **more: Any
) -> None:
    """Decide about the publication; what is not a date of it changes the decision."""
    override = more.pop("override", "")
    if lacking := more.pop("lacking", ""):
        more[lacking] = None
    days = {name: more.pop(name) for name in list(more) if name in Publication.model_fields}
    decide_publication(
        review, decision=a_decision(on, outcome, **more), publication=a_publication(**days),
        override=override, at=LATER,
    )  # fmt: skip


def returned(review: RapidReview, *agencies: str) -> RapidReview:
    """The review after these agencies sent their returns."""
    for agency in agencies:
        review.note_return(agency=agency, status=ReturnStatus.RETURNED, at=LATER)
    return review
