"""The door for told facts: a decision begins a review; returns and learning are noted in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial

from chassis.database import Pool
from chassis.delivery.event_door import Effect, EventDoor, Told
from chassis.errors import NotFound
from chassis.use_cases import AlreadyBegun
from contracts.events.base import CaseEvent
from contracts.events.learning import BriefingDrafted
from contracts.events.referral import NotificationRestated, ReferralDecided, ReferralWithdrawn
from contracts.events.submissions import (
    SubmissionAccepted,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
    SubmissionReturned,
)
from services.review.application.parallel_processes import ParallelProcesses
from services.review.application.reviews import Reviews
from services.review.domain.values import Initiation, ReturnStatus
from services.review.readmodel import kept_cases

LISTENER = "review"
ACTOR = "service:review"
SERVICES = ("referral", "submissions", "learning")
INITIATE = "initiate"
OF_A_REVIEW = "rapid_review"

STATUS_AFTER: Mapping[type[CaseEvent], ReturnStatus] = {
    SubmissionRequested: ReturnStatus.REQUESTED,
    SubmissionReturned: ReturnStatus.RETURNED,
    SubmissionQueried: ReturnStatus.QUERIED,
    SubmissionAccepted: ReturnStatus.ACCEPTED,
    SubmissionExcused: ReturnStatus.EXCUSED,
}


def listening(reviews: Reviews, parallel: ParallelProcesses, pool: Pool) -> EventDoor:
    """The door through which other services tell the review service."""

    async def decided(told: Told) -> None:
        decision: ReferralDecided = told.event
        if decision.outcome != INITIATE:  # Another route: the learning service takes it up.
            await _ended(told, decision.outcome, decision.decided_on)
            return
        await kept_cases.goes_on(told.connection, decision.case_id)
        initiation = Initiation(
            decided_on=decision.decided_on,
            notified_on=decision.notified_on,
            agencies=decision.agencies,
            other_partnerships=decision.other_partnerships,
        )
        with suppress(AlreadyBegun):  # A case has one review, however often its decision is told.
            await reviews.initiate(
                told.cause(ACTOR), reference=decision.reference, initiation=initiation
            )

    async def return_told(told: Told) -> None:
        status = STATUS_AFTER[type(told.event)]
        await reviews.note_return(told.cause(ACTOR), agency=told.event.agency, status=status)

    async def drafted(told: Told) -> None:
        briefing: BriefingDrafted = told.event
        try:
            await reviews.note_learning(told.cause(ACTOR))
        except NotFound:
            if briefing.kind == OF_A_REVIEW:
                raise  # Learning from a review that is not here: park it for a person to look at.

    effects: dict[type[CaseEvent], Effect] = {
        NotificationRestated: partial(_restated, parallel),
        ReferralDecided: decided,
        ReferralWithdrawn: _withdrawn,
        BriefingDrafted: drafted,
    }
    effects |= dict.fromkeys(STATUS_AFTER, return_told)
    return EventDoor(LISTENER, SERVICES, effects, pool)


async def _withdrawn(told: Told) -> None:
    await _ended(told, "", told.event.withdrawn_on)


async def _ended(told: Told, outcome: str, on: date) -> None:
    event: CaseEvent = told.event
    await kept_cases.ended(
        told.connection, event.case_id, partnership=event.partnership, reference=event.reference,
        outcome=outcome, on=on,
    )  # fmt: skip


async def _restated(parallel: ParallelProcesses, told: Told) -> None:
    notice: NotificationRestated = told.event
    # Where no review has begun, the one that begins is told the day that holds then.
    with suppress(NotFound):
        await parallel.restate_clock(
            told.cause(ACTOR),
            was=notice.was_notified_on,
            notified_on=notice.notified_on,
            restated_on=notice.restated_on,
        )
