"""The chain names the first event that is not as it was stored."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from chassis.store.seal import FIRST_PREVIOUS, StoredEvent, event_id_of, seal
from chassis.store.verify import Tampered, verify_stream
from tests.support.sealed import CHANGED, KEY, events_of, header_of


def history(count: int = 5) -> list[StoredEvent]:
    return [
        StoredEvent(event.header, event.state, event.previous, event.hash, position)
        for position, event in enumerate(events_of(count=count), start=11)
    ]


def test_an_untouched_stream_is_verified() -> None:
    verify_stream(history())
    verify_stream([])


def lives(*generations: int) -> list[StoredEvent]:
    """A stream whose events were appended in these generations of its log."""
    events: list[StoredEvent] = []
    stream, previous = uuid4(), FIRST_PREVIOUS
    for version, generation in enumerate(generations, start=1):
        header = header_of(stream, version)._replace(
            event_id=event_id_of(stream, version, generation)
        )
        sealed = seal(header, b"words", KEY, previous)
        events.append(StoredEvent(header, sealed.state, previous, sealed.hash, version))
        previous = sealed.hash
    return events


def test_a_stream_goes_on_in_later_lives_of_its_log_and_never_in_an_earlier_one() -> None:
    verify_stream(lives(1, 1, 2, 4), generation=4)

    with pytest.raises(Tampered, match=r"version 3 .*has the id of another event"):
        verify_stream(lives(1, 2, 1), generation=2)
    with pytest.raises(Tampered, match=r"version 2 .*has the id of another event"):
        verify_stream(lives(1, 3), generation=2)


def test_an_event_of_a_later_life_never_has_the_id_of_one_that_was_lost() -> None:
    stream = uuid4()
    ids = {event_id_of(stream, version, life) for version in range(1, 30) for life in range(1, 30)}
    assert len(ids) == 29 * 29


def flip(event: StoredEvent, index: int) -> StoredEvent:
    state = bytearray(event.state)
    state[index] ^= 1
    return replace(event, state=bytes(state))


def test_any_flipped_byte_of_any_event_is_named() -> None:
    events = history()
    for bad in range(len(events)):
        for index in range(len(events[bad].state)):
            changed = [*events]
            changed[bad] = flip(events[bad], index)

            with pytest.raises(Tampered) as told:
                verify_stream(changed)

            assert (told.value.stream, told.value.version) == (events[0].header.stream, bad + 1)
            assert told.value.position == events[bad].position


@pytest.mark.parametrize("field", [*CHANGED, "case_id"])
def test_any_changed_field_of_a_header_is_named(field: str) -> None:
    events = history()
    value = CHANGED.get(field, uuid4())
    header = events[2].header._replace(**{field: value})  # type: ignore[arg-type]
    events[2] = replace(events[2], header=header)

    with pytest.raises(Tampered) as told:
        verify_stream(events)

    assert told.value.position == 13


def test_a_removed_event_is_named_by_the_one_that_follows() -> None:
    events = history()
    del events[2]

    with pytest.raises(Tampered, match="version 3 should stand") as told:
        verify_stream(events)

    assert (told.value.version, told.value.position) == (4, 14)


def test_a_removed_beginning_is_named() -> None:
    with pytest.raises(Tampered) as told:
        verify_stream(history()[1:])

    assert told.value.version == 2


def test_exchanged_events_are_named() -> None:
    events = history()
    events[1], events[2] = events[2], events[1]

    with pytest.raises(Tampered) as told:
        verify_stream(events)

    assert told.value.version == 3


def test_exchanged_bodies_are_named() -> None:
    events = history()
    events[1], events[2] = (
        replace(events[1], state=events[2].state),
        replace(events[2], state=events[1].state),
    )

    with pytest.raises(Tampered) as told:
        verify_stream(events)

    assert told.value.version == 2


def test_an_event_rewritten_with_its_hash_is_named_by_the_one_that_follows() -> None:
    events = history()
    forged = seal(events[1].header, b"other words", KEY, events[1].previous)
    events[1] = replace(events[1], state=forged.state, hash=forged.hash)

    with pytest.raises(Tampered, match="predecessor") as told:
        verify_stream(events)

    assert told.value.version == 3


def test_positions_that_go_back_are_named() -> None:
    events = history()
    events[3] = replace(events[3], position=12)

    with pytest.raises(Tampered) as told:
        verify_stream(events)

    assert told.value.version == 4


def test_an_event_of_another_stream_is_named() -> None:
    events = [*history(1), *(replace(event, position=12) for event in history(2)[1:])]

    with pytest.raises(Tampered, match="another stream"):
        verify_stream(events)
