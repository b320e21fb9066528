"""By which rule pack was the review of a case begun? A case without a review has none."""

from __future__ import annotations

from uuid import UUID

from chassis.database import Connection, Pool

TABLE = "pinned_packs"
_PIN = """
    INSERT INTO pinned_packs (case_id, rule_pack) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING
"""


class PinnedPacks:
    """The rows of table pinned_packs, which the listener writes."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of(self, case_id: UUID) -> str:
        """The key of the pack; empty where no review was begun."""
        found: str | None = await self._pool.fetchval(
            "SELECT rule_pack FROM pinned_packs WHERE case_id = $1", case_id
        )
        return found or ""


async def pin(connection: Connection, case_id: UUID, rule_pack: str) -> None:
    """A review began by this pack, and keeps it."""
    await connection.execute(_PIN, case_id, rule_pack)
