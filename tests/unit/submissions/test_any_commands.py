"""Whatever is asked of a return, its stored events make the same return again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from hypothesis import given, target
from hypothesis import strategies as st

from chassis.aggregate import Event
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.values import Status
from tests.support.facts import kept, replayed
from tests.unit.submissions.commands import SEQUENCES, Command
from tests.unit.submissions.returns import ASKED_AT, RULES, answer, request

LATER = ASKED_AT.replace(month=10)


def after(given_commands: Sequence[Command], through: str) -> tuple[AgencyReturn, list[Event]]:
    """The return after the commands, with nothing pending, and every event that made it."""
    one = AgencyReturn.request(request(through=through), at=ASKED_AT)
    for command in given_commands:
        command.give(one)
    events = cast("list[Event]", list(one.pending_events))
    return kept(one), events


@given(SEQUENCES, st.sampled_from(["PLY", "DEV"]))
def test_replaying_the_stored_events_gives_an_equal_return(
    sequence: list[Command], through: str
) -> None:
    one, events = after(sequence, through)
    target(float(len(events)))

    assert replayed(events) == one


@given(SEQUENCES, st.sampled_from(["PLY", "DEV"]))
def test_a_snapshot_restores_an_equal_return(sequence: list[Command], through: str) -> None:
    one, _ = after(sequence, through)

    assert AgencyReturn.restore(one.snapshot()) == one


@given(SEQUENCES)
def test_every_event_applies_to_every_state_without_raising(sequence: list[Command]) -> None:
    one, events = after(sequence, "PLY")

    for event in events[1:]:
        event.apply(AgencyReturn.restore(one.snapshot()))
        event.apply(AgencyReturn.restore(kept(replayed(events[:1])).snapshot()))


@given(SEQUENCES)
def test_versions_rise_by_one_and_a_refusal_records_nothing(sequence: list[Command]) -> None:
    one, events = after(sequence, "PLY")

    assert [event.originator_version for event in events] == list(range(1, one.version + 1))


@given(SEQUENCES)
def test_a_sequence_can_always_go_on_until_it_is_accepted_or_excused(
    sequence: list[Command],
) -> None:
    one, events = after(sequence, "PLY")
    at = max(event.timestamp for event in events)

    if one.status not in {Status.ACCEPTED, Status.EXCUSED}:
        one.hand_in(answer(), rules=RULES, at=max(at, LATER))
        one.accept(partnership="PLY", at=max(at, LATER))

    assert one.status in {Status.ACCEPTED, Status.EXCUSED}
