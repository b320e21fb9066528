"""Variants of the same work, measured in turns, so that a busy moment of the machine hits all of them.

    round 1: A B C     round 2: C B A     round 3: A B C …

A ratio is paired: what one variant did in a round to what the other did in the same round. Of the rounds, the
median counts, and the lowest and highest are told beside it.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how often is measured, and on which server."""

    server: Any
    broker: Any
    seconds: float
    rounds: int
    say: Callable[[str], None]
    steady_s: float = 120.0
    """How long commands come at a steady rate."""
    away_s: float = 600.0
    """How long a broker stays away."""
    lasting: AsyncExitStack = field(default_factory=AsyncExitStack)
    """What stays open until all is measured."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one measurement gave: in the unit of its group, and the delays of single answers where there are some."""

    value: float
    p50_ms: float | None = None
    p99_ms: float | None = None


Run = Callable[[Plan, int], Awaitable[Sample]]
"""Measures once; the number is the size of the case: callers, events, whatever the group varies."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do the work. ``only`` are the sizes for which it is measured; empty for all."""

    name: str
    run: Run
    only: tuple[int, ...] = ()


Look = Callable[[Plan, int], Awaitable[Mapping[str, Sample]]]
"""Measures once and gives several numbers by their names."""


def seen_together(look: Look, names: Iterable[str], prefix: str = "") -> tuple[Variant, ...]:
    """A variant for each number that one look gives; whoever is asked first in a round lets it be taken."""
    looks: dict[int, list[Mapping[str, Sample]]] = {}

    def variant(name: str) -> Variant:
        asked: dict[int, int] = {}

        async def run(plan: Plan, size: int) -> Sample:
            number = asked[size] = asked.get(size, 0) + 1
            of_size = looks.setdefault(size, [])
            if len(of_size) < number:
                of_size.append(await look(plan, size))
            return of_size[number - 1][name]

        return Variant(f"{prefix}{name}", run)

    return tuple(variant(name) for name in names)


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio to reach: ``ours`` to ``peer`` at a size, at least (or at most) so much; without a peer, a value."""

    ours: str
    peer: str
    size: int
    reach: float
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One table: what is varied, and in which unit it is measured; of a ``delay`` less is better.

    ``any_size`` takes whatever size is asked for, not only its own; what takes long has a limit of its own,
    ``rounds_most``.
    """

    key: str
    title: str
    unit: str
    of_size: str
    sizes: tuple[int, ...]
    variants: tuple[Variant, ...]
    base: str
    targets: tuple[Target, ...] = ()
    delay: bool = False
    end: Callable[[], Awaitable[None]] | None = None
    """Stops what the variants have kept between their rounds."""
    any_size: bool = False
    rounds_most: int = 1_000

    def at(self, asked: Iterable[int]) -> Group:
        """The same at the sizes that are asked for."""
        if not self.any_size:
            sizes = tuple(size for size in self.sizes if size in set(asked))
            return replace(self, sizes=sizes)
        sizes = tuple(asked)
        targets = [replace(target, size=size) for size in sizes for target in self.targets]
        return replace(self, sizes=sizes, targets=tuple(targets))


@dataclass(slots=True)
class Row:
    """The samples of one variant at one size, round by round."""

    variant: str
    size: int
    samples: list[Sample] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle of what the rounds gave."""
        return statistics.median(sample.value for sample in self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest."""
        values = [sample.value for sample in self.samples]
        return min(values), max(values)

    def delay_ms(self, name: str) -> float | None:
        """The median of ``p50_ms`` or ``p99_ms`` over the rounds."""
        found = [value for sample in self.samples if (value := getattr(sample, name)) is not None]
        return statistics.median(found) if found else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours to theirs, paired by round."""

    median: float
    low: float
    high: float


def ratio(ours: Row, theirs: Row) -> Ratio:
    """How many times as much ours is."""
    pairs = [
        one.value / other.value
        for one, other in zip(ours.samples, theirs.samples, strict=True)
        if other.value
    ]
    return Ratio(statistics.median(pairs), min(pairs), max(pairs))


@dataclass(frozen=True, slots=True)
class Measured:
    """A group with what was measured of it."""

    group: Group
    rows: Sequence[Row]

    def row(self, variant: str, size: int) -> Row:
        """What one variant gave at one size."""
        return next(row for row in self.rows if (row.variant, row.size) == (variant, size))

    def has(self, variant: str, size: int) -> bool:
        """Whether it was measured."""
        return any((row.variant, row.size) == (variant, size) for row in self.rows)

    def reached(self, target: Target) -> Ratio:
        """How far a target was reached."""
        ours = self.row(target.ours, target.size)
        if not target.peer:
            return Ratio(ours.median, *ours.spread)
        return ratio(ours, self.row(target.peer, target.size))

    def is_measured(self, target: Target) -> bool:
        """Whether everything was measured that a target is about."""
        return self.has(target.ours, target.size) and (
            not target.peer or self.has(target.peer, target.size)
        )


async def measured(group: Group, plan: Plan) -> Measured:
    """Measure every variant at every size, in turns."""
    try:
        return await _in_turns(group, plan)
    finally:
        if group.end is not None:
            await group.end()


async def _in_turns(group: Group, plan: Plan) -> Measured:
    rows: list[Row] = []
    for size in group.sizes:
        variants = [one for one in group.variants if not one.only or size in one.only]
        of_size = {variant.name: Row(variant.name, size) for variant in variants}
        for number in range(min(plan.rounds, group.rounds_most)):
            for variant in variants if number % 2 == 0 else reversed(variants):
                gc.collect()
                sample = await variant.run(plan, size)
                of_size[variant.name].samples.append(sample)
                plan.say(f"{group.key} {size} {variant.name}: {sample.value:,.1f} {group.unit}")
        rows += of_size.values()
    return Measured(group, rows)


def percentile(sorted_values: Sequence[float], part: float) -> float:
    """The value below which a part of them lies."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * part))]
