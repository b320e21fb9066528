"""Where a process dies or freezes: at named points of its code, drawn with a seed, by a signal that none can catch."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Deaths:
    """Dies at a point with the probability that the plan gives it; or freezes there, once."""

    chances: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    freezes: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)
        self._has_frozen = False

    def maybe(self, point: str) -> None:
        """The moment at which the process may end, or stand still until it is told to go on."""
        if self._draw.random() < self.chances.get(point, 0.0):
            print(f"died at {point}", flush=True)  # noqa: T201 - for whoever reads its log
            os.kill(os.getpid(), signal.SIGKILL)
        if not self._has_frozen and self._draw.random() < self.freezes.get(point, 0.0):
            self._has_frozen = True
            print(f"froze at {point}", flush=True)  # noqa: T201 - the test waits for it
            os.kill(os.getpid(), signal.SIGSTOP)
