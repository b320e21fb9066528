"""Whom does news of a case concern, which news is an agency still to hear, and by when is what to be done?

Fed from told events in their own transaction. Agencies and news may come in either order, because
different services tell them: whichever comes second finds the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from chassis.database import Connection

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
_INVOLVE = """
    INSERT INTO involved_agencies (case_id, agency, through) VALUES ($1, $2, $3)
    ON CONFLICT (case_id, agency) DO UPDATE SET through = excluded.through
"""
_ANNOUNCE = """
    INSERT INTO announcements (case_id, template, event_id) VALUES ($1, $2, $3)
    ON CONFLICT (case_id, template) DO UPDATE SET event_id = excluded.event_id
"""
_ANNOUNCE_FIRST = """
    INSERT INTO announcements (case_id, template, event_id) VALUES ($1, $2, $3)
    ON CONFLICT (case_id, template) DO NOTHING
"""
_DATE = """
    INSERT INTO milestone_days (case_id, code, due_on) VALUES ($1, $2, $3)
    ON CONFLICT (case_id, code) DO UPDATE SET due_on = excluded.due_on
"""


_THROUGH = "UPDATE involved_agencies SET through = $3 WHERE case_id = $1 AND through = $2"
_PIN = """
    INSERT INTO pinned_packs (case_id, rule_pack) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING
"""


async def take_turns(connection: Connection, case_id: UUID) -> None:
    """Let events of one case wait for each other until the transaction ends, in all processes."""
    await connection.execute(_TAKE_TURNS, str(case_id))


async def involve(connection: Connection, case_id: UUID, agency: str, through: str) -> None:
    """An agency takes part in a case."""
    await connection.execute(_INVOLVE, case_id, agency, through)


async def take_part_through(connection: Connection, case_id: UUID, former: str, lead: str) -> None:
    """The agencies of a partnership that has no part any more take part through the one that leads now."""
    await connection.execute(_THROUGH, case_id, former, lead)


async def agencies(connection: Connection, case_id: UUID) -> list[str]:
    """The agencies that take part in a case."""
    rows = await connection.fetch(
        "SELECT agency FROM involved_agencies WHERE case_id = $1 ORDER BY agency", case_id
    )
    return [row["agency"] for row in rows]


async def announce(connection: Connection, case_id: UUID, template: str, event_id: UUID) -> None:
    """There is news for every agency of a case; it takes the place of earlier news of the kind."""
    await connection.execute(_ANNOUNCE, case_id, template, event_id)


async def first_of_its_kind(
    connection: Connection, case_id: UUID, template: str, event_id: UUID
) -> bool:
    """Whether an event is the first of a case that brings this kind of news; its repeat is, too."""
    await connection.execute(_ANNOUNCE_FIRST, case_id, template, event_id)
    first = await connection.fetchval(
        "SELECT event_id FROM announcements WHERE case_id = $1 AND template = $2", case_id, template
    )
    return bool(first == event_id)


async def take_back(connection: Connection, case_id: UUID, template: str) -> None:
    """The news is old; who is involved from now on need not hear it."""
    await connection.execute(
        "DELETE FROM announcements WHERE case_id = $1 AND template = $2", case_id, template
    )


async def news(
    connection: Connection, case_id: UUID, templates: Iterable[str]
) -> list[tuple[str, UUID]]:
    """The news of these kinds that every agency of a case is to hear."""
    rows = await connection.fetch(
        "SELECT template, event_id FROM announcements WHERE case_id = $1 AND template = ANY($2)"
        " ORDER BY template",
        case_id,
        list(templates),
    )
    return [(row["template"], row["event_id"]) for row in rows]


async def date_milestones(
    connection: Connection, case_id: UUID, due_days: Mapping[str, date]
) -> None:
    """The steps of a review are to be done by these days."""
    await connection.executemany(_DATE, [(case_id, code, due) for code, due in due_days.items()])


async def due_days(connection: Connection, case_id: UUID) -> dict[str, date]:
    """The days by which the steps of a review are to be done, as far as they are known."""
    rows = await connection.fetch(
        "SELECT code, due_on FROM milestone_days WHERE case_id = $1", case_id
    )
    return {row["code"]: row["due_on"] for row in rows}


async def pin(connection: Connection, case_id: UUID, rule_pack: str) -> None:
    """A review began with this rule pack, and keeps it."""
    await connection.execute(_PIN, case_id, rule_pack)


async def rule_pack(connection: Connection, case_id: UUID) -> str:
    """The key of the rule pack that a case's review pinned; empty before it began."""
    found: str | None = await connection.fetchval(
        "SELECT rule_pack FROM pinned_packs WHERE case_id = $1", case_id
    )
    return found or ""
