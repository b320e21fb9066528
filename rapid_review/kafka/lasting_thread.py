"""Programs that live as long as we do, whichever thread asked for them."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Callable
from functools import cache

Spawned = subprocess.Popen[bytes]


def in_lasting_thread(spawn_it: Callable[[], Spawned]) -> Spawned:
    """Start a program in a thread that lives as long as we do.

    The kernel ends the program with the THREAD that started it, and that of a test may end early.
    """
    answer: queue.SimpleQueue[Spawned | BaseException] = queue.SimpleQueue()
    _orders().put((spawn_it, answer))
    spawned = answer.get()
    if isinstance(spawned, BaseException):
        raise spawned
    return spawned


_Orders = queue.SimpleQueue[
    tuple[Callable[[], Spawned], "queue.SimpleQueue[Spawned | BaseException]"]
]


@cache
def _orders() -> _Orders:
    orders: _Orders = queue.SimpleQueue()
    threading.Thread(target=_serve, args=(orders,), name="kafka-starter", daemon=True).start()
    return orders


def _serve(orders: _Orders) -> None:
    while True:
        spawn_it, answer = orders.get()
        try:
            answer.put(spawn_it())
        except BaseException as error:  # noqa: BLE001 - raised where it was asked for
            answer.put(error)
