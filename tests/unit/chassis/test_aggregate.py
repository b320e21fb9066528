"""Events are checked on load, rules are not run again, and older versions still load."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from chassis.aggregate import (
    Aggregate,
    Event,
    FirstEvent,
    UnknownEvent,
    body_of,
    class_for,
    event_from,
    register_aggregate,
)
from chassis.errors import WrongState
from tests.support.facts import recorded, replayed

NOON = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)


class AlreadyShut(WrongState):
    code = "test.already_shut"


class Box(Aggregate):
    TOPIC = "test.Box"

    label: str = ""
    is_shut: bool = False

    @classmethod
    def make(cls, case_id: UUID) -> Self:
        return cls._create(
            BoxMade, id=uuid4(), case_id=case_id, partnership="PLY", reference="PLY-RR-2026-0001",
            label="first", timestamp=NOON,
        )  # fmt: skip

    def shut(self) -> None:
        if self.is_shut:
            raise AlreadyShut
        self.record(BoxShut, at=NOON, how="gently")


class BoxMade(FirstEvent, topic="test.BoxMade.v1"):
    label: str


def from_v1(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"how": "not recorded"}


class BoxShut(Event, topic="test.BoxShut.v2", upcasts={"test.BoxShut.v1": from_v1}):
    how: str

    def apply(self, box: Box) -> None:
        box.is_shut = True


register_aggregate(Box)


def stored(event: Event, topic: str, body: bytes) -> Event:
    return event_from(
        topic, body, stream=event.originator_id, version=event.originator_version, occurred_at=NOON
    )


def test_a_refused_decision_records_nothing() -> None:
    box = Box.make(uuid4())
    box.shut()

    with pytest.raises(AlreadyShut):
        box.shut()

    assert recorded(box) == [BoxMade, BoxShut]


def test_a_stored_event_with_an_unknown_field_is_refused() -> None:
    event = Box.make(uuid4()).pending_events[0]
    assert isinstance(event, BoxMade)
    body = body_of(event).replace(b'"label"', b'"surprise":1,"label"')

    with pytest.raises(ValidationError):
        stored(event, BoxMade.TOPIC, body)


def test_a_topic_that_no_class_claims_is_refused() -> None:
    event = Box.make(uuid4()).pending_events[0]
    assert isinstance(event, BoxMade)

    with pytest.raises(UnknownEvent):
        stored(event, "test.BoxLost.v1", body_of(event))


def test_an_event_cannot_be_changed() -> None:
    event = Box.make(uuid4()).pending_events[0]
    assert isinstance(event, BoxMade)

    with pytest.raises(ValidationError):
        event.label = "second"  # type: ignore[misc]  # that is the point


def test_an_event_of_an_older_version_loads_as_todays() -> None:
    box = Box.make(uuid4())
    box.shut()
    event = box.pending_events[1]
    assert isinstance(event, BoxShut)
    old_body = body_of(event).replace(b',"how":"gently"', b"")

    loaded = stored(event, "test.BoxShut.v1", old_body)

    assert loaded == event.model_copy(update={"how": "not recorded"})
    assert class_for("test.BoxShut.v1") is BoxShut


def test_replaying_gives_an_equal_aggregate_and_runs_no_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = Box.make(uuid4())
    box.shut()
    events = box.collect_events()
    monkeypatch.setattr(Box, "shut", lambda self: pytest.fail("a rule ran on replay"))

    assert replayed(events) == box


def test_a_snapshot_restores_an_equal_aggregate() -> None:
    box = Box.make(uuid4())
    box.shut()
    box.collect_events()

    assert Box.restore(box.snapshot()) == box
