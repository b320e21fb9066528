"""All rows about cases, as they stand in the database; the numbers of changes aside."""

from __future__ import annotations

from typing import Any

from chassis.database import Pool

ORDER = {
    "case_board": "case_id",
    "case_access": "case_id, partnership",
    "case_agencies": "case_id, agency",
    "case_milestones": "case_id, code",
    "case_actions": "case_id, action_id",
    "case_timeline": "event_id",
}


async def all_rows(pool: Pool) -> dict[str, list[dict[str, Any]]]:
    return {
        table: [dict(row) for row in await pool.fetch(f"SELECT * FROM {table} ORDER BY {order}")]
        for table, order in ORDER.items()
    }
