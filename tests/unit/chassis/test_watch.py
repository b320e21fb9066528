"""A part that stands still although there is more is stalled; one that moves is not, however far behind it is."""

from __future__ import annotations

from itertools import count

import pytest

from chassis.delivery.event_source import Advance
from chassis.watch import LOOK_WITHIN_S, Movement, Patience

AFTER_S = 30.0
LOOK_S = 5


def stalled_at(*places: tuple[int, int]) -> list[int]:
    """At which looks, five seconds apart, a part with these places and ends was stalled."""
    movement, found = Movement(), []
    for number, (place, end) in enumerate(places):
        movement.saw(Advance(place, end), 1_000.0 + number * LOOK_S, AFTER_S)
        if movement.stands_still:
            found.append(number)
    return found


def test_a_part_that_does_not_move_while_there_is_more_is_stalled() -> None:
    assert stalled_at(*[(7, 8)] * 9) == [6, 7, 8]


def test_a_part_that_never_began_is_stalled() -> None:
    assert stalled_at(*[(0, 1)] * 8) == [6, 7]


def test_a_part_at_the_end_is_well_however_long() -> None:
    assert stalled_at(*[(8, 8)] * 50) == []


def test_waiting_at_the_end_is_not_counted_when_more_comes() -> None:
    assert stalled_at(*[(8, 8)] * 50, *[(8, 9)] * 7) == [56]


def test_a_part_that_falls_further_behind_but_moves_is_only_lagging() -> None:
    assert stalled_at(*[(n, n * 1_000) for n in range(50)]) == []


def test_a_part_that_moves_again_is_well() -> None:
    assert stalled_at(*[(7, 9)] * 8, (8, 9), (8, 9)) == [6, 7]


def test_an_end_that_is_read_late_is_not_taken_for_a_fault() -> None:
    assert stalled_at(*[(9, 8)] * 20) == []


def test_a_stall_is_told_within_a_minute() -> None:
    patience = Patience()
    looks = (n * (patience.look_s + LOOK_WITHIN_S) for n in count())
    first = next(at for at in looks if at >= patience.stalled_after_s)

    assert first + patience.look_s + LOOK_WITHIN_S <= 60


@pytest.mark.parametrize("places", [[(7, 8)] * 9], ids=["planted"])
def test_a_watch_on_lag_alone_would_not_see_it(places: list[tuple[int, int]]) -> None:
    lags = [end - place for place, end in places]

    assert max(lags) == 1  # As small as that of a part that is just about to go on.
    assert stalled_at(*places)
