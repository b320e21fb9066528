"""Case references, numbered in the service's own database."""

from __future__ import annotations

from uuid import UUID

from chassis.database import Pool

_ALLOT = """
    INSERT INTO case_references (case_id, partnership, year, number)
    SELECT $1, $2, $3, coalesce(max(number), 0) + 1
    FROM case_references WHERE partnership = $2 AND year = $3
    ON CONFLICT (case_id) DO NOTHING
"""


class SqlReferences:
    """Numbers each partnership's cases of a year from one, without two cases ever sharing a number."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def allot(self, *, case_id: UUID, partnership: str, year: int) -> str:
        """The reference of a case; the same case always gets the same one."""
        async with self._pool.acquire() as connection, connection.transaction():
            # Taken before the number is looked up, so that two cases cannot see the same highest one.
            await connection.execute(
                "SELECT pg_advisory_xact_lock(hashtext($1), $2)", partnership, year
            )
            await connection.execute(_ALLOT, case_id, partnership, year)
            row = await connection.fetchrow(
                "SELECT partnership, year, number FROM case_references WHERE case_id = $1", case_id
            )
        assert row is not None  # noqa: S101 - just allotted
        return f"{row['partnership']}-RR-{row['year']}-{row['number']:04d}"
