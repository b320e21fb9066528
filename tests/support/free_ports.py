"""Ports of loopback for what a test starts.

They lie below those that the kernel lends to clients: a port that was free when it was chosen could otherwise
be lent to some connection before the server stands on it. Each worker of the tests has ports of its own, and
comes back to one only after all others, so that two tests never choose the same.
"""

from __future__ import annotations

import os
import random
import socket
from functools import cache

FIRST, LAST = 10_000, 20_000
WORKERS = 5
"""Four at the most, numbered from 0, and a run without workers."""


def free_ports(count: int = 1) -> int:
    """The first of ``count`` neighbouring ports that are free now."""
    return _own().next(count)


class _Share:
    def __init__(self, number: int) -> None:
        self._size = (LAST - FIRST) // WORKERS
        self._first = FIRST + number * self._size
        # Two runs on one machine do not begin with the same ones.
        self._next = random.randrange(self._size)

    def next(self, count: int) -> int:
        for _ in range(self._size):
            if self._next + count > self._size:
                self._next = 0
            first = self._first + self._next
            self._next += count
            if all(_is_free(port) for port in range(first, first + count)):
                return first
        raise AssertionError(f"No {count} ports in a row are free.")


@cache
def _own() -> _Share:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    return _Share(int(worker.removeprefix("gw")) % (WORKERS - 1) if worker else WORKERS - 1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
