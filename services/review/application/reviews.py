"""What can be asked of a review. One method, one use case.

The leading partnership decides. A contributing one can read; the events of other services, which tell
of returns and of learning, are noted whoever they come through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from chassis.clock import Clock
from chassis.rules.rule_packs import RulePacks, UnknownAgency
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.use_cases import Cause, Kept, UseCases
from services.review.application.pinning import pinned
from services.review.domain.refusals import LeadDecides
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import (
    CaseIdentity,
    CSPRDecision,
    Initiation,
    Meeting,
    PanelReply,
    Report,
    ReturnStatus,
    Scrutiny,
    Sending,
)


class Reviews(UseCases):
    """The use cases of the review service."""

    def __init__(
        self, store: EventStore, keys: CaseKeys, clock: Clock, *, packs: RulePacks, **options: int
    ) -> None:
        super().__init__(store, keys, clock, **options)
        self._packs = packs

    async def initiate(self, cause: Cause, *, reference: str, initiation: Initiation) -> Kept:
        """Begin a review with every agency of the decision that a partnership of the case knows."""
        identity = CaseIdentity(
            case_id=cause.case_id, partnership=cause.partnership, reference=reference
        )
        contributing = self._with_a_pack(initiation.other_partnerships, lead=cause.partnership)
        partnerships = (cause.partnership, *contributing)
        found = {code: self._through(code, partnerships) for code in initiation.agencies}
        return await self.begin(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda: RapidReview.initiate(
                identity=identity,
                initiated_on=initiation.decided_on,
                rules=pinned(self._packs.of(cause.partnership, initiation.decided_on), initiation),
                contributing=contributing,
                agencies={code: through for code, through in found.items() if through},
                at=cause.occurred_at,
            ),
        )

    async def involve_agency(self, cause: Cause, *, agency: str) -> Kept:
        """Ask one more agency for its return."""

        def decide(review: RapidReview) -> None:
            through = self._through(agency, review.partnerships)
            if through is None:
                raise UnknownAgency(agency=agency, partnership=" or ".join(review.partnerships))
            review.involve(agency=agency, through=through, at=cause.occurred_at)

        return await self._decide(cause, decide)

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
        return await self._decide(
            cause,
            lambda review: review.schedule_meeting(meeting_at=meeting_at, at=cause.occurred_at),
        )

    async def hold_meeting(self, cause: Cause, *, meeting: Meeting) -> Kept:
        """Record the meeting and its recommendations, each with an owner that is known."""

        def decide(review: RapidReview) -> None:
            for one in meeting.recommendations:
                if one.owner not in review.agencies:
                    self._packs.agency_for(one.owner, self._present(review.partnerships))
            review.hold_meeting(meeting=meeting, at=cause.occurred_at)

        return await self._decide(cause, decide)

    async def finalise_report(self, cause: Cause, *, report: Report) -> Kept:
        """Make the report final."""
        return await self._decide(
            cause, lambda review: review.finalise_report(report=report, at=cause.occurred_at)
        )

    async def decide_cspr(self, cause: Cause, *, decision: CSPRDecision) -> Kept:
        """Record the subgroup's decision."""
        return await self._decide(
            cause, lambda review: review.decide_cspr(decision=decision, at=cause.occurred_at)
        )

    async def scrutinise(self, cause: Cause, *, scrutiny: Scrutiny) -> Kept:
        """Record the leaders' scrutiny."""
        return await self._decide(
            cause, lambda review: review.scrutinise(scrutiny=scrutiny, at=cause.occurred_at)
        )

    async def send_to_panel(self, cause: Cause, *, sending: Sending) -> Kept:
        """Record the sending to the Panel."""
        return await self._decide(
            cause, lambda review: review.send_to_panel(sending=sending, at=cause.occurred_at)
        )

    async def record_panel_reply(self, cause: Cause, *, reply: PanelReply) -> Kept:
        """Record the Panel's reply."""
        return await self._decide(
            cause, lambda review: review.record_panel_reply(reply=reply, at=cause.occurred_at)
        )

    async def note_learning(self, cause: Cause) -> Kept:
        """Note that the learning service has begun a briefing."""
        return await self.change(
            RapidReview,
            stream_of(cause.case_id),
            cause,
            lambda review: review.note_learning(at=cause.occurred_at),
        )

    async def close(self, cause: Cause, *, closed_on: date) -> Kept:
        """Close the review."""
        return await self._decide(
            cause, lambda review: review.close(closed_on=closed_on, at=cause.occurred_at)
        )

    async def _decide(self, cause: Cause, decide: Callable[[RapidReview], object]) -> Kept:
        def by_the_lead(review: RapidReview) -> None:
            if cause.partnership != review.partnership:
                raise LeadDecides(partnership=self._packs.of(review.partnership).name)
            decide(review)

        return await self.change(RapidReview, stream_of(cause.case_id), cause, by_the_lead)

    def _through(self, agency: str, partnerships: Iterable[str]) -> str | None:
        """The first of ``partnerships`` whose list has the agency today."""
        for partnership in self._present(partnerships):
            if agency in self._packs.of(partnership).agencies:
                return partnership
        return None

    def _with_a_pack(self, others: Iterable[str], *, lead: str) -> tuple[str, ...]:
        return tuple(code for code in self._present(others) if code != lead)

    def _present(self, partnerships: Iterable[str]) -> tuple[str, ...]:
        """Those that this platform serves; a partnership may be served elsewhere, or no longer."""
        return tuple(code for code in partnerships if code in self._packs.codes())
