"""What can be asked of a case's team. One method, one use case.

A team begins with the first thing that is said about the people of a case, which may be before its review.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar
from uuid import UUID

from chassis.clock import Clock
from chassis.delivery.handed_over import LeadChanged
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.review.domain.case_team import CaseTeam, team_of
from services.review.domain.team_values import Conflict, Membership
from services.review.domain.values import CaseIdentity

T = TypeVar("T")


class KnownCases(Protocol):
    """Which cases there are, and whose they are."""

    async def lead_of(self, case_id: UUID) -> tuple[str, str] | None:
        """The partnership that leads a case and the case's reference; None for a case that is not known."""

    async def partnerships_of(self, case_id: UUID) -> frozenset[str]:
        """The partnerships that lead a case or contribute to it."""


class CaseTeams(UseCases):
    """The use cases of the teams of cases."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, known: KnownCases
    ) -> None:
        super().__init__(store, keys, clock)
        self._known = known

    async def name(self, cause: Cause, member: Membership) -> Kept:
        """Name a person, for the leading partnership."""
        return await self._decide(
            cause, lambda team: team.name(member, at=cause.occurred_at), lead_only=True
        )

    async def remove(self, cause: Cause, person: str, reason: str) -> Kept:
        """Take a person off the team, for the leading partnership."""
        return await self._decide(
            cause, lambda team: team.remove(person, reason, at=cause.occurred_at), lead_only=True
        )

    async def declare(
        self, cause: Cause, person: str, conflict: Conflict, *, by: str, for_others: bool
    ) -> Kept:
        """Declare a conflict of interest, for any partnership of the case."""
        return await self._decide(
            cause,
            lambda team: team.declare(
                person, conflict, by=by, for_others=for_others, at=cause.occurred_at
            ),
        )

    async def clear(self, cause: Cause, person: str, reason: str, *, by: str) -> Kept:
        """Clear a conflict of interest, for the leading partnership."""
        return await self._decide(
            cause,
            lambda team: team.clear(person, reason, by=by, at=cause.occurred_at),
            lead_only=True,
        )

    async def break_glass(
        self, cause: Cause, person: str, *, role: str, reason: str, hours: int
    ) -> Kept:
        """Open the case to a person at once, for any partnership of the case."""
        return await self._decide(
            cause,
            lambda team: team.break_glass(
                person, role=role, reason=reason, hours=hours, at=cause.occurred_at
            ),
        )

    async def release_returns(self, cause: Cause) -> Kept:
        """Open the returns of all agencies to the team, for the leading partnership."""
        return await self._decide(
            cause, lambda team: team.release_returns(at=cause.occurred_at), lead_only=True
        )

    async def team(self, case_id: UUID, read: Callable[[CaseTeam], T]) -> T:
        """What ``read`` makes of a case's team as it stands now. Raises ``NotFound``."""
        return await self.look(CaseTeam, team_of(case_id), read)

    async def _decide(
        self, cause: Cause, decide: Callable[[CaseTeam], object], *, lead_only: bool = False
    ) -> Kept:
        """Open the team if nobody has, and decide, both at once or neither."""
        identity = await self._identity(cause, lead_only=lead_only)

        def followed(team: CaseTeam) -> None:
            """The team belongs to whoever leads the case now."""
            if team.partnership != identity.partnership:
                team.record(
                    LeadChanged, at=cause.occurred_at, lead=identity.partnership, contributing=()
                )
            decide(team)

        def opened() -> CaseTeam:
            team = CaseTeam.open(identity, at=cause.occurred_at)
            decide(team)
            return team

        stream = team_of(cause.case_id)
        try:
            return await self.change(CaseTeam, stream, cause, followed)
        except NotFound:
            try:
                return await self.begin(CaseTeam, stream, cause, opened)
            except AlreadyBegun:
                return await self.change(CaseTeam, stream, cause, followed)

    async def _identity(self, cause: Cause, *, lead_only: bool) -> CaseIdentity:
        found = await self._known.lead_of(cause.case_id)
        if found is None:
            raise NotFound
        lead, reference = found
        theirs = {lead} if lead_only else await self._known.partnerships_of(cause.case_id)
        if cause.partnership not in theirs:
            raise NotFound
        return CaseIdentity(case_id=cause.case_id, partnership=lead, reference=reference)
