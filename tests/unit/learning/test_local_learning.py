"""A Learning from Experience Review: its event, its one-page report and its audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.errors import Refusal
from chassis.fields import FormRefused
from chassis.rules.rule_packs import RulePacks
from services.learning.domain.learning_briefing import BoxesEmpty, LearningBriefing
from services.learning.domain.local_learning import (
    AUDIT_TEMPLATE,
    AuditUnanswered,
    EventHeldBefore,
    EventIncomplete,
    EventNotHeld,
    MoreThanOnePage,
    OtherRoute,
)
from services.learning.domain.rules import DatedInTheFuture, DatedTooEarly
from services.learning.domain.values import AuditAnswer, LearningEvent
from tests.support.facts import kept, recorded
from tests.support.refused import refused_with
from tests.unit.learning.learned import AT, BOXES, CHECKERS, DRAFTED_ON, TODAY, briefing

EVENT = {
    "held_on": "2026-10-20", "agencies": ("plymouth-housing", "plymouth-hospital"), "practitioners": 7,
    "what_worked": "Invented.", "what_was_learned": "Invented.",
}  # fmt: skip
ANSWERS = tuple(
    AuditAnswer(question=code, answer="met", reason="Invented.") for code in AUDIT_TEMPLATE
)


def event(**changes: Any) -> LearningEvent:
    return LearningEvent(**(EVENT | changes))


def from_experience(*, held: bool = False) -> LearningBriefing:
    one = briefing("learning_from_experience")
    if held:
        one.hold_event(event(), at=AT)
    return kept(one)


Step = Callable[[LearningBriefing], object]
HOLD: Step = lambda one: one.hold_event(event(), at=AT)  # noqa: E731
AUDIT: Step = lambda one: one.audit(ANSWERS, audited_on=TODAY, at=AT)  # noqa: E731
PUBLISH: Step = lambda one: one.publish(  # noqa: E731
    BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT
)


@pytest.mark.parametrize(
    ("one", "step", "refusal"),
    [
        (briefing(), HOLD, OtherRoute),
        (briefing(), AUDIT, OtherRoute),
        (from_experience(), PUBLISH, EventNotHeld),
        (from_experience(), AUDIT, EventNotHeld),
        (from_experience(held=True), HOLD, EventHeldBefore),
    ],
    ids=["event", "audit", "report first", "audit first", "event twice"],
)
def test_a_step_of_another_route_or_out_of_order_is_refused(
    one: LearningBriefing, step: Step, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        step(one)

    assert recorded(one) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"agencies": ("plymouth-housing",)},
        {"agencies": ("plymouth-housing", "plymouth-housing")},
        {"practitioners": 0},
        {"what_worked": " "},
        {"what_was_learned": ""},
    ],
    ids=["one agency", "the same twice", "nobody", "nothing worked", "nothing learned"],
)
def test_a_learning_event_says_who_took_part_and_what_came_of_it(changes: dict[str, Any]) -> None:
    with pytest.raises(FormRefused) as refused:
        from_experience().hold_event(event(**changes), at=AT)

    assert [type(one.refusal) for one in refused.value.problems] == [EventIncomplete]


@pytest.mark.parametrize(
    ("held_on", "refusal"),
    [(date(2026, 11, 17), DatedInTheFuture), (date(2026, 10, 13), DatedTooEarly)],
)
def test_a_learning_event_lies_between_the_draft_and_today(
    held_on: date, refusal: type[Refusal]
) -> None:
    with refused_with(refusal):
        from_experience().hold_event(event(held_on=held_on), at=AT)


def test_a_report_is_one_page_and_needs_only_the_boxes_of_one() -> None:
    short = BOXES.model_copy(update={"what_happened": "", "why_it_matters": "", "questions": ""})
    long = BOXES.model_copy(update={"findings": "." * 4_000})
    one = from_experience(held=True)

    needed = RulePacks.load().national().required_fields["one_page_report"]

    with refused_with(MoreThanOnePage):
        one.publish(long, published_on=TODAY, checked_by=CHECKERS, at=AT, needed=needed)
    with refused_with(BoxesEmpty):
        one.publish(short, published_on=TODAY, checked_by=CHECKERS, at=AT, needed=("questions",))
    with refused_with(DatedTooEarly):
        one.publish(short, published_on=DRAFTED_ON, checked_by=CHECKERS, at=AT, needed=needed)
    one.publish(short, published_on=TODAY, checked_by=CHECKERS, at=AT, needed=needed)

    assert one.published_on == TODAY


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS[:-1],
        (*ANSWERS, ANSWERS[0]),
        (*ANSWERS[:-1], ANSWERS[-1].model_copy(update={"reason": " "})),
        (*ANSWERS, AuditAnswer(question="unheard-of", answer="met", reason="Invented.")),
    ],
    ids=["one missing", "one twice", "no reason", "unknown"],
)
def test_an_audit_answers_each_question_of_its_template_once(
    answers: tuple[AuditAnswer, ...],
) -> None:
    with pytest.raises(FormRefused) as refused:
        from_experience(held=True).audit(answers, audited_on=TODAY, at=AT)

    assert {type(one.refusal) for one in refused.value.problems} == {AuditUnanswered}


def test_an_audit_may_be_repeated() -> None:
    one = from_experience(held=True)

    AUDIT(one)
    AUDIT(one)

    assert (len(recorded(one)), one.audited_on) == (2, TODAY)
