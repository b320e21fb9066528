"""Events of one case from several services, brought into the one order in which things happened."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

When = tuple[datetime, datetime, str, int, UUID]


@dataclass(frozen=True, slots=True)
class Historic:
    """What the order of an event depends on; ``told`` is the event as its owner told it, untouched."""

    event_id: UUID
    causation_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    service: str
    position: int
    told: object = None


def merged(events: Iterable[Historic]) -> list[Historic]:
    """The events by when they happened, then by when they were recorded; none before its cause.

    The result is the same for every order of what is given. An event told twice stands once. Causes
    that are not among the events (commands, private events of others) hold nothing back. Events that
    claim to cause each other in a circle come when nothing else can, so that none is lost.
    """
    remaining = {event.event_id: event for event in sorted(events, key=_when, reverse=True)}
    effects: defaultdict[UUID, list[Historic]] = defaultdict(list)
    for event in remaining.values():
        effects[event.causation_id].append(event)
    ready = [_when(event) for event in remaining.values() if not _waits(event, remaining)]
    heapq.heapify(ready)
    order: list[Historic] = []
    while remaining:
        if not ready:
            heapq.heappush(ready, _first_of_a_circle(remaining))
        *_, event_id = heapq.heappop(ready)
        if event_id not in remaining:
            continue  # It opened a circle, and its cause has come to release it again.
        order.append(remaining.pop(event_id))
        for effect in effects[event_id]:
            heapq.heappush(ready, _when(effect))
    return order


def _waits(event: Historic, remaining: Mapping[UUID, Historic]) -> bool:
    return event.causation_id in remaining and event.causation_id != event.event_id


def _first_of_a_circle(remaining: Mapping[UUID, Historic]) -> When:
    """Of the events that cause each other in a circle, the earliest; all that remain lead to one."""
    event = min(remaining.values(), key=_when)
    seen: dict[UUID, Historic] = {}
    while event.event_id not in seen:
        seen[event.event_id] = event
        event = remaining[event.causation_id]
    path = list(seen)
    return min(_when(seen[event_id]) for event_id in path[path.index(event.event_id) :])


def _when(event: Historic) -> When:
    return (event.occurred_at, event.recorded_at, event.service, event.position, event.event_id)
