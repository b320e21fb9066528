"""Who is told when a role or an agency is, and how do they want to be told?"""

from __future__ import annotations

from collections.abc import Sequence

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.rules.rule_packs import RulePacks, UnknownAgency, UnknownPartnership
from services.notifications.domain.contact import (
    ChannelName,
    ContactForgotten,
    ContactRegistered,
    Membership,
    MembershipsChanged,
    PreferenceSet,
    Route,
)
from services.notifications.domain.recipients import COORDINATOR, recipients_of

_ADD = """
    INSERT INTO contact_routes (person, partnership, recipient, channel, wants_reminders)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
"""
_OF = "SELECT person, channel, wants_reminders FROM contact_routes WHERE person = $1 LIMIT 1"
_TO = """
    SELECT DISTINCT ON (person) person, channel, wants_reminders FROM contact_routes
    WHERE recipient = $1 AND partnership = ANY($2) ORDER BY person
"""
_TO_AGENCY = """
    SELECT DISTINCT ON (person) person, channel, wants_reminders FROM contact_routes
    WHERE recipient = $1 ORDER BY person
"""
_PREFER = "UPDATE contact_routes SET channel = $2, wants_reminders = $3 WHERE person = $1"


class ContactRoutes:
    """The rows of table contact_routes: pseudonyms and choices, no address."""

    name = "contact_routes"
    tables: tuple[str, ...] = ("contact_routes",)
    events: tuple[type[Event], ...] = (
        ContactRegistered, MembershipsChanged, PreferenceSet, ContactForgotten,
    )  # fmt: skip

    def __init__(self, pool: Pool, packs: RulePacks) -> None:
        self._pool, self._packs = pool, packs

    async def apply(self, event: Event, connection: Connection) -> None:
        """Note for whom a person is told, and how. A contact's reference is the person's pseudonym."""
        person = event.reference
        match event:
            case ContactRegistered() | MembershipsChanged():
                before = await connection.fetchrow(_OF, person)
                channel, reminders = (
                    (before[1], before[2]) if before else (ChannelName.MAILBOX, True)
                )
                await connection.execute("DELETE FROM contact_routes WHERE person = $1", person)
                rows = [
                    (person, one.partnership, recipient, channel, reminders)
                    for one in event.memberships
                    for recipient in recipients_of(one, kind_of_agency(self._packs, one))
                ]
                await connection.executemany(_ADD, rows)
            case PreferenceSet():
                await connection.execute(_PREFER, person, event.channel, event.wants_reminders)
            case ContactForgotten():
                await connection.execute("DELETE FROM contact_routes WHERE person = $1", person)

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE contact_routes")

    async def to(self, recipient: str, partnership: str) -> Sequence[Route]:
        """The people of a role or an agency in a partnership; of an agency without any there, those elsewhere.

        A role belongs to one partnership, an agency works in several. Who follows a partnership that has ended is
        told for it; where several do, their coordinators are.
        """
        heirs = self._packs.heirs(partnership)
        told = heirs if len(heirs) == 1 or recipient == COORDINATOR else ()
        rows = await self._pool.fetch(_TO, recipient, [partnership, *told])
        agency = recipient.rpartition(":")[2]
        if not rows and any(
            agency in self._packs.of(code).agencies for code in self._packs.codes()
        ):
            rows = await self._pool.fetch(_TO_AGENCY, recipient)
        return [Route(**row) for row in rows]

    async def of(self, person: str) -> Route | None:
        """How one person is told; None when they are not known."""
        row = await self._pool.fetchrow(_OF, person)
        return Route(**row) if row else None


def kind_of_agency(packs: RulePacks, one: Membership) -> str:
    """The kind of a membership's agency; empty when it has none, or none that its partnership knows."""
    try:
        return packs.of(one.partnership).agency(one.agency).kind if one.agency else ""
    except (UnknownAgency, UnknownPartnership):
        return ""
