"""How benchmarks are measured: in turns, compared round by round, told with their spread."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.callers import rate_of, rate_of_threads
from benchmarks.measure import (
    Group,
    Measured,
    Plan,
    Row,
    Run,
    Sample,
    Target,
    Variant,
    measured,
    ratio,
    seen_together,
)
from benchmarks.report import as_data, tables

PLAN = Plan(None, None, 0.05, 3, lambda _line: None)


def a_group(
    *variants: Variant, targets: tuple[Target, ...] = (), sizes: tuple[int, ...] = (1,)
) -> Group:
    return Group(
        "test", "A test", "events/s", "callers", sizes, variants, variants[0].name, targets
    )


def giving(*values: float, note: Callable[[], None] = lambda: None) -> Run:
    left = list(values)

    async def run(_plan: Plan, _size: int) -> Sample:
        note()
        return Sample(left.pop(0))

    return run


async def test_variants_take_turns_and_every_second_round_goes_backwards() -> None:
    order: list[str] = []
    variants = [
        Variant(name, giving(1, 1, 1, note=lambda name=name: order.append(name)))  # type: ignore[misc]
        for name in "ab"
    ]

    await measured(a_group(*variants), PLAN)

    assert "".join(order) == "abbaab"


async def test_a_variant_is_measured_at_its_own_sizes_only() -> None:
    group = a_group(
        Variant("a", giving(1, 1, 1, 1, 1, 1)),
        Variant("b", giving(1, 1, 1), only=(64,)),
        sizes=(1, 64),
    )

    found = await measured(group, PLAN)

    assert [(row.variant, row.size) for row in found.rows] == [("a", 1), ("a", 64), ("b", 64)]


def test_a_ratio_is_that_of_each_round_not_that_of_two_medians() -> None:
    ours, theirs = Row("a", 1), Row("b", 1)
    ours.samples = [Sample(10), Sample(100), Sample(30)]
    theirs.samples = [Sample(1), Sample(100), Sample(10)]

    found = ratio(ours, theirs)

    assert (found.median, found.low, found.high) == (3, 1, 10)


async def test_a_target_that_was_missed_is_said_and_one_that_was_not_measured_is_left_out() -> None:
    group = a_group(
        Variant("base", giving(10, 10, 10)), Variant("ours", giving(20, 20, 20)),
        targets=(Target("ours", "base", 1, 3), Target("ours", "base", 64, 3), Target("ours", "", 1, 30, at_most=True)),
    )  # fmt: skip

    found = await measured(group, PLAN)
    said = "\n".join(tables([found]))

    assert "| ours to base | 1 | ≥ 3 | 2 (2 … 2) NO |" in said
    assert "| ours | 1 | ≤ 30 | 20 (20 … 20) yes |" in said
    assert "| 64 |" not in said
    data: Any = as_data([found], {"at": "now"}, {"fsync": "on"})
    assert [len(row["samples"]) for row in data["groups"][0]["rows"]] == [3, 3]
    assert [one["reached"]["median"] for one in data["groups"][0]["targets"]] == [2, 20]


def test_what_was_not_measured_cannot_be_compared() -> None:
    found = Measured(a_group(Variant("a", giving(1))), [])

    with pytest.raises(StopIteration):
        found.row("a", 1)


def ticking() -> Callable[[], float]:
    """A clock by which each look takes a tenth of a second."""
    looks = itertools.count()
    return lambda: next(looks) / 10


async def test_a_conflict_counts_as_an_answer_and_not_as_an_event() -> None:
    async def conflict() -> int:
        return 0

    found = await rate_of([conflict], 10, clock=ticking())

    assert found.value == 0
    assert found.p50_ms == pytest.approx(100)


async def test_what_is_answered_before_the_warm_up_is_over_does_not_count() -> None:
    async def stored() -> int:
        return 2

    found = await rate_of([stored], 10, clock=ticking())

    # Two looks a call: fifty calls of two events in the ten seconds that count.
    assert found.value == pytest.approx(10, rel=0.05)


def test_callers_that_block_are_counted_alike() -> None:
    found = rate_of_threads([lambda: 1], 10, clock=ticking())

    assert found.value == pytest.approx(5, rel=0.05)
    assert found.p99_ms == pytest.approx(100)


async def test_a_group_that_takes_long_has_fewer_rounds() -> None:
    group = dataclasses.replace(a_group(Variant("a", giving(1, 2, 3))), rounds_most=2)

    found = await measured(group, PLAN)

    assert len(found.rows[0].samples) == 2


def test_a_group_of_any_size_takes_the_size_that_is_asked_for_and_its_targets_with_it() -> None:
    target = Target("a", "", 1, 2)
    group = a_group(Variant("a", giving(1)), targets=(target,))

    free = dataclasses.replace(group, any_size=True).at([7])

    assert group.at([7]).sizes == ()
    assert free.sizes == (7,)
    assert [one.size for one in free.targets] == [7]


async def test_one_look_gives_several_numbers_and_is_taken_anew_in_each_round() -> None:
    looks = iter((1.0, 2.0, 3.0))

    async def look(_plan: Plan, _size: int) -> dict[str, Sample]:
        value = next(looks)
        return {"here": Sample(value), "there": Sample(value * 10)}

    found = await measured(a_group(*seen_together(look, ("here", "there"))), PLAN)

    values = [[sample.value for sample in row.samples] for row in found.rows]
    assert values == [[1, 2, 3], [10, 20, 30]]
