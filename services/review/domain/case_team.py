"""The team of a case: who may see it besides those whose role does, who may not, and what is open to the meeting.

    named ──until a day, or removed──> not on the team
    conflict declared ──> kept from the case, whatever else ──cleared by somebody else──> as before, unnamed
    glass broken ──1 to 24 hours──> closed again

What follows from it is kept by the guard of every service (chassis/access), as far as that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.errors import Invalid
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import text_problem
from chassis.rules.working_days import london_date
from services.review.domain import team_refusals as no
from services.review.domain.team_events import (
    ConflictCleared,
    ConflictDeclared,
    GlassBroken,
    ReturnsReleased,
    TeamMemberNamed,
    TeamMemberRemoved,
    TeamOpened,
    TeamState,
)
from services.review.domain.team_values import PERSON, Conflict, Membership
from services.review.domain.values import CaseIdentity

DAYS_MAX = 366
HOURS = range(1, 25)
SENTENCE_WORDS, SENTENCE_CHARACTERS = 4, 20


class CaseTeam(TeamState):
    """The team of one case."""

    TOPIC = "review.CaseTeam"

    @classmethod
    def open(cls, identity: CaseIdentity, *, at: datetime) -> Self:
        """Begin with nobody."""
        return cls._create(TeamOpened, id=team_of(identity.case_id), **dict(identity), timestamp=at)

    def is_open_to(self, partnership: str) -> bool:  # noqa: ARG002 - see below
        """To every partnership of the case: the use case asks which those are, before it opens the team."""
        return True

    def name(self, member: Membership, *, at: datetime) -> None:
        """Name a person, or name them anew with another role, agency or day."""
        must_be_no(_problems_of(member, at))
        if member.person in self.conflicts:
            raise no.MemberConflicted
        self.record(
            TeamMemberNamed, at=at, person=member.person, role=member.role,
            agency=member.agency, until=member.until_on,
        )  # fmt: skip

    def remove(self, person: str, reason: str, *, at: datetime) -> None:
        """Take a person off the team."""
        if person not in self.members:
            raise no.NotAMember
        must_be_no(_unsaid(reason, no.RemovalReasonMissing()))
        self.record(TeamMemberRemoved, at=at, person=person, reason=reason)

    def declare(
        self, person: str, conflict: Conflict, *, by: str, for_others: bool, at: datetime
    ) -> None:
        """A conflict of interest keeps a person from the case; ``for_others``: not only ``by`` from it."""
        if person != by and not for_others:
            raise no.ForOthersOnlyTheBusinessUnit
        must_be_no([*_unclear(person), *_unsaid(conflict.reason, no.ConflictReasonMissing())])
        self.record(ConflictDeclared, at=at, person=person, **dict(conflict))

    def clear(self, person: str, reason: str, *, by: str, at: datetime) -> None:
        """Somebody else than the person has found that the conflict keeps them from nothing."""
        if person not in self.conflicts:
            raise no.NoConflict
        if person == by:
            raise no.OwnConflict
        must_be_no(_unsaid(reason, no.ConflictReasonMissing()))
        self.record(ConflictCleared, at=at, person=person, reason=reason)

    def break_glass(self, person: str, *, role: str, reason: str, hours: int, at: datetime) -> None:
        """Open the case to a person at once, for some hours."""
        if person in self.conflicts:
            raise no.GlassForTheConflicted
        must_be_no(_glass_problems(reason, hours))
        self.record(
            GlassBroken, at=at, person=person, role=role, reason=reason,
            until=at + timedelta(hours=hours),
        )  # fmt: skip

    def release_returns(self, *, at: datetime) -> None:
        """Open the returns of all agencies to the team."""
        if self.released_on is not None:
            raise no.AlreadyReleased
        self.record(ReturnsReleased, at=at, released_on=london_date(at))


def team_of(case_id: UUID) -> UUID:
    """The stream of a case's team."""
    return uuid5(case_id, "team")


def _problems_of(member: Membership, at: datetime) -> Iterator[FieldProblem]:
    yield from _unclear(member.person)
    if not 0 <= (member.until_on - london_date(at)).days <= DAYS_MAX:
        yield FieldProblem("until_on", no.UntilUnlikely(given=member.until_on))


def _glass_problems(reason: str, hours: int) -> Iterator[FieldProblem]:
    words = reason.split()
    if len(words) < SENTENCE_WORDS or len(" ".join(words)) < SENTENCE_CHARACTERS:
        yield FieldProblem("reason", no.GlassReasonTooShort())
    elif problem := text_problem("The reason", reason):
        yield FieldProblem("reason", problem)
    if hours not in HOURS:
        yield FieldProblem("hours", no.GlassHoursUnlikely())


def _unclear(person: str) -> Iterator[FieldProblem]:
    if not PERSON.fullmatch(person):
        yield FieldProblem("person", no.PersonUnclear())


def _unsaid(reason: str, missing: Invalid) -> Iterator[FieldProblem]:
    if not reason.strip():
        yield FieldProblem("reason", missing)
    elif problem := text_problem("The reason", reason):
        yield FieldProblem("reason", problem)


register_aggregate(CaseTeam)
