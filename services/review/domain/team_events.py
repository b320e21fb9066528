"""What can happen to the team of a case. Persons are ids; why somebody did something is words, and is sealed."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime

from chassis.aggregate import Aggregate, Event, FirstEvent
from services.review.domain.team_values import (
    BrokenGlass,
    Conflict,
    ConflictKind,
    TeamMember,
    TeamRole,
)
from services.review.domain.upcasts import with_defaults


class TeamState(Aggregate):
    """Who is on the team, who is kept from the case, and who has broken the glass."""

    members: dict[str, TeamMember] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    glass: dict[str, BrokenGlass] = field(default_factory=dict)
    released_on: date | None = None


class TeamOpened(FirstEvent, topic="review.TeamOpened.v1"):
    """The first thing was said about the people of this case."""


class TeamMemberNamed(Event, topic="review.TeamMemberNamed.v1"):
    """A person is on the team until the end of a day."""

    person: str
    role: TeamRole
    agency: str
    until: date

    def apply(self, team: TeamState) -> None:
        """The latest naming counts."""
        team.members[self.person] = TeamMember(role=self.role, agency=self.agency, until=self.until)


class TeamMemberRemoved(
    Event,
    topic="review.TeamMemberRemoved.v2",
    upcasts={"review.TeamMemberRemoved.v1": with_defaults(reason="")},
):
    """A person is no longer on the team; why was not asked at first."""

    person: str
    reason: str

    def apply(self, team: TeamState) -> None:
        """Gone at once."""
        del team.members[self.person]


class ConflictDeclared(Event, topic="review.ConflictDeclared.v1"):
    """A conflict of interest keeps a person from the case."""

    person: str
    kind: ConflictKind
    reason: str

    def apply(self, team: TeamState) -> None:
        """Who has a conflict is not on the team either, nor behind a broken glass."""
        team.conflicts[self.person] = Conflict(kind=self.kind, reason=self.reason)
        team.members.pop(self.person, None)
        team.glass.pop(self.person, None)


class ConflictCleared(Event, topic="review.ConflictCleared.v1"):
    """The conflict was looked at, and keeps the person from nothing any more."""

    person: str
    reason: str

    def apply(self, team: TeamState) -> None:
        """The person may see again what their role sees; the team names them anew."""
        del team.conflicts[self.person]


class GlassBroken(Event, topic="review.GlassBroken.v1"):
    """A person opened the case in an emergency."""

    person: str
    role: str
    reason: str
    until: datetime

    def apply(self, team: TeamState) -> None:
        """The latest counts."""
        team.glass[self.person] = BrokenGlass(reason=self.reason, until=self.until)


class ReturnsReleased(Event, topic="review.ReturnsReleased.v1"):
    """The agencies' returns are open to the team."""

    released_on: date

    def apply(self, team: TeamState) -> None:
        """They stay so."""
        team.released_on = self.released_on
