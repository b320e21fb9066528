"""What the learning service is told, what it tells, and what it keeps to itself."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid4

import grpc
import pytest

from contracts.events.learning import (
    ActionAgreed,
    ActionClosed,
    ActionEvidenced,
    BriefingDrafted,
    BriefingPublished,
)
from contracts.grpc import common_pb2
from contracts.grpc import learning_pb2_grpc as rpc
from tests.integration.learning.learning_on_the_wire import (
    CANARY,
    MEETING_AT,
    REPLY_AT,
    a_closing,
    a_publication,
    an_agreement,
    an_evidence,
    decision,
    inquest,
    meeting,
    reply,
    told,
    transferred,
)
from tests.support.service import ServiceUnderTest, refusal_code

ROWS = ("open_actions", "inbox", "parked", "readmodel_positions")


async def published(service: ServiceUnderTest) -> list[object]:
    envelopes, _ = await service.running.log.read(after=0, limit=100)
    return [envelope.event() for envelope in envelopes]


async def topics(service: ServiceUnderTest, case_id: UUID) -> list[str]:
    return [topic for topic, _ in await service.bodies(case_id)]


async def a_whole_story(service: ServiceUnderTest, stub: rpc.LearningServiceStub) -> UUID:
    """A recommendation becomes an action that is closed, and the briefing is published."""
    case_id, person = uuid4(), service.as_person()
    await told(service, meeting(case_id, "R1"), at=MEETING_AT)
    await told(service, reply(case_id))
    await stub.AgreeAction(an_agreement(case_id), metadata=person)
    await stub.EvidenceAction(an_evidence(case_id), metadata=person)
    await stub.CloseAction(a_closing(case_id), metadata=person)
    await stub.AgreeAction(an_agreement(case_id, "A2"), metadata=person)
    await stub.PublishBriefing(a_publication(case_id), metadata=person)
    return case_id


async def test_a_reply_that_is_not_final_drafts_nothing(service: ServiceUnderTest) -> None:
    await told(service, reply(uuid4(), final=False))

    assert await service.running.ground.store.head() == 0


@pytest.mark.parametrize("outcome", ["initiate", "no_further_review"])
async def test_a_decision_without_learning_of_its_own_drafts_nothing(
    service: ServiceUnderTest, outcome: str
) -> None:
    await told(service, decision(uuid4(), outcome))

    assert await service.running.ground.store.head() == 0


async def test_a_meeting_without_recommendations_leaves_no_trace(service: ServiceUnderTest) -> None:
    await told(service, meeting(uuid4()), at=MEETING_AT)

    assert await service.running.ground.store.head() == 0


async def test_a_final_reply_drafts_one_briefing_however_often_we_are_told(
    service: ServiceUnderTest,
) -> None:
    case_id = uuid4()
    envelope = service.teller.envelope(reply(case_id), at=REPLY_AT)

    await service.teller.tell(envelope, envelope)
    await service.running.ground.pool.execute("TRUNCATE inbox")
    await service.teller.tell(envelope)
    await told(service, reply(case_id))

    assert await published(service) == [
        BriefingDrafted(
            case_id=case_id,
            reference="PLY-RR-2025-0007",
            partnership="PLY",
            kind="rapid_review",
            drafted_on=date(2025, 10, 14),
            themes=("early_help", "information_sharing"),
        )
    ]
    assert await service.running.service.doors[0].parked() == []


@pytest.mark.parametrize("route", ["learning_from_experience", "thematic_review"])
async def test_another_route_drafts_a_briefing_of_its_kind(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub, route: str
) -> None:
    case_id = uuid4()
    await told(service, decision(case_id, route))

    shown = await stub.GetBriefing(
        common_pb2.CaseRequest(case_id=str(case_id)), metadata=service.as_person()
    )

    assert (shown.kind, shown.status, shown.reference) == (route, "drafted", "PLY-RR-2025-0008")


async def test_a_meeting_told_twice_is_noted_once(service: ServiceUnderTest) -> None:
    case_id = uuid4()
    first = service.teller.envelope(meeting(case_id, "R1"), at=MEETING_AT)
    second = service.teller.envelope(meeting(case_id, "R2"), at=MEETING_AT)

    await service.teller.tell(first, first, second, second)
    await service.running.ground.pool.execute("TRUNCATE inbox")
    await service.teller.tell(first, second)

    assert await topics(service, case_id) == [
        "learning.RecommendationsNoted.v1",
        "learning.RecommendationsAdded.v1",
    ]


async def test_a_second_meeting_adds_recommendations_and_takes_none_away(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await told(service, meeting(case_id, "R1"), at=MEETING_AT)
    await told(service, meeting(case_id, "R2"), at=MEETING_AT)

    for action_id, recommendation_id in (("A1", "R1"), ("A2", "R2")):
        request = an_agreement(case_id, action_id)
        request.recommendation_id = recommendation_id
        await stub.AgreeAction(request, metadata=person)


async def test_a_briefing_waits_while_a_process_holds_publications_back(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await told(service, reply(case_id))
    await told(service, inquest(case_id, "hold_publication"))
    await told(service, inquest(case_id, "hold_publication"))
    refused = await refusal_code(stub.PublishBriefing(a_publication(case_id), metadata=person))
    await told(service, inquest(case_id))

    await stub.PublishBriefing(a_publication(case_id), metadata=person)

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "learning.publication_held")
    assert (await topics(service, case_id))[1:] == [
        "learning.RestrictionsNoted.v1", "learning.RestrictionsChanged.v1", "learning.BriefingPublished.v2",
    ]  # fmt: skip


async def test_all_that_is_known_of_a_case_follows_its_lead(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id, devon = uuid4(), service.as_person("dev-coordinator", "coordinator", "DEV")
    await told(service, meeting(case_id, "R1"), at=MEETING_AT)
    await told(service, reply(case_id))
    await told(service, inquest(case_id, "legal_hold"))
    await stub.AgreeAction(an_agreement(case_id), metadata=service.as_person())
    await told(service, transferred(case_id))
    await told(service, transferred(case_id))

    refused = await refusal_code(
        stub.PublishBriefing(a_publication(case_id), metadata=service.as_person())
    )
    await stub.EvidenceAction(an_evidence(case_id), metadata=service.as_person())
    await stub.PublishBriefing(a_publication(case_id, partnership="DEV"), metadata=devon)

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "access.lead_only")
    assert (await topics(service, case_id)).count("chassis.LeadChanged.v1") == 4


async def test_the_world_is_told_each_step_in_order_and_recommendations_stay_private(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)

    events = await published(service)

    case = {"case_id": case_id, "reference": "PLY-RR-2025-0007", "partnership": "PLY"}
    themes = ("early_help", "information_sharing")
    due_on, agreed_on = date(2026, 1, 29), date(2025, 10, 26)
    agreed = {"recommendation_id": "R1", "owner": "devon-icb", "agreed_on": agreed_on}
    assert events == [
        BriefingDrafted(**case, kind="rapid_review", drafted_on=date(2025, 10, 14), themes=themes),
        ActionAgreed(**case, action_id="A1", **agreed, due_on=due_on),
        ActionEvidenced(**case, action_id="A1", evidenced_on=date(2025, 11, 2)),
        ActionClosed(**case, action_id="A1", closed_on=date(2025, 11, 12)),
        ActionAgreed(**case, action_id="A2", **agreed, due_on=due_on),
        BriefingPublished(
            **case, kind="rapid_review", published_on=date(2025, 11, 16), themes=themes
        ),
    ]


async def test_no_word_that_was_written_leaves_the_event_store(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)
    await service.settled()
    pool = service.running.ground.pool

    envelopes, _ = await service.running.log.read(after=0, limit=100)
    rows = [row for table in ROWS for row in await pool.fetch(f"SELECT * FROM {table}")]
    stored = b"".join(event.state for event in await service.running.ground.store.case(case_id))

    assert CANARY in json.dumps(await service.bodies(case_id))
    assert len([row for row in rows if "owner" in row]) == 1
    assert CANARY not in "".join(envelope.model_dump_json() for envelope in envelopes)
    assert CANARY not in str([dict(row) for row in rows])
    assert CANARY.encode() not in stored


async def test_who_checked_for_disclosure_is_kept_but_not_told(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)

    topic, body = (await service.bodies(case_id))[-1]
    envelopes, _ = await service.running.log.read(after=0, limit=100)

    assert topic == "learning.BriefingPublished.v2"
    assert body["disclosure_checked_by"] == [f"staff-1 {CANARY}", f"staff-2 {CANARY}"]
    assert "staff-1" not in "".join(envelope.model_dump_json() for envelope in envelopes)


async def test_the_list_of_open_actions_can_be_made_anew_from_the_log(
    service: ServiceUnderTest, stub: rpc.LearningServiceStub
) -> None:
    await a_whole_story(service, stub)
    await service.settled()
    pool = service.running.ground.pool
    before = await pool.fetch("SELECT * FROM open_actions")

    await service.running.projector.rebuild(service.running.service.projections[0])

    assert await pool.fetch("SELECT * FROM open_actions") == before
    assert [row["action_id"] for row in before] == ["A2"]
