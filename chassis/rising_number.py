"""What has changed since I last looked? A number in the database that rises, for those who wait until it does."""

from __future__ import annotations

import asyncio
import contextlib
import time

from chassis.database import Pool

POLL_S = 1.0


class RisingNumber:
    """A number that one statement looks up, and a bell that rings when it may have risen.

    The bell only shortens the wait: the number in the database is the truth, and is looked up at least
    once per ``POLL_S`` seconds while somebody waits, however many wait. While nobody waits, nobody looks.
    """

    def __init__(self, pool: Pool, number: str) -> None:
        self._pool, self._number = pool, number
        self._bell = asyncio.Event()
        self._looking = asyncio.Lock()
        self._known, self._looked_at = 0, float("-inf")
        self.ended = False

    async def current(self) -> int:
        """The number now."""
        self._known = max(self._known, int(await self._pool.fetchval(self._number)))
        return self._known

    async def beyond(self, number: int) -> int:
        """Waits until it is beyond ``number``, and gives what it is then; zero when the service ends meanwhile."""
        while not self.ended:
            bell = self._bell
            if self._known > number:
                return self._known
            await self._look()
            if self._known > number:
                return self._known
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await bell.wait()
        return 0

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
