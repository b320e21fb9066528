"""What can be asked of a review once it was decided: the Panel's questions, a local review, opening it again."""

from __future__ import annotations

from datetime import date

from chassis.rules.decisions import DecisionGiven
from chassis.use_cases import Cause, Kept
from services.review.application.led_reviews import LedReviews
from services.review.domain import answering, local_reviews
from services.review.domain.values import Commissioning, Publication


class AfterThePanel(LedReviews):
    """The use cases of what follows the way to the Panel."""

    async def respond_to_panel(self, cause: Cause, *, decision: DecisionGiven) -> Kept:
        """Record how the partners respond to the Panel."""
        return await self.by_the_lead(
            cause,
            lambda review: answering.respond_to_panel(
                review, decision=decision, at=cause.occurred_at
            ),
            "G8",
        )

    async def comment_as_scrutineer(
        self, cause: Cause, *, comment: str, commented_on: date
    ) -> Kept:
        """Keep what the independent scrutineer says."""
        return await self.by_the_lead(
            cause,
            lambda review: answering.comment_as_scrutineer(
                review, comment=comment, commented_on=commented_on, at=cause.occurred_at
            ),
        )

    async def commission(
        self,
        cause: Cause,
        *,
        decision: DecisionGiven,
        commissioning: Commissioning,
        override: str = "",
    ) -> Kept:
        """Decide how the local review is undertaken."""
        return await self.by_the_lead(
            cause,
            lambda review: local_reviews.commission(
                review, decision=decision, commissioning=commissioning, override=override,
                at=cause.occurred_at,
            ),
            "G9",
        )  # fmt: skip

    async def decide_publication(
        self, cause: Cause, *, decision: DecisionGiven, publication: Publication, override: str = ""
    ) -> Kept:
        """Decide whether the report of the local review is published."""
        return await self.by_the_lead(
            cause,
            lambda review: local_reviews.decide_publication(
                review, decision=decision, publication=publication, override=override,
                at=cause.occurred_at,
            ),
            "G10",
        )  # fmt: skip

    async def reopen(self, cause: Cause, *, decision: DecisionGiven) -> Kept:
        """Open a closed review again."""
        return await self.by_the_lead(
            cause,
            lambda review: answering.reopen(review, decision=decision, at=cause.occurred_at),
            "G11",
        )
