"""Looks at how far every service is, for those who wait until what they did has had its effects."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from contracts.grpc import history_pb2
from rapid_review.doors import Asked, NotRunning
from rapid_review.scripted.stops import PlayStopped
from rapid_review.settings import SERVICES

PATIENCE_S = 60.0

Reports = Mapping[str, history_pb2.ProgressReport]


class EventParked(PlayStopped):
    """A listener could not handle an event and put it aside."""

    def __init__(self, listeners: str) -> None:
        super().__init__(
            f"An event could not be handled and was put aside (parked) by {listeners}."
            " The log of the platform says why."
        )


class Looks:
    """The looks of one person at one platform; what was parked before the first of them does not count."""

    def __init__(self, doors: Asked, by: str) -> None:
        self._doors, self._by = doors, by
        self._parked_before: Mapping[str, int] = {}

    async def begin(self) -> None:
        """Note what is parked already. Raises ``NotRunning`` as ``reports_at_first`` does."""
        self._parked_before = _parked(await reports_at_first(self._doors, self._by))

    async def reports(self, services: Sequence[str] = SERVICES) -> Reports:
        """How far these services are. Raises ``NotRunning``, or ``EventParked`` when something new is parked."""
        reports, before = await reports_of(self._doors, self._by, services), self._parked_before
        if grown := [name for name, n in _parked(reports).items() if n > before.get(name, 0)]:
            raise EventParked(", ".join(grown))
        return reports


async def reports_at_first(doors: Asked, by: str) -> Reports:
    """How far every service is. Raises ``NotRunning`` at once if none of them answers.

    Where another answers the platform runs, and the one that is silent is starting again: it is waited for.
    """
    asked = (reports_of(doors, by, [service], patience_s=0.0) for service in SERVICES)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    silent = [answer for answer in answers if isinstance(answer, NotRunning)]
    if len(silent) == len(answers):
        raise silent[0]
    return await reports_of(doors, by)


async def reports_of(
    doors: Asked, by: str, services: Sequence[str] = SERVICES, patience_s: float = PATIENCE_S
) -> Reports:
    """How far these services are. Raises ``NotRunning`` when one has not answered for ``patience_s`` seconds."""
    request = history_pb2.ProgressRequest()
    asked = (
        doors.ask(service, "Progress", request, by=by, patience_s=patience_s)
        for service in services
    )
    return {answer.service: answer for answer in await asyncio.gather(*asked)}


def _parked(reports: Reports) -> Mapping[str, int]:
    parked = {
        f"{listener.name} of {service}": listener.parked
        for service, report in reports.items()
        for listener in report.listeners
    }
    return parked | {f"the telling of {service}": one.untold for service, one in reports.items()}
