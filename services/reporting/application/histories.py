"""The whole history of a case, from every service that owns a part of it: complete, or refused."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.errors import NotFound
from services.reporting.domain.merging import Historic, merged


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which history is asked for: of a case, as known at a moment, with its words, with its seals."""

    case_id: UUID
    known_at: datetime | None = None
    with_body: bool = False
    with_seal: bool = False


class Owner(Protocol):
    """A service that owns a part of a case's history."""

    async def events(self, wanted: Wanted, token: str) -> list[Historic]:
        """Its events of a case, as far as whoever ``token`` names may see them.

        Raises ``Temporary`` when it does not answer, and the owner's own refusal.
        """


class Histories:
    """Merges what the owners answer."""

    def __init__(self, owners: Sequence[Owner]) -> None:
        self._owners = tuple(owners)

    async def of(self, wanted: Wanted, token: str) -> list[Historic]:
        """Every event of a case in the order in which things happened.

        An owner that does not answer refuses the whole: an incomplete history must never look complete.
        Raises ``NotFound`` when no owner has anything to show to the asker.
        """
        asked = [asyncio.create_task(owner.events(wanted, token)) for owner in self._owners]
        try:
            answers = await asyncio.gather(*asked)
        finally:
            for question in asked:
                question.cancel()
        events = merged(event for answer in answers for event in answer)
        if not events:
            raise NotFound
        return events
