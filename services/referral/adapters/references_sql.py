"""Case references, numbered in the service's own database."""

from __future__ import annotations

from uuid import UUID

from chassis.database import Pool


class SqlReferences:
    """Numbers each partnership's cases of a year from one, without two cases ever sharing a number."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def allot(self, *, case_id: UUID, partnership: str, year: int) -> str:
        """The reference of a case; the same case always gets the same one."""
        row = await self._pool.fetchrow(
            "SELECT partnership, year, number FROM allot_reference($1, $2, $3)",
            case_id,
            partnership,
            year,
        )
        assert row is not None  # noqa: S101 - just allotted
        return f"{row['partnership']}-RR-{row['year']}-{row['number']:04d}"
