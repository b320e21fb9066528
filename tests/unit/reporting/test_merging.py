"""The one order of a case's events: by when they happened, and never an effect before its cause."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.merging import Historic, in_order_of_recording, merged

START = datetime(2026, 9, 7, tzinfo=UTC)
NAMESPACE = UUID(int=1)


def event(number: int, *, cause: int = -1, occurred: int = 0, recorded: int = 0) -> Historic:
    return Historic(
        event_id=uuid5(NAMESPACE, str(number)),
        causation_id=uuid5(NAMESPACE, str(cause)),
        occurred_at=START + timedelta(hours=occurred),
        recorded_at=START + timedelta(hours=recorded),
        service="review" if number % 2 else "referral",
        position=number,
    )


@st.composite
def histories(draw: st.DrawFn, *, circles: bool = False) -> list[Historic]:
    """Events of which each may be caused by an earlier one, by a command, or (in circles) by any."""
    size = draw(st.integers(0, 14))
    causes = [draw(st.integers(-1, size - 1 if circles else n - 1)) for n in range(size)]
    return [
        event(
            number, cause=cause, occurred=draw(st.integers(0, 5)), recorded=draw(st.integers(0, 5))
        )
        for number, cause in enumerate(causes)
    ]


def test_events_stand_by_when_they_happened_then_by_when_they_were_recorded() -> None:
    late, early = event(1, occurred=2), event(2, occurred=1)
    same_recorded_later = event(3, occurred=1, recorded=4)

    assert merged([late, same_recorded_later, early]) == [early, same_recorded_later, late]


def test_an_effect_that_is_dated_before_its_cause_stands_after_it() -> None:
    cause = event(1, occurred=3)
    effect = event(2, cause=1, occurred=1)

    assert merged([effect, cause]) == [cause, effect]


def test_events_that_claim_to_cause_each_other_are_not_lost() -> None:
    first, second = event(1, cause=2, occurred=1), event(2, cause=1, occurred=2)
    after = event(3, cause=2, occurred=0)

    assert merged([after, second, first]) == [first, second, after]


def test_an_event_that_names_itself_as_its_cause_stands_where_its_time_puts_it() -> None:
    alone = event(1, cause=1, occurred=1)

    assert merged([alone, event(2, occurred=2)])[0] == alone


@given(histories())
def test_no_event_stands_before_its_cause(events: list[Historic]) -> None:
    place = {one.event_id: index for index, one in enumerate(merged(events))}

    for one in events:
        if one.causation_id in place:
            assert place[one.causation_id] < place[one.event_id]


@given(histories(circles=True), st.randoms(use_true_random=False))
def test_the_order_is_the_same_whatever_order_was_given(
    events: list[Historic], chance: random.Random
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)

    assert merged(shuffled) == merged(events)


@given(histories(circles=True))
def test_every_event_stands_exactly_once_however_often_it_was_given(events: list[Historic]) -> None:
    order = merged([*events, *events])

    assert sorted(one.event_id for one in order) == sorted(one.event_id for one in events)


@given(histories(circles=True))
def test_what_is_in_order_stays_in_order(events: list[Historic]) -> None:
    once = merged(events)

    assert merged(once) == once


@given(histories())
def test_events_that_caused_nothing_of_each_other_stand_by_time(events: list[Historic]) -> None:
    free = [
        event(one.position, occurred=(one.occurred_at - START).seconds // 3600) for one in events
    ]

    order = merged(free)

    assert [one.occurred_at for one in order] == sorted(one.occurred_at for one in free)


@given(histories(), st.randoms())
def test_what_became_known_stands_in_the_order_of_each_log(
    events: list[Historic], order: random.Random
) -> None:
    shuffled = order.sample(events, len(events))
    known = in_order_of_recording(shuffled)

    assert sorted(known, key=lambda one: one.position) == events
    for service in ("referral", "review"):
        places = [one.position for one in known if one.service == service]
        assert places == sorted(places)
    seen = set(known)
    for one in reversed(known):
        assert not any(cause.event_id == one.causation_id for cause in set(known) - seen)
        seen.discard(one)


def test_what_was_recorded_later_stands_later_however_early_it_happened() -> None:
    known_first = event(1, occurred=3, recorded=1)
    known_later = event(2, occurred=1, recorded=2)

    assert in_order_of_recording([known_later, known_first]) == [known_first, known_later]
