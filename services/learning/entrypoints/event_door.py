"""The door for facts that the review and referral services tell."""

from __future__ import annotations

from chassis.database import Pool
from chassis.event_door import EventDoor, Told
from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralDecided
from contracts.events.review import MeetingHeld, PanelReplied
from services.learning.application.actions import Actions
from services.learning.application.briefings import Briefings
from services.learning.domain.learning_briefing import RAPID_REVIEW
from services.learning.domain.values import CaseIdentity, Recommendation

ACTOR = "service:learning"
# Initiating a review leads to the Panel's reply, with which its briefing begins; and where the partners
# decided that nothing further is reviewed, there is nothing to brief about.
NO_BRIEFING = frozenset({"initiate", "no_further_review"})


def listen(briefings: Briefings, actions: Actions, pool: Pool) -> EventDoor:
    """A briefing is begun and recommendations become known, however often we are told of their causes."""

    async def on_panel_replied(told: Told) -> None:
        replied: PanelReplied = told.event
        if replied.final:
            await briefings.draft(
                told.cause(ACTOR),
                _identity(replied),
                kind=RAPID_REVIEW,
                drafted_on=replied.replied_on,
                themes=replied.themes,
            )

    async def on_referral_decided(told: Told) -> None:
        decided: ReferralDecided = told.event
        if decided.outcome not in NO_BRIEFING:
            await briefings.draft(
                told.cause(ACTOR),
                _identity(decided),
                kind=decided.outcome,
                drafted_on=decided.decided_on,
                themes=(),
            )

    async def on_meeting_held(told: Told) -> None:
        held: MeetingHeld = told.event
        recommended = tuple(Recommendation(**dict(one)) for one in held.recommendations)
        await actions.note_recommendations(
            told.cause(ACTOR), _identity(held), recommended, held_on=held.held_on
        )

    return EventDoor(
        "learning",
        ("review", "referral"),
        {
            PanelReplied: on_panel_replied,
            ReferralDecided: on_referral_decided,
            MeetingHeld: on_meeting_held,
        },
        pool,
    )


def _identity(event: CaseEvent) -> CaseIdentity:
    return CaseIdentity(
        case_id=event.case_id, partnership=event.partnership, reference=event.reference
    )
