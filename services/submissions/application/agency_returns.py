"""What can be asked of an agency's return. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePacks
from chassis.rules.working_days import london_date
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.streams import SNAPSHOT_EVERY
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.submissions.domain.agency_return import AgencyReturn, stream_of
from services.submissions.domain.values import Answer, ExcuseReason, ReturnRequest

T = TypeVar("T")


class NothingRequested(NotFound):
    """No return was asked of this agency in this case, or the asker may not know that it was."""

    code = "submissions.nothing_requested"
    sentence = "No return has been asked for here. Check the case and the agency."


class AgencyReturns(UseCases):
    """The use cases of the submissions service."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        packs: RulePacks,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        super().__init__(store, keys, clock, snapshot_every=snapshot_every)
        self._packs = packs

    async def request(self, cause: Cause, request: ReturnRequest) -> None:
        """Ask an agency for its return; an agency that was asked before is not asked again."""
        with suppress(AlreadyBegun):
            await self.begin(
                AgencyReturn,
                stream_of(request.case_id, request.agency),
                cause,
                lambda: AgencyReturn.request(request, at=cause.occurred_at),
            )

    async def hand_in(self, cause: Cause, agency: str, answer: Answer) -> Kept:
        """The agency returns: for the first time, or a corrected return."""

        def decide(asked: AgencyReturn) -> None:
            # The rules are the leading partnership's, whoever hands in, on the day on which it asked.
            asked_on = london_date(asked.created_on)
            themes = frozenset(self._packs.of(asked.partnership, asked_on).themes)
            asked.hand_in(answer, themes=themes, at=cause.occurred_at)

        return await self._change(cause, agency, decide)

    async def query(self, cause: Cause, agency: str, question: str) -> Kept:
        """Ask the agency to add to its return, or to explain it."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.query(
                question, partnership=cause.partnership, at=cause.occurred_at
            ),
        )

    async def accept(self, cause: Cause, agency: str) -> Kept:
        """The return is good enough for the meeting."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.accept(partnership=cause.partnership, at=cause.occurred_at),
        )

    async def excuse(
        self, cause: Cause, agency: str, *, reason: ExcuseReason, explanation: str
    ) -> Kept:
        """The agency need not send a return."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.excuse(
                reason, explanation, partnership=cause.partnership, at=cause.occurred_at
            ),
        )

    async def agency_return(
        self, case_id: UUID, agency: str, read: Callable[[AgencyReturn], T]
    ) -> T:
        """What ``read`` makes of an agency's return; it raises ``NotFound`` for who may not see it."""
        try:
            return await self.look(AgencyReturn, stream_of(case_id, agency), read)
        except NotFound:
            raise NothingRequested from None

    async def _change(
        self, cause: Cause, agency: str, decide: Callable[[AgencyReturn], object]
    ) -> Kept:
        try:
            return await self.change(AgencyReturn, stream_of(cause.case_id, agency), cause, decide)
        except NotFound:
            raise NothingRequested from None
