"""Whatever is asked, the stored events make the same briefing, action and knowledge again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.aggregate import Aggregate, Event
from services.learning.domain.action import Action
from services.learning.domain.case_recommendations import CaseRecommendations
from services.learning.domain.learning_briefing import LearningBriefing
from tests.support.facts import kept, replayed
from tests.unit.learning.commands import (
    OF_A_BRIEFING,
    OF_AN_ACTION,
    OF_RECOMMENDATIONS,
    Command,
)
from tests.unit.learning.learned import (
    AGREED_ON,
    AT,
    DRAFTED_ON,
    IDENTITY,
    THEMES,
    agreed,
    recommendation,
)

Begin = Callable[[], Aggregate]
KINDS: dict[str, tuple[Begin, st.SearchStrategy[list[Command]]]] = {
    "briefing": (
        lambda: LearningBriefing.draft(
            IDENTITY, kind="rapid_review", drafted_on=DRAFTED_ON, themes=THEMES, at=AT
        ),
        OF_A_BRIEFING,
    ),
    "action": (lambda: Action.agree(IDENTITY, agreed(), at=AT), OF_AN_ACTION),
    "recommendations": (
        lambda: CaseRecommendations.note(
            IDENTITY, [recommendation("R1")], held_on=AGREED_ON, at=AT
        ),
        OF_RECOMMENDATIONS,
    ),
}
each_kind = pytest.mark.parametrize("kind", list(KINDS))


def after(begin: Begin, commands: Sequence[Command]) -> tuple[Any, list[Event]]:
    """The aggregate after the commands, with nothing pending, and every event that made it."""
    one = begin()
    for command in commands:
        command.give(one)
    events = cast("list[Event]", list(one.pending_events))
    return kept(one), events


@each_kind
@given(st.data())
def test_replaying_the_stored_events_gives_an_equal_aggregate(
    kind: str, data: st.DataObject
) -> None:
    begin, sequences = KINDS[kind]
    one, events = after(begin, data.draw(sequences))

    assert replayed(events) == one


@each_kind
@given(st.data())
def test_a_snapshot_restores_an_equal_aggregate(kind: str, data: st.DataObject) -> None:
    begin, sequences = KINDS[kind]
    one, _ = after(begin, data.draw(sequences))

    assert type(one).restore(one.snapshot()) == one


@each_kind
@given(st.data())
def test_every_event_applies_to_every_state_without_raising(kind: str, data: st.DataObject) -> None:
    begin, sequences = KINDS[kind]
    one, events = after(begin, data.draw(sequences))

    for event in events[1:]:
        event.apply(type(one).restore(one.snapshot()))
        event.apply(replayed(events[:1]))


@each_kind
@given(st.data())
def test_a_refusal_records_nothing(kind: str, data: st.DataObject) -> None:
    begin, sequences = KINDS[kind]
    one, events = after(begin, data.draw(sequences))

    assert [event.originator_version for event in events] == list(range(1, one.version + 1))
