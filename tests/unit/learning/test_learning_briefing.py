"""A briefing is published once, in full, after two people checked it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chassis.errors import Refusal
from chassis.limits import TextTooLong
from services.learning.domain.learning_briefing import (
    AlreadyPublished,
    BoxesEmpty,
    BriefingDrafted,
    BriefingPublished,
    DisclosureNotChecked,
    LearningBriefing,
    TooManyChecks,
    stream_of,
)
from services.learning.domain.rules import DatedInTheFuture, DatedTooEarly
from services.learning.domain.values import BriefingStatus, SevenBoxes
from tests.support.facts import recorded
from tests.support.refused import first_of
from tests.unit.learning.learned import (
    AT,
    BOXES,
    CASE,
    CHECKERS,
    DRAFTED_ON,
    IDENTITY,
    THEMES,
    TODAY,
    briefing,
)


def refusal_of(
    boxes: SevenBoxes = BOXES,
    *,
    published_on: date = TODAY,
    checked_by: tuple[str, ...] = CHECKERS,
) -> Refusal:
    """The refusal with which a publication is answered; nothing is recorded."""
    one = briefing()
    with pytest.raises(Refusal) as refused:
        one.publish(boxes, published_on=published_on, checked_by=checked_by, at=AT)
    assert recorded(one) == []
    assert one.status is BriefingStatus.DRAFTED
    return first_of(refused.value)


@pytest.mark.parametrize("box", list(SevenBoxes.model_fields))
@pytest.mark.parametrize("words", ["", " \n"], ids=["empty", "blank"])
def test_no_box_may_stay_empty(box: str, words: str) -> None:
    refusal = refusal_of(BOXES.model_copy(update={box: words}))

    assert isinstance(refusal, BoxesEmpty)
    assert refusal.facts == {"boxes": box.replace("_", " ")}


def test_there_are_seven_boxes() -> None:
    assert len(SevenBoxes.model_fields) == 7


@pytest.mark.parametrize(
    "checked_by",
    [
        (),
        ("staff-1",),
        ("staff-1", "staff-1"),
        ("staff-1", " staff-1 "),
        ("staff-1", "STAFF-1"),
        ("staff-1", ""),
        (" ", ""),
    ],
)
def test_two_different_people_must_have_checked_for_disclosure(checked_by: tuple[str, ...]) -> None:
    refusal = refusal_of(checked_by=checked_by)

    assert isinstance(refusal, DisclosureNotChecked)
    assert refusal.facts == {}


def test_those_who_checked_are_named_and_few() -> None:
    assert isinstance(refusal_of(checked_by=("staff-1", "x" * 20_001)), TextTooLong)
    assert isinstance(refusal_of(checked_by=tuple(f"staff-{n}" for n in range(21))), TooManyChecks)


def test_a_briefing_is_not_published_in_the_future() -> None:
    assert isinstance(refusal_of(published_on=TODAY + timedelta(1)), DatedInTheFuture)


def test_a_briefing_is_not_published_before_it_was_drafted() -> None:
    assert isinstance(refusal_of(published_on=DRAFTED_ON - timedelta(1)), DatedTooEarly)


def test_a_box_has_a_limit() -> None:
    assert isinstance(refusal_of(BOXES.model_copy(update={"findings": "." * 20_001})), TextTooLong)


def test_a_briefing_is_published_only_once() -> None:
    one = briefing()
    one.publish(BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT)

    with pytest.raises(AlreadyPublished):
        one.publish(BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT)

    assert recorded(one) == [BriefingPublished]


@pytest.mark.parametrize("kind", ["rapid_review", "learning_from_experience"])
def test_a_briefing_is_drafted_with_its_kind_and_themes(kind: str) -> None:
    one = LearningBriefing.draft(IDENTITY, kind=kind, drafted_on=DRAFTED_ON, themes=THEMES, at=AT)

    assert recorded(one) == [BriefingDrafted]
    assert (one.id, one.kind, one.status, one.themes, one.drafted_on) == (
        stream_of(CASE),
        kind,
        BriefingStatus.DRAFTED,
        THEMES,
        DRAFTED_ON,
    )


def test_a_publication_says_all_that_the_world_is_told_and_keeps_who_checked() -> None:
    one = briefing()

    one.publish(
        BOXES, published_on=DRAFTED_ON, checked_by=("staff-1", "", "staff-2 ", "staff-3"), at=AT
    )

    event: Any = one.pending_events[-1]
    assert (event.kind, event.published_on, event.themes, event.boxes) == (
        "rapid_review",
        DRAFTED_ON,
        THEMES,
        BOXES,
    )
    assert event.disclosure_checked_by == ("staff-1", "staff-2", "staff-3")
    assert (one.status, one.published_on) == (BriefingStatus.PUBLISHED, DRAFTED_ON)


def test_today_is_told_by_the_clock_of_london() -> None:
    one = LearningBriefing.draft(
        IDENTITY, kind="rapid_review", drafted_on=date(2026, 6, 1), themes=(), at=AT
    )

    one.publish(
        BOXES,
        published_on=date(2026, 7, 2),
        checked_by=CHECKERS,
        at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    )

    assert one.published_on == date(2026, 7, 2)
