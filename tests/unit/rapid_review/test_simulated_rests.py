"""Whether everybody has taken what stood in the logs at one moment."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from contracts.grpc import history_pb2
from rapid_review.scripted.looks import EventParked
from rapid_review.scripted.script import Step
from rapid_review.simulated.rests import CaseRests, Mark, SharedRounds

Reports = dict[str, history_pb2.ProgressReport]


def report(service: str, head: int, *listeners: history_pb2.Listener) -> history_pb2.ProgressReport:
    return history_pb2.ProgressReport(service=service, head=head, listeners=listeners)


def listener(source: str, position: int, **more: Any) -> history_pb2.Listener:
    return history_pb2.Listener(name="one", source=source, position=position, **more)


def in_one_process(position: int, head: int = 9) -> Reports:
    return {
        "referral": report("referral", head),
        "review": report("review", 0, listener("referral", position)),
    }


def over_kafka(relayed: int, told: int, taken: int) -> Reports:
    place = history_pb2.Place
    relay = history_pb2.Relay(position=relayed, told=[place(partition=2, position=told)])
    source = history_pb2.ProgressReport(service="referral", head=9, relay=relay)
    by = listener("referral", 0, places=[place(partition=2, position=taken)])
    return {"referral": source, "review": report("review", 0, by)}


def test_a_listener_that_is_behind_holds_up_the_round() -> None:
    mark = Mark(in_one_process(3))

    assert not mark.passed(in_one_process(8, head=20))
    assert mark.passed(in_one_process(9, head=30))


def test_over_kafka_the_relay_comes_first_and_then_the_listener() -> None:
    mark = Mark(over_kafka(5, 5, 5))

    assert not mark.passed(over_kafka(8, 8, 8))
    assert not mark.passed(over_kafka(9, 9, 8))
    assert mark.passed(over_kafka(12, 12, 9))


def test_a_source_that_was_not_asked_holds_up_nobody() -> None:
    alone = {"review": report("review", 4, listener("referral", 0))}

    assert Mark(alone).passed(alone)


class Answers:
    """Doors of services that report what a test says, one report after the other."""

    def __init__(self, *rounds: Reports) -> None:
        self._rounds, self.asked = list(rounds), 0

    @property
    def people(self) -> Mapping[str, Any]:
        return {}

    async def ask(self, service: str, *_: Any, **__: Any) -> Any:
        self.asked += 1
        now = self._rounds[min((self.asked - 1) // 6, len(self._rounds) - 1)]
        return now.get(service, report(service, 0))


async def test_everybody_who_waits_shares_the_rounds() -> None:
    doors = Answers(in_one_process(9))
    rounds = SharedRounds(doors, "somebody")
    await rounds.begin()
    before = doors.asked

    await asyncio.gather(*(rounds.passed(("referral", "review")) for _ in range(50)))

    assert doors.asked - before == 3 * 2


async def test_an_event_that_is_parked_meanwhile_ends_the_load() -> None:
    before = in_one_process(3)
    after = {**before, "review": report("review", 0, listener("referral", 3, parked=1))}
    rounds = SharedRounds(Answers(before, before, after), "somebody")
    await rounds.begin()

    with pytest.raises(EventParked, match="one of review"):
        await rounds.passed(("referral", "review", "submissions", "learning", "reporting", "x"))


async def test_a_case_that_cannot_be_told_any_more_ends_the_load() -> None:
    before = in_one_process(3)
    stuck = report("referral", 3)
    stuck.untold = 1
    rounds = SharedRounds(Answers(before, before, {**before, "referral": stuck}), "somebody")
    await rounds.begin()

    with pytest.raises(EventParked, match="the telling of referral"):
        await rounds.passed(("referral", "review", "submissions", "learning", "reporting", "x"))


class Counted:
    """Rounds that note what was waited for."""

    def __init__(self) -> None:
        self.waited: list[tuple[int, int | None]] = []

    async def passed(self, services: tuple[str, ...], rounds: int | None = None) -> None:
        self.waited.append((len(services), rounds))


def step(do: str) -> Step:
    return Step.model_validate({"on": 0, "at": "09:00", "by": "x", "do": do})


async def test_a_case_waits_before_the_steps_of_another_service_and_at_its_end() -> None:
    counted = Counted()
    case = CaseRests(counted)  # type: ignore[arg-type]

    await case.between(step("record_view"), [step("decide")])
    assert counted.waited == []
    await case.between(step("decide"), [step("schedule_meeting")])
    await case.between(step("schedule_meeting"), [step("return_submission")])
    await case.between(step("return_submission"), [])
    await case.wait()

    assert counted.waited == [(4, 3), (4, 2), (6, None)]


async def test_a_case_that_was_there_waits_for_no_messages() -> None:
    counted = Counted()

    await CaseRests(counted).wait()  # type: ignore[arg-type]

    assert counted.waited == [(4, None)]
