"""The listener that every service has for the end of a case: its words, and all rows that were made of it, go.

    told that a case was erased ──> its rows and drafts are removed ──> its key is destroyed, for good

History keeps its shape: headers, hashes, ids and codes stay, and can be verified. What comes late of the case has no
effect any more (inbox.py), and what is made anew passes over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chassis.clock import Clock
from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.drafts import Drafts
from chassis.readmodel import LIVE, TAKE_TURNS, Projection
from chassis.store.case_keys import CaseKeys
from contracts.events.review import CaseErased

_WITH_CASES = (
    "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND column_name = 'case_id' AND table_name = ANY($1::text[]) ORDER BY table_name"
)
_TURN_OF = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))"


class Keeping(Protocol):
    """What a service keeps of its cases beside the log."""

    @property
    def projections(self) -> Sequence[Projection]:
        """Its read models."""

    @property
    def doors(self) -> Sequence[EventDoor]:
        """Its listeners."""

    @property
    def case_rows(self) -> Sequence[str]:
        """Tables of its listeners that hold rows of cases."""


class Standing(Protocol):
    """The ground on which a service stands."""

    @property
    def pool(self) -> Pool:
        """Its database."""

    @property
    def keys(self) -> CaseKeys:
        """The keys of its cases."""

    @property
    def clock(self) -> Clock:
        """The time."""


class ErasureDoor(EventDoor):
    """The listener ``<service>_erasure``."""

    def __init__(self, service: str, kept: Keeping, ground: Standing) -> None:
        super().__init__(f"{service}_erasure", ("review",), {CaseErased: self._erase}, ground.pool)
        self._readmodels = sorted(one.name for one in kept.projections)
        self._listeners = sorted(one.listener for one in kept.doors)
        of_readmodels = [table for one in kept.projections for table in one.tables]
        self._tables = [*of_readmodels, *kept.case_rows]
        self._keys, self._drafts = ground.keys, Drafts(ground.pool, ground.keys, ground.clock)

    async def _erase(self, told: Told) -> None:
        """Nothing writes a row of the case meanwhile; should the process die in between, all is done again."""
        connection, case_id = told.connection, told.event.case_id
        for readmodel in self._readmodels:
            await connection.execute(TAKE_TURNS, LIVE, readmodel)
        for listener in self._listeners:
            await connection.execute(_TURN_OF, f"event_door:{listener}", str(case_id))
        for row in await connection.fetch(_WITH_CASES, self._tables):
            await connection.execute(
                f"DELETE FROM {row['table_name']} WHERE case_id = $1",  # noqa: S608 - tables of ours
                case_id,
            )
        await self._drafts.erase(case_id)
        await self._keys.destroy(case_id)
