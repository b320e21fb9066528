"""What other services tell the review service, and what it tells the world."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

import grpc
import pytest

from contracts.events.referral import NotificationRestated
from contracts.events.submissions import (
    SubmissionAccepted,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
)
from contracts.grpc import review_pb2 as wire
from services.review.domain.review import stream_of
from tests.integration.review.journey import (
    AT,
    CANARY,
    DECIDED_AT,
    DEVON_HOSPITAL,
    REFERENCE,
    SOCIAL_CARE,
    Journey,
    decided,
    drafted,
    returned,
)
from tests.support.service import ServiceUnderTest, refusal_code

pytestmark = pytest.mark.integration


async def kinds(journey: Journey) -> list[str]:
    return [type(event).__name__ for event in await journey.published()]


async def parked(service: ServiceUnderTest) -> list[str]:
    return [one.reason for one in await service.running.service.doors[0].parked()]


# --- A decision begins a review -------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["learning_from_experience", "no_further_review"])
async def test_a_decision_for_another_route_begins_nothing(journey: Journey, outcome: str) -> None:
    await journey.begin(outcome=outcome)

    assert await journey.service.running.ground.store.head() == 0
    assert await parked(journey.service) == []


async def test_a_decision_told_twice_begins_one_review(
    service: ServiceUnderTest, journey: Journey
) -> None:
    told = service.teller.envelope(decided(journey.case_id), at=DECIDED_AT)

    await service.teller.tell(told, told)

    assert await kinds(journey) == ["ReviewInitiated", "AgencyInvolved", "AgencyInvolved"]


async def test_a_repeat_without_a_memory_of_the_first_begins_no_second_review(
    service: ServiceUnderTest, journey: Journey
) -> None:
    told = service.teller.envelope(decided(journey.case_id), at=DECIDED_AT)
    await service.teller.tell(told)
    await service.running.ground.pool.execute("DELETE FROM inbox")  # As if it died before this row.

    await service.teller.tell(told)

    assert await service.running.ground.store.head() == 3
    assert await parked(service) == []


async def test_a_second_decision_about_the_case_changes_nothing(journey: Journey) -> None:
    await journey.begin()

    await journey.begin(agencies=("plymouth-schools",))

    assert await journey.service.running.ground.store.head() == 3
    assert await parked(journey.service) == []


async def test_the_case_gives_the_review_its_stream_and_its_reference(
    service: ServiceUnderTest, journey: Journey
) -> None:
    await journey.begin()

    page, _ = await service.running.log.read(after=0, limit=10)

    assert {envelope.stream for envelope in page} == {stream_of(journey.case_id)}
    assert {envelope.actor for envelope in page} == {"service:review"}
    assert {envelope.event().reference for envelope in page} == {REFERENCE}


async def test_an_unknown_agency_does_not_hold_up_the_review(journey: Journey) -> None:
    await journey.begin(agencies=("invented-agency", SOCIAL_CARE, SOCIAL_CARE))

    shown = await journey.shown()

    assert [one.agency for one in shown.agencies] == [SOCIAL_CARE]


async def test_a_partnership_that_is_not_served_here_contributes_nothing(journey: Journey) -> None:
    await journey.begin(other_partnerships=("XYZ", "DEV", "PLY", "DEV"))

    assert list((await journey.shown()).contributing_partnerships) == ["DEV"]


@pytest.mark.parametrize(
    ("partnership", "notified_on", "began_on", "due_on"),
    [
        ("PLY", date(2026, 9, 4), "2026-09-07", "2026-09-28"),
        ("DEV", date(2026, 9, 4), "2026-09-04", "2026-09-24"),
        ("DEV", None, "2026-09-07", "2026-09-25"),
    ],
    ids=["from the decision", "from the notification", "nobody had to notify"],
)
async def test_the_clock_runs_as_the_partnership_counts(
    journey: Journey, partnership: str, notified_on: date | None, began_on: str, due_on: str
) -> None:
    journey.person = journey.service.as_person("x", "coordinator", partnership)

    await journey.begin(partnership=partnership, notified_on=notified_on, other_partnerships=())

    shown = await journey.shown()
    initiated = (await journey.published())[0]
    assert (shown.clock_started_on, shown.due_on) == (began_on, due_on)
    assert str(initiated.initiated_on) == "2026-09-07"
    assert initiated.rule_pack == f"{partnership}@2026.1+south-west@2026.1+national@2023.1"
    assert initiated.day_zero == (
        "clock_start_is_day_0" if partnership == "PLY" else "clock_start_is_day_1"
    )


async def test_a_restated_notification_moves_the_clock_that_runs_from_it(journey: Journey) -> None:
    journey.person = journey.service.as_person("x", "coordinator", "DEV")
    restated = NotificationRestated(
        case_id=journey.case_id, reference=REFERENCE, partnership="DEV", notice="N1", track="A",
        incident_on=date(2026, 9, 1), agency_aware_on=date(2026, 9, 1), authority_aware_on=date(2026, 9, 2),
        notified_on=date(2026, 9, 3), was_notified_on=date(2026, 9, 4), working_days_taken=1, late=False,
        restated_on=date(2026, 9, 10),
    )  # fmt: skip
    await journey.tell(restated)  # Before there is a review, it moves nothing.
    await journey.begin(partnership="DEV", other_partnerships=())

    await journey.tell(restated)

    shown = await journey.shown()
    assert (shown.clock_started_on, shown.due_on) == ("2026-09-03", "2026-09-23")
    assert (await kinds(journey))[-1] == "ClockRestated"
    assert await journey.live("DEV") == [(REFERENCE, "gathering", "2026-09-23")]


async def test_a_decision_of_a_partnership_without_rules_waits_for_a_person(
    journey: Journey,
) -> None:
    await journey.begin(partnership="XYZ")

    assert await parked(journey.service) == ["rules.unknown_partnership"]


# --- Returns and learning -------------------------------------------------------------------------


def about(journey: Journey, kind: type[Any], agency: str = DEVON_HOSPITAL, **content: Any) -> Any:
    return kind(
        case_id=journey.case_id, reference=REFERENCE, partnership="PLY", agency=agency, **content
    )


async def test_a_return_is_followed_from_the_request_to_its_acceptance(journey: Journey) -> None:
    await journey.begin()
    on = date(2026, 9, 16)
    told = [
        about(journey, SubmissionRequested, requested_on=on, due_on=on),
        returned(journey.case_id, DEVON_HOSPITAL),
        about(journey, SubmissionQueried, queried_on=on, return_number=1),
        returned(journey.case_id, DEVON_HOSPITAL),
        about(journey, SubmissionAccepted, accepted_on=on, return_number=2),
        about(journey, SubmissionExcused, excused_on=on, reason="not_involved"),
    ]
    seen = []
    for event in told:
        await journey.tell(event)
        seen.append((await journey.shown()).agencies[1].return_status)

    assert seen == ["requested", "returned", "queried", "returned", "accepted", "excused"]
    assert await kinds(journey) == ["ReviewInitiated", "AgencyInvolved", "AgencyInvolved"]


async def test_a_return_told_twice_is_noted_once(
    service: ServiceUnderTest, journey: Journey
) -> None:
    await journey.begin()
    told = service.teller.envelope(returned(journey.case_id, SOCIAL_CARE), at=AT)
    await service.teller.tell(told)
    await service.running.ground.pool.execute("DELETE FROM inbox")

    await service.teller.tell(told)

    assert await service.running.ground.store.head() == 4


async def test_the_return_of_an_agency_that_takes_no_part_waits_for_a_person(
    journey: Journey,
) -> None:
    await journey.begin()

    await journey.tell(returned(journey.case_id, "plymouth-schools"))

    assert await parked(journey.service) == ["review.not_involved"]


async def test_a_parked_case_holds_up_no_other(service: ServiceUnderTest, journey: Journey) -> None:
    other = Journey(service, uuid4())
    await journey.tell(returned(journey.case_id, SOCIAL_CARE))

    await other.begin()

    assert await parked(service) == ["not_found"]
    assert (await other.shown()).stage == "gathering"


@pytest.mark.parametrize("kind", ["learning_from_experience", "multi_agency_audit"])
async def test_learning_of_a_case_without_a_review_is_passed_over(
    journey: Journey, kind: str
) -> None:
    await journey.tell(drafted(journey.case_id, kind))

    assert await parked(journey.service) == []
    assert await journey.service.running.ground.store.head() == 0


async def test_learning_from_a_review_that_is_not_here_waits_for_a_person(
    journey: Journey,
) -> None:
    await journey.tell(drafted(journey.case_id))

    assert await parked(journey.service) == ["not_found"]


async def test_a_review_closes_only_after_its_learning_was_told(journey: Journey) -> None:
    await journey.sent()
    await journey.do(journey.reply())

    refused = await refusal_code(journey.call(journey.closing()))
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing())

    assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "review.learning_not_drafted")
    assert (await journey.shown()).stage == "closed"


async def test_a_return_told_after_the_closing_is_passed_over(journey: Journey) -> None:
    await journey.sent()
    await journey.do(journey.reply())
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing())
    head = await journey.service.running.ground.store.head()

    await journey.tell(about(journey, SubmissionQueried, queried_on=AT.date(), return_number=1))

    assert await journey.service.running.ground.store.head() == head
    assert await parked(journey.service) == []


# --- What the world is told -----------------------------------------------------------------------


async def whole_story(journey: Journey) -> None:
    """Everything that can happen to a review, with the planted name in every free text."""
    await journey.begin()
    await journey.do(journey.meeting(missing_returns_reason=f"{CANARY} was ill."))
    await journey.do(journey.report(), journey.decision(), journey.scrutiny(outcome="return"))
    await journey.do(journey.report("2026-09-28"), journey.decision("2026-09-29"))
    await journey.do(journey.scrutiny("2026-09-30"))
    late = {"late_reason": "other", "late_explanation": f"{CANARY} was away."}
    await journey.do(journey.sending("2026-10-01", **late))
    await journey.do(journey.reply("2026-10-05", "asks_for_information"))
    await journey.do(journey.response("2026-10-06", "supply_information"))
    await journey.do(journey.reply("2026-10-09", "asks_to_reconsider"))
    await journey.do(journey.response("2026-10-12", "change"), journey.comment("2026-10-12"))
    await journey.do(journey.decision("2026-10-12"), journey.scrutiny("2026-10-13"))
    await journey.do(journey.sending("2026-10-14"), journey.reply("2026-10-23"))
    await journey.tell(drafted(journey.case_id))
    await journey.do(journey.closing("2026-10-27"))


async def beside_it(journey: Journey) -> None:
    """What can be recorded beside a review, with the planted name in every free text."""
    await journey.do(
        journey.process("hold_publication"), journey.process(kind=wire.UpdateParallelProcessRequest),
        journey.family(), journey.hold(), journey.lifting(), journey.ending(), journey.offer(),
        journey.reopening(), journey.report("2026-10-29"),
        journey.decision("2026-10-29", "lcspr"), journey.commissioning("2026-10-29"),
        journey.publication("2026-10-29", published_on="2026-10-30"),
    )  # fmt: skip


async def test_the_world_is_told_the_whole_story_in_order(journey: Journey) -> None:
    await whole_story(journey)

    story = [
        (type(event).__name__, getattr(event, "round", None)) for event in await journey.published()
    ]

    assert story == [
        ("ReviewInitiated", None), ("AgencyInvolved", None), ("AgencyInvolved", None),
        ("MeetingHeld", None),
        ("ReportFinalised", None), ("CSPRDecided", 1), ("ReportScrutinised", 1),
        ("ReportFinalised", None), ("CSPRDecided", 1), ("ReportScrutinised", 1),
        ("SentToPanel", 1), ("PanelReplied", 1), ("RespondedToPanel", 1), ("PanelReplied", 1),
        ("RespondedToPanel", 2), ("ScrutineerCommented", 2),
        ("CSPRDecided", 2), ("ReportScrutinised", 2), ("SentToPanel", 2), ("PanelReplied", 2),
        ("ReviewClosed", None),
    ]  # fmt: skip


async def test_what_is_told_of_each_step_is_codes_and_days(journey: Journey) -> None:
    await whole_story(journey)

    told = await journey.published()

    held, sent = told[3], [event for event in told if type(event).__name__ == "SentToPanel"]
    replies = [event for event in told if type(event).__name__ == "PanelReplied"]
    assert [one.model_dump() for one in held.recommendations] == [
        {"recommendation_id": "R1", "kind": "multi_agency", "owner": SOCIAL_CARE,
         "themes": ("early_help", "information_sharing")},
        {"recommendation_id": "R2", "kind": "training", "owner": DEVON_HOSPITAL,
         "themes": ("early_help",)},
    ]  # fmt: skip
    assert [event.report_version for event in told if hasattr(event, "report_version")] == [1, 2]
    assert [(event.days_late, event.late_reason) for event in sent] == [
        (3, "other"), (12, None)
    ]  # fmt: skip
    assert [(event.outcome, event.final) for event in replies] == [
        ("asks_for_information", False), ("asks_to_reconsider", False), ("agrees", True)
    ]  # fmt: skip
    assert replies[-1].themes == ("early_help", "information_sharing")


async def test_no_word_that_somebody_wrote_leaves_the_store(
    service: ServiceUnderTest, journey: Journey
) -> None:
    await whole_story(journey)
    await beside_it(journey)
    await service.settled()
    page, _ = await service.running.log.read(after=0, limit=1_000)
    pool = service.running.ground.pool
    tables = [row["tablename"] for row in await pool.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )]  # fmt: skip

    bodies = json.dumps([body for _, body in await service.bodies(journey.case_id)])
    told = "".join(envelope.model_dump_json() + envelope.data.decode() for envelope in page)
    rows = [
        row[0] for table in tables for row in await pool.fetch(f"SELECT t::text FROM {table} t")
    ]

    for word in CANARY.split():
        assert bodies.count(word) == sum(str(request).count(word) for request in journey.asked)
        assert word not in told
        assert not [row for row in rows if word in row]
