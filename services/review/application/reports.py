"""What is said of a case's report, and the report itself as it was signed: read from the history, where it stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from chassis.aggregate import Event
from chassis.clock import Clock
from chassis.rules.rule_packs import RulePacks
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import KeyDestroyed, KeyMissing, open_body
from chassis.streams import decoded
from chassis.use_cases import Cause, Erased, Kept
from services.review.application.led_reviews import LedReviews
from services.review.domain import answering
from services.review.domain.review import stream_of

WRITTEN = frozenset({
    "review.ReportFinalised", "review.ReportCommented", "review.ScrutineerCommented",
})  # fmt: skip
"""The topics, without their versions, of what is written of a report."""


class Reports(LedReviews):
    """The use cases of a report that was made final."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, packs: RulePacks, **options: int
    ) -> None:
        super().__init__(store, keys, clock, packs=packs, **options)
        self._store, self._keys = store, keys

    async def comment(
        self, cause: Cause, *, section: str, comment: str, commented_on: date
    ) -> Kept:
        """Keep what somebody of the leading partnership says of a section, or of the whole report."""
        return await self.by_the_lead(
            cause,
            lambda review: answering.comment_on_report(
                review, section=section, comment=comment, commented_on=commented_on, at=cause.occurred_at
            ),
        )  # fmt: skip

    async def written(self, case_id: UUID) -> list[tuple[str, Event]]:
        """What was signed and said, in its order, each with the role that did it. Raises ``Erased``."""
        try:
            keys = await self._keys.of(case_id)
            return [
                (one.header.actor.partition(":")[0], decoded(one.header, open_body(one, keys)))
                for one in await self._store.stream(stream_of(case_id))
                if one.header.topic.rpartition(".")[0] in WRITTEN
            ]
        except (KeyDestroyed, KeyMissing):
            raise Erased from None
