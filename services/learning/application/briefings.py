"""What can be asked of a learning briefing. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePacks, pinned_rules
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.learning.domain import publication_hold
from services.learning.domain.learning_briefing import ALL_BOXES, LearningBriefing, stream_of
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


class Pinned(Protocol):
    """By which rule pack a case's review was begun."""

    async def of(self, case_id: UUID) -> str:
        """The key of the pack; empty where no review was begun."""


class Briefings(UseCases):
    """The use cases of learning briefings."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        packs: RulePacks,
        pinned: Pinned,
        **options: int,
    ) -> None:
        super().__init__(store, keys, clock, **options)
        self._packs, self._pinned = packs, pinned

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
        key = await self._pinned.of(cause.case_id)
        try:
            return await self.change(
                LearningBriefing,
                stream_of(cause.case_id),
                cause,
                lambda briefing: briefing.publish(
                    boxes,
                    needed=self._needed(key, briefing),
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

    def _needed(self, key: str, briefing: LearningBriefing) -> tuple[str, ...]:
        """The boxes that need words, by the pack that the review pinned, or that of the day of the draft."""
        pack = pinned_rules(
            self._packs, key, briefing.partnership, otherwise_on=briefing.drafted_on
        )
        return pack.required_fields.get(briefing.form, ALL_BOXES)

    async def _held_by(self, case_id: UUID) -> tuple[str, ...]:
        try:
            stream = publication_hold.stream_of(case_id)
            return await self.look(PublicationHold, stream, lambda hold: hold.holds)
        except NotFound:
            return ()  # Nothing was ever told.
