"""What can be asked of a review at any time: other processes, a legal hold, the family, another lead."""

from __future__ import annotations

from datetime import date

from chassis.fields import about
from chassis.use_cases import Cause, Kept
from services.review.application.led_reviews import LedReviews
from services.review.domain import leading, parallel_processes, restating
from services.review.domain.restrictions import ProcessBeside
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import FamilyInvolvement


class ParallelProcesses(LedReviews):
    """The use cases of what happens beside the way to the Panel."""

    async def record_process(
        self, cause: Cause, *, process_id: str, process: ProcessBeside
    ) -> Kept:
        """Record a process that runs beside the review."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.record_process(
                review, process_id=process_id, process=process, at=cause.occurred_at
            ),
        )

    async def update_process(
        self, cause: Cause, *, process_id: str, process: ProcessBeside
    ) -> Kept:
        """Say all that is known of a process now."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.update_process(
                review, process_id=process_id, process=process, at=cause.occurred_at
            ),
        )

    async def end_process(
        self, cause: Cause, *, process_id: str, ended_on: date, result: str
    ) -> Kept:
        """A process has ended."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.end_process(
                review,
                process_id=process_id,
                ended_on=ended_on,
                result=result,
                at=cause.occurred_at,
            ),
        )

    async def place_legal_hold(self, cause: Cause, *, placed_on: date, reason: str) -> Kept:
        """Nothing of the case is erased until the hold is lifted."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.place_legal_hold(
                review, placed_on=placed_on, reason=reason, at=cause.occurred_at
            ),
        )

    async def lift_legal_hold(self, cause: Cause, *, lifted_on: date, reason: str) -> Kept:
        """The hold is over."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.lift_legal_hold(
                review, lifted_on=lifted_on, reason=reason, at=cause.occurred_at
            ),
        )

    async def record_family_involvement(
        self, cause: Cause, *, involvement: FamilyInvolvement, override: str = ""
    ) -> Kept:
        """Keep what a family was told and what they said."""
        return await self.by_the_lead(
            cause,
            lambda review: parallel_processes.record_family_involvement(
                review, involvement=involvement, override=override, at=cause.occurred_at
            ),
        )

    async def restate_clock(
        self, cause: Cause, *, was: date, notified_on: date, restated_on: date
    ) -> Kept:
        """The notification of the case was restated."""
        return await self.change(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda review: restating.restate_clock(
                review,
                was=was,
                notified_on=notified_on,
                restated_on=restated_on,
                at=cause.occurred_at,
            ),
        )

    async def propose_transfer(
        self, cause: Cause, *, to: str, reason: str, proposed_on: date
    ) -> Kept:
        """Offer the lead to another partnership that this platform serves."""
        with about("to"):
            self.packs.of(to)
            self.packs.must_go_on(to, proposed_on)
        return await self.by_the_lead(
            cause,
            lambda review: leading.propose_transfer(
                review, to=to, reason=reason, proposed_on=proposed_on, at=cause.occurred_at
            ),
        )

    async def accept_transfer(self, cause: Cause, *, transferred_on: date) -> Kept:
        """Take the lead that was offered; of a partnership that has ended, nothing goes on contributing."""
        ended = {code for code, _ in self.packs.successions.ended(transferred_on)}
        return await self.change(
            RapidReview, stream_of(cause.case_id), cause,
            lambda review: leading.accept_transfer(
                review, by=cause.partnership, transferred_on=transferred_on, ended=ended,
                at=cause.occurred_at,
            ),
        )  # fmt: skip
