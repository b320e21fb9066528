"""Where a process dies: at named points of its code, drawn with a seed, by a signal that nobody can catch."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Deaths:
    """Dies at a point with the probability that the plan gives it."""

    chances: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)

    def maybe(self, point: str) -> None:
        """The moment at which the process may end."""
        if self._draw.random() < self.chances.get(point, 0.0):
            print(f"died at {point}", flush=True)  # noqa: T201 - for whoever reads its log
            os.kill(os.getpid(), signal.SIGKILL)
