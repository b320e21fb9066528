"""Keeps the rows by which a service knows who has to do with which case, from what referral and review tell.

Every service has this listener, ``<service>_access``, also those two: so that all guards go by the same facts.
Between a told fact and its row lies the lag of the listener, which health and metrics watch as they watch every other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from chassis.database import Connection, Pool
from chassis.delivery.event_door import Effect, Told
from chassis.delivery.rows_door import RowsDoor
from chassis.rules.working_days import LONDON
from contracts.events import referral, review, team
from contracts.events.base import CaseEvent

SERVICES = ("referral", "review")
FOR_EVER = datetime.max.replace(tzinfo=UTC)
# Put together from the constants of this file.
_ANEW = (
    "ON CONFLICT (case_id, kind, who) DO UPDATE SET about = excluded.about, until = excluded.until"
)
_PUT = f"INSERT INTO case_relations (case_id, kind, who, about, until) VALUES ($1, $2, $3, $4, $5) {_ANEW}"  # noqa: S608
_LEAD = (
    "INSERT INTO case_relations (case_id, kind, who, about) SELECT $1, 'lead', $2, $3 WHERE NOT EXISTS"
    " (SELECT FROM case_relations WHERE case_id = $1 AND kind = 'lead')"
)
_LEAD_AND_REFERRER = (
    f"WITH first AS ({_LEAD}) INSERT INTO case_relations (case_id, kind, who, about)"  # noqa: S608
    f" VALUES ($1, 'referrer', $4, $2) {_ANEW}"
)
_NO_LEAD = "DELETE FROM case_relations WHERE case_id = $1 AND kind IN ('lead', 'contributing')"
_THROUGH = (
    "UPDATE case_relations SET about = $3"
    " WHERE case_id = $1 AND kind IN ('agency', 'referrer') AND about = $2"
)
_TAKE = "DELETE FROM case_relations WHERE case_id = $1 AND kind = $2 AND who = $3"


class RelationsDoor(RowsDoor):
    """The listener ``<service>_access``."""

    made = ("case_relations",)

    def __init__(self, service: str, pool: Pool) -> None:
        super().__init__(f"{service}_access", SERVICES, EFFECTS, pool)
        self._service = service

    def beside(self, pool: Pool) -> RelationsDoor:
        """The same door on other tables."""
        return RelationsDoor(self._service, pool)


async def _lead(told: Told) -> None:
    """Whoever was told first leads, until the lead is transferred: what referral tells later does not change it."""
    event = told.event
    await told.connection.execute(_LEAD, event.case_id, event.partnership, event.reference)


async def _received(told: Told) -> None:
    event: referral.ReferralReceived = told.event
    await told.connection.execute(
        _LEAD_AND_REFERRER, event.case_id, event.partnership, event.reference, event.agency
    )


async def _initiated(told: Told) -> None:
    await _lead(told)
    for partnership in told.event.contributing_partnerships:
        await _put(told, "contributing", partnership)


async def _offered(told: Told) -> None:
    """Who is offered the lead has to see what it is about before it accepts."""
    await _put(told, "contributing", told.event.to)


async def _transferred(told: Told) -> None:
    """Of a former lead that has no part any more, the agencies take part through the new one."""
    event: review.LeadTransferred = told.event
    await told.connection.execute(_NO_LEAD, event.case_id)
    await _initiated(told)
    if event.former not in event.contributing_partnerships:
        await told.connection.execute(_THROUGH, event.case_id, event.former, event.partnership)


async def _involved(told: Told) -> None:
    event: review.AgencyInvolved = told.event
    await _lead(told)
    if event.through != event.partnership:
        await _put(told, "contributing", event.through)
    await _put(told, "agency", event.agency, about=event.through)


async def _named(told: Told) -> None:
    event: team.TeamMemberNamed = told.event
    ends = datetime.combine(event.until + timedelta(days=1), time(), LONDON)
    await _put(told, "team", event.person, about=event.role, until=ends)


async def _removed(told: Told) -> None:
    await _take(told.connection, told.event.case_id, "team", told.event.person)


async def _declared(told: Told) -> None:
    await _put(told, "conflict", told.event.person, about=told.event.kind)


async def _cleared(told: Told) -> None:
    await _take(told.connection, told.event.case_id, "conflict", told.event.person)


async def _glass_broken(told: Told) -> None:
    await _put(told, "glass", told.event.person, until=told.event.until)


async def _released(told: Told) -> None:
    await _put(told, "released", "")


async def _erased(told: Told) -> None:
    """Who led the case may still look at the shape of its history; nobody else has to do with it any more."""
    await told.connection.execute(
        "DELETE FROM case_relations WHERE case_id = $1", told.event.case_id
    )
    await _lead(told)


EFFECTS: Mapping[type[CaseEvent], Effect] = {
    referral.ReferralReceived: _received,
    referral.IncidentNotified: _lead,
    review.ReviewInitiated: _initiated,
    review.AgencyInvolved: _involved,
    review.TransferProposed: _offered,
    review.LeadTransferred: _transferred,
    review.CaseErased: _erased,
    team.TeamMemberNamed: _named,
    team.TeamMemberRemoved: _removed,
    team.ConflictDeclared: _declared,
    team.ConflictCleared: _cleared,
    team.GlassBroken: _glass_broken,
    team.ReturnsReleased: _released,
}


async def _put(
    told: Told, kind: str, who: str, *, about: str = "", until: datetime = FOR_EVER
) -> None:
    given: tuple[Any, ...] = (told.event.case_id, kind, who, about, until)
    await told.connection.execute(_PUT, *given)


async def _take(connection: Connection, case_id: UUID, kind: str, who: str) -> None:
    await connection.execute(_TAKE, case_id, kind, who)
