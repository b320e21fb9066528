"""An action: agreed, evidenced, and closed when its impact has been seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.errors import Refusal
from chassis.limits import TextTooLong, YearUnlikely
from services.learning.domain.action import Action, stream_of
from services.learning.domain.action_events import ActionAgreed
from services.learning.domain.action_refusals import (
    ActionIdUnclear,
    ActionTextMissing,
    AlreadyClosed,
    DueBeforeAgreed,
    EvidenceMissing,
    ImpactMissing,
    NotYetEvidenced,
)
from services.learning.domain.rules import (
    DatedInTheFuture,
    DatedTooEarly,
)
from services.learning.domain.values import ActionStatus
from tests.support.facts import recorded
from tests.support.refused import first_of
from tests.unit.learning.learned import (
    AGREED_ON,
    AT,
    CASE,
    EVIDENCED_ON,
    IDENTITY,
    TODAY,
    action,
    agreed,
)

Step = Callable[[Action], object]
EVIDENCE: Step = lambda one: one.evidence("Invented.", evidenced_on=TODAY, at=AT)  # noqa: E731
CLOSE: Step = lambda one: one.close("Invented.", closed_on=TODAY, at=AT)  # noqa: E731
A_DAY = timedelta(days=1)


def refusal_of_agreement(**changes: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        Action.agree(IDENTITY, agreed(**changes), at=AT)
    return first_of(refused.value)


def refusal_of(one: Action, step: Step) -> Refusal:
    """The refusal with which a step is answered; nothing is recorded."""
    status = one.status
    with pytest.raises(Refusal) as refused:
        step(one)
    assert recorded(one) == []
    assert one.status is status
    return first_of(refused.value)


@pytest.mark.parametrize(
    "action_id", ["", " ", "A 1", "An invented sentence", "-1", "A\n", "Ä1", "A" * 33]
)
def test_the_id_of_an_action_is_a_short_code(action_id: str) -> None:
    refusal = refusal_of_agreement(action_id=action_id)

    assert isinstance(refusal, ActionIdUnclear)
    assert refusal.facts == {}


@pytest.mark.parametrize("text", ["", "\t "], ids=["empty", "blank"])
def test_an_action_says_what_is_to_be_done(text: str) -> None:
    assert isinstance(refusal_of_agreement(text=text), ActionTextMissing)


def test_an_action_is_not_due_before_it_was_agreed() -> None:
    assert isinstance(refusal_of_agreement(due_on=AGREED_ON - A_DAY), DueBeforeAgreed)


def test_an_action_is_not_agreed_in_the_future() -> None:
    later = {"agreed_on": TODAY + A_DAY, "due_on": TODAY + A_DAY}

    assert isinstance(refusal_of_agreement(**later), DatedInTheFuture)


def test_what_is_written_about_an_action_has_a_limit() -> None:
    Action.agree(IDENTITY, agreed(text="." * 20_000), at=AT)
    long = "." * 20_001

    assert isinstance(refusal_of_agreement(text=long), TextTooLong)
    evidenced = refusal_of(action(), lambda one: one.evidence(long, evidenced_on=TODAY, at=AT))
    assert isinstance(evidenced, TextTooLong)
    closed = refusal_of(
        action(ActionStatus.EVIDENCED), lambda one: one.close(long, closed_on=TODAY, at=AT)
    )
    assert isinstance(closed, TextTooLong)


@pytest.mark.parametrize("evidence", ["", " "], ids=["empty", "blank"])
def test_evidence_is_said_in_words(evidence: str) -> None:
    refusal = refusal_of(action(), lambda one: one.evidence(evidence, evidenced_on=TODAY, at=AT))

    assert isinstance(refusal, EvidenceMissing)


@pytest.mark.parametrize("impact", ["", " "], ids=["empty", "blank"])
def test_impact_is_said_in_words(impact: str) -> None:
    refusal = refusal_of(
        action(ActionStatus.EVIDENCED), lambda one: one.close(impact, closed_on=TODAY, at=AT)
    )

    assert isinstance(refusal, ImpactMissing)


@pytest.mark.parametrize(
    ("day", "kind"), [(AGREED_ON - A_DAY, DatedTooEarly), (TODAY + A_DAY, DatedInTheFuture)]
)
def test_evidence_is_dated_between_the_agreement_and_today(day: date, kind: type) -> None:
    refusal = refusal_of(action(), lambda one: one.evidence("Invented.", evidenced_on=day, at=AT))

    assert isinstance(refusal, kind)
    assert day.isoformat() in refusal.message


@pytest.mark.parametrize(
    ("day", "kind"), [(EVIDENCED_ON - A_DAY, DatedTooEarly), (TODAY + A_DAY, DatedInTheFuture)]
)
def test_closing_is_dated_between_the_evidence_and_today(day: date, kind: type) -> None:
    refusal = refusal_of(
        action(ActionStatus.EVIDENCED), lambda one: one.close("Invented.", closed_on=day, at=AT)
    )

    assert isinstance(refusal, kind)


def test_an_action_is_not_closed_before_it_was_evidenced() -> None:
    assert isinstance(refusal_of(action(), CLOSE), NotYetEvidenced)


@pytest.mark.parametrize("step", [EVIDENCE, CLOSE], ids=["evidence", "close"])
def test_nothing_more_is_recorded_of_a_closed_action(step: Step) -> None:
    assert isinstance(refusal_of(action(ActionStatus.CLOSED), step), AlreadyClosed)


def test_an_agreed_action_has_a_stream_of_its_own() -> None:
    one = Action.agree(IDENTITY, agreed(action_id="A-1.b_2"), at=AT)

    assert recorded(one) == [ActionAgreed]
    assert one.id == stream_of(CASE, "A-1.b_2") != stream_of(CASE, "A1")
    assert (one.status, one.owner, one.recommendation_id) == (
        ActionStatus.AGREED,
        "devon-icb",
        "R1",
    )


def test_an_action_may_be_due_on_the_day_of_its_agreement() -> None:
    one = Action.agree(IDENTITY, agreed(due_on=AGREED_ON), at=AT)

    assert one.due_on == AGREED_ON


def test_evidence_may_be_added_until_the_action_is_closed() -> None:
    one = action()

    one.evidence("Invented.", evidenced_on=EVIDENCED_ON, at=AT)
    EVIDENCE(one)
    CLOSE(one)

    assert [kind.__name__ for kind in recorded(one)] == [
        "ActionEvidenced",
        "ActionEvidenced",
        "ActionClosed",
    ]
    assert (one.status, one.evidenced_on, one.closed_on) == (ActionStatus.CLOSED, TODAY, TODAY)


def test_what_was_written_is_kept_in_the_events() -> None:
    one = Action.agree(IDENTITY, agreed(), at=AT)
    one.evidence("Invented evidence.", evidenced_on=TODAY, at=AT)
    one.close("Invented impact.", closed_on=TODAY, at=AT)

    written: Any = one.pending_events
    assert (written[0].text, written[1].evidence, written[2].impact) == (
        "Invented action.",
        "Invented evidence.",
        "Invented impact.",
    )
    assert {event.action_id for event in written} == {"A1"}


@pytest.mark.parametrize(
    "days",
    [
        {"due_on": date(9999, 12, 31)},
        {"agreed_on": date.min},
        {"agreed_on": date.min, "due_on": date(2, 2, 3)},
    ],
    ids=["due far ahead", "agreed long ago", "both long ago"],
)
def test_the_days_of_an_action_lie_in_years_that_can_be_right(days: dict[str, date]) -> None:
    assert isinstance(refusal_of_agreement(**days), YearUnlikely)
