"""The door for facts that the review service tells."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.aggregate import Aggregate, Event
from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.delivery.handed_over import HandingOver
from contracts.events.review import LeadTransferred
from services.referral.domain.events import IncidentNotified, ReferralPrepared, ReferralReceived
from services.referral.domain.referral import Referral
from services.referral.domain.reveals import Reveals, RevealsBegun

ACTOR = "service:referral"
KINDS: Mapping[type[Event], type[Aggregate]] = {
    ReferralPrepared: Referral, ReferralReceived: Referral, IncidentNotified: Referral,
    RevealsBegun: Reveals,
}  # fmt: skip
"""What follows the lead of its case, by the events with which it begins."""


def listen(handing_over: HandingOver, pool: Pool) -> EventDoor:
    """Referral and reveals follow the lead: who leads now restates, and asks for names."""

    async def on_lead_transferred(told: Told) -> None:
        event: LeadTransferred = told.event
        await handing_over.follow(
            told.cause(ACTOR), former=event.former, lead=event.partnership,
            parts=event.contributing_partnerships,
        )  # fmt: skip

    return EventDoor("referral", ("review",), {LeadTransferred: on_lead_transferred}, pool)
