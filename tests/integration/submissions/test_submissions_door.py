"""The submissions service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from tests.integration.submissions.returns_on_the_wire import (
    SCHOOLS,
    a_nil_return,
    a_query,
    a_return,
    an_acceptance,
    an_excuse,
    asked,
)
from tests.support.service import ServiceUnderTest, refusal_code

LIMIT_BYTES = 4 * 1024 * 1024
COMMANDS: dict[str, Callable[[UUID], Any]] = {
    "ReturnSubmission": a_return,
    "QuerySubmission": a_query,
    "AcceptSubmission": an_acceptance,
    "ExcuseSubmission": an_excuse,
}


async def shown(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub, case_id: object, *partnerships: str
) -> wire.Submission:
    person = service.as_person("some-person", "coordinator", *partnerships)
    request = wire.GetSubmissionRequest(case_id=str(case_id), agency=SCHOOLS)
    submission: wire.Submission = await stub.GetSubmission(request, metadata=person)
    return submission


async def test_a_caller_without_a_token_is_refused(stub: rpc.SubmissionsServiceStub) -> None:
    request = wire.GetSubmissionRequest(case_id=str(uuid4()), agency=SCHOOLS)

    refused = await refusal_code(stub.GetSubmission(request))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")


@pytest.mark.parametrize("method", list(COMMANDS))
async def test_nothing_can_be_done_with_a_return_that_was_not_asked_for(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub, method: str
) -> None:
    case_id = uuid4()
    await asked(service, case_id, agency="plymouth-housing")

    call = getattr(stub, method)
    refused = await refusal_code(call(COMMANDS[method](case_id), metadata=service.as_person()))

    assert refused == (grpc.StatusCode.NOT_FOUND, "submissions.nothing_requested")


@pytest.mark.parametrize("method", list(COMMANDS))
async def test_a_stranger_can_do_nothing_whichever_partnership_they_name(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub, method: str
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    stranger = service.as_person("dev-coordinator", "coordinator", "DEV")
    call = getattr(stub, method)

    as_plymouth = await refusal_code(call(COMMANDS[method](case_id), metadata=stranger))
    own = COMMANDS[method](case_id)
    own.header.partnership = "DEV"
    as_devon = await refusal_code(call(own, metadata=stranger))

    assert as_plymouth == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")
    assert as_devon == (grpc.StatusCode.NOT_FOUND, "submissions.nothing_requested")


async def test_a_stranger_cannot_tell_an_unknown_return_from_one_that_is_not_theirs(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)

    theirs = await refusal_code(shown(service, stub, case_id, "DEV"))
    unknown = await refusal_code(shown(service, stub, uuid4(), "DEV"))

    assert theirs == unknown == (grpc.StatusCode.NOT_FOUND, "submissions.nothing_requested")


async def test_outstanding_returns_of_another_partnership_are_not_shown(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    request = wire.ListOutstandingRequest(partnership="DEV")

    refused = await refusal_code(stub.ListOutstanding(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("happened_on", "1757203200"),
        ("happened_on", ""),
        ("precision", "perhaps"),
        ("kind", ""),
        ("child_seen", "maybe"),
        ("sensitivity", ""),
    ],
)
async def test_a_chronology_row_with_a_word_of_its_own_is_refused(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub, field: str, value: str
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    request = a_return(case_id)
    setattr(request.chronology[1], field, value)

    refused = await refusal_code(stub.ReturnSubmission(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")


async def test_a_chronology_without_a_word_is_refused_in_a_short_sentence(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    request = a_return(case_id)
    row = request.chronology.pop()
    row.what_happened = ""
    request.chronology.extend([row] * 1_999)

    refused = await refusal_code(stub.ReturnSubmission(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "submissions.row_without_words")


async def test_a_return_for_an_erased_or_future_moment_is_refused(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    tomorrow = a_return(case_id, at=datetime.now(UTC) + timedelta(days=1))
    future = await refusal_code(stub.ReturnSubmission(tomorrow, metadata=person))
    await service.running.ground.keys.destroy(case_id)
    erased = await refusal_code(stub.ReturnSubmission(a_return(case_id), metadata=person))

    assert future == (grpc.StatusCode.INVALID_ARGUMENT, "command.in_the_future")
    assert erased == (grpc.StatusCode.FAILED_PRECONDITION, "case.erased")


async def test_an_excuse_with_a_reason_of_its_own_is_refused(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    request = an_excuse(case_id)
    request.reason = "forgotten"

    refused = await refusal_code(stub.ExcuseSubmission(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "request.malformed")


async def test_a_return_without_a_scoping_document_says_what_is_missing(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    request = a_return(case_id)
    request.ClearField("scoping")

    refused = await refusal_code(stub.ReturnSubmission(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "submissions.accounts_missing")


async def test_what_an_agency_returned_is_shown_in_full(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    request = a_return(case_id)

    answer = await stub.ReturnSubmission(request, metadata=person)
    submission = await shown(service, stub, case_id)

    assert submission == wire.Submission(
        case_id=str(case_id),
        reference="PLY-RR-2025-0007",
        partnership="PLY",
        agency=SCHOOLS,
        version=answer.version,
        status="returned",
        requested_on="2025-09-09",
        due_on="2025-09-21",
        return_number=1,
        returned_on="2025-09-22",
        versions=[wire.SentVersion(return_number=1, returned_on="2025-09-22", days_late=1)],
        scoping=request.scoping,
        chronology=request.chronology,
    )


async def test_a_nil_return_needs_no_accounts(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)

    await stub.ReturnSubmission(a_nil_return(case_id), metadata=service.as_person())
    submission = await shown(service, stub, case_id)

    assert (submission.status, submission.nil_return) == ("returned", True)


async def test_a_return_sent_twice_takes_effect_once(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    request = a_return(case_id)

    first = await stub.ReturnSubmission(request, metadata=person)
    second = await stub.ReturnSubmission(request, metadata=person)

    assert first == second
    assert (await shown(service, stub, case_id)).return_number == 1


async def test_a_queried_return_is_corrected_and_accepted(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    await stub.ReturnSubmission(a_return(case_id), metadata=person)
    await stub.QuerySubmission(a_query(case_id), metadata=person)
    queried = await shown(service, stub, case_id)

    await stub.ReturnSubmission(a_return(case_id), metadata=person)
    await stub.AcceptSubmission(an_acceptance(case_id), metadata=person)
    accepted = await shown(service, stub, case_id)

    assert (queried.status, queried.return_number) == ("queried", 1)
    assert (accepted.status, accepted.return_number) == ("accepted", 2)


async def test_an_excused_agency_is_no_longer_waited_for(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)

    await stub.ExcuseSubmission(an_excuse(case_id), metadata=person)
    await service.settled()
    outstanding = await stub.ListOutstanding(
        wire.ListOutstandingRequest(partnership="PLY"), metadata=person
    )

    assert (await shown(service, stub, case_id)).status == "excused"
    assert list(outstanding.items) == []


async def test_a_contributing_partnership_returns_for_its_agency_but_does_not_accept(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id, through="DEV")
    author = service.as_person("dev-author", "agency_author", "DEV", agency=SCHOOLS)
    devon = service.as_person("dev-coordinator", "coordinator", "DEV")

    await stub.ReturnSubmission(a_return(case_id, partnership="DEV"), metadata=author)
    refused = await refusal_code(
        stub.AcceptSubmission(an_acceptance(case_id, partnership="DEV"), metadata=devon)
    )

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "access.lead_only")
    for partnership in ("PLY", "DEV"):
        submission = await shown(service, stub, case_id, partnership)
        assert (submission.partnership, submission.status) == ("PLY", "returned")
        assert submission.scoping.involvement
    stored = await service.running.ground.store.case(case_id)
    assert {event.header.partnership for event in stored} == {"PLY"}


async def test_the_largest_return_that_is_taken_can_be_shown_again(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    request = a_return(case_id)
    row = request.chronology.pop()
    row.what_happened = "\N{OWL}" * 469
    row.source = "S"
    row.row_id = row.agency_response = row.significance = ""
    request.chronology.extend([row] * (2_000 - len(request.chronology)))

    await stub.ReturnSubmission(request, metadata=person)
    submission = await shown(service, stub, case_id)

    assert LIMIT_BYTES * 0.9 < submission.ByteSize() < LIMIT_BYTES
    assert len(submission.chronology) == 2_000
    request.chronology.append(row)
    request.header.command_id = str(uuid4())
    refused = await refusal_code(stub.ReturnSubmission(request, metadata=person))
    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "list.too_long")
