"""Events of one case from several services, brought into the one order in which things happened."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

When = tuple[datetime, int, str, datetime, int, UUID]
NO_CAUSE = -1


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
    """The events by when they happened; none before its cause.

    What happened at one moment is ordered by causes: first what a person did, then what followed from
    it, in the order of the causes, then by service and by when it was recorded. The moments of
    recording in two services decide nothing, so a history that was interrupted and resumed reads like
    one that was not.
    The result is the same for every order of what is given. An event told twice stands once. Causes
    that are not among the events (commands, private events of others) hold nothing back. Events that
    claim to cause each other in a circle come when nothing else can, so that none is lost.
    """
    remaining = {event.event_id: event for event in sorted(events, key=_alone, reverse=True)}
    effects: defaultdict[UUID, list[Historic]] = defaultdict(list)
    for event in remaining.values():
        effects[event.causation_id].append(event)
    ready = [_alone(event) for event in remaining.values() if not _waits(event, remaining)]
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
            heapq.heappush(ready, _when(effect, len(order)))
    return order


def in_order_of_recording(events: Iterable[Historic]) -> list[Historic]:
    """The events as they became known: those of one service in the order of its log, none before its cause.

    The clocks of two services may differ: only where neither log nor cause decides, the moment of recording does.
    """
    given = {event.event_id: event for event in events}
    logs: defaultdict[str, deque[Historic]] = defaultdict(deque)
    for event in sorted(given.values(), key=lambda one: one.position):
        logs[event.service].append(event)
    order: list[Historic] = []
    while heads := [log[0] for log in logs.values() if log]:
        free = [one for one in heads if not _waits(one, given)] or heads
        event = min(free, key=lambda one: (one.recorded_at, one.service))
        order.append(logs[event.service].popleft())
        del given[event.event_id]
    return order


def _waits(event: Historic, remaining: Mapping[UUID, Historic]) -> bool:
    return event.causation_id in remaining and event.causation_id != event.event_id


def _first_of_a_circle(remaining: Mapping[UUID, Historic]) -> When:
    """Of the events that cause each other in a circle, the earliest; all that remain lead to one."""
    event = min(remaining.values(), key=_alone)
    seen: dict[UUID, Historic] = {}
    while event.event_id not in seen:
        seen[event.event_id] = event
        event = remaining[event.causation_id]
    path = list(seen)
    return min(_alone(seen[event_id]) for event_id in path[path.index(event.event_id) :])


def _alone(event: Historic) -> When:
    return _when(event, NO_CAUSE)


def _when(event: Historic, place_of_cause: int) -> When:
    return (
        event.occurred_at,
        place_of_cause,
        event.service,
        event.recorded_at,
        event.position,
        event.event_id,
    )
