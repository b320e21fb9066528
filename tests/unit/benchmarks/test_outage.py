"""What is found on the topic is compared with the log: each kind of fault is planted, and counted."""

from __future__ import annotations

from uuid import UUID

import pytest

from benchmarks.outage import DISORDER, LOST, TWICE, OnTheTopic

ONE, OTHER = UUID(int=1), UUID(int=2)
LOG = {ONE: [1, 3, 4], OTHER: [2, 5]}


@pytest.mark.parametrize(
    ("told", "lost", "twice", "disorder"),
    [
        ({ONE: [1, 3, 4], OTHER: [2, 5]}, 0, 0, 0),
        ({ONE: [1, 4], OTHER: [2, 5]}, 1, 0, 0),
        ({ONE: [1, 3, 4]}, 2, 0, 0),
        ({ONE: [1, 3, 1, 3, 4], OTHER: [2, 5]}, 0, 2, 0),
        ({ONE: [1, 4, 3], OTHER: [5, 2]}, 0, 0, 2),
    ],
)
def test_what_is_lost_told_twice_or_out_of_order_is_counted(
    told: dict[UUID, list[int]], lost: int, twice: int, disorder: int
) -> None:
    assert OnTheTopic(told).differences(LOG) == {LOST: lost, TWICE: twice, DISORDER: disorder}
