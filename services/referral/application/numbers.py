"""The numbers of cases."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class References(Protocol):
    """Numbers cases within their partnership and year, like PLY-RR-2026-0007."""

    async def allot(self, *, case_id: UUID, partnership: str, year: int) -> str:
        """The reference of a case; the same case always gets the same one. Numbers are never used twice."""
