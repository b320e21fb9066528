"""A case's team on the wire: who may do what with it, what is told of it, and who has a way in afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from structlog.testing import capture_logs

from chassis.delivery.event_door import EventDoor
from contracts.envelope import Envelope
from contracts.grpc import common_pb2, history_pb2, history_pb2_grpc, review_pb2
from contracts.grpc import review_pb2_grpc as review_rpc
from contracts.grpc import team_pb2 as wire
from contracts.grpc import team_pb2_grpc as rpc
from services.review.main import NAME, build
from tests.integration.review.journey import Journey
from tests.support.service import ServiceUnderTest, command_header, refusal_code, running_service

pytestmark = pytest.mark.integration

NURSE = "ply-nurse-1"
WHY = "The court asks for the plan this evening."
DENIED, MISSING = grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.NOT_FOUND


class Meeting:
    """A review that has begun, and the people around it."""

    def __init__(self, service: ServiceUnderTest, case_id: UUID) -> None:
        self.service, self.case_id = service, case_id
        self.teams = rpc.CaseTeamsStub(service.channel)
        self.reviews = review_rpc.ReviewServiceStub(service.channel)
        self.coordinator = service.as_person()
        self.nurse = service.as_person(NURSE, "meeting_member", "PLY")
        self.told_up_to = 0

    def header(self, partnership: str = "PLY") -> common_pb2.CommandHeader:
        return command_header(self.case_id, partnership=partnership)

    def naming(self, *, until: date | None = None) -> wire.NameMemberRequest:
        day = until or datetime.now(UTC).date() + timedelta(days=20)
        return wire.NameMemberRequest(
            header=self.header(), person=NURSE, role="member", until_on=day.isoformat()
        )

    def breaking(self, **given: Any) -> wire.BreakGlassRequest:
        content: dict[str, Any] = {"header": self.header(), "reason": WHY, "hours": 2}
        return wire.BreakGlassRequest(**(content | given))

    def conflict(self, **given: Any) -> wire.DeclareConflictRequest:
        content: dict[str, Any] = {
            "header": self.header(),
            "kind": "related_to_staff",
            "reason": "Invented.",
        }
        return wire.DeclareConflictRequest(**(content | given))

    async def heard(self) -> list[Envelope]:
        """The service hears what it has told itself, as it does in a region; gives what that was."""
        told, position = await self.service.running.log.read(after=self.told_up_to, limit=100)
        self.told_up_to = position
        (door,) = [
            one for one in self.service.running.service.doors if one.listener.endswith("_access")
        ]
        assert isinstance(door, EventDoor)
        for envelope in told:
            await door.take([envelope])
        return list(told)

    async def looks(self, who: Any) -> str:
        request = common_pb2.CaseRequest(case_id=str(self.case_id))
        try:
            await self.reviews.GetReview(request, metadata=who)
        except grpc.aio.AioRpcError as error:
            return str(dict(error.trailing_metadata() or ()).get("refusal-code"))
        return "in"


@pytest.fixture
async def meeting() -> AsyncIterator[Meeting]:
    async with running_service(NAME, build) as service:
        case_id = uuid4()
        journey = Journey(service, case_id)
        await journey.begin()
        one = Meeting(service, case_id)
        await one.heard()
        yield one


async def test_nobody_but_the_business_unit_of_the_lead_names_a_member(meeting: Meeting) -> None:
    devon = meeting.service.as_person("dev-coordinator", "coordinator", "DEV")
    request = meeting.naming()
    request.header.partnership = "DEV"

    by_the_nurse = await refusal_code(
        meeting.teams.NameMember(meeting.naming(), metadata=meeting.nurse)
    )
    by_devon = await refusal_code(meeting.teams.NameMember(request, metadata=devon))

    assert by_the_nurse == (DENIED, "access.role_not_allowed")
    assert by_devon == (DENIED, "access.lead_only")


async def test_a_case_that_nobody_has_heard_of_has_no_team(meeting: Meeting) -> None:
    request = meeting.naming()
    request.header.case_id = str(uuid4())

    refused = await refusal_code(meeting.teams.NameMember(request, metadata=meeting.coordinator))

    assert refused == (MISSING, "not_found")


async def test_a_member_has_a_way_in_until_taken_off_the_team(meeting: Meeting) -> None:
    before = await meeting.looks(meeting.nurse)
    await meeting.teams.NameMember(meeting.naming(), metadata=meeting.coordinator)
    told = await meeting.heard()
    during = await meeting.looks(meeting.nurse)
    removal = wire.RemoveMemberRequest(header=meeting.header(), person=NURSE, reason=WHY)
    await meeting.teams.RemoveMember(removal, metadata=meeting.coordinator)
    told_of_the_end = await meeting.heard()
    after = await meeting.looks(meeting.nurse)

    assert (before, during, after) == ("access.not_on_team", "in", "access.not_on_team")
    assert [one.type for one in told] == ["rapid-review.review.TeamMemberNamed.v1"]
    assert [one.type for one in told_of_the_end] == ["rapid-review.review.TeamMemberRemoved.v1"]
    assert WHY not in f"{told_of_the_end}"
    (topic, body) = (await meeting.service.bodies(meeting.case_id))[-1]
    assert (topic, body["reason"]) == ("review.TeamMemberRemoved.v2", WHY)


async def test_nobody_is_taken_off_the_team_without_a_reason(meeting: Meeting) -> None:
    await meeting.teams.NameMember(meeting.naming(), metadata=meeting.coordinator)
    removal = wire.RemoveMemberRequest(header=meeting.header(), person=NURSE, reason="  ")

    refused = await refusal_code(meeting.teams.RemoveMember(removal, metadata=meeting.coordinator))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "team.removal_reason_missing")
    await meeting.heard()
    assert await meeting.looks(meeting.nurse) == "in"


async def test_a_broken_glass_opens_the_case_and_is_told_and_logged_without_words(
    meeting: Meeting,
) -> None:
    with capture_logs() as lines:
        await meeting.teams.BreakGlass(meeting.breaking(), metadata=meeting.nurse)
    told = await meeting.heard()
    team = await meeting.teams.GetTeam(
        common_pb2.CaseRequest(case_id=str(meeting.case_id)), metadata=meeting.coordinator
    )

    assert await meeting.looks(meeting.nurse) == "in"
    assert [one.type for one in told] == ["rapid-review.review.GlassBroken.v1"]
    assert WHY not in f"{told}{lines}"
    (alarm,) = [line for line in lines if line["event"] == "access.glass_broken"]
    assert (alarm["person"], alarm["role"]) == (NURSE, "meeting_member")
    assert [(one.person, one.reason) for one in team.broken_glass] == [(NURSE, WHY)]


async def test_a_glass_that_was_broken_yesterday_is_whole_again(meeting: Meeting) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    request = meeting.breaking(hours=3)
    request.header.occurred_at.FromDatetime(yesterday)
    await meeting.teams.BreakGlass(request, metadata=meeting.nurse)
    await meeting.heard()

    assert await meeting.looks(meeting.nurse) == "access.time_over"


async def test_who_declares_a_conflict_is_kept_from_everything_but_declaring(
    meeting: Meeting,
) -> None:
    deputy = meeting.service.as_person("ply-deputy", "coordinator", "PLY")
    await meeting.teams.NameMember(meeting.naming(), metadata=deputy)
    await meeting.teams.DeclareConflict(meeting.conflict(), metadata=deputy)
    await meeting.heard()

    again = await meeting.teams.DeclareConflict(meeting.conflict(kind="other"), metadata=deputy)
    clearing = wire.ClearConflictRequest(header=meeting.header(), person="ply-deputy", reason="x")
    own = await refusal_code(meeting.teams.ClearConflict(clearing, metadata=deputy))
    glass = await refusal_code(meeting.teams.BreakGlass(meeting.breaking(), metadata=deputy))

    assert again.version > 0
    assert await meeting.looks(deputy) == "access.conflict_of_interest"
    assert own == glass == (DENIED, "access.conflict_of_interest")
    history = history_pb2_grpc.HistoryStub(meeting.service.channel)
    request = history_pb2.HistoryRequest(case_id=str(meeting.case_id))
    refused = await refusal_code(history.EventsOfCase(request, metadata=deputy).read())
    assert refused == (DENIED, "access.conflict_of_interest")


async def test_the_business_unit_declares_for_somebody_and_a_colleague_clears(
    meeting: Meeting,
) -> None:
    for_another = meeting.conflict(person="ply-deputy")
    deputy = meeting.service.as_person("ply-deputy", "coordinator", "PLY")
    by_a_member = await refusal_code(
        meeting.teams.DeclareConflict(for_another, metadata=meeting.nurse)
    )
    await meeting.teams.DeclareConflict(
        meeting.conflict(person="ply-deputy"), metadata=meeting.coordinator
    )
    await meeting.heard()
    kept_out = await meeting.looks(deputy)
    clearing = wire.ClearConflictRequest(
        header=meeting.header(), person="ply-deputy", reason="Another person of this name."
    )
    await meeting.teams.ClearConflict(clearing, metadata=meeting.coordinator)
    await meeting.heard()

    assert by_a_member == (DENIED, "team.only_for_oneself")
    assert (kept_out, await meeting.looks(deputy)) == ("access.conflict_of_interest", "in")


async def test_an_agency_sees_of_a_review_what_is_its_own(meeting: Meeting) -> None:
    agency = "plymouth-housing"
    involving = review_pb2.InvolveAgencyRequest(header=meeting.header(), agency=agency)
    await meeting.reviews.InvolveAgency(involving, metadata=meeting.coordinator)
    await meeting.heard()
    author = meeting.service.as_person(
        "ply-author", "agency_author", "PLY", agency="plymouth-housing"
    )
    stranger = meeting.service.as_person("ply-other", "agency_author", "PLY", agency="dentist")
    request = common_pb2.CaseRequest(case_id=str(meeting.case_id))

    shown = await meeting.reviews.GetReview(request, metadata=author)
    refused = await refusal_code(meeting.reviews.GetReview(request, metadata=stranger))

    assert [one.agency for one in shown.agencies] == [agency]
    assert refused == (MISSING, "not_found")
