"""What can be asked of a learning briefing. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import TypeVar
from uuid import UUID

from chassis.errors import NotFound
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.learning.domain import publication_hold
from services.learning.domain.learning_briefing import LearningBriefing, stream_of
from services.learning.domain.publication_hold import PublicationHold
from services.learning.domain.values import AuditAnswer, CaseIdentity, LearningEvent, SevenBoxes

T = TypeVar("T")


class NoBriefing(NotFound):
    """The case has no briefing, or the asker may not know that it has one."""

    code = "learning.no_briefing"
    sentence = (
        "There is no briefing for this case yet. One is drafted by itself when the National Panel's"
        " last reply has come, or when another route than a Rapid Review was chosen."
    )


class Briefings(UseCases):
    """The use cases of learning briefings."""

    async def draft(
        self,
        cause: Cause,
        identity: CaseIdentity,
        *,
        kind: str,
        drafted_on: date,
        themes: tuple[str, ...],
    ) -> None:
        """Begin the briefing of a case; a case that has one keeps it."""
        with suppress(AlreadyBegun):
            await self.begin(
                LearningBriefing,
                stream_of(identity.case_id),
                cause,
                lambda: LearningBriefing.draft(
                    identity, kind=kind, drafted_on=drafted_on, themes=themes, at=cause.occurred_at
                ),
            )

    async def note_restrictions(
        self, cause: Cause, identity: CaseIdentity, *, in_force: tuple[str, ...]
    ) -> None:
        """Remember what other processes hold back in a case."""
        stream = publication_hold.stream_of(identity.case_id)
        try:
            await self.change(
                PublicationHold,
                stream,
                cause,
                lambda hold: hold.change(in_force=in_force, at=cause.occurred_at),
            )
        except NotFound:
            await self.begin(
                PublicationHold,
                stream,
                cause,
                lambda: PublicationHold.note(identity, in_force=in_force, at=cause.occurred_at),
            )

    async def publish(
        self,
        cause: Cause,
        boxes: SevenBoxes,
        *,
        published_on: date,
        checked_by: Iterable[str],
        override: str = "",
    ) -> Kept:
        """Share the briefing, once two people have checked it and nothing holds it back."""
        held_by = await self._held_by(cause.case_id)
        try:
            return await self.change(
                LearningBriefing,
                stream_of(cause.case_id),
                cause,
                lambda briefing: briefing.publish(
                    boxes,
                    published_on=published_on,
                    checked_by=checked_by,
                    at=cause.occurred_at,
                    held_by=held_by,
                    override=override,
                ),
            )
        except NotFound:
            raise NoBriefing from None

    async def hold_event(self, cause: Cause, held: LearningEvent) -> Kept:
        """The learning event of a Learning from Experience Review was held."""
        return await self._change(
            cause, lambda briefing: briefing.hold_event(held, at=cause.occurred_at)
        )

    async def audit(
        self, cause: Cause, answers: tuple[AuditAnswer, ...], *, audited_on: date
    ) -> Kept:
        """Somebody looked at how the learning was done."""
        return await self._change(
            cause,
            lambda briefing: briefing.audit(answers, audited_on=audited_on, at=cause.occurred_at),
        )

    async def briefing(self, case_id: UUID, read: Callable[[LearningBriefing], T]) -> T:
        """What ``read`` makes of a case's briefing; it raises ``NotFound`` for who may not see it."""
        try:
            return await self.look(LearningBriefing, stream_of(case_id), read)
        except NotFound:
            raise NoBriefing from None

    async def _change(self, cause: Cause, decide: Callable[[LearningBriefing], object]) -> Kept:
        try:
            return await self.change(LearningBriefing, stream_of(cause.case_id), cause, decide)
        except NotFound:
            raise NoBriefing from None

    async def _held_by(self, case_id: UUID) -> tuple[str, ...]:
        try:
            stream = publication_hold.stream_of(case_id)
            return await self.look(PublicationHold, stream, lambda hold: hold.holds)
        except NotFound:
            return ()  # Nothing was ever told.
