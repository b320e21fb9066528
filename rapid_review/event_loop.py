"""The fastest event loop that the machine has, and a collector that leaves alone what was loaded for good."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable


def event_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """How to make the event loop of a process; None means the one that comes with Python."""
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return None
    return uvloop.new_event_loop


def settle() -> None:
    """What is there by now stays: the garbage collector need not walk over it whenever a page of events is read.

    For a process that has just become ready.
    """
    gc.collect()
    gc.freeze()
