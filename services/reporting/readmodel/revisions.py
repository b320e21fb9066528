"""What has changed since I last looked?"""

from __future__ import annotations

from chassis.database import Pool
from chassis.rising_number import RisingNumber
from services.reporting.domain.viewer import Viewer
from services.reporting.readmodel.visible_cases import OPENED, given, visible

_CURRENT = "SELECT number FROM board_revision"
_CHANGED = "WHERE case_id IN (SELECT case_id FROM case_revisions WHERE revision > $6)"
_SINCE = f"""
    {OPENED} SELECT number, ARRAY(
        SELECT case_id::text FROM ({visible(_CHANGED)}) access ORDER BY 1
    ) AS case_ids
    FROM board_revision
"""  # noqa: S608 - put together from constants of ours


class Revisions(RisingNumber):
    """The number of the board, and which cases it has risen for."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool, _CURRENT)

    async def since(self, number: int, viewer: Viewer) -> tuple[int, list[str]]:
        """The number of the board, and the cases that changed after ``number`` and that ``viewer`` may see."""
        row = await self._pool.fetchrow(_SINCE, *given(viewer), number)
        assert row is not None  # noqa: S101 - the board has one number, always
        return row["number"], row["case_ids"]
