"""The rows about cases, and how a told event changes them.

Whoever changes a row takes the next number of the board first: so changes take turns, across all
processes, and a number that is seen stands for everything before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from chassis.database import Connection
from services.reporting.domain.standing import Milestone

Columns = Mapping[str, Any]

_NEXT_NUMBER = "UPDATE board_revision SET number = number + 1 RETURNING number"
# On the timeline, and if it was not there already, on the board with the number that the case has now.
_TELL = """
    WITH told AS (
        INSERT INTO case_timeline
            (event_id, case_id, occurred_at, recorded_at, service, type, actor, causation_id, position, facts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (event_id) DO NOTHING RETURNING case_id, recorded_at
    ), begun AS (
        INSERT INTO case_board (case_id, reference, changed_at) SELECT case_id, $11::text, recorded_at FROM told
        ON CONFLICT (case_id) DO UPDATE SET changed_at = greatest(case_board.changed_at, excluded.changed_at)
    ), numbered AS (
        INSERT INTO case_revisions (case_id, revision) SELECT case_id, $12::bigint FROM told
        ON CONFLICT (case_id) DO UPDATE SET revision = excluded.revision
    ) SELECT EXISTS (SELECT FROM told)
"""
_LEAD = """
    INSERT INTO case_access (case_id, partnership, part) VALUES ($1, $2, 'lead')
    ON CONFLICT (case_id, partnership) DO UPDATE SET part = excluded.part
"""
# Events from before another partnership took the lead may be told after it was told: a former lead keeps the part
# that it was left then, or none.
_OPEN = """
    INSERT INTO case_access (case_id, partnership, part)
    SELECT $1, $2, coalesce(handed_over.part, $3) FROM (SELECT (
        SELECT CASE WHEN facts -> 'contributing_partnerships' ? $2::text THEN 'contributing' ELSE 'none' END
        FROM case_timeline
        WHERE case_id = $1 AND type = 'LeadTransferred' AND facts ->> 'former' = $2
          AND NOT EXISTS (SELECT FROM case_access WHERE case_id = $1 AND partnership = $2 AND part = 'lead')
        ORDER BY position DESC LIMIT 1
    ) AS part) handed_over WHERE coalesce(handed_over.part, $3) <> 'none'
    ON CONFLICT (case_id, partnership) DO UPDATE SET part = excluded.part
    WHERE excluded.part = 'lead'
"""
_HAND_OVER = """
    UPDATE case_access SET part = 'contributing' WHERE case_id = $1 AND partnership = $2
"""
_THROUGH = "UPDATE case_agencies SET through = $3 WHERE case_id = $1 AND through = $2"
_CLOSE = "DELETE FROM case_access WHERE case_id = $1 AND partnership = $2"
_NUMBER_CASE = """
    INSERT INTO case_revisions (case_id, revision) VALUES ($1, $2)
    ON CONFLICT (case_id) DO UPDATE SET revision = excluded.revision
"""
_MILESTONE = """
    INSERT INTO case_milestones (case_id, code, label, working_day, due_on) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (case_id, code) DO UPDATE SET due_on = excluded.due_on
"""
FIRST_COUNTS = frozenset(
    {"cspr_decided_on", "scrutinised_on", "sent_on", "sent_working_day", "sent_days_late",
     "returned_on", "days_late"}
)  # fmt: skip
"""When a step was reached is when it was reached first; a correction or a second round changes nothing."""
TRANSFER = "LeadTransferred"
"""Whatever else was told before, after this one its partnership leads."""
TABLES = (
    "case_board", "case_access", "case_agencies", "case_milestones", "case_actions", "case_timeline",
)  # fmt: skip
NUMBERED = ("board_revision", "case_revisions")


@dataclass(frozen=True, slots=True)
class Noted:
    """A told event in plain values; ``facts`` are what it says beyond the case itself."""

    event_id: UUID
    case_id: UUID
    reference: str
    partnership: str
    leads: bool
    occurred_at: datetime
    recorded_at: datetime
    service: str
    type: str
    actor: str
    causation_id: UUID
    position: int
    facts: Mapping[str, Any]


async def note(connection: Connection, noted: Noted) -> bool:
    """Put an event on the timeline of its case, which begins here if need be; False if it stands there."""
    number = await connection.fetchval(_NEXT_NUMBER)
    new = await connection.fetchval(
        _TELL, noted.event_id, noted.case_id, noted.occurred_at, noted.recorded_at, noted.service,
        noted.type, noted.actor, noted.causation_id, noted.position, to_json(noted.facts).decode(),
        noted.reference, number,
    )  # fmt: skip
    if not new:
        return False
    if noted.type == TRANSFER:
        await connection.execute(_LEAD, noted.case_id, noted.partnership)
    else:
        part = "lead" if noted.leads else "contributing"
        await connection.execute(_OPEN, noted.case_id, noted.partnership, part)
    return True


async def put(connection: Connection, case_id: UUID, columns: Columns) -> None:
    """Write what an event says about where its case stands."""
    settings = ", ".join(
        f"{name} = {_kept(f'${place}', name, 'case_board')}"
        for place, name in enumerate(columns, 2)
    )
    await connection.execute(
        f"UPDATE case_board SET {settings} WHERE case_id = $1",  # noqa: S608 - names of columns of ours
        case_id,
        *columns.values(),
    )


async def put_agency(connection: Connection, case_id: UUID, agency: str, columns: Columns) -> None:
    """Write what an event says about one agency's return."""
    await _upsert(connection, "case_agencies", {"case_id": case_id, "agency": agency}, columns)


async def put_action(
    connection: Connection, case_id: UUID, action_id: str, columns: Columns
) -> None:
    """Write what an event says about one action."""
    await _upsert(connection, "case_actions", {"case_id": case_id, "action_id": action_id}, columns)


async def put_milestones(
    connection: Connection, case_id: UUID, milestones: Iterable[Milestone]
) -> None:
    """Write the steps of a case's clock."""
    rows: list[tuple[UUID, str, str, int, date]] = [
        (case_id, one.code, one.label, one.working_day, one.due_on) for one in milestones
    ]
    await connection.executemany(_MILESTONE, rows)


async def open_to(connection: Connection, case_id: UUID, partnerships: Iterable[str]) -> None:
    """Open a case to partnerships that contribute to it."""
    for partnership in partnerships:
        await connection.execute(_OPEN, case_id, partnership, "contributing")


async def hand_over(connection: Connection, case_id: UUID, former: str) -> None:
    """The partnership that led contributes from now on, whatever is told of it later from before."""
    await connection.execute(_HAND_OVER, case_id, former)


async def leave(connection: Connection, case_id: UUID, former: str, lead: str) -> None:
    """The partnership that led has no part any more; its agencies take part through the new lead."""
    await connection.execute(_CLOSE, case_id, former)
    await connection.execute(_THROUGH, case_id, former, lead)


async def erase(connection: Connection, case_id: UUID) -> None:
    """Remove the rows of a case; its number stays, so that whoever watches looks again."""
    number = await connection.fetchval(_NEXT_NUMBER)
    for table in TABLES:
        await connection.execute(f"DELETE FROM {table} WHERE case_id = $1", case_id)  # noqa: S608 - as said below
    await connection.execute(_NUMBER_CASE, case_id, number)


async def forget(connection: Connection) -> None:
    """Remove all rows. The number of the board goes on, so that whoever watches looks again."""
    number = await connection.fetchval(_NEXT_NUMBER)
    await connection.execute("UPDATE case_revisions SET revision = $1", number)
    await connection.execute(f"TRUNCATE {', '.join(TABLES)}")


async def tell_anew(connection: Connection) -> None:
    """Other rows have taken the place of these: every case counts as changed, so that whoever watches looks again."""
    number = await connection.fetchval(_NEXT_NUMBER)
    await connection.execute("UPDATE case_revisions SET revision = $1", number)
    await connection.execute(
        "INSERT INTO case_revisions (case_id, revision) SELECT case_id, $1 FROM case_board"
        " ON CONFLICT (case_id) DO NOTHING",
        number,
    )


async def _upsert(connection: Connection, table: str, key: Columns, columns: Columns) -> None:
    """Insert or change one row; table and columns are names of ours, never of a caller."""
    names = (*key, *columns)
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    changes = ", ".join(f"{name} = {_kept(f'excluded.{name}', name, table)}" for name in columns)
    await connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - as said above
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        *key.values(),
        *columns.values(),
    )


def _kept(new: str, name: str, table: str) -> str:
    return f"coalesce({table}.{name}, {new})" if name in FIRST_COUNTS else new
