"""Themes that repeat: what a partnership has learned before is told when a meeting recommends it again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc

from contracts.events.learning import ThemeRepeated
from contracts.grpc import common_pb2
from contracts.grpc import learning_pb2 as wire
from contracts.grpc import learning_pb2_grpc as rpc
from tests.integration.learning.learning_on_the_wire import (
    MEETING_AT,
    a_closing,
    an_agreement,
    an_evidence,
    meeting,
    reply,
    told,
    transferred,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

EARLY = MEETING_AT - timedelta(days=200)


async def met(
    service: ServiceUnderTest,
    case_id: UUID,
    *recommendations: str,
    at: datetime = MEETING_AT,
    partnership: str = "PLY",
) -> None:
    event = meeting(case_id, *recommendations, held_on=at.date())
    await told(service, event.model_copy(update={"partnership": partnership}), at=at)


async def repeats(service: ServiceUnderTest, case_id: UUID) -> list[ThemeRepeated]:
    envelopes, _ = await service.running.log.read(after=0, limit=100)
    events = [one.event() for one in envelopes if one.subject == case_id]
    return [event for event in events if isinstance(event, ThemeRepeated)]


async def seen(service: ServiceUnderTest, stub: rpc.LearningServiceStub, **asked: Any) -> Any:
    await service.settled()
    request = wire.SeenBeforeRequest(**({"partnership": "PLY"} | asked))
    answer = await stub.SeenBefore(request, metadata=service.as_person())
    return [
        (one.theme, one.earlier_cases, one.open_actions, one.unchecked_actions, one.checked_actions)
        for one in answer.themes
    ]


async def test_a_theme_that_was_learned_before_is_told_once_with_what_is_still_open(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    first, second, person = uuid4(), uuid4(), service.as_person()
    await met(service, first, "R1", at=EARLY)
    await stub.AgreeAction(an_agreement(first), metadata=person)
    await stub.AgreeAction(an_agreement(first, "A2"), metadata=person)
    await stub.EvidenceAction(an_evidence(first), metadata=person)

    await met(service, second, "R1", "R2")
    await met(service, second, "R3")

    assert await repeats(service, first) == []
    (repeated,) = await repeats(service, second)
    assert repeated.model_dump(exclude={"case_id", "reference", "partnership"}) == {
        "theme": "early_help",
        "earlier_cases": 1,
        "open_actions": 1,
        "unchecked_actions": 1,
        "since": EARLY.date(),
    }


async def test_a_repeat_of_the_same_fact_tells_nothing_again(
    service: ServiceUnderTest,
) -> None:
    first, second = uuid4(), uuid4()
    await met(service, first, "R1", at=EARLY)
    envelope = service.teller.envelope(meeting(second, "R1"), at=MEETING_AT)
    await service.teller.tell(envelope)
    await service.running.ground.pool.execute("TRUNCATE inbox")

    await service.teller.tell(envelope)

    assert len(await repeats(service, second)) == 1
    assert await service.running.service.doors[0].parked() == []


async def test_what_another_partnership_learned_is_its_own(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    first, second = uuid4(), uuid4()
    await met(service, first, "R1", at=EARLY, partnership="DEV")

    await met(service, second, "R1")
    refused = await refusal_code(
        stub.SeenBefore(wire.SeenBeforeRequest(partnership="DEV"), metadata=service.as_person())
    )

    assert await repeats(service, second) == []
    assert await seen(service, stub) == [("early_help", 1, 0, 0, 0)]
    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


async def test_a_partnership_asks_what_it_learned_before_a_case_and_what_became_of_it(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    first, second, person = uuid4(), uuid4(), service.as_person()
    await met(service, first, "R1", at=EARLY)
    await met(service, second, "R1")
    await stub.AgreeAction(an_agreement(first), metadata=person)
    await stub.EvidenceAction(an_evidence(first), metadata=person)
    await stub.CloseAction(a_closing(first), metadata=person)

    assert await seen(service, stub, case_id=str(first)) == [("early_help", 0, 0, 0, 0)]
    assert await seen(service, stub, case_id=str(second)) == [("early_help", 1, 0, 0, 1)]
    assert await seen(service, stub) == [("early_help", 2, 0, 0, 1)]
    assert await seen(service, stub, themes=["transitions"]) == [("transitions", 0, 0, 0, 0)]


async def test_a_briefing_shows_what_was_learned_before(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    first, second = uuid4(), uuid4()
    await met(service, first, "R1", at=EARLY)
    await met(service, second, "R1")
    await told(service, reply(second))
    await service.settled()

    briefing = await stub.GetBriefing(
        common_pb2.CaseRequest(case_id=str(second)), metadata=service.as_person()
    )

    assert [(one.theme, one.earlier_cases, one.since) for one in briefing.seen_before] == [
        ("early_help", 1, EARLY.date().isoformat())
    ]


async def test_an_action_takes_another_way_and_is_listed_while_it_is_open(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await met(service, case_id, "R1")
    for action_id in ("A1", "A2", "A3"):
        await stub.AgreeAction(an_agreement(case_id, action_id), metadata=person)

    def header() -> common_pb2.CommandHeader:
        return command_header(case_id)

    start = wire.StartActionRequest(header=header(), action_id="A1", started_on="2025-11-03")
    revise = wire.ReviseActionRequest(
        header=header(), action_id="A1", due_on="2026-03-31", reason="Invented."
    )
    merge = wire.MergeActionRequest(
        header=header(), action_id="A2", into="A1", merged_on="2025-11-03", reason="Invented."
    )
    decline = wire.DeclineActionRequest(
        header=header(), action_id="A3", declined_on="2025-11-03", reason="Invented."
    )
    nowhere = wire.MergeActionRequest(
        header=header(), action_id="A1", into="A9", merged_on="2025-11-03", reason="Invented."
    )
    await stub.StartAction(start, metadata=person)
    await stub.ReviseAction(revise, metadata=person)
    await stub.MergeAction(merge, metadata=person)
    await stub.DeclineAction(decline, metadata=person)
    refused = await refusal_code(stub.MergeAction(nowhere, metadata=person))
    await service.settled()
    listed = await stub.ListOpenActions(
        wire.ListOpenActionsRequest(partnership="PLY"), metadata=person
    )
    merged = await stub.GetAction(
        wire.GetActionRequest(case_id=str(case_id), action_id="A2"), metadata=person
    )

    assert refused == (grpc.StatusCode.NOT_FOUND, "learning.no_action")
    assert [(one.action_id, one.status, one.due_on) for one in listed.actions] == [
        ("A1", "in_progress", "2026-03-31")
    ]
    assert (merged.status, merged.merged_into) == ("merged", "A1")
    (row,) = [one for one in await rows_of(service) if one[0] == 1]
    assert row == (1, 1, 0, 0, 2)


async def rows_of(service: ServiceUnderTest) -> list[tuple[int, ...]]:
    """Counts of the theme, as its read model tells them to the door."""
    stub = rpc.LearningServiceStub(service.channel)
    answer = await stub.SeenBefore(
        wire.SeenBeforeRequest(partnership="PLY"), metadata=service.as_person()
    )
    return [
        (
            one.earlier_cases, one.open_actions, one.unchecked_actions, one.checked_actions,
            one.ended_otherwise,
        )
        for one in answer.themes
    ]  # fmt: skip


def test_the_meetings_of_these_tests_are_in_order() -> None:
    assert EARLY.date() < MEETING_AT.date() < date(2025, 10, 14)


async def test_the_learning_of_a_case_goes_with_its_lead(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    first, briefed = uuid4(), uuid4()
    await met(service, first, "R1", at=EARLY)
    await told(service, reply(briefed), at=EARLY)

    async def counted(partnership: str) -> dict[str, int]:
        await service.settled()
        request = wire.SeenBeforeRequest(partnership=partnership, themes=["early_help"])
        person = service.as_person("somebody", "coordinator", partnership)
        answer = await stub.SeenBefore(request, metadata=person)
        return {one.theme: one.earlier_cases for one in answer.themes}

    before = [await counted("PLY"), await counted("DEV")]
    for case_id in (first, briefed):
        await told(service, transferred(case_id))
    later = uuid4()
    await met(service, later, "R1", partnership="DEV")
    (repeated,) = await repeats(service, later)

    themes_of_briefing = {"early_help"} & set(reply(briefed).themes)
    cases = 1 + len(themes_of_briefing)
    assert before == [{"early_help": cases}, {"early_help": 0}]
    assert [await counted("PLY"), await counted("DEV")] == [
        {"early_help": 0},
        {"early_help": cases + 1},
    ]
    assert repeated.earlier_cases == cases
