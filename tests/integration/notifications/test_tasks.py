"""Tasks are made and ended by what is told, and reminders go out on the mornings that were planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts.events import learning, referral, review, submissions
from contracts.events.base import CaseEvent, MilestoneDate
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from tests.integration.notifications.reaching import (
    AT,
    DAY,
    MovedClock,
    event,
    listed,
    reaching,
    settled,
    told,
)
from tests.support.service import ServiceUnderTest

pytestmark = pytest.mark.integration
SCHOOLS, ICB = "plymouth-schools", "devon-icb"
DUE = date(2026, 9, 17)
NINE = datetime(2026, 9, 11, 8, 0, tzinfo=UTC)
MORNINGS = ((11, "half_way"), (16, "due_tomorrow"), (18, "overdue"), (21, "overdue"))
LEAD = f"agency_lead:{SCHOOLS}"
DECISION, SCRUTINY = date(2026, 9, 23), date(2026, 9, 25)


def requested(agency: str = SCHOOLS, due_on: date = DUE) -> CaseEvent:
    return event(submissions.SubmissionRequested, agency=agency, requested_on=DAY, due_on=due_on)


def returned(number: int = 1) -> CaseEvent:
    return event(
        submissions.SubmissionReturned, agency=SCHOOLS, returned_on=DAY, return_number=number,
        nil_return=False, days_late=0, chronology_rows=1, themes=(), completed_with_practitioners=True,
    )  # fmt: skip


def queried() -> CaseEvent:
    return event(submissions.SubmissionQueried, agency=SCHOOLS, queried_on=DAY, return_number=1)


def received() -> CaseEvent:
    return event(
        referral.ReferralReceived, agency=SCHOOLS, received_on=DAY, agreed_on=DAY, incident_on=DAY,
        category="serious_harm",
    )  # fmt: skip


def initiated() -> CaseEvent:
    days = {"decision": DECISION, "scrutiny": SCRUTINY}
    return event(
        review.ReviewInitiated, initiated_on=DAY, clock_started_on=DAY, day_zero="clock_start_is_day_0",
        working_days=15, due_on=DUE, rule_pack="PLY@2026.1",
        milestones=[
            MilestoneDate(code=code, label=code, working_day=1, due_on=day)
            for code, day in days.items()
        ],
    )  # fmt: skip


def held() -> CaseEvent:
    return event(
        review.MeetingHeld, held_on=DAY, working_day=10, outcome="recommend_none",
        agencies_present=(), returns_missing=(), recommendations=(),
    )  # fmt: skip


def finalised() -> CaseEvent:
    return event(review.ReportFinalised, finalised_on=DAY, report_version=1)


def decided(number: int = 1) -> CaseEvent:
    return event(review.CSPRDecided, decided_on=DAY, outcome="lcspr", findings={}, round=number)


def scrutinised(outcome: str = "endorse") -> CaseEvent:
    return event(review.ReportScrutinised, scrutinised_on=DAY, outcome=outcome, round=1)


def agreed(number: str = "A1", owner: str = ICB) -> CaseEvent:
    return event(
        learning.ActionAgreed, action_id=number, recommendation_id="R1", owner=owner,
        agreed_on=DAY, due_on=DUE,
    )  # fmt: skip


async def open_tasks(service: ServiceUnderTest) -> set[tuple[str, str, date | None]]:
    rows = await service.running.ground.pool.fetch("SELECT * FROM open_tasks WHERE is_open")
    return {(row["kind"], row["recipient"], row["due_on"]) for row in rows}


async def my_tasks(service: ServiceUnderTest, *person: str) -> list[Any]:
    stub = rpc.NotificationsServiceStub(service.channel)
    answer = await stub.ListMyTasks(wire.ListMyTasksRequest(), metadata=service.as_person(*person))
    return list(answer.tasks)


async def reminded(service: ServiceUnderTest) -> list[tuple[str, str]]:
    messages = await listed(service)
    return sorted((one.recipient, one.stage) for one in messages if one.stage != "asked")


async def test_each_partner_is_to_give_its_view_until_there_is_a_decision() -> None:
    async with reaching() as service:
        await told(service, received())
        day = date(2026, 9, 14)
        assert await open_tasks(service) == {
            ("view_awaited", f"statutory_partner:{kind}", day)
            for kind in ("local_authority", "icb", "police")
        }
        await told(
            service,
            event(
                referral.ReferralDecided, outcome="initiate", decided_on=DAY, notified_on=None,
                views={}, agencies=(),
            ),
        )  # fmt: skip
        assert await open_tasks(service) == set()


async def test_no_view_is_awaited_of_what_was_withdrawn() -> None:
    async with reaching() as service:
        await told(
            service,
            received(),
            event(referral.ReferralWithdrawn, reason="duplicate", withdrawn_on=DAY),
        )
        assert await open_tasks(service) == set()


async def test_a_return_is_asked_for_queried_and_comes_in() -> None:
    async with reaching() as service:
        await told(service, requested())
        assert await open_tasks(service) == {("return_requested", SCHOOLS, DUE)}
        await told(service, returned())
        assert await open_tasks(service) == set()
        await told(service, queried())
        assert await open_tasks(service) == {("return_queried", SCHOOLS, date(2026, 9, 9))}
        await told(service, returned(2), queried())
        assert await open_tasks(service) == {("return_queried", SCHOOLS, date(2026, 9, 9))}
        await told(
            service,
            event(submissions.SubmissionAccepted, agency=SCHOOLS, accepted_on=DAY, return_number=2),
        )
        assert await open_tasks(service) == set()


async def test_who_is_excused_has_nothing_to_do() -> None:
    async with reaching() as service:
        await told(
            service,
            requested(),
            event(
                submissions.SubmissionExcused, agency=SCHOOLS, excused_on=DAY, reason="not_required"
            ),
        )
        assert await open_tasks(service) == set()


async def test_each_step_of_a_review_is_done_by_the_next() -> None:
    async with reaching() as service:
        steps: list[tuple[CaseEvent, set[tuple[str, str, date | None]]]] = [
            (initiated(), set()),
            (held(), {("report_awaited", "coordinator", DECISION)}),
            (finalised(), {("decision_awaited", "subgroup_chair", DECISION)}),
            (decided(), {("scrutiny_awaited", "strategic_leader", SCRUTINY)}),
            (scrutinised("return"), {("report_awaited", "coordinator", None)}),
            (finalised(), {("decision_awaited", "subgroup_chair", DECISION)}),
            (decided(), {("scrutiny_awaited", "strategic_leader", SCRUTINY)}),
            (scrutinised(), set()),
            (
                event(
                    review.PanelReplied, replied_on=DAY, outcome="asks_to_reconsider", final=False,
                    themes=(), round=1,
                ),
                {("decision_awaited", "subgroup_chair", None)},
            ),
            (decided(2), {("scrutiny_awaited", "strategic_leader", None)}),
            (event(review.ReviewClosed, closed_on=DAY), set()),
        ]  # fmt: skip
        for step, expected in steps:
            await told(service, step)
            assert await open_tasks(service) == expected, step


async def test_an_action_is_its_owners_until_it_was_shown_or_closed() -> None:
    async with reaching() as service:
        await told(service, agreed("A1"), agreed("A2", "plymouth-housing"))
        assert await open_tasks(service) == {
            ("action_due", ICB, DUE),
            ("action_due", "plymouth-housing", DUE),
        }
        await told(
            service,
            event(learning.ActionEvidenced, action_id="A1", evidenced_on=DAY),
            event(learning.ActionClosed, action_id="A2", closed_on=DAY),
            event(learning.ActionClosed, action_id="A1", closed_on=DAY),
        )
        assert await open_tasks(service) == set()


async def test_what_was_never_asked_for_is_ended_by_nothing_and_parks_nothing() -> None:
    async with reaching() as service:
        await told(service, returned(), decided(), agreed(owner="Somebody by name"))

        assert await service.running.service.doors[0].parked_count() == 0


async def test_reminders_go_out_on_their_mornings_and_at_last_somebody_else_hears_of_it() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, requested())
        clock.now = NINE - timedelta(seconds=1)
        await settled(service)
        assert await reminded(service) == []

        expected: list[tuple[str, str]] = []
        for day, stage in MORNINGS:
            clock.now = NINE.replace(day=day)
            await settled(service)
            expected.append((SCHOOLS, stage))
            assert await reminded(service) == sorted(expected)
        clock.now = NINE.replace(day=22)
        await settled(service)

        expected += [(SCHOOLS, "escalated"), (LEAD, "escalated")]
        assert await reminded(service) == sorted(expected)
        clock.now = NINE.replace(month=12)
        await settled(service)
        assert await reminded(service) == sorted(expected)
        assert {one.text for one in await listed(service) if one.stage != "asked"} == {
            "You still have something to do. Sign in to see it."
        }


async def test_a_service_that_was_away_for_long_sends_the_last_reminder_only() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, requested())
        clock.now = NINE.replace(month=12)
        await settled(service)

        assert await reminded(service) == [(LEAD, "escalated"), (SCHOOLS, "escalated")]


async def test_what_is_done_early_brings_no_reminder() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, requested(), returned())
        assert await service.running.ground.pool.fetchval("SELECT count(*) FROM timers") == 0

        clock.now = NINE.replace(month=12)
        await settled(service)
        assert await reminded(service) == []


async def test_a_reminder_that_is_due_just_when_it_was_done_is_not_sent() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, requested())
        await service.teller.tell(service.teller.envelope(returned(), at=AT))
        clock.now = NINE  # The timer fires before the task's end has reached it.
        await service.running.ground.timers.fire_due(service.running.service.timers)
        await settled(service)

        assert await reminded(service) == []


async def test_what_is_asked_for_again_is_reminded_of_again() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, queried())
        clock.now = NINE
        await settled(service)
        first = len(await reminded(service))
        await told(service, returned(), at=clock.now)
        await told(service, queried(), at=clock.now)
        clock.now = NINE.replace(day=16)
        await settled(service)

        assert first
        assert len(await reminded(service)) > first


async def test_a_timer_that_fires_twice_has_one_effect() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, requested())
        pool = service.running.ground.pool
        await pool.execute("CREATE TABLE before AS SELECT * FROM timers")
        clock.now = NINE
        await settled(service)
        head = await service.running.ground.store.head()
        await pool.execute("INSERT INTO timers SELECT * FROM before ON CONFLICT DO NOTHING")
        await settled(service)

        assert await service.running.ground.store.head() == head
        assert await reminded(service) == [(SCHOOLS, "half_way")]


async def test_a_case_that_is_played_long_after_brings_no_flood() -> None:
    clock = MovedClock(datetime(2027, 2, 1, 12, 0, tzinfo=UTC))  # a Monday
    async with reaching(clock=clock) as service:
        await told(service, requested(), returned(), initiated(), held(), finalised())
        assert await reminded(service) == []
        clock.now = datetime(2027, 2, 2, 9, 0, tzinfo=UTC)
        await settled(service)

        assert await reminded(service) == [
            ("coordinator", "escalated"), ("subgroup_chair", "escalated")
        ]  # fmt: skip
        clock.forward(days=60)
        await settled(service)
        assert len(await reminded(service)) == 2


async def test_what_somebody_has_to_do_is_listed_by_day_over_all_their_partnerships() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        other = {"case_id": "5d2a8b7c-4e11-5c1b-9e47-6f1c2f0e5a3d", "reference": "DEV-RR-2026-0001",
                 "partnership": "DEV"}  # fmt: skip
        early = review.ReportFinalised.model_validate(
            {**other, "finalised_on": DAY, "report_version": 1}
        )
        await told(service, initiated(), finalised(), early)
        clock.now = NINE.replace(month=10)
        chair = ("both-chair", "subgroup_chair", "PLY", "DEV")

        found = await my_tasks(service, *chair)

        assert [(one.reference, one.due_on, one.overdue) for one in found] == [
            ("PLY-RR-2026-0007", "2026-09-23", True),
            ("DEV-RR-2026-0001", "", False),
        ]
        assert {one.kind for one in found} == {"decision_awaited"}
        assert [one.partnership for one in await my_tasks(service, *chair[:2], "DEV")] == ["DEV"]
        assert await my_tasks(service, "ply-leader", "strategic_leader") == []
        assert await my_tasks(service, "region-observer", "auditor", "PLY", "DEV") == []


async def test_a_statutory_partner_for_no_agency_in_particular_sees_what_all_three_have_to_do() -> (
    None
):
    async with reaching() as service:
        await told(service, received())

        assert len(await my_tasks(service, "ply-partner", "statutory_partner")) == 3
        assert await my_tasks(service, "dev-partner", "statutory_partner", "DEV") == []


async def test_a_force_sees_what_it_has_to_do_in_all_partnerships_and_another_agency_does_not() -> (
    None
):
    police = "devon-and-cornwall-police"
    async with reaching() as service:
        elsewhere = {
            "case_id": "5d2a8b7c-4e11-5c1b-9e47-6f1c2f0e5a3d", "reference": "DEV-RR-2026-0001",
            "partnership": "DEV", "agency": police, "requested_on": DAY, "due_on": date(2026, 9, 15),
        }  # fmt: skip
        await told(
            service,
            requested(police),
            requested(SCHOOLS),
            submissions.SubmissionRequested.model_validate(elsewhere),
        )
        stub = rpc.NotificationsServiceStub(service.channel)

        async def references(*partnerships: str, agency: str) -> list[str]:
            asker = service.as_person("an-author", "agency_author", *partnerships, agency=agency)
            answer = await stub.ListMyTasks(wire.ListMyTasksRequest(), metadata=asker)
            return [one.reference for one in answer.tasks]

        both = await references("PLY", "DEV", agency=police)
        assert both == ["DEV-RR-2026-0001", "PLY-RR-2026-0007"]  # The most urgent first.
        assert await references("PLY", agency=police) == ["PLY-RR-2026-0007"]
        assert await references("PLY", "DEV", agency=SCHOOLS) == ["PLY-RR-2026-0007"]
        assert await references("PLY", "DEV", agency="plymouth-housing") == []


async def test_an_agency_has_its_task_through_the_partnership_by_which_it_takes_part() -> None:
    hospital = "devon-hospital"
    async with reaching() as service:
        involved = event(
            review.AgencyInvolved,
            agency=hospital,
            through="DEV",
            involved_on=DAY,
            return_due_on=DUE,
        )
        await told(service, involved, requested(hospital))
        stub = rpc.NotificationsServiceStub(service.channel)

        for partnership, expected in (("DEV", 1), ("TOR", 0)):
            asker = service.as_person("a-lead", "agency_lead", partnership, agency=hospital)
            answer = await stub.ListMyTasks(wire.ListMyTasksRequest(), metadata=asker)
            assert len(answer.tasks) == expected
