"""What all use cases of a review share: who may decide, and by which gates."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chassis.clock import Clock
from chassis.rules.rule_packs import RulePack, RulePacks, UnknownRulePack
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, Kept, UseCases
from services.review.application.pinning import gates_of
from services.review.domain.passing import pin_gates
from services.review.domain.refusals import LeadDecides
from services.review.domain.review import RapidReview, stream_of


class LedReviews(UseCases):
    """Reviews in which the leading partnership decides."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, packs: RulePacks, **options: int
    ) -> None:
        super().__init__(store, keys, clock, **options)
        self.packs = packs

    async def by_the_lead(
        self, cause: Cause, decide: Callable[[RapidReview], object], gate: str = ""
    ) -> Kept:
        """Let the leading partnership decide, at a gate in a role that its rule names.

        Raises ``LeadDecides`` to a partnership that contributes, and ``NotByThisRole``.
        """

        def decided(review: RapidReview) -> None:
            if cause.partnership != review.partnership:
                raise LeadDecides(partnership=self.packs.of(review.partnership).name)
            if not review.pinned.gates:
                gates = gates_of(self._pack_of(review))
                pin_gates(review, gates, at=cause.occurred_at)
            if gate:
                review.pinned.gates[gate].must_be_recorded_by(cause.actor)
            decide(review)

        return await self.change(RapidReview, stream_of(cause.case_id), cause, decided)

    def _pack_of(self, review: RapidReview) -> RulePack:
        """The pack that a review from before gates were rules pinned, or the national rules if it is gone."""
        try:
            return self.packs.pinned(review.pinned.rule_pack)
        except UnknownRulePack:
            return self.packs.national(review.initiated_on)

    def through(self, agency: str, partnerships: Iterable[str]) -> str | None:
        """The first of ``partnerships`` whose list has the agency today."""
        for partnership in self.present(partnerships):
            if agency in self.packs.of(partnership).agencies:
                return partnership
        return None

    def with_a_pack(self, others: Iterable[str], *, lead: str) -> tuple[str, ...]:
        """Those of the other partnerships that this platform serves."""
        return tuple(code for code in self.present(others) if code != lead)

    def present(self, partnerships: Iterable[str]) -> tuple[str, ...]:
        """Those that this platform serves; a partnership may be served elsewhere, or no longer."""
        return tuple(code for code in partnerships if code in self.packs.codes())
