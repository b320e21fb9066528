"""What the submissions service is told, what it tells, and what it keeps to itself."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid4

import grpc

from contracts.events.base import ReturnDue
from contracts.events.review import ClockRestated
from contracts.events.submissions import (
    SubmissionAccepted,
    SubmissionDueRestated,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
    SubmissionReturned,
)
from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from tests.integration.submissions.returns_on_the_wire import (
    ASKED_AT,
    AT,
    CANARY,
    SCHOOLS,
    a_nil_return,
    a_query,
    a_return,
    an_acceptance,
    an_excuse,
    asked,
    involved,
    transferred,
)
from tests.support.service import ServiceUnderTest, refusal_code

ROWS = ("outstanding_returns", "inbox", "parked", "readmodel_positions")


async def outstanding(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub, partnership: str = "PLY"
) -> list[tuple[str, str]]:
    """Agency and status of what a partnership waits for, in order."""
    await service.settled()
    answer = await stub.ListOutstanding(
        wire.ListOutstandingRequest(partnership=partnership),
        metadata=service.as_person("some-person", "coordinator", partnership),
    )
    return [(item.agency, item.status) for item in answer.items]


async def a_whole_story(service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub) -> UUID:
    """An agency is asked, queried and accepted; another is excused."""
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    await asked(service, case_id, agency="plymouth-housing")
    await stub.ReturnSubmission(a_return(case_id), metadata=person)
    await stub.QuerySubmission(a_query(case_id), metadata=person)
    await stub.ReturnSubmission(a_return(case_id), metadata=person)
    await stub.AcceptSubmission(an_acceptance(case_id), metadata=person)
    excuse = an_excuse(case_id)
    excuse.agency = "plymouth-housing"
    await stub.ExcuseSubmission(excuse, metadata=person)
    return case_id


async def test_an_agency_is_asked_once_however_often_we_are_told_that_it_takes_part(
    service: ServiceUnderTest,
) -> None:
    case_id = uuid4()
    envelope = service.teller.envelope(involved(case_id), at=ASKED_AT)

    await service.teller.tell(envelope, envelope)
    await service.teller.tell(service.teller.envelope(involved(case_id), at=ASKED_AT))

    assert await service.running.ground.store.head() == 1
    assert await service.running.service.doors[0].parked() == []


async def test_a_repeat_has_no_effect_even_when_the_inbox_has_forgotten_it(
    service: ServiceUnderTest,
) -> None:
    envelope = service.teller.envelope(involved(uuid4()), at=ASKED_AT)
    await service.teller.tell(envelope)
    await service.running.ground.pool.execute("TRUNCATE inbox")

    await service.teller.tell(envelope)

    assert await service.running.ground.store.head() == 1


async def test_what_follows_from_a_told_event_names_it_as_its_cause(
    service: ServiceUnderTest,
) -> None:
    case_id = uuid4()
    envelope = service.teller.envelope(involved(case_id), at=ASKED_AT)

    await service.teller.tell(envelope)

    header = (await service.running.ground.store.case(case_id))[0].header
    assert (header.actor, header.causation_id, header.correlation_id, header.occurred_at) == (
        "service:submissions",
        envelope.id,
        envelope.correlationid,
        ASKED_AT,
    )


async def test_a_restated_clock_moves_the_days_of_returns_and_the_world_is_told(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    restated = ClockRestated(
        case_id=case_id, reference="PLY-RR-2025-0007", partnership="PLY", clock_started_on=date(2025, 9, 9),
        due_on=date(2025, 9, 30), milestones=(), restated_on=date(2025, 9, 11),
        returns=(ReturnDue(agency=SCHOOLS, due_on=date(2025, 9, 25)),),
    )  # fmt: skip
    envelope = service.teller.envelope(restated, at=ASKED_AT)

    await service.teller.tell(envelope, envelope)

    await service.settled()
    listed = await stub.ListOutstanding(
        wire.ListOutstandingRequest(partnership="PLY"),
        metadata=service.as_person("some-person", "coordinator", "PLY"),
    )
    assert [(one.agency, one.due_on) for one in listed.items] == [(SCHOOLS, "2025-09-25")]
    told, _ = await service.running.log.read(after=0, limit=100)
    moved = [one.event() for one in told][1:]
    assert [(type(one), one.model_dump()["due_on"]) for one in moved] == [
        (SubmissionDueRestated, date(2025, 9, 25))
    ]
    assert await service.running.service.doors[0].parked() == []


async def test_returns_still_to_come_are_listed_soonest_due_first(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    for agency, day in (("plymouth-schools", 21), ("plymouth-housing", 18), ("devon-icb", 21)):
        event = involved(case_id, agency=agency)
        event = event.model_copy(update={"return_due_on": event.return_due_on.replace(day=day)})
        await service.teller.tell(service.teller.envelope(event, at=ASKED_AT))

    listed = await outstanding(service, stub)

    assert [agency for agency, _ in listed] == ["plymouth-housing", "devon-icb", "plymouth-schools"]


async def test_a_return_leaves_the_list_when_it_comes_and_is_back_when_it_is_queried(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    seen = []
    await asked(service, case_id)
    seen.append(await outstanding(service, stub))
    for call, command in (
        (stub.ReturnSubmission, a_return(case_id)),
        (stub.QuerySubmission, a_query(case_id)),
        (stub.ReturnSubmission, a_nil_return(case_id)),
        (stub.AcceptSubmission, an_acceptance(case_id)),
    ):
        await call(command, metadata=person)
        seen.append(await outstanding(service, stub))

    assert seen == [[(SCHOOLS, "requested")], [], [(SCHOOLS, "queried")], [], []]


async def test_the_partnership_through_which_an_agency_takes_part_sees_that_it_is_waited_for(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    await asked(service, case_id, agency="devon-schools", through="DEV")

    devon = await outstanding(service, stub, "DEV")
    plymouth = await outstanding(service, stub)

    assert devon == [("devon-schools", "requested")]
    assert [agency for agency, _ in plymouth] == ["devon-schools", SCHOOLS]


async def test_returns_follow_the_lead_and_each_agency_stays_with_its_own_partnership(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, devon = uuid4(), service.as_person("dev-coordinator", "coordinator", "DEV")
    await asked(service, case_id)
    await asked(service, case_id, agency="devon-schools", through="DEV")
    await service.teller.tell(service.teller.envelope(transferred(case_id), at=AT))

    await stub.ReturnSubmission(a_return(case_id), metadata=service.as_person())
    query = a_query(case_id)
    refused = await refusal_code(stub.QuerySubmission(query, metadata=service.as_person()))
    query.header.partnership = "DEV"
    await stub.QuerySubmission(query, metadata=devon)

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "access.lead_only")
    assert await outstanding(service, stub) == [(SCHOOLS, "queried")]
    assert {agency for agency, _ in await outstanding(service, stub, "DEV")} == {
        SCHOOLS, "devon-schools",
    }  # fmt: skip


async def test_the_list_can_be_made_anew_from_the_log(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    await a_whole_story(service, stub)
    await asked(service, uuid4())
    before = await outstanding(service, stub)

    await service.running.projector.rebuild(service.running.service.projections[0])

    assert await outstanding(service, stub) == before == [(SCHOOLS, "requested")]


async def test_the_world_is_told_each_step_in_order(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)

    envelopes, head = await service.running.log.read(after=0, limit=100)
    events = [envelope.event() for envelope in envelopes]

    assert head == await service.running.ground.store.head()
    assert [type(event) for event in events] == [
        SubmissionRequested,
        SubmissionRequested,
        SubmissionReturned,
        SubmissionQueried,
        SubmissionReturned,
        SubmissionAccepted,
        SubmissionExcused,
    ]
    assert {(event.case_id, event.partnership) for event in events} == {(case_id, "PLY")}
    assert events[4].model_dump(mode="json", exclude={"case_id", "reference", "partnership"}) == {
        "agency": SCHOOLS,
        "returned_on": "2025-09-22",
        "return_number": 2,
        "nil_return": False,
        "days_late": 1,
        "chronology_rows": 2,
        "themes": ["early_help", "transitions"],
        "completed_with_practitioners": True,
        "shared": False,
        "identity_aspects": 0,
    }
    assert events[6].model_dump(mode="json", include={"agency", "reason", "excused_on"}) == {
        "agency": "plymouth-housing",
        "reason": "service_closed",
        "excused_on": "2025-09-22",
    }


async def test_no_word_that_was_written_leaves_the_event_store(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)
    await service.settled()
    pool = service.running.ground.pool

    envelopes, _ = await service.running.log.read(after=0, limit=100)
    rows = [row for table in ROWS for row in await pool.fetch(f"SELECT * FROM {table}")]
    stored = b"".join(event.state for event in await service.running.ground.store.case(case_id))

    assert CANARY in json.dumps(await service.bodies(case_id))
    assert CANARY not in "".join(envelope.model_dump_json() for envelope in envelopes)
    assert CANARY not in str([dict(row) for row in rows])
    assert CANARY.encode() not in stored


async def test_support_and_sensitivity_are_kept(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)

    topic, body = (await service.bodies(case_id))[2]

    assert topic == "submissions.SubmissionReturned.v2"
    assert body["scoping"]["support_offered"] == f"A quiet hour {CANARY}"
    assert [row["sensitivity"] for row in body["chronology"]] == ["police_hold", "standard"]


async def test_an_erased_case_is_passed_over_in_lists_and_in_what_is_told(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    erased = await a_whole_story(service, stub)
    await asked(service, uuid4())
    await service.running.ground.keys.destroy(erased)

    await service.running.projector.rebuild(service.running.service.projections[0])
    envelopes, _ = await service.running.log.read(after=0, limit=100)

    assert await outstanding(service, stub) == [(SCHOOLS, "requested")]
    assert erased not in {envelope.subject for envelope in envelopes}


async def test_the_words_of_an_erased_case_are_shown_to_nobody(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = await a_whole_story(service, stub)
    await service.running.ground.keys.destroy(case_id)

    refused = await refusal_code(
        stub.GetSubmission(
            wire.GetSubmissionRequest(case_id=str(case_id), agency=SCHOOLS),
            metadata=service.as_person(),
        )
    )

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "case.erased")
