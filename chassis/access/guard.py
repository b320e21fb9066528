"""The guard before every method: who asks, in which role, and what they have to do with the case that is asked about.

    partnership named? ──> its memberships ──> role in the row? ──> relation to the case in the row? ──> let in
         └─ none: refused          └─ none: refused     └─ conflict of interest, or no relation: refused

Where a partnership has ended, its heir acts for it in every role, under its code; where it has several, the
coordinators of each see its cases and may offer them to the one that is to have them.

The case is looked up only where the row asks for a relation to it. One that is not known yet (it begins with this
call, or what was told of it has not arrived) is taken for one of the partnership in whose name the call is made:
the aggregate's own check, the second line, holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog

from chassis.access import refusals as no
from chassis.access.admission import Admitted
from chassis.access.relations import UNKNOWN, CaseRelations, Relations
from chassis.access.roles import (
    AGENCY,
    ANY,
    AUDITOR,
    CONFLICTED,
    CONTRIBUTING,
    COORDINATOR,
    FILTERED,
    LEAD,
    OPERATOR,
    OWN,
    RELEASED,
    TEAM,
    WITHOUT_A_CASE,
    Relation,
    Row,
    Table,
)
from chassis.access.table import OPERATIONS_API
from chassis.clock import Clock
from chassis.errors import NotFound, Refusal
from chassis.identity import Caller, Membership, OtherPartnership
from chassis.rules.succession import NOBODY_ENDED, Successions
from chassis.rules.working_days import london_date
from chassis.telemetry import metrics

AGENCY_FIELDS = ("agency", "authority")
SETTLING = frozenset({"ProposeTransfer", "DecideThreshold"})
"""By these a case of a partnership with several heirs goes to one of them: as a review, or before there is one."""
EVER = datetime.min.replace(tzinfo=UTC)
"""Of a case that is not known, nothing has an end."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says about whom and what it concerns; the door itself refuses what it cannot read."""

    partnership: str | None
    case_id: UUID | None
    agency: str

    @classmethod
    def by(cls, request: Any) -> Asked:
        """Read a request of any contract."""
        fields = request.DESCRIPTOR.fields_by_name
        header = request.header if "header" in fields else None
        named = getattr(request, "partnership", None) or None
        about = next((name for name in AGENCY_FIELDS if name in fields), "")
        case_id = header.case_id if header is not None else getattr(request, "case_id", "")
        return cls(
            header.partnership if header is not None else named,
            _uuid(case_id),
            str(getattr(request, about)) if about else "",
        )


class Guard:
    """Lets a caller into a method, or refuses; every refusal is logged with ids only."""

    def __init__(
        self,
        table: Table,
        relations: Relations,
        clock: Clock,
        not_found: Mapping[str, type[NotFound]] | None = None,
        *,
        successions: Successions = NOBODY_ENDED,
    ) -> None:
        self._table, self._relations, self._clock = table, relations, clock
        self._not_found, self._successions = not_found or {}, successions

    async def admit(self, caller: Caller, method: str, request: Any) -> Admitted:
        """Whoever the table lets in. Raises a refusal; ``KeyError`` for a method without a row."""
        asked = Asked.by(request)
        try:
            writes = hasattr(request, "header")
            heir = self._as_heir(caller, method, asked, writes=writes)
            return replace(await self._admit(heir, method, asked, writes=writes), asker=heir)
        except NotFound:
            # In the words of the service: nobody can tell what is not theirs from what is not there.
            self._note(caller, method, asked, NotFound.code)
            raise self._not_found.get(method.rsplit("/", 1)[1], NotFound) from None
        except Refusal as refusal:
            self._note(caller, method, asked, refusal.code)
            raise

    def _as_heir(self, caller: Caller, method: str, asked: Asked, *, writes: bool) -> Caller:
        """The caller with a membership in each partnership that theirs has followed by today, in the same role."""
        inherited: list[Membership] = []
        for ended, heirs in self._successions.ended(london_date(self._clock())):
            mine = [one for one in caller.memberships if one.partnership in heirs]
            if len(heirs) > 1:
                mine = [one for one in mine if one.role == COORDINATOR]
                if mine and writes and asked.partnership == ended not in caller.partnerships:
                    _must_settle(method)
            inherited += (replace(one, partnership=ended) for one in mine)
        every = dict.fromkeys((*caller.memberships, *inherited))
        return replace(caller, memberships=tuple(every)) if inherited else caller

    def _note(self, caller: Caller, method: str, asked: Asked, code: str) -> None:
        metrics.access_refused(method, code)
        # What was typed for a partnership may be anything; only the caller's own are repeated.
        partnership = asked.partnership if asked.partnership in caller.partnerships else ""
        _log.warning(
            "access.refused", method=method, code=code, person=caller.person,
            partnership=partnership, case_id=str(asked.case_id or ""),
        )  # fmt: skip

    async def _admit(self, caller: Caller, method: str, asked: Asked, *, writes: bool) -> Admitted:
        row = self._table[method]
        if caller.roles == {OPERATOR} and OPERATOR not in row:
            raise no.NotForOperators
        members = [
            one for one in caller.memberships if asked.partnership in {None, one.partnership}
        ]
        if not members:
            raise OtherPartnership(partnership=asked.partnership or "")
        held = [one for one in members if one.role in row]
        if not held:
            raise _not_in_this_role(members, method, writes=writes)
        if all(row[one.role] & ANY for one in held):
            return Admitted(Caller(caller.person, tuple(held)), _granted(held, row), {})
        if asked.case_id is None:
            return await self._into_a_list(caller, held, row, asked)
        if not any(row[one.role] & ~WITHOUT_A_CASE for one in held):
            return _begins(caller, held, row, asked)
        agencies = {one.agency for one in held if one.agency}
        case = await self._relations.of_case(asked.case_id, caller.person, agencies)
        return self._to_the_case(caller, held, row, asked=asked, case=case)

    def _to_the_case(
        self,
        caller: Caller,
        held: Sequence[Membership],
        row: Row,
        *,
        asked: Asked,
        case: CaseRelations,
    ) -> Admitted:
        if case.conflicted and not any(row[one.role] & CONFLICTED for one in held):
            raise no.ConflictOfInterest
        now = self._clock()
        found = {one: case.of(one, now) | _own(one, asked) for one in held}
        reach = {one: _about(one, found[one], asked) & row[one.role] for one in held}
        granted = {
            one: relation | (row[one.role] & FILTERED)
            for one, relation in reach.items()
            if relation or row[one.role] & FILTERED
        }
        if not granted:
            raise _why_not(found, row, asked=asked, case=case)
        return Admitted(Caller(caller.person, tuple(granted)), granted, found, lead=case.lead)

    async def _into_a_list(
        self, caller: Caller, held: Sequence[Membership], row: Row, asked: Asked
    ) -> Admitted:
        """No case is named, or none that can be read: a list is filtered, and the door refuses what it cannot read."""
        if not any(row[one.role] & FILTERED for one in held):
            return _begins(caller, held, row, asked)
        left_out = await self._relations.conflicts_of(caller.person)
        return Admitted(Caller(caller.person, tuple(held)), _granted(held, row), {}, left_out)


def _must_settle(method: str) -> None:
    if method.rsplit("/", 1)[1] not in SETTLING:
        raise no.SuccessionOpen


def _begins(caller: Caller, held: Sequence[Membership], row: Row, asked: Asked) -> Admitted:
    """The call begins a case, or names none: as far as it names an agency, it must be the member's own."""
    found = {one: UNKNOWN.of(one, EVER) | _own(one, asked) for one in held}
    granted = {
        one: _about(one, found[one], asked) & row[one.role]
        for one in held
        if _about(one, found[one], asked) & row[one.role]
    }
    if not granted:
        raise no.OtherAgency if any(row[one.role] & (OWN | AGENCY) for one in held) else NotFound
    return Admitted(Caller(caller.person, tuple(granted)), granted, found)


def _granted(held: Sequence[Membership], row: Row) -> dict[Membership, Relation]:
    return {one: row[one.role] for one in held}


def _own(one: Membership, asked: Asked) -> Relation:
    return OWN if one.agency and one.agency == asked.agency else Relation(0)


def _about(one: Membership, found: Relation, asked: Asked) -> Relation:
    """Without the relation of an agency, where the request names another one."""
    return found & ~AGENCY if asked.agency and asked.agency != one.agency else found


def _not_in_this_role(members: Sequence[Membership], method: str, *, writes: bool) -> Refusal:
    roles = {one.role for one in members}
    if method.startswith(OPERATIONS_API):
        return no.OperatorsOnly()
    return no.ReadsOnly() if writes and roles == {AUDITOR} else no.RoleNotAllowed()


def _why_not(
    found: dict[Membership, Relation], row: Row, *, asked: Asked, case: CaseRelations
) -> Refusal:
    """The refusal that helps most; who has no part in the case is not told that there is one."""
    needed, has = Relation(0), Relation(0)
    for one, relation in found.items():
        needed, has = needed | row[one.role], has | relation
    if not any(case.has_part(one.partnership) for one in found) and not has & AGENCY:
        return NotFound()
    if needed & RELEASED and has & TEAM and not case.released:
        return no.NotReleased()
    if needed & AGENCY and has & AGENCY and asked.agency:
        return no.OtherAgency()
    if needed & (TEAM | RELEASED):
        return no.TimeOver() if case.team_until or case.glass_until else no.NotOnTeam()
    return no.LeadOnly() if needed & LEAD and has & CONTRIBUTING else NotFound()


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
