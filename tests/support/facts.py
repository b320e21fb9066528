"""What an aggregate has recorded, and what it is after its events were stored and read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from chassis.aggregate import Aggregate, Event, body_of, event_from

A = TypeVar("A", bound=Aggregate)


def recorded(aggregate: Aggregate) -> list[type[Event]]:
    """The kinds of the events recorded since the aggregate was last kept, in order."""
    return [type(event) for event in cast("Sequence[Event]", aggregate.pending_events)]


def kept(aggregate: A) -> A:
    """The aggregate as after a successful append: nothing is pending any more."""
    aggregate.collect_events()
    return aggregate


def replayed(events: Sequence[Any]) -> Any:
    """The aggregate that these events make after each went through its stored form."""
    aggregate: Any = None
    for event in events:
        stored = body_of(event)
        again = event_from(
            event.TOPIC,
            stored,
            stream=event.originator_id,
            version=event.originator_version,
            occurred_at=event.timestamp,
        )
        assert again == event
        aggregate = again.mutate(aggregate)
    return aggregate
