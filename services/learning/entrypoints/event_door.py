"""The door for facts that the review and referral services tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Protocol
from uuid import UUID

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.delivery.handed_over import HandingOver
from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralDecided
from contracts.events.review import (
    LeadTransferred,
    LegalHoldLifted,
    LegalHoldPlaced,
    MeetingHeld,
    PanelReplied,
    ParallelProcessEnded,
    ParallelProcessRecorded,
    ParallelProcessUpdated,
    ReviewInitiated,
)
from services.learning.application.actions import Actions
from services.learning.application.briefings import Briefings
from services.learning.domain.learning_briefing import RAPID_REVIEW
from services.learning.domain.values import CaseIdentity, Recommendation, RepeatedTheme
from services.learning.readmodel import pinned_packs
from services.learning.readmodel.themes_seen import ThemeSeen

ACTOR = "service:learning"
RESTRICTING: tuple[type[CaseEvent], ...] = (
    ParallelProcessRecorded, ParallelProcessUpdated, ParallelProcessEnded, LegalHoldPlaced, LegalHoldLifted,
)  # fmt: skip
"""Each tells which restrictions the case goes on with."""
# Initiating a review leads to the Panel's reply, with which its briefing begins; and where the partners
# decided that nothing further is reviewed, there is nothing to brief about.
NO_BRIEFING = frozenset({"initiate", "no_further_review"})


class Seen(Protocol):
    """What was learned before, as the log tells it at this moment."""

    async def __call__(
        self, partnership: str, asked: Iterable[str], case_id: UUID
    ) -> Sequence[ThemeSeen]: ...


def listen(
    briefings: Briefings, actions: Actions, handing_over: HandingOver, *, seen: Seen, pool: Pool
) -> EventDoor:
    """A briefing is begun and recommendations become known, however often we are told of their causes."""
    return EventDoor(
        "learning",
        ("review", "referral"),
        {
            ReviewInitiated: _on_review_initiated,
            PanelReplied: partial(_on_panel_replied, briefings),
            ReferralDecided: partial(_on_referral_decided, briefings),
            MeetingHeld: partial(_on_meeting_held, actions, seen),
            LeadTransferred: partial(_on_lead_transferred, handing_over),
            **dict.fromkeys(RESTRICTING, partial(_on_restrictions, briefings)),
        },
        pool,
    )


async def _on_review_initiated(told: Told) -> None:
    await pinned_packs.pin(told.connection, told.event.case_id, told.event.rule_pack)


async def _on_panel_replied(briefings: Briefings, told: Told) -> None:
    replied: PanelReplied = told.event
    if replied.final:
        await briefings.draft(
            told.cause(ACTOR),
            _identity(replied),
            kind=RAPID_REVIEW,
            drafted_on=replied.replied_on,
            themes=replied.themes,
        )


async def _on_referral_decided(briefings: Briefings, told: Told) -> None:
    decided: ReferralDecided = told.event
    if decided.outcome not in NO_BRIEFING:
        await briefings.draft(
            told.cause(ACTOR),
            _identity(decided),
            kind=decided.outcome,
            drafted_on=decided.decided_on,
            themes=(),
        )


async def _on_restrictions(briefings: Briefings, told: Told) -> None:
    event = told.event
    await briefings.note_restrictions(told.cause(ACTOR), _identity(event), in_force=event.in_force)


async def _on_lead_transferred(handing_over: HandingOver, told: Told) -> None:
    event: LeadTransferred = told.event
    await handing_over.follow(
        told.cause(ACTOR), former=event.former, lead=event.partnership,
        parts=event.contributing_partnerships,
    )  # fmt: skip


async def _on_meeting_held(actions: Actions, seen: Seen, told: Told) -> None:
    held: MeetingHeld = told.event
    recommended = tuple(
        Recommendation(
            recommendation_id=made.recommendation_id,
            kind=made.kind,
            themes=made.themes,
            owner=made.owner,
        )
        for made in held.recommendations
    )
    await actions.note_recommendations(
        told.cause(ACTOR), _identity(held), recommended, held_on=held.held_on
    )
    themes = dict.fromkeys(theme for one in recommended for theme in one.themes)
    repeats = [
        RepeatedTheme(
            theme=one.theme, earlier_cases=one.earlier_cases, since=one.since,
            open_actions=one.open_actions, unchecked_actions=one.unchecked_actions,
        )
        for one in await seen(held.partnership, themes, held.case_id)
        if one.since is not None
    ]  # fmt: skip
    if repeats:
        await actions.note_repeats(told.cause(ACTOR), repeats)


def _identity(event: CaseEvent) -> CaseIdentity:
    return CaseIdentity(
        case_id=event.case_id, partnership=event.partnership, reference=event.reference
    )
