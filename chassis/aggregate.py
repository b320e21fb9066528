"""Aggregates and their events, on the ground of the ``eventsourcing`` library.

An aggregate is a consistency boundary: one stream of events, decided one at a time.
A decision method checks the rules and then records an event; ``apply`` on the event changes the state
and checks nothing, because it has happened.

Events are for ever. Each has a written topic with a version, is frozen, refuses unknown fields, and is
checked when it is loaded. A new meaning is a new version: the class takes the new topic and names, in
``upcasts``, how a body of each older topic becomes a body of today's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints
from uuid import UUID

import eventsourcing.domain as library
from eventsourcing.utils import get_topic, register_topic
from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic_core import from_json, to_json

Body = dict[str, Any]
Upcast = Callable[[Body], Body]

NO_CASE = UUID(int=0)

_HEADER_FIELDS = {"originator_id", "originator_version", "timestamp"}


class Value(BaseModel):
    """A small immutable value inside an event or a state; it refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(BaseModel, library.CanMutateAggregate[UUID]):
    """Something that has happened to an aggregate.

    ``timestamp`` is when it happened, which may lie before the moment at which it was recorded.
    ``reference`` is what people call the case, for example PLY-RR-2026-0007.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TOPIC: ClassVar[str] = ""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    reference: str

    def __init_subclass__(cls, **_options: Any) -> None:
        super().__init_subclass__()  # The library's hook knows no class options; they are read below.

    @classmethod
    def __pydantic_init_subclass__(
        cls, *, topic: str = "", upcasts: Mapping[str, Upcast] | None = None, **kwargs: Any
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not topic:
            return
        cls.TOPIC = topic
        register_topic(topic, cls)
        _EVENTS[topic] = (cls, None)
        for old_topic, upcast in (upcasts or {}).items():
            _EVENTS[old_topic] = (cls, upcast)


class FirstEvent(Event, library.CanInitAggregate[UUID]):
    """The event with which an aggregate begins.

    Its attributes whose names are also attributes of the aggregate become those attributes.
    """

    originator_topic: str
    case_id: UUID
    partnership: str


class Aggregate(library.BaseAggregate[UUID]):
    """A part of one case. Subclasses declare their state as annotated attributes with defaults."""

    case_id: UUID = NO_CASE
    partnership: str = ""
    reference: str = ""
    contributing: tuple[str, ...] = ()

    def is_open_to(self, partnership: str) -> bool:
        """Whether ``partnership`` leads the case, or was given a part in this aggregate explicitly."""
        return partnership == self.partnership or partnership in self.contributing

    def record(self, event_class: type[Event], *, at: datetime, **content: Any) -> None:
        """Record that something happened ``at`` a moment; its ``apply`` changes the state at once."""
        self.trigger_event(event_class, timestamp=at, reference=self.reference, **content)

    def snapshot(self) -> bytes:
        """The state as JSON, without pending events; ``restore`` gives an equal aggregate."""
        return to_json(
            {
                "id": self.id,
                "version": self.version,
                "created_on": self.created_on,
                "modified_on": self.modified_on,
                "state": {
                    name: adapter.dump_python(getattr(self, name), mode="json")
                    for name, adapter in _attributes(type(self)).items()
                },
            }
        )

    @classmethod
    def restore(cls, snapshot: bytes) -> Self:
        """The aggregate as it was when ``snapshot`` was taken."""
        content = from_json(snapshot)
        aggregate = cls.__new__(cls)
        aggregate.__base_init__(
            UUID(content["id"]), content["version"], datetime.fromisoformat(content["created_on"])
        )
        aggregate.modified_on = datetime.fromisoformat(content["modified_on"])
        for name, adapter in _attributes(cls).items():
            setattr(aggregate, name, adapter.validate_python(content["state"][name]))
        return aggregate


_EVENTS: dict[str, tuple[type[Event], Upcast | None]] = {}


@cache
def _attributes(aggregate_class: type[Aggregate]) -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(aggregate_class)
    fields = dataclasses.fields(aggregate_class)  # type: ignore[arg-type]  # made one by the library
    return {field.name: TypeAdapter(hints[field.name]) for field in fields}


def register_aggregate(aggregate_class: type[Aggregate]) -> None:
    """Make the written topic of an aggregate known, so that no stored event names a Python module."""
    register_topic(get_topic(aggregate_class), aggregate_class)


def body_of(event: Event) -> bytes:
    """The event without what its header holds, as JSON: the part that is sealed."""
    return to_json(event, exclude=_HEADER_FIELDS)


def event_from(
    topic: str, body: bytes, *, stream: UUID, version: int, occurred_at: datetime
) -> Event:
    """The event that was stored, checked against today's class.

    Raises ``UnknownEvent`` when no class has this topic, and pydantic's ``ValidationError`` when the
    body does not fit.
    """
    try:
        event_class, upcast = _EVENTS[topic]
    except KeyError:
        raise UnknownEvent(topic) from None
    content = from_json(body)
    if upcast is not None:
        content = upcast(content)
    return event_class.model_validate(
        content | {"originator_id": stream, "originator_version": version, "timestamp": occurred_at}
    )


def class_for(topic: str) -> type[Event] | None:
    """The class as which events with this topic are loaded."""
    known = _EVENTS.get(topic)
    return known[0] if known else None


def known_topics() -> Mapping[str, type[Event]]:
    """Every topic that can be loaded, with the class that it loads as."""
    return {topic: event_class for topic, (event_class, _) in _EVENTS.items()}


class UnknownEvent(Exception):
    """A stored event whose topic no class claims: the code is older than the history."""
