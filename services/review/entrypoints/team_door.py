"""The door for a case's team: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any

import structlog

from chassis.access.admission import admitted
from chassis.access.roles import COORDINATOR
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, one_of, plain, recorded, stamp_of, uuid_of
from chassis.telemetry import metrics
from contracts.grpc import common_pb2
from contracts.grpc import team_pb2 as wire
from contracts.grpc import team_pb2_grpc as rpc
from services.review.application.case_teams import CaseTeams
from services.review.domain.case_team import CaseTeam
from services.review.domain.team_values import Conflict, Membership

_log = structlog.get_logger(__name__)


class TeamDoor(rpc.CaseTeamsServicer):
    """Answers the calls of contracts/grpc/team.proto."""

    def __init__(self, teams: CaseTeams, clock: Clock) -> None:
        self._teams, self._clock = teams, clock

    async def NameMember(
        self, request: wire.NameMemberRequest, context: Any
    ) -> common_pb2.Recorded:
        """Name a person."""
        cause = cause_of(request, self._clock)
        return recorded(await self._teams.name(cause, _said(Membership, request)))

    async def RemoveMember(
        self, request: wire.RemoveMemberRequest, context: Any
    ) -> common_pb2.Recorded:
        """Take a person off the team."""
        cause = cause_of(request, self._clock)
        return recorded(await self._teams.remove(cause, request.person, request.reason))

    async def DeclareConflict(
        self, request: wire.DeclareConflictRequest, context: Any
    ) -> common_pb2.Recorded:
        """Declare a conflict of interest, one's own unless the business unit says whose."""
        cause = cause_of(request, self._clock)
        by = caller().person
        kept = await self._teams.declare(
            cause,
            request.person or by,
            one_of("", Conflict, {"kind": request.kind, "reason": request.reason}),
            by=by,
            for_others=any(one.role == COORDINATOR for one in admitted().granted),
        )
        return recorded(kept)

    async def ClearConflict(
        self, request: wire.ClearConflictRequest, context: Any
    ) -> common_pb2.Recorded:
        """Clear a conflict of interest."""
        cause, by = cause_of(request, self._clock), caller().person
        return recorded(await self._teams.clear(cause, request.person, request.reason, by=by))

    async def BreakGlass(
        self, request: wire.BreakGlassRequest, context: Any
    ) -> common_pb2.Recorded:
        """Open the case to the caller; whoever watches the platform hears of it at once."""
        cause, person = cause_of(request, self._clock), caller().person
        role = caller().role_in(cause.partnership)
        kept = await self._teams.break_glass(
            cause, person, role=role, reason=request.reason, hours=request.hours
        )
        metrics.glass_broken()
        _log.warning(
            "access.glass_broken", case_id=str(cause.case_id), partnership=cause.partnership,
            person=person, role=role,
        )  # fmt: skip
        return recorded(kept)

    async def ReleaseReturns(
        self, request: wire.ReleaseReturnsRequest, context: Any
    ) -> common_pb2.Recorded:
        """Open the returns of all agencies to the team."""
        return recorded(await self._teams.release_returns(cause_of(request, self._clock)))

    async def GetTeam(self, request: common_pb2.CaseRequest, context: Any) -> wire.Team:
        """Who is on the team, who is kept from the case, and who has broken the glass."""
        return await self._teams.team(uuid_of("case_id", request.case_id), _on_the_wire)


def _said(kind: type[Membership], request: Any) -> Membership:
    content = {name: value for name, value in plain(request).items() if name in kind.model_fields}
    return one_of("", kind, content)


def _on_the_wire(team: CaseTeam) -> wire.Team:
    answer = wire.Team(
        case_id=str(team.case_id), reference=team.reference, partnership=team.partnership,
        version=team.version,
        returns_released_on=team.released_on.isoformat() if team.released_on else "",
    )  # fmt: skip
    for person, member in team.members.items():
        answer.members.add(
            person=person, role=member.role, agency=member.agency, until_on=member.until.isoformat()
        )
    for person, conflict in team.conflicts.items():
        answer.conflicts.add(person=person, kind=conflict.kind)
    for person, broken in team.glass.items():
        answer.broken_glass.add(person=person, reason=broken.reason, until=stamp_of(broken.until))
    return answer
