"""What has changed since I last looked?"""

from __future__ import annotations

import asyncio
import contextlib
import time

from chassis.database import Pool
from services.reporting.domain.viewer import Viewer
from services.reporting.readmodel.visible_cases import OPENED, given, visible

POLL_S = 1.0

_CURRENT = "SELECT number FROM board_revision"
_CHANGED = "WHERE case_id IN (SELECT case_id FROM case_revisions WHERE revision > $6)"
_SINCE = f"""
    {OPENED} SELECT number, ARRAY(
        SELECT case_id::text FROM ({visible(_CHANGED)}) access ORDER BY 1
    ) AS case_ids
    FROM board_revision
"""  # noqa: S608 - put together from constants of ours


class Revisions:
    """The number of the board, and a bell that rings when it may have risen.

    The bell only shortens the wait: the number in the database is the truth, and is looked up at least
    once per ``POLL_S`` seconds while somebody waits, however many wait.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._bell = asyncio.Event()
        self._looking = asyncio.Lock()
        self._known, self._looked_at = 0, float("-inf")
        self.ended = False

    async def current(self) -> int:
        """The number of the board now."""
        self._known = max(self._known, int(await self._pool.fetchval(_CURRENT)))
        return self._known

    async def since(self, number: int, viewer: Viewer) -> tuple[int, list[str]]:
        """The number of the board, and the cases that changed after ``number`` and that ``viewer`` may see."""
        row = await self._pool.fetchrow(_SINCE, *given(viewer), number)
        assert row is not None  # noqa: S101 - the board has one number, always
        return row["number"], row["case_ids"]

    async def beyond(self, number: int) -> bool:
        """Waits until the board is beyond ``number``; False when the service ends meanwhile."""
        while not self.ended:
            bell = self._bell
            if self._known > number:
                return True
            await self._look()
            if self._known > number:
                return True
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await bell.wait()
        return False

    def ring(self) -> None:
        """Say that a change was committed in this process."""
        self._looked_at = float("-inf")
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    def end(self) -> None:
        """Let everybody who waits, now or later, go."""
        self.ended = True
        self.ring()

    async def _look(self) -> None:
        async with self._looking:
            if time.monotonic() - self._looked_at >= POLL_S / 2:
                self._looked_at = time.monotonic()
                await self.current()
