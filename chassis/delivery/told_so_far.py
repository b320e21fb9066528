"""Everything that was told, from the beginning to now: for a listener that makes its rows anew beside the live ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chassis.delivery.event_source import PAGE_MAX, Take
from chassis.delivery.relay import PublishedLog


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """How far it was told: in a partition of a service's topic, or, with partition 0, in a log."""

    service: str
    partition: int
    next_offset: int
    position: int


class ToldSoFar(Protocol):
    """Tells from the beginning of history; each call goes on where the one before ended."""

    async def tell(self, take: Take) -> None:
        """Give ``take`` page after page, up to what had been told when this was called."""

    def places(self) -> Sequence[SourcePlace]:
        """How far it has come."""


class LogsSoFar:
    """From the logs themselves, for services that follow each other without Kafka."""

    def __init__(self, logs: Sequence[PublishedLog]) -> None:
        self._logs = tuple(logs)
        self._positions = {log.service: 0 for log in self._logs}

    async def tell(self, take: Take) -> None:
        """Give ``take`` page after page of each log."""
        for log in self._logs:
            position = self._positions[log.service]
            while True:
                page, upto = await log.read(after=position, limit=PAGE_MAX)
                if page:
                    await take(page)
                if upto == position:
                    break
                position = self._positions[log.service] = upto

    def places(self) -> Sequence[SourcePlace]:
        """How far it has come in each log."""
        return [
            SourcePlace(service, 0, 0, position)
            for service, position in self._positions.items()
            if position
        ]
