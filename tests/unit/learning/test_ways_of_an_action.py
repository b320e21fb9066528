"""The ways of an action besides the straight one: begun, put off, not accepted, merged, its impact checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chassis.errors import Refusal
from services.learning.domain.action import Action
from services.learning.domain.action_refusals import (
    AlreadyCarriedOut,
    AlreadyClosed,
    AlreadyStarted,
    DueBeforeAgreed,
    ImpactMissing,
    MergedIntoItself,
    NotYetEvidenced,
    ReasonMissing,
    SameDueDate,
)
from services.learning.domain.values import OPEN, ActionStatus, RepeatedTheme
from tests.support.facts import recorded
from tests.support.refused import refused_with
from tests.unit.learning.learned import (
    AGREED_ON,
    AT,
    TODAY,
    action,
    recommendations,
)

S = ActionStatus
Step = Callable[[Action], object]
LATER = date(2027, 3, 31)
STEPS: dict[str, Step] = {
    "start": lambda one: one.start(started_on=TODAY, at=AT),
    "revise": lambda one: one.revise(LATER, "Invented.", at=AT),
    "decline": lambda one: one.decline("Invented.", declined_on=TODAY, at=AT),
    "merge": lambda one: one.merge("A2", "Invented.", merged_on=TODAY, at=AT),
    "evidence": lambda one: one.evidence("Invented.", evidenced_on=TODAY, at=AT),
    "check": lambda one: one.check("too_early", "Invented.", checked_on=TODAY, at=AT),
    "close": lambda one: one.close("Invented.", closed_on=TODAY, at=AT),
}
AFTER = {
    ("start", S.AGREED): S.IN_PROGRESS,
    **{("revise", status): status for status in OPEN},
    **{("decline", status): S.NOT_ACCEPTED for status in (S.AGREED, S.IN_PROGRESS)},
    **{("merge", status): S.MERGED for status in (S.AGREED, S.IN_PROGRESS)},
    **{("evidence", status): S.EVIDENCED for status in OPEN},
    **{("check", status): S.IMPACT_CHECKED for status in (S.EVIDENCED, S.IMPACT_CHECKED)},
    **{("close", status): S.CLOSED for status in (S.EVIDENCED, S.IMPACT_CHECKED)},
}
WHY_NOT = {
    "start": AlreadyStarted,
    "decline": AlreadyCarriedOut,
    "merge": AlreadyCarriedOut,
    "check": NotYetEvidenced,
    "close": NotYetEvidenced,
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_or_refused_as_the_status_says(step: str, status: ActionStatus) -> None:
    one = action(status)

    if after := AFTER.get((step, status)):
        STEPS[step](one)
        assert one.status is after
        return
    expected = AlreadyClosed if status not in OPEN else WHY_NOT[step]
    with pytest.raises(expected):
        STEPS[step](one)
    assert recorded(one) == []


@pytest.mark.parametrize(
    ("step", "refusal"),
    [
        (lambda one: one.revise(LATER, " ", at=AT), ReasonMissing),
        (lambda one: one.revise(one.due_on, "Invented.", at=AT), SameDueDate),
        (lambda one: one.revise(date(2026, 1, 1), "Invented.", at=AT), DueBeforeAgreed),
        (lambda one: one.decline("", declined_on=TODAY, at=AT), ReasonMissing),
        (lambda one: one.merge("A2", "", merged_on=TODAY, at=AT), ReasonMissing),
        (lambda one: one.merge("A1", "Invented.", merged_on=TODAY, at=AT), MergedIntoItself),
    ],
    ids=["revise", "same date", "too early", "decline", "merge", "into itself"],
)
def test_another_way_needs_its_reason(step: Step, refusal: type[Refusal]) -> None:
    one = action()

    with refused_with(refusal):
        step(one)

    assert recorded(one) == []


def test_a_check_of_the_impact_says_what_was_seen() -> None:
    with refused_with(ImpactMissing):
        action(S.EVIDENCED).check("improved", "\n", checked_on=TODAY, at=AT)


def test_every_due_date_that_an_action_had_is_remembered() -> None:
    one = action()
    first = one.due_on

    one.revise(LATER, "Invented.", at=AT)
    one.revise(first, "Invented.", at=AT)

    assert (one.due_on, one.earlier_due) == (first, (first, LATER))


def test_a_theme_that_repeats_is_noted_once_and_one_that_is_new_never() -> None:
    known = recommendations("R1")
    seen = RepeatedTheme(
        theme="early_help", earlier_cases=2, open_actions=1, unchecked_actions=0, since=AGREED_ON
    )
    new = seen.model_copy(update={"theme": "transitions", "earlier_cases": 0})

    known.note_repeats([seen, new], at=AT)
    known.note_repeats([seen], at=AT)

    assert [kind.__name__ for kind in recorded(known)] == ["ThemeRepeated"]
    assert known.repeated == ("early_help",)
