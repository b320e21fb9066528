"""What a service knows of who has to do with which case: the rows of table case_relations, asked by case or by person.

The rows come from what referral and review tell (chassis/delivery/relations_door.py); a case of which nothing was told
yet is not known. One indexed query answers for one call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chassis.access.roles import AGENCY, CONTRIBUTING, GLASS, LEAD, RELEASED, TEAM, Relation
from chassis.database import Pool
from chassis.identity import Membership

_OF_CASE = (
    "SELECT kind, who, about, until FROM case_relations WHERE case_id = $1"
    " AND (kind IN ('lead', 'contributing', 'released') OR who = ANY($2::text[]))"
)
_CONFLICTS = "SELECT case_id FROM case_relations WHERE kind = 'conflict' AND who = $1"
_KNOWN = "SELECT who, about FROM case_relations WHERE case_id = $1 AND kind = 'lead'"
_NAMED = (
    "SELECT case_id FROM case_relations named WHERE kind = 'lead' AND about = $1 AND EXISTS (SELECT FROM case_relations"
    " WHERE case_id = named.case_id AND kind IN ('lead', 'contributing') AND who = ANY($2::text[]))"
)
_PARTNERSHIPS = (
    "SELECT who FROM case_relations WHERE case_id = $1 AND kind IN ('lead', 'contributing')"
)


@dataclass(frozen=True, slots=True)
class CaseRelations:
    """Who has to do with one case, as far as it concerns one person."""

    lead: str = ""
    contributing: frozenset[str] = frozenset()
    agencies: frozenset[tuple[str, str]] = frozenset()
    """Agency, and the partnership through which it takes part or referred the case."""
    team_until: datetime | None = None
    glass_until: datetime | None = None
    conflicted: bool = False
    released: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything was told of this case."""
        return bool(self.lead)

    def has_part(self, partnership: str) -> bool:
        """Whether a partnership leads the case or contributes to it."""
        return partnership == self.lead or partnership in self.contributing

    def of(self, member: Membership, now: datetime) -> Relation:
        """What a member has to do with the case at a moment, whichever agency is asked about."""
        if not self.is_known:  # The role's partnership decides; the aggregate's own check holds.
            return LEAD | (AGENCY if member.agency else Relation(0))
        found = Relation(0)
        if member.partnership == self.lead:
            found |= LEAD
        elif member.partnership in self.contributing:
            found |= CONTRIBUTING
        if (member.agency, member.partnership) in self.agencies:
            found |= AGENCY
        if self.has_part(member.partnership):
            if self.team_until is not None and now < self.team_until:
                found |= TEAM | (RELEASED if self.released else Relation(0))
            if self.glass_until is not None and now < self.glass_until:
                found |= GLASS
        return found


UNKNOWN = CaseRelations()


@dataclass(slots=True)
class _Gathered:
    lead: str = ""
    contributing: set[str] = field(default_factory=set)
    agencies: set[tuple[str, str]] = field(default_factory=set)
    until: dict[str, datetime] = field(default_factory=dict)


class Relations:
    """Reads the rows."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of_case(self, case_id: UUID, person: str, agencies: Iterable[str]) -> CaseRelations:
        """Who has to do with a case, as far as it concerns ``person`` and those ``agencies``."""
        rows = await self._pool.fetch(_OF_CASE, case_id, [person, *agencies])
        found = _Gathered()
        for row in rows:
            match row["kind"]:
                case "lead":
                    found.lead = row["who"]
                case "contributing":
                    found.contributing.add(row["who"])
                case "agency" | "referrer":
                    found.agencies.add((row["who"], row["about"]))
                case kind:
                    found.until[kind] = row["until"]
        return CaseRelations(
            lead=found.lead, contributing=frozenset(found.contributing), agencies=frozenset(found.agencies),
            team_until=found.until.get("team"), glass_until=found.until.get("glass"),
            conflicted="conflict" in found.until, released="released" in found.until,
        )  # fmt: skip

    async def conflicts_of(self, person: str) -> frozenset[UUID]:
        """The cases from which a person is kept by a conflict of interest."""
        return frozenset(row["case_id"] for row in await self._pool.fetch(_CONFLICTS, person))

    async def lead_of(self, case_id: UUID) -> tuple[str, str] | None:
        """The partnership that leads a case and the case's reference; None for a case that is not known."""
        row = await self._pool.fetchrow(_KNOWN, case_id)
        return (row["who"], row["about"]) if row else None

    async def case_of(self, reference: str, partnerships: Iterable[str]) -> UUID | None:
        """The case with a reference in which one of ``partnerships`` has a part; None where there is none."""
        found: UUID | None = await self._pool.fetchval(_NAMED, reference, list(partnerships))
        return found

    async def partnerships_of(self, case_id: UUID) -> frozenset[str]:
        """The partnerships that lead a case or contribute to it."""
        return frozenset(row["who"] for row in await self._pool.fetch(_PARTNERSHIPS, case_id))
