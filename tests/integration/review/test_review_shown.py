"""What the review service shows, and to whom."""

from __future__ import annotations

from datetime import UTC, date
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
from tests.support.service import ServiceUnderTest, refusal_code

pytestmark = pytest.mark.integration
NOT_ALLOWED = grpc.StatusCode.PERMISSION_DENIED


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


async def test_the_gates_that_were_passed_are_shown_with_what_was_decided(journey: Journey) -> None:
    await journey.held()
    await journey.do(journey.report(), journey.decision())
    first = (await journey.shown()).decisions[-1]
    again = journey.decision(outcome="lcspr", supersedes=first.event_id)

    await journey.do(again)

    shown = await journey.shown()
    assert [(one.gate, one.decision.outcome, one.superseded) for one in shown.decisions] == [
        ("G4", "recommend_lcspr", False), ("G5", "no_lcspr", True), ("G5", "lcspr", False),
    ]  # fmt: skip
    kept = shown.decisions[-1]
    assert (kept.rule_pack, set(kept.criteria)) == (shown.rule_pack, set(CRITERIA))
    assert kept.decision == again.decision
    assert (shown.next_gate.gate, len(shown.next_gate.needs)) == ("G6", 3)
    assert (shown.local_review.due_on, shown.local_review.commissioning) == ("2027-03-24", "")


async def test_an_id_of_a_decision_is_the_id_of_its_event(journey: Journey) -> None:
    await journey.held()

    shown = await journey.shown()

    page, _ = await journey.service.running.log.read(after=0, limit=100)
    assert shown.decisions[0].event_id == str(page[-1].id)


async def test_a_contributing_partnership_does_not_see_what_was_decided_and_why(
    journey: Journey,
) -> None:
    await journey.held()
    await journey.do(journey.process("hold_publication"))
    contributor = journey.service.as_person("dev-coordinator", "coordinator", "DEV")

    shown = await journey.shown(contributor)

    assert (list(shown.decisions), list(shown.processes)) == ([], [])
    assert list(shown.restrictions) == ["hold_publication"]


async def test_a_report_is_shown_in_its_versions_with_what_was_said_of_each(
    journey: Journey,
) -> None:
    await journey.held()
    await journey.stub.FinaliseReport(journey.report(), metadata=journey.person)
    await journey.stub.CommentOnReport(
        journey.remark("learning", "2026-09-22"), metadata=journey.person
    )
    await journey.stub.FinaliseReport(
        journey.report(learning="Said anew."), metadata=journey.person
    )
    await journey.stub.CommentAsScrutineer(journey.comment("2026-09-22"), metadata=journey.person)

    shown = await journey.stub.GetReport(
        common_pb2.CaseRequest(case_id=str(journey.case_id)), metadata=journey.person
    )
    contributor = journey.service.as_person("dev-coordinator", "coordinator", "DEV")
    refused = await refusal_code(
        journey.stub.GetReport(
            common_pb2.CaseRequest(case_id=str(journey.case_id)), metadata=contributor
        )
    )

    assert refused[0] is grpc.StatusCode.NOT_FOUND
    assert [(one.report_version, one.signed_by_role) for one in shown.versions] == [
        (1, "coordinator"), (2, "coordinator"),
    ]  # fmt: skip
    assert shown.versions[1].words.learning == "Said anew."
    assert shown.versions[0].words.finalised_on == "2026-09-22"
    assert [(one.section, one.report_version) for one in shown.comments] == [
        ("learning", 1),
        ("", 2),
    ]


async def test_a_planned_meeting_is_shown_until_it_needs_a_new_day(journey: Journey) -> None:
    await journey.begin()
    await journey.all_returned()
    planned = wire.ScheduleMeetingRequest(header=journey.header())
    planned.meeting_at.FromDatetime(AT)
    await journey.do(planned)
    before = await journey.shown()

    await journey.do(journey.meeting(outcome="more_work"))

    after = await journey.shown()
    assert before.meeting_at.ToDatetime(UTC) == AT
    assert not after.HasField("meeting_at")
    assert (after.stage, after.next_gate.gate, after.next_gate.review_on) == (
        "gathering", "G4", "2026-10-01",
    )  # fmt: skip
