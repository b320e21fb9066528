"""A restated notification moves a clock that runs from it, and no other; rules and history stay."""

from __future__ import annotations

from datetime import date

import pytest

from services.review.domain.parallel_events import ClockRestated
from services.review.domain.restating import restate_clock
from services.review.domain.review import RapidReview
from services.review.domain.values import ReturnStatus, Stage
from tests.support.facts import kept, recorded, replayed
from tests.unit.review.a_review import (
    BEGAN,
    HOSPITAL,
    LATER,
    RULES,
    SOCIAL_CARE,
    at_stage,
    initiated,
)

FROM_THE_NOTICE = RULES.model_copy(update={"clock_starts": "notification"})
TUESDAY = date(2026, 9, 8)


def restating(review: RapidReview, was: date = BEGAN, now: date = TUESDAY) -> None:
    restate_clock(review, was=was, notified_on=now, restated_on=TUESDAY, at=LATER)


def test_a_clock_that_runs_from_the_decision_does_not_move() -> None:
    review = kept(initiated())

    restating(review)

    assert recorded(review) == []


@pytest.mark.parametrize(("was", "now"), [(date(2026, 9, 1), TUESDAY), (BEGAN, BEGAN)])
def test_another_notice_or_the_same_day_moves_nothing(was: date, now: date) -> None:
    review = kept(initiated(rules=FROM_THE_NOTICE))

    restating(review, was, now)

    assert recorded(review) == []


def test_a_closed_review_keeps_its_dates() -> None:
    review = at_stage(Stage.CLOSED)
    review.rules = FROM_THE_NOTICE

    restating(review)

    assert recorded(review) == []


def test_the_dates_are_computed_again_by_the_rules_that_were_pinned() -> None:
    review = initiated(rules=FROM_THE_NOTICE)

    restating(review)

    assert recorded(review)[-1] is ClockRestated
    rules = review.pinned
    assert (rules.clock_started_on, rules.due_on) == (TUESDAY, date(2026, 9, 29))
    assert [one.due_on for one in rules.milestones] == [date(2026, 9, 18)]
    dates = {"clock_started_on": BEGAN, "due_on": RULES.due_on, "milestones": RULES.milestones}
    assert rules.model_copy(update=dates) == FROM_THE_NOTICE
    assert replayed(review.collect_events()) == review


@pytest.mark.parametrize(
    ("now", "due_on"), [(TUESDAY, date(2026, 9, 18)), (date(2026, 8, 24), date(2026, 9, 9))],
    ids=["the milestone", "never before an agency had time to answer"],
)  # fmt: skip
def test_agencies_whose_return_is_not_settled_have_another_day(now: date, due_on: date) -> None:
    review = initiated(rules=FROM_THE_NOTICE)
    review.note_return(agency=SOCIAL_CARE, status=ReturnStatus.ACCEPTED, at=LATER)

    restating(review, now=now)

    restated = review.collect_events()[-1]
    assert isinstance(restated, ClockRestated)
    assert [(one.agency, one.due_on) for one in restated.returns] == [(HOSPITAL, due_on)]
