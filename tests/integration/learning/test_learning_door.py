"""The learning service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from contracts.grpc import common_pb2
from contracts.grpc import learning_pb2 as wire
from contracts.grpc import learning_pb2_grpc as rpc
from tests.integration.learning.learning_on_the_wire import (
    MEETING_AT,
    a_closing,
    a_publication,
    an_agreement,
    an_evidence,
    meeting,
    reply,
    told,
)
from tests.support.service import ServiceUnderTest, refusal_code

COMMANDS: dict[str, tuple[Callable[[UUID], Any], str]] = {
    "PublishBriefing": (a_publication, "learning.no_briefing"),
    "AgreeAction": (an_agreement, "learning.unknown_recommendation"),
    "EvidenceAction": (an_evidence, "learning.no_action"),
    "CloseAction": (a_closing, "learning.no_action"),
}


async def a_case(service: ServiceUnderTest) -> UUID:
    """A case with a drafted briefing and the recommendations R1 and R2."""
    case_id = uuid4()
    await told(service, meeting(case_id, "R1", "R2"), at=MEETING_AT)
    await told(service, reply(case_id))
    return case_id


async def test_a_caller_without_a_token_is_refused(stub: rpc.LearningServiceStub) -> None:
    refused = await refusal_code(stub.GetBriefing(common_pb2.CaseRequest(case_id=str(uuid4()))))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")


@pytest.mark.parametrize("method", list(COMMANDS))
async def test_nothing_can_be_done_in_an_unknown_case(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub, method: str
) -> None:
    make, code = COMMANDS[method]

    refused = await refusal_code(getattr(stub, method)(make(uuid4()), metadata=service.as_person()))

    assert refused == (grpc.StatusCode.NOT_FOUND, code)


@pytest.mark.parametrize("method", list(COMMANDS))
async def test_a_stranger_can_do_nothing_whichever_partnership_they_name(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub, method: str
) -> None:
    case_id = await a_case(service)
    if method in {"EvidenceAction", "CloseAction"}:
        await stub.AgreeAction(an_agreement(case_id), metadata=service.as_person())
    stranger = service.as_person("dev-coordinator", "coordinator", "DEV")
    make, code = COMMANDS[method]
    own = make(case_id)
    own.header.partnership = "DEV"

    as_plymouth = await refusal_code(getattr(stub, method)(make(case_id), metadata=stranger))
    as_devon = await refusal_code(getattr(stub, method)(own, metadata=stranger))

    assert as_plymouth == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")
    assert as_devon == (grpc.StatusCode.NOT_FOUND, code)


async def test_a_stranger_sees_neither_briefing_nor_action_nor_list(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_case(service)
    await stub.AgreeAction(an_agreement(case_id), metadata=service.as_person())
    stranger = service.as_person("dev-coordinator", "coordinator", "DEV")

    briefing = await refusal_code(
        stub.GetBriefing(common_pb2.CaseRequest(case_id=str(case_id)), metadata=stranger)
    )
    action = await refusal_code(
        stub.GetAction(
            wire.GetActionRequest(case_id=str(case_id), action_id="A1"), metadata=stranger
        )
    )
    listed = await refusal_code(
        stub.ListOpenActions(wire.ListOpenActionsRequest(partnership="PLY"), metadata=stranger)
    )

    assert briefing == (grpc.StatusCode.NOT_FOUND, "learning.no_briefing")
    assert action == (grpc.StatusCode.NOT_FOUND, "learning.no_action")
    assert listed == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


async def test_an_action_needs_a_recommendation_that_a_meeting_made(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_case(service)
    request = an_agreement(case_id)
    request.recommendation_id = "R9"

    refused = await refusal_code(stub.AgreeAction(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.NOT_FOUND, "learning.unknown_recommendation")


async def test_an_action_cannot_be_owned_by_an_agency_that_the_partnership_does_not_know(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_case(service)
    request = an_agreement(case_id, owner="some-agency")

    refused = await refusal_code(stub.AgreeAction(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "rules.unknown_agency")


async def test_the_owner_that_the_meeting_named_is_known_even_from_another_area(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = uuid4()
    await told(service, meeting(case_id, "R1", owner="devon-schools"), at=MEETING_AT)

    await stub.AgreeAction(
        an_agreement(case_id, owner="devon-schools"), metadata=service.as_person()
    )


async def test_a_case_has_only_one_action_with_the_same_id(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    await stub.AgreeAction(an_agreement(case_id), metadata=person)

    refused = await refusal_code(stub.AgreeAction(an_agreement(case_id), metadata=person))

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "learning.action_id_taken")


async def test_an_action_agreed_twice_by_the_same_command_is_answered_alike(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    request = an_agreement(case_id)

    first = await stub.AgreeAction(request, metadata=person)
    second = await stub.AgreeAction(request, metadata=person)

    assert first == second


async def test_a_briefing_is_published_only_once(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    await stub.PublishBriefing(a_publication(case_id), metadata=person)

    refused = await refusal_code(stub.PublishBriefing(a_publication(case_id), metadata=person))

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "learning.already_published")


async def test_an_action_is_not_closed_before_it_is_evidenced(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    await stub.AgreeAction(an_agreement(case_id), metadata=person)

    refused = await refusal_code(stub.CloseAction(a_closing(case_id), metadata=person))

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "learning.not_yet_evidenced")


async def test_a_briefing_goes_from_its_draft_to_its_publication(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    request = common_pb2.CaseRequest(case_id=str(case_id))
    drafted = await stub.GetBriefing(request, metadata=person)

    answer = await stub.PublishBriefing(a_publication(case_id), metadata=person)
    published = await stub.GetBriefing(request, metadata=person)

    assert drafted == wire.Briefing(
        case_id=str(case_id),
        reference="PLY-RR-2025-0007",
        partnership="PLY",
        version=1,
        kind="rapid_review",
        status="drafted",
        themes=["early_help", "information_sharing"],
    )
    assert (published.status, published.version) == ("published", answer.version)


async def test_an_action_goes_from_its_recommendation_to_its_impact(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    request = wire.GetActionRequest(case_id=str(case_id), action_id="A1")
    seen = []

    for call, command in (
        (stub.AgreeAction, an_agreement(case_id)),
        (stub.EvidenceAction, an_evidence(case_id)),
        (stub.EvidenceAction, an_evidence(case_id)),
        (stub.CloseAction, a_closing(case_id)),
    ):
        answer = await call(command, metadata=person)
        action = await stub.GetAction(request, metadata=person)
        assert action.version == answer.version
        seen.append(action.status)

    assert seen == ["agreed", "evidenced", "evidenced", "closed"]
    assert (action.owner, action.due_on) == ("devon-icb", "2026-01-29")


async def test_open_actions_are_listed_soonest_due_first_until_they_are_closed(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = await a_case(service), service.as_person()
    await stub.AgreeAction(an_agreement(case_id, "A2", due_on="2026-02-01"), metadata=person)
    await stub.AgreeAction(an_agreement(case_id, "A1"), metadata=person)
    await stub.EvidenceAction(an_evidence(case_id), metadata=person)
    request = wire.ListOpenActionsRequest(partnership="PLY")
    await service.settled()

    two = await stub.ListOpenActions(request, metadata=person)
    await stub.CloseAction(a_closing(case_id), metadata=person)
    await service.settled()
    one = await stub.ListOpenActions(request, metadata=person)

    assert [(a.action_id, a.status, a.version) for a in two.actions] == [
        ("A1", "evidenced", 2),
        ("A2", "agreed", 1),
    ]
    assert [a.action_id for a in one.actions] == ["A2"]
