"""The review service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import grpc
import pytest

from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from contracts.grpc.decision_pb2 import Finding
from tests.integration.review.journey import (
    AT,
    CRITERIA,
    DEVON_HOSPITAL,
    REFERENCE,
    SOCIAL_CARE,
    Journey,
    drafted,
)
from tests.support.service import command_header, refusal_code

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
        journey.comment(),
        journey.response(),
        journey.commissioning(),
        journey.publication(),
        *at_any_time(journey),
    ]
    for request in requests:
        request.header.CopyFrom(journey.header(**options))
    return requests


def at_any_time(journey: Journey) -> list[Any]:
    """What can be recorded of a closed review, too."""
    return [
        journey.process(),
        journey.process(kind=wire.UpdateParallelProcessRequest),
        journey.ending(),
        journey.hold(),
        journey.lifting(),
        journey.family(),
        journey.offer(),
    ]


EVERY = 20
# --- Who may ask ----------------------------------------------------------------------------------


async def test_a_caller_without_a_token_is_refused(journey: Journey) -> None:
    journey.person = ()

    refused = [await refusal_code(journey.call(request)) for request in every_command(journey)]

    assert refused == [(NOT_ALLOWED, "identity.not_signed_in")] * EVERY


async def test_nobody_acts_for_a_partnership_that_is_not_theirs(journey: Journey) -> None:
    await journey.begin()
    stranger = journey.service.as_person("tor-coordinator", "coordinator", "TOR")

    refused = [
        await refusal_code(journey.call(request, stranger)) for request in every_command(journey)
    ]

    assert refused == [(NOT_ALLOWED, "identity.other_partnership")] * EVERY


async def test_a_stranger_does_not_learn_that_there_is_a_review(journey: Journey) -> None:
    await journey.begin(other_partnerships=())
    stranger = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    refused = [
        await refusal_code(journey.call(request, stranger))
        for request in every_command(journey, partnership="DEV")
    ]
    read = await refusal_code(journey.shown(stranger))

    assert refused == [(NOT_FOUND, "not_found")] * EVERY
    assert read == (NOT_FOUND, "not_found")


async def test_a_contributing_partnership_reads_and_does_not_decide(journey: Journey) -> None:
    await journey.begin()
    contributor = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    refused = [
        await refusal_code(journey.call(request, contributor))
        for request in every_command(journey, partnership="DEV")
    ]

    assert refused == [(NOT_ALLOWED, "review.lead_decides")] * EVERY


# --- What is asked --------------------------------------------------------------------------------


async def test_a_review_that_was_never_begun_is_not_found(journey: Journey) -> None:
    refused = [await refusal_code(journey.call(request)) for request in every_command(journey)]

    assert refused == [(NOT_FOUND, "not_found")] * EVERY
    assert await refusal_code(journey.shown()) == (NOT_FOUND, "not_found")


async def test_a_request_that_cannot_be_read_is_refused(journey: Journey) -> None:
    await journey.begin()
    one = wire.Recommendation(recommendation_id="R1", text="", kind="policy", owner=SOCIAL_CARE)
    odd = [
        wire.ScheduleMeetingRequest(header=journey.header()),
        journey.meeting(on=""),
        journey.meeting(on="last Monday"),
        journey.meeting(recommendations=[one]),
        journey.report(on=""),
        journey.decision(findings=[Finding(criterion="x", finding="perhaps")]),
        journey.scrutiny(supersedes="the one before"),
        journey.sending(on=""),
        journey.reply(on=""),
        journey.closing(on=""),
        journey.process("hold_everything"),
        journey.ending(on="soon"),
        journey.family(on="soon"),
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


async def closed(journey: Journey) -> None:
    await journey.sent()
    await journey.do(journey.reply())
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing())


async def test_a_closed_review_takes_no_further_step(journey: Journey) -> None:
    await closed(journey)
    steps = every_command(journey)[: -len(at_any_time(journey))]

    refused = {await refusal_code(journey.call(request)) for request in steps}

    assert refused == {(WRONG_STATE, "review.closed")}


async def test_what_runs_beside_a_review_is_recorded_after_its_closing(journey: Journey) -> None:
    await closed(journey)

    await journey.do(*at_any_time(journey))

    assert (await journey.shown()).processes[0].ended_on == "2026-10-20"


async def test_a_closed_review_is_opened_again_and_listed(journey: Journey) -> None:
    await closed(journey)
    gone = await journey.live()

    await journey.do(journey.reopening())

    shown = await journey.shown()
    assert gone == []
    assert await journey.live() == [(REFERENCE, "meeting_held", "2026-09-28")]
    assert (shown.stage, shown.round, shown.next_gate.gate) == ("meeting_held", 2, "G5")


async def test_a_command_is_dated_no_later_than_it_happened(journey: Journey) -> None:
    await journey.begin()
    await journey.all_returned()
    early = command_header(journey.case_id, at=datetime(2026, 9, 20, 9, tzinfo=UTC))

    refused = await refusal_code(journey.call(journey.meeting(header=early)))

    assert refused == (INVALID, "decision.still_to_come")


async def test_the_criteria_of_the_subgroup_are_those_of_the_pinned_pack(journey: Journey) -> None:
    await journey.held()
    await journey.do(journey.report())
    some = [Finding(criterion=code, finding="met", reason="Invented.") for code in CRITERIA[:3]]

    refused = await refusal_code(journey.call(journey.decision(findings=some)))

    assert refused == (INVALID, "decision.criterion_unaddressed")


# --- Gates ----------------------------------------------------------------------------------------


async def test_everything_that_a_decision_lacks_is_told_field_by_field(journey: Journey) -> None:
    await journey.held()
    await journey.do(journey.report())
    request = journey.decision(rationale="", attendance=[], findings=[])

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await journey.call(request)

    fields = set(
        re.findall(r"decision\.[a-z_.]+", str(dict(refused.value.trailing_metadata() or ())))
    )
    assert {
        "decision.rationale",
        "decision.attendance",
        "decision.findings.lcspr.improvements",
    } <= fields


async def test_a_restriction_holds_back_what_it_touches_until_it_ends(journey: Journey) -> None:
    await journey.begin()
    await journey.do(journey.process("no_family_contact"))

    refused = await refusal_code(journey.call(journey.family()))
    await journey.do(journey.family(override="Invented: agreed with the police."))
    await journey.do(journey.ending(), journey.family())

    assert refused == (WRONG_STATE, "review.held")


async def test_from_the_panels_question_to_the_publication(journey: Journey) -> None:
    await journey.sent()
    await journey.tell(drafted(journey.case_id))
    on = "2026-10-12"
    await journey.do(
        journey.reply(outcome="asks_to_reconsider"), journey.response(on, "change"),
        journey.decision(on, "lcspr"), journey.scrutiny(on), journey.sending(on), journey.reply(on),
    )  # fmt: skip
    early = await refusal_code(journey.call(journey.closing("2026-10-29")))
    await journey.do(
        journey.commissioning(), journey.publication(outcome="delay"), journey.publication("2026-10-21"),
        journey.closing("2026-10-29"),
    )  # fmt: skip

    shown = await journey.shown()
    assert early == (WRONG_STATE, "review.local_review_open")
    assert [one.gate for one in shown.decisions] == [
        "G4", "G5", "G6", "G7", "G8", "G5", "G6", "G7", "G9", "G10", "G10", "G11",
    ]  # fmt: skip
    assert (shown.stage, shown.round, shown.local_review.publication) == (
        "closed",
        2,
        "publish_full",
    )


# --- Another lead ---------------------------------------------------------------------------------


async def test_the_lead_goes_to_who_accepts_it_and_the_old_one_keeps_its_part(
    journey: Journey,
) -> None:
    await journey.begin()
    devon = journey.service.as_person("dev-coordinator", "coordinator", "DEV")
    unasked = await refusal_code(journey.call(journey.acceptance(), devon))
    await journey.do(journey.offer())

    await journey.call(journey.acceptance(), devon)

    refused = await refusal_code(journey.call(journey.hold()))
    hold = journey.hold()
    hold.header.partnership = "DEV"
    await journey.call(hold, devon)
    shown = await journey.shown()
    assert unasked == (WRONG_STATE, "review.no_transfer_proposed")
    assert refused == (NOT_ALLOWED, "review.lead_decides")
    assert (shown.reference, shown.partnership) == (REFERENCE, "DEV")
    assert shown.rule_pack.startswith("PLY@2026.1+")
    assert [one.agency for one in shown.agencies] == [SOCIAL_CARE]
    assert await journey.live() == []
    told = (await journey.published())[-2]
    assert (told.former, told.partnership, told.contributing_partnerships) == (
        "PLY",
        "DEV",
        ("PLY",),
    )


async def test_the_lead_is_offered_to_a_partnership_that_is_served_here(journey: Journey) -> None:
    await journey.begin()

    refused = await refusal_code(journey.call(journey.offer("XYZ")))

    assert refused == (INVALID, "rules.unknown_partnership")


async def test_an_unreadable_case_id_is_refused(journey: Journey) -> None:
    refused = await refusal_code(
        journey.stub.GetReview(common_pb2.CaseRequest(case_id="x"), metadata=journey.person)
    )

    assert refused == (INVALID, "request.malformed")
