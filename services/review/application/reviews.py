"""What can be asked of a review. One method, one use case.

The leading partnership decides. A contributing one can read; the events of other services, which tell
of returns and of learning, are noted whoever they come through.
"""

from __future__ import annotations

from datetime import datetime

from chassis.fields import about
from chassis.rules.decisions import DecisionGiven
from chassis.rules.rule_packs import UnknownAgency
from chassis.use_cases import Cause, Kept
from services.review.application.led_reviews import LedReviews
from services.review.application.pinning import pinned
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import (
    CaseIdentity,
    Initiation,
    Meeting,
    Report,
    ReturnStatus,
    Sending,
)


class Reviews(LedReviews):
    """The use cases of a review on its way."""

    async def initiate(self, cause: Cause, *, reference: str, initiation: Initiation) -> Kept:
        """Begin a review with every agency of the decision that a partnership of the case knows."""
        identity = CaseIdentity(
            case_id=cause.case_id, partnership=cause.partnership, reference=reference
        )
        contributing = self.with_a_pack(initiation.other_partnerships, lead=cause.partnership)
        partnerships = (cause.partnership, *contributing)
        found = {code: self.through(code, partnerships) for code in initiation.agencies}
        return await self.begin(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda: RapidReview.initiate(
                identity=identity,
                initiated_on=initiation.decided_on,
                rules=pinned(self.packs.of(cause.partnership, initiation.decided_on), initiation),
                contributing=contributing,
                agencies={code: through for code, through in found.items() if through},
                at=cause.occurred_at,
            ),
        )

    async def involve_agency(
        self, cause: Cause, *, agency: str, decision: DecisionGiven | None = None
    ) -> Kept:
        """Ask one more agency for its return, or decide that it need not be asked."""

        def decide(review: RapidReview) -> None:
            through = self.through(agency, review.partnerships)
            if through is None:
                unknown = UnknownAgency(agency=agency, partnership=" or ".join(review.partnerships))
                raise unknown.at("agency")
            review.involve(agency=agency, through=through, decision=decision, at=cause.occurred_at)

        return await self.by_the_lead(cause, decide, "G3")

    async def note_return(self, cause: Cause, *, agency: str, status: ReturnStatus) -> Kept:
        """Note what the submissions service told of a return."""
        return await self.change(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda review: review.note_return(agency=agency, status=status, at=cause.occurred_at),
        )

    async def schedule_meeting(self, cause: Cause, *, meeting_at: datetime) -> Kept:
        """Give the meeting a date, or a new one."""
        return await self.by_the_lead(
            cause,
            lambda review: review.schedule_meeting(meeting_at=meeting_at, at=cause.occurred_at),
        )

    async def hold_meeting(self, cause: Cause, *, meeting: Meeting) -> Kept:
        """Record the meeting and its recommendations, each with an owner that is known."""

        def decide(review: RapidReview) -> None:
            for place, one in enumerate(meeting.recommendations):
                if one.owner in review.agencies:
                    continue
                with about(f"recommendations.{place}.owner"):
                    self.packs.agency_for(one.owner, self.present(review.partnerships))
            review.hold_meeting(meeting=meeting, at=cause.occurred_at)

        return await self.by_the_lead(cause, decide, "G4")

    async def finalise_report(self, cause: Cause, *, report: Report) -> Kept:
        """Make the report final."""
        return await self.by_the_lead(
            cause, lambda review: review.finalise_report(report=report, at=cause.occurred_at)
        )

    async def decide_cspr(self, cause: Cause, *, decision: DecisionGiven) -> Kept:
        """Record the subgroup's decision."""
        return await self.by_the_lead(
            cause, lambda review: review.decide_cspr(decision=decision, at=cause.occurred_at), "G5"
        )

    async def scrutinise(self, cause: Cause, *, decision: DecisionGiven) -> Kept:
        """Record the leaders' scrutiny."""
        return await self.by_the_lead(
            cause, lambda review: review.scrutinise(decision=decision, at=cause.occurred_at), "G6"
        )

    async def send_to_panel(self, cause: Cause, *, sending: Sending) -> Kept:
        """Record the sending to the Panel."""
        return await self.by_the_lead(
            cause, lambda review: review.send_to_panel(sending=sending, at=cause.occurred_at)
        )

    async def record_panel_reply(self, cause: Cause, *, decision: DecisionGiven) -> Kept:
        """Record the Panel's reply."""
        return await self.by_the_lead(
            cause,
            lambda review: review.record_panel_reply(decision=decision, at=cause.occurred_at),
            "G7",
        )

    async def note_learning(self, cause: Cause) -> Kept:
        """Note that the learning service has begun a briefing."""
        return await self.change(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda review: review.note_learning(at=cause.occurred_at),
        )

    async def close(self, cause: Cause, *, decision: DecisionGiven, override: str = "") -> Kept:
        """Close the review, or keep it open for its actions."""
        return await self.by_the_lead(
            cause,
            lambda review: review.close(decision=decision, override=override, at=cause.occurred_at),
            "G11",
        )
