"""What is to be done goes with the lead of its case, and its day with the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from contracts.events import review, submissions
from contracts.events.base import CaseEvent, MilestoneDate
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from tests.integration.notifications.reaching import (
    DAY,
    MovedClock,
    event,
    reaching,
    register,
    settled,
    told,
)
from tests.integration.notifications.test_tasks import (
    DECISION,
    SCHOOLS,
    finalised,
    held,
    initiated,
    my_tasks,
    open_tasks,
    reminded,
    requested,
    returned,
)
from tests.support.service import ServiceUnderTest

pytestmark = pytest.mark.integration
CHAIR = ("subgroup_chair", "")
LATER = date(2026, 9, 28)


def involved() -> CaseEvent:
    return event(
        review.AgencyInvolved, agency=SCHOOLS, through="PLY", involved_on=DAY,
        return_due_on=date(2026, 9, 17),
    )  # fmt: skip


def transferred(*contributing: str) -> CaseEvent:
    return event(
        review.LeadTransferred, partnership="DEV", former="PLY", transferred_on=DAY,
        contributing_partnerships=contributing,
    )  # fmt: skip


def restated(decision: date) -> CaseEvent:
    return event(
        review.ClockRestated, clock_started_on=DAY, due_on=decision, restated_on=DAY,
        milestones=[
            MilestoneDate(code="decision", label="Decision", working_day=1, due_on=decision)
        ],
    )  # fmt: skip


async def asked_of(service: ServiceUnderTest, *stages: str) -> list[tuple[str, str, str]]:
    """Partnership, recipient and person of each message of these stages."""
    rows = await service.running.ground.pool.fetch(
        "SELECT partnership, recipient, person FROM messages WHERE stage = ANY($1)"
        " AND template = 'decision_awaited' ORDER BY 1, 2, 3",
        stages,
    )
    return [tuple(row) for row in rows]


async def of_the_chairs(service: ServiceUnderTest) -> list[int]:
    """How much the chairs of Plymouth and Devon have to do."""
    chairs = (("ply-chair", "subgroup_chair", "PLY"), ("dev-chair", "subgroup_chair", "DEV"))
    return [len(await my_tasks(service, *chair)) for chair in chairs]


async def with_chairs(service: ServiceUnderTest) -> None:
    for partnership in ("PLY", "DEV"):
        person = f"{partnership.lower()}-chair"
        await register(service, person, CHAIR, channel="mailbox", partnership=partnership)


async def test_the_new_leads_people_have_the_task_are_told_and_are_reminded() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await with_chairs(service)
        await told(service, initiated(), held(), finalised())
        assert await of_the_chairs(service) == [1, 0]

        await told(service, transferred("PLY"))
        assert await of_the_chairs(service) == [0, 1]
        assert await asked_of(service, "asked") == [
            ("DEV", "subgroup_chair", "dev-chair"), ("PLY", "subgroup_chair", "ply-chair"),
        ]  # fmt: skip
        clock.now = datetime.fromisoformat("2026-09-22T08:00:00+00:00")
        await settled(service)

        reminders = await asked_of(service, "due_tomorrow", "half_way")
        assert reminders
        assert {one[0] for one in reminders} == {"DEV"}


async def test_a_repeat_tells_nobody_again_and_what_follows_ends_the_task() -> None:
    async with reaching() as service:
        await with_chairs(service)
        await told(service, initiated(), held(), finalised())
        transfer = service.teller.envelope(transferred("PLY"), at=MovedClock().now)
        for _ in range(2):
            await service.teller.tell(transfer)
            await settled(service)
        before = await asked_of(service, "asked")
        decided = event(
            review.CSPRDecided, partnership="DEV", decided_on=DAY, outcome="lcspr", findings={}, round=1
        )  # fmt: skip
        await told(service, decided)

        assert len(before) == 2
        assert {kind for kind, _, _ in await open_tasks(service)} == {"scrutiny_awaited"}
        assert await service.running.service.doors[0].parked_count() == 0


@pytest.mark.parametrize("by", ["PLY", "DEV"])
async def test_an_agency_goes_on_and_what_it_does_is_seen_by_whichever_lead_it_is_told(
    by: str,
) -> None:
    author = ("ply-author", "agency_author", "PLY")
    async with reaching() as service:
        await told(service, involved(), requested(), transferred("PLY"))
        theirs = await agency_tasks(service, author)
        await told(service, returned().model_copy(update={"partnership": by}))

        assert theirs == ["return_requested"]
        assert await open_tasks(service) == set()


async def test_of_a_partnership_that_has_no_part_any_more_the_agencies_follow() -> None:
    author = ("nor-author", "agency_author", "DEV")
    async with reaching() as service:
        await told(service, involved(), requested(), transferred())

        assert await agency_tasks(service, author) == ["return_requested"]


async def agency_tasks(service: ServiceUnderTest, person: Iterable[str]) -> list[str]:
    answer = await rpc.NotificationsServiceStub(service.channel).ListMyTasks(
        wire.ListMyTasksRequest(), metadata=service.as_person(*person, agency=SCHOOLS)
    )
    return [one.kind for one in answer.tasks]


async def test_a_restated_clock_gives_what_is_open_another_day_and_other_reminders() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, initiated(), held(), finalised())
        assert await open_tasks(service) == {("decision_awaited", "subgroup_chair", DECISION)}

        await told(service, restated(LATER))
        assert await open_tasks(service) == {("decision_awaited", "subgroup_chair", LATER)}
        clock.now = datetime.fromisoformat(
            "2026-09-24T08:00:00+00:00"
        )  # Overdue, by the day of before.
        await settled(service)

        stages = [stage for _, stage in await reminded(service)]
        assert "overdue" not in stages
        assert "half_way" in stages


async def test_the_return_of_an_agency_is_due_by_the_day_that_was_restated() -> None:
    moved = event(
        submissions.SubmissionDueRestated, agency=SCHOOLS, due_on=LATER, restated_on=DAY
    )  # fmt: skip
    async with reaching() as service:
        await told(service, involved(), requested(), moved)
        assert await open_tasks(service) == {("return_requested", SCHOOLS, LATER)}

        await told(service, returned(), moved)
        assert await open_tasks(service) == set()


async def test_what_is_asked_for_after_a_restatement_has_its_day() -> None:
    async with reaching() as service:
        await told(service, initiated(), restated(LATER), held())

        assert await open_tasks(service) == {("report_awaited", "coordinator", LATER)}


async def test_a_timer_of_a_plan_that_was_replaced_reminds_of_nothing() -> None:
    clock = MovedClock()
    async with reaching(clock=clock) as service:
        await told(service, initiated(), held(), finalised())
        pool = service.running.ground.pool
        await pool.execute("CREATE TABLE before AS SELECT * FROM timers ORDER BY due_at LIMIT 1")
        await told(service, restated(LATER))
        await pool.execute("INSERT INTO timers SELECT * FROM before")
        clock.now = await pool.fetchval("SELECT due_at FROM before")
        await settled(service)

        assert await reminded(service) == []
