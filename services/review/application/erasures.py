"""What can be asked at the end of a case: that it be erased, and which cases are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.limits import must_say
from chassis.rules.rule_packs import RulePacks, pinned_rules
from chassis.rules.working_days import london_date
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Kept
from services.review.application.led_reviews import LedReviews
from services.review.domain import erasure
from services.review.domain.erasure import CaseErasure, KeptCase, Period
from services.review.domain.erasure_refusals import AlreadyErased, CaseIsLive, NoPeriod
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import CaseIdentity


class KeptCases(Protocol):
    """Which cases are over."""

    async def of(self, partnership: str) -> list[KeptCase]:
        """The cases of a partnership that are over, the longest kept first."""

    async def without_review(self, case_id: UUID) -> KeptCase | None:
        """A case that ended without a review; None if it did not end, or has a review."""


class Erasures(LedReviews):
    """The use cases of erasing. The keys are destroyed when the services hear that the case is erased."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, packs: RulePacks, kept: KeptCases
    ) -> None:
        super().__init__(store, keys, clock, packs=packs)
        self._cases = kept

    async def erase(self, cause: Cause, *, reason: str) -> Kept:
        """Erase a case; safe to repeat. Raises why not."""
        must_say(reason=reason)
        today, stream = london_date(cause.occurred_at), erasure.stream_of(cause.case_id)
        found: list[tuple[CaseIdentity, Period]] = []
        if not await self._is_erased(cause):
            found.append(await self._ordered(cause, today))

        def make() -> CaseErasure:
            return CaseErasure.of(
                *found[0], reason=reason, ordered_by=cause.actor, erased_on=today,
                at=cause.occurred_at,
            )  # fmt: skip

        try:
            return await self.begin(CaseErasure, stream, cause, make)
        except AlreadyBegun:
            raise AlreadyErased from None

    async def listed(self, partnership: str) -> list[tuple[KeptCase, Period | None]]:
        """The cases of a partnership that are over and not erased, each with its period if there is one."""
        cases = await self._cases.of(partnership)
        return [(one, self._period(one)) for one in cases]

    def _period(self, case: KeptCase) -> Period | None:
        years = self._years(case.rule_pack, case.partnership, case.ended_on)
        try:
            return erasure.period_of(case.kinds, years, case.ended_on)
        except NoPeriod:
            return None

    async def _is_erased(self, cause: Cause) -> bool:
        try:
            return await self.look(
                CaseErasure, erasure.stream_of(cause.case_id), lambda known: bool(known.version)
            )
        except NotFound:
            return False

    async def _ordered(self, cause: Cause, today: date) -> tuple[CaseIdentity, Period]:
        """The case, after the order was given in its review, if it has one."""

        def years(review: RapidReview) -> Mapping[str, int]:
            return self._years(review.pinned.rule_pack, review.partnership, review.initiated_on)

        try:
            await self.by_the_lead(
                cause,
                lambda review: erasure.order(
                    review, years(review), today=today, at=cause.occurred_at
                ),
            )
        except NotFound:
            return await self._without_review(cause, today)
        return await self.look(
            RapidReview,
            stream_of(cause.case_id),
            lambda review: (
                _identity(review), erasure.period_of_review(review, years(review))
            ),
        )  # fmt: skip

    async def _without_review(self, cause: Cause, today: date) -> tuple[CaseIdentity, Period]:
        case = await self._cases.without_review(cause.case_id)
        if case is None:
            raise CaseIsLive  # It waits for a decision, or for its review to begin.
        if case.partnership != cause.partnership:
            raise NotFound
        years = self._years("", case.partnership, case.ended_on)
        period = erasure.period_of(case.kinds, years, case.ended_on)
        erasure.must_have_ended(period, today=today)
        return CaseIdentity(
            case_id=case.case_id, partnership=case.partnership, reference=case.reference
        ), period

    def _years(self, rule_pack: str, partnership: str, on: date) -> Mapping[str, int]:
        """How many years each kind of record is kept, by the pack that the review pinned, or that of a day."""
        pack = pinned_rules(self.packs, rule_pack, partnership, otherwise_on=on)
        return {str(kind): rule.years for kind, rule in pack.retention.items()}


def _identity(review: RapidReview) -> CaseIdentity:
    return CaseIdentity(
        case_id=review.case_id, partnership=review.partnership, reference=review.reference
    )
