"""One replica of a service that appends: a process of its own, run as a script by a test.

Arguments: how many commands, and the seed. The DSN comes on the first line of its input, so that it stands in no
list of processes. Half of its commands go to streams that every replica writes to, so that they clash.
It answers one line of JSON for each command that was answered: stream, version, position, hash.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from uuid import UUID, uuid4, uuid5

from chassis.database import pool
from chassis.errors import Temporary
from chassis.store.event_store import Conflict, EventStore
from tests.support.sealed import CASE, events_of

AT_ONCE = 8
SHARED = [uuid5(CASE, f"shared {number}") for number in range(3)]


async def main(dsn: str, commands: int, seed: int) -> None:
    draw = random.Random(seed)
    connections = await pool(dsn, "replica", size=4)
    store = EventStore(connections, dsn)
    await store.start()
    streams = [draw.choice(SHARED) if number % 2 else uuid4() for number in range(commands)]
    waiting = iter(streams)
    await asyncio.gather(*(_take_from(waiting, store) for _ in range(AT_ONCE)))
    await store.stop()
    await connections.close()


async def _take_from(waiting: object, store: EventStore) -> None:
    for stream in waiting:  # type: ignore[attr-defined]
        await _append(stream, store)


async def _append(stream: UUID, store: EventStore) -> None:
    """One command, tried until it is answered; whoever is second reads again, as use cases do."""
    while True:
        known = await store.stream(stream)
        events = events_of(stream, after=known[-1] if known else None, count=2)
        try:
            position = await store.append(events, expected=len(known))
        except (Conflict, Temporary):
            continue
        for back, event in enumerate(reversed(events)):
            line = [str(stream), event.header.version, position - back, event.hash.hex()]
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        return


if __name__ == "__main__":
    asyncio.run(main(sys.stdin.readline().strip(), int(sys.argv[1]), int(sys.argv[2])))
