"""Whose is the history of a case after another partnership took the lead? Asked of every service that owns a part."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.run import Build
from contracts.events import referral, review
from contracts.events.base import CaseEvent
from contracts.grpc import history_pb2, history_pb2_grpc, referral_pb2_grpc, team_pb2, team_pb2_grpc
from services.learning.main import build as build_learning
from services.notifications.main import build as build_notifications
from services.referral.main import build as build_referral
from services.review.main import build as build_review
from services.submissions.main import build as build_submissions
from tests.integration.learning.learning_on_the_wire import meeting, reply
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.integration.review.journey import decided
from tests.support.service import ServiceUnderTest, command_header, running_service

pytestmark = pytest.mark.integration
AT = datetime(2026, 9, 8, 10, tzinfo=UTC)
PEOPLE = (
    ("dev-coordinator", "coordinator"), ("dev-leader", "strategic_leader"), ("dev-auditor", "auditor"),
)  # fmt: skip
Begin = Callable[["Moving"], Awaitable[None]]


@dataclass
class Moving:
    """A case of Plymouth's in one service, which moves to Devon; Kent contributes to it."""

    service: ServiceUnderTest
    case_id: UUID

    def of_case(self, partnership: str = "PLY") -> dict[str, Any]:
        return {
            "case_id": self.case_id, "reference": "PLY-RR-2026-0001", "partnership": partnership,
        }  # fmt: skip

    async def told(self, *events: CaseEvent) -> None:
        for event in events:
            await self.service.teller.tell(self.service.teller.envelope(event, at=AT))

    async def transferred(self) -> None:
        await self.told(
            review.LeadTransferred(
                **self.of_case("DEV"), former="PLY", transferred_on=AT.date(),
                contributing_partnerships=("PLY", "KEN"),
            )
        )  # fmt: skip

    async def history(
        self, person: str, role: str, partnership: str
    ) -> list[tuple[UUID, int, str]]:
        """Stream, version and partnership of each event that somebody sees."""
        events = history_pb2_grpc.HistoryStub(self.service.channel).EventsOfCase(
            history_pb2.HistoryRequest(case_id=str(self.case_id), with_body=True),
            metadata=self.service.as_person(person, role, partnership),
        )
        return [(UUID(one.stream), one.version, one.partnership) async for one in events]

    async def stored(self) -> list[tuple[UUID, int, str]]:
        events = await self.service.running.ground.store.case(self.case_id)
        return [(one.header.stream, one.header.version, one.header.partnership) for one in events]


async def referred(moving: Moving) -> None:
    stub = referral_pb2_grpc.ReferralServiceStub(moving.service.channel)
    await stub.ReceiveReferral(a_referral(moving.case_id), metadata=moving.service.as_person())


async def reviewed(moving: Moving) -> None:
    """A review and a team of its own."""
    await moving.told(decided(moving.case_id))
    stub = team_pb2_grpc.CaseTeamsStub(moving.service.channel)
    naming = team_pb2.NameMemberRequest(
        header=command_header(moving.case_id), person="ply-member", role="member",
        until_on=(datetime.now(UTC).date() + timedelta(days=5)).isoformat(),
    )  # fmt: skip
    await stub.NameMember(naming, metadata=moving.service.as_person())


async def asked(moving: Moving) -> None:
    for agency in ("plymouth-schools", "plymouth-housing"):
        await moving.told(
            review.AgencyInvolved(
                **moving.of_case(), agency=agency, through="PLY", involved_on=AT.date(),
                return_due_on=date(2026, 9, 15),
            )
        )  # fmt: skip


async def learned(moving: Moving) -> None:
    await moving.told(meeting(moving.case_id), reply(moving.case_id))


async def written_to(moving: Moving) -> None:
    await moving.told(
        referral.ReferralReceived(
            **moving.of_case(), agency="plymouth-schools", category="death",
            incident_on=date(2026, 9, 2), received_on=AT.date(), agreed_on=AT.date(),
        )
    )  # fmt: skip


SERVICES: dict[str, tuple[Build, Begin]] = {
    "referral": (build_referral, referred),
    "review": (build_review, reviewed),
    "submissions": (build_submissions, asked),
    "learning": (build_learning, learned),
    "notifications": (build_notifications, written_to),
}


@pytest.fixture(params=SERVICES)
async def moving(request: pytest.FixtureRequest) -> AsyncIterator[Moving]:
    build, begin = SERVICES[request.param]
    async with running_service(request.param, build) as service:
        moving = Moving(service, uuid4())
        await moving.told(
            review.ReviewInitiated(
                **moving.of_case(), initiated_on=AT.date(), clock_started_on=AT.date(),
                day_zero="start_is_day_0", working_days=15, due_on=date(2026, 9, 29),
                rule_pack="PLY@2026.1", milestones=(), contributing_partnerships=("KEN",),
            )
        )  # fmt: skip
        await begin(moving)
        yield moving


async def test_the_new_lead_has_the_whole_history_and_the_former_one_its_own_time(
    moving: Moving,
) -> None:
    before = await moving.stored()
    assert before
    assert await moving.history("dev-coordinator", "coordinator", "DEV") == []

    await moving.transferred()

    everything = await moving.stored()  # So far: notifications goes on to send its messages.
    assert set(before) <= set(everything)
    for person, role in PEOPLE:
        seen = await moving.history(person, role, "DEV")
        assert seen[: len(everything)] == everything
        assert set(seen) <= set(await moving.stored())
    own_time = await moving.history("ply-coordinator", "coordinator", "PLY")
    assert {one for one in everything if one[2] == "PLY"} <= set(own_time)
    assert {partnership for _, _, partnership in own_time} == {"PLY"}
    assert set(before) <= set(own_time)


async def test_who_contributes_and_who_has_no_part_see_nothing_of_it(moving: Moving) -> None:
    await moving.transferred()

    for partnership in ("KEN", "CAM"):
        for role in ("coordinator", "auditor"):
            assert await moving.history("somebody", role, partnership) == []
