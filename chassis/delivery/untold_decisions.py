"""What people can do about cases that are not told any more: let them be told again, with code that can.

The decision stands in the log of the service, and where it stands the case is told (untold_cases.py): it is carried
out by whoever comes past it, however often the process dies.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Self

from chassis.aggregate import Aggregate, FirstEvent, register_aggregate
from chassis.clock import Clock
from chassis.delivery.relay import CannotTell, TellingLog
from chassis.delivery.untold_cases import RESUMED, Untold
from chassis.errors import NotFound, WrongState
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, UseCases


class NothingUntold(NotFound):
    """The case is told as it should be."""

    code = "untold.nothing"
    sentence = "This case is told already, as far as it goes."


class StillUntellable(WrongState):
    """Today's code cannot tell the case either."""

    code = "untold.still"
    sentence = (
        "The event at position {position} of this case still cannot be told ({problem})."
        " Bring the service up to date, then try again."
    )


class UntoldCase(Aggregate):
    """One time that a case was not told."""

    TOPIC = "chassis.UntoldCase"

    @classmethod
    def resumed(cls, row: Untold, *, reason: str, at: datetime) -> Self:
        """It is told again."""
        return cls._create(
            TellingResumed, id=row.decision, case_id=row.case_id, partnership=row.partnership,
            reference="", timestamp=at, since=row.since, stuck_at=row.stuck_at, stuck_topic=row.topic,
            problem=row.problem, reason=reason,
        )  # fmt: skip


class TellingResumed(FirstEvent, topic=RESUMED):
    """Somebody let a case be told again, from the first event that was not told."""

    since: int
    stuck_at: int
    stuck_topic: str
    problem: str
    reason: str


register_aggregate(UntoldCase)


class UntoldDecisions(UseCases):
    """Decides about the untold cases of one service."""

    def __init__(self, log: TellingLog, store: EventStore, keys: CaseKeys, clock: Clock) -> None:
        super().__init__(store, keys, clock)
        self._log, self._untold, self._store = log, log.untold, store

    async def listed(self, partnerships: Collection[str]) -> list[Untold]:
        """The untold cases of some partnerships, the one that has waited longest first."""
        return [row for row in await self._untold.waiting() if row.partnership in partnerships]

    async def resume(self, cause: Cause, *, reason: str) -> int:
        """Let a case be told again; gives the position at which it is. Safe to repeat.

        Raises ``NothingUntold``, or ``StillUntellable`` when today's code cannot do it either.
        """
        row = await self._untold.last_of(cause.case_id, cause.partnership)
        if row is None:
            raise NothingUntold
        if row.resumed_at is None:
            try:
                await self._log.must_be_tellable(row.case_id, row.since)
            except CannotTell as why:
                raise StillUntellable(position=why.stored.position, problem=why.problem) from why

        def decided() -> UntoldCase:
            if row.resumed_at is not None:
                raise NothingUntold
            return UntoldCase.resumed(row, reason=reason, at=cause.occurred_at)

        await self.begin(UntoldCase, row.decision, cause, decided)
        (decision,) = await self._store.stream(row.decision)
        await self._untold.resume(row, decision.position)
        return decision.position
