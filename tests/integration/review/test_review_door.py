"""The review service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import grpc
import pytest

from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from tests.integration.review.journey import (
    AT,
    CRITERIA,
    DEVON_HOSPITAL,
    REFERENCE,
    SOCIAL_CARE,
    Journey,
    drafted,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

pytestmark = pytest.mark.integration

INVALID = grpc.StatusCode.INVALID_ARGUMENT
NOT_ALLOWED = grpc.StatusCode.PERMISSION_DENIED
NOT_FOUND = grpc.StatusCode.NOT_FOUND
WRONG_STATE = grpc.StatusCode.FAILED_PRECONDITION


def every_command(journey: Journey, **options: Any) -> list[Any]:
    """One valid request of each kind, under a header of the test's choice."""
    planned = wire.ScheduleMeetingRequest()
    planned.meeting_at.FromDatetime(AT)
    requests: list[Any] = [
        wire.InvolveAgencyRequest(agency="plymouth-schools"),
        planned,
        journey.meeting(),
        journey.report(),
        journey.decision(),
        journey.scrutiny(),
        journey.sending(),
        journey.reply(),
        journey.closing(),
    ]
    for request in requests:
        request.header.CopyFrom(journey.header(**options))
    return requests


# --- Who may ask ----------------------------------------------------------------------------------


async def test_a_caller_without_a_token_is_refused(journey: Journey) -> None:
    journey.person = ()

    refused = [await refusal_code(journey.call(request)) for request in every_command(journey)]

    assert refused == [(NOT_ALLOWED, "identity.not_signed_in")] * 9


async def test_nobody_acts_for_a_partnership_that_is_not_theirs(journey: Journey) -> None:
    await journey.begin()
    stranger = journey.service.as_person("tor-coordinator", "coordinator", "TOR")

    refused = [
        await refusal_code(journey.call(request, stranger)) for request in every_command(journey)
    ]

    assert refused == [(NOT_ALLOWED, "identity.other_partnership")] * 9


async def test_a_stranger_does_not_learn_that_there_is_a_review(journey: Journey) -> None:
    await journey.begin(other_partnerships=())
    stranger = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    refused = [
        await refusal_code(journey.call(request, stranger))
        for request in every_command(journey, partnership="DEV")
    ]
    read = await refusal_code(journey.shown(stranger))

    assert refused == [(NOT_FOUND, "not_found")] * 9
    assert read == (NOT_FOUND, "not_found")


async def test_a_contributing_partnership_reads_and_does_not_decide(journey: Journey) -> None:
    await journey.begin()
    contributor = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    refused = [
        await refusal_code(journey.call(request, contributor))
        for request in every_command(journey, partnership="DEV")
    ]

    assert refused == [(NOT_ALLOWED, "review.lead_decides")] * 9


async def test_a_contributing_partnership_sees_only_its_own_part(journey: Journey) -> None:
    await journey.held()
    contributor = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    shown = await journey.shown(contributor)

    assert [one.agency for one in shown.agencies] == [DEVON_HOSPITAL]
    assert [one.recommendation_id for one in shown.recommendations] == ["R2"]
    assert (shown.reference, shown.stage) == (REFERENCE, "meeting_held")


async def test_who_acts_for_both_partnerships_sees_all(journey: Journey) -> None:
    await journey.held()
    both = journey.service.as_person("regional-lead", "coordinator", "DEV", "PLY")

    shown = await journey.shown(both)

    assert [one.agency for one in shown.agencies] == [SOCIAL_CARE, DEVON_HOSPITAL]
    assert len(shown.recommendations) == 2


async def test_live_reviews_are_listed_to_their_own_partnership_only(journey: Journey) -> None:
    await journey.begin()
    request = wire.ListLiveReviewsRequest(partnership="DEV")

    refused = await refusal_code(journey.stub.ListLiveReviews(request, metadata=journey.person))

    assert refused == (NOT_ALLOWED, "identity.other_partnership")
    assert await journey.live() == [(REFERENCE, "gathering", "2026-09-28")]


# --- What is asked --------------------------------------------------------------------------------


async def test_a_review_that_was_never_begun_is_not_found(journey: Journey) -> None:
    refused = [await refusal_code(journey.call(request)) for request in every_command(journey)]

    assert refused == [(NOT_FOUND, "not_found")] * 9
    assert await refusal_code(journey.shown()) == (NOT_FOUND, "not_found")


async def test_a_request_that_cannot_be_read_is_refused(journey: Journey) -> None:
    await journey.begin()
    one = wire.Recommendation(recommendation_id="R1", text="", kind="policy", owner=SOCIAL_CARE)
    odd = [
        wire.ScheduleMeetingRequest(header=journey.header()),
        journey.meeting(held_on=""),
        journey.meeting(held_on="last Monday"),
        journey.meeting(outcome="more_work_needed"),
        journey.meeting(recommendations=[one]),
        journey.report(on=""),
        journey.decision(findings=[wire.CriterionFinding(criterion="x", finding="perhaps")]),
        journey.scrutiny(outcome="agree"),
        journey.sending(on=""),
        journey.reply(outcome="maybe"),
        journey.closing(on=""),
    ]

    refused = [await refusal_code(journey.call(request)) for request in odd]

    assert refused == [(INVALID, "request.malformed")] * len(odd)


async def test_an_agency_that_no_partnership_of_the_case_knows_is_refused(
    journey: Journey,
) -> None:
    await journey.begin()
    request = wire.InvolveAgencyRequest(header=journey.header(), agency="invented-agency")

    assert await refusal_code(journey.call(request)) == (INVALID, "rules.unknown_agency")


async def test_a_recommendation_has_an_owner_that_is_known(journey: Journey) -> None:
    await journey.begin()
    await journey.all_returned()

    def owned_by(owner: str) -> wire.HoldMeetingRequest:
        one = wire.Recommendation(recommendation_id="R1", text="-", kind="policy", owner=owner)
        return journey.meeting(recommendations=[one])

    refused = await refusal_code(journey.call(owned_by("invented-agency")))
    await journey.do(owned_by("devon-schools"))

    assert refused == (INVALID, "rules.unknown_agency")


async def test_an_agency_found_late_is_involved_through_the_lead_first(journey: Journey) -> None:
    await journey.begin()
    for agency in ("devon-and-cornwall-police", "devon-schools"):
        await journey.do(wire.InvolveAgencyRequest(header=journey.header(), agency=agency))

    late = [
        event for event in await journey.published() if type(event).__name__ == "AgencyInvolved"
    ]

    assert [(event.agency, event.through) for event in late[2:]] == [
        ("devon-and-cornwall-police", "PLY"),
        ("devon-schools", "DEV"),
    ]
    assert {str(event.return_due_on) for event in late[2:]} == {"2026-11-03"}


async def test_the_same_command_sent_twice_takes_effect_once(journey: Journey) -> None:
    await journey.begin()
    request = wire.InvolveAgencyRequest(header=journey.header(), agency="plymouth-schools")

    first, second = await journey.call(request), await journey.call(request)

    assert first == second
    assert [one.agency for one in (await journey.shown()).agencies].count("plymouth-schools") == 1


async def test_a_command_on_a_version_that_is_no_longer_true_is_stale(journey: Journey) -> None:
    await journey.begin()
    seen = (await journey.shown()).version
    await journey.all_returned()
    request = journey.meeting(header=journey.header(seen=seen))

    assert await refusal_code(journey.call(request)) == (grpc.StatusCode.ABORTED, "stale")


async def test_the_meeting_is_planned_and_moved(journey: Journey) -> None:
    await journey.begin()
    for day in (14, 15):
        request = wire.ScheduleMeetingRequest(header=journey.header())
        request.meeting_at.FromDatetime(datetime(2027, 1, day, 9, 30, tzinfo=UTC))
        await journey.do(request)

    planned = [
        event.meeting_at.day for event in await journey.published() if hasattr(event, "meeting_at")
    ]

    assert planned == [14, 15]


async def test_a_meeting_without_a_return_needs_a_reason_and_tells_which(journey: Journey) -> None:
    await journey.begin()

    refused = await refusal_code(journey.call(journey.meeting()))
    await journey.do(journey.meeting(missing_returns_reason="An invented reason."))

    held = (await journey.published())[-1]
    assert refused == (INVALID, "review.missing_returns_reason_missing")
    assert held.returns_missing == (SOCIAL_CARE, DEVON_HOSPITAL)


async def test_a_late_sending_needs_a_reason_and_is_measured(journey: Journey) -> None:
    await journey.held()
    await journey.do(journey.report(), journey.decision(), journey.scrutiny())

    refused = await refusal_code(journey.call(journey.sending("2026-10-02")))
    await journey.do(journey.sending("2026-10-02", late_reason="returns_late"))

    sent = (await journey.published())[-1]
    assert refused == (INVALID, "review.late_reason_missing")
    assert (sent.working_day, sent.days_late, sent.late_reason) == (19, 4, "returns_late")


async def test_the_review_is_shown_with_what_it_pinned(journey: Journey) -> None:
    await journey.held()

    shown = await journey.shown()

    assert (shown.rule_pack, shown.clock_started_on, shown.due_on) == (
        "PLY@2026.1+south-west@2026.1+national@2023.1", "2026-09-07", "2026-09-28"
    )  # fmt: skip
    assert [(one.code, one.due_on) for one in shown.milestones] == [
        ("returns_due", "2026-09-17"),
        ("meeting", "2026-09-21"),
        ("decision", "2026-09-23"),
        ("scrutiny", "2026-09-25"),
        ("sent_to_panel", "2026-09-28"),
    ]
    assert [(one.agency, one.return_status) for one in shown.agencies] == [
        (SOCIAL_CARE, "returned"),
        (DEVON_HOSPITAL, "returned"),
    ]
    assert list(shown.contributing_partnerships) == ["DEV"]
    assert (shown.round, shown.learning_drafted) == (1, False)


async def test_live_reviews_come_soonest_due_first_and_leave_when_closed(
    service: ServiceUnderTest, journey: Journey
) -> None:
    other = Journey(service, uuid4())
    await other.begin(decided_on=date(2026, 9, 4), reference="PLY-RR-2026-0002")
    await journey.sent()
    both = await journey.live()
    await journey.do(journey.reply())
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing())

    assert both == [
        ("PLY-RR-2026-0002", "gathering", "2026-09-25"),
        (REFERENCE, "sent_to_panel", "2026-09-28"),
    ]
    assert await journey.live() == [("PLY-RR-2026-0002", "gathering", "2026-09-25")]


async def test_live_reviews_are_the_same_when_they_are_made_anew(
    service: ServiceUnderTest, journey: Journey
) -> None:
    await journey.sent()
    before = await journey.live()

    for projection in service.running.service.projections:
        await service.running.projector.rebuild(projection)

    assert await journey.live() == before == [(REFERENCE, "sent_to_panel", "2026-09-28")]


async def test_a_closed_review_answers_every_command_alike(journey: Journey) -> None:
    await journey.sent()
    await journey.do(journey.reply())
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing())

    refused = [await refusal_code(journey.call(request)) for request in every_command(journey)]

    assert refused == [(WRONG_STATE, "review.closed")] * 9


async def test_a_command_is_dated_no_later_than_it_happened(journey: Journey) -> None:
    await journey.begin()
    await journey.all_returned()
    early = command_header(journey.case_id, at=datetime(2026, 9, 20, 9, tzinfo=UTC))

    refused = await refusal_code(journey.call(journey.meeting(header=early)))

    assert refused == (INVALID, "review.in_the_future")


async def test_the_criteria_of_the_subgroup_are_those_of_the_pinned_pack(journey: Journey) -> None:
    await journey.held()
    await journey.do(journey.report())
    some = [
        wire.CriterionFinding(criterion=code, finding="met", reason="Invented.")
        for code in CRITERIA[:3]
    ]

    refused = await refusal_code(journey.call(journey.decision(findings=some)))

    assert refused == (INVALID, "review.criteria_not_addressed")


async def test_an_unreadable_case_id_is_refused(journey: Journey) -> None:
    refused = await refusal_code(
        journey.stub.GetReview(common_pb2.CaseRequest(case_id="x"), metadata=journey.person)
    )

    assert refused == (INVALID, "request.malformed")
