"""Is stored history what was stored? Told from headers and hashes alone; no key is needed.

Each event names the hash of its predecessor in its stream, so that whoever changes, removes, exchanges or puts in
an event breaks the chain at that event. The end of a stream can still be cut off unseen: what was told on a topic,
with the hash of each event, shows that.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chassis.store.seal import (
    FIRST_PREVIOUS,
    StoredEvent,
    canonical,
    chained_hash,
    generation_of_id,
)


class Tampered(Exception):
    """Stored history is not what was stored; names the first bad event."""

    def __init__(self, event: StoredEvent, problem: str) -> None:
        self.stream, self.version = event.header.stream, event.header.version
        self.position, self.problem = event.position, problem
        super().__init__(
            f"stream {self.stream} version {self.version} position {self.position}: {problem}"
        )


class LogCheck:
    """Checks events one after the other, in the order of their positions."""

    def __init__(self, generation: int = 1) -> None:
        self._generation = generation
        self._position = 0
        self._last: dict[UUID, tuple[int, bytes, int]] = {}

    @property
    def streams(self) -> int:
        """How many streams have been seen."""
        return len(self._last)

    def next_in_log(self, event: StoredEvent) -> None:
        """Check the event that must stand at the next position. Raises ``Tampered``."""
        if event.position != self._position + 1:
            raise Tampered(event, f"stands where position {self._position + 1} should stand")
        self.next_in_stream(event)
        self._position = event.position

    def next_in_stream(self, event: StoredEvent) -> None:
        """Check an event against the one before it in its stream. Raises ``Tampered``."""
        header = event.header
        version, previous, born = self._last.get(header.stream, (0, FIRST_PREVIOUS, 1))
        if header.version != version + 1:
            raise Tampered(event, f"stands where version {version + 1} should stand")
        appended_in = generation_of_id(
            header.event_id, header.stream, header.version, self._generation
        )
        if born > appended_in:
            raise Tampered(event, "has the id of another event")
        if event.previous != previous:
            raise Tampered(event, "does not continue its predecessor")
        if event.hash != chained_hash(previous, canonical(header), event.state):
            raise Tampered(event, "does not match its own hash")
        self._last[header.stream] = (header.version, event.hash, appended_in)


def verify_stream(events: Sequence[StoredEvent], generation: int = 1) -> None:
    """Check a whole stream of a log of this generation; raises Tampered, naming the first bad event."""
    check, position = LogCheck(generation), 0
    for event in events:
        if event.header.stream != events[0].header.stream:
            raise Tampered(event, "belongs to another stream")
        if event.position <= position:
            raise Tampered(event, f"does not come after position {position}")
        check.next_in_stream(event)
        position = event.position
