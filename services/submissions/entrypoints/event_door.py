"""The door for facts that the review service tells."""

from __future__ import annotations

from chassis.database import Pool
from chassis.delivery.event_door import Effect, EventDoor, Told
from chassis.delivery.handed_over import HandingOver
from contracts.events.base import CaseEvent
from contracts.events.review import AgencyInvolved, ClockRestated, LeadTransferred
from services.submissions.application.agency_returns import AgencyReturns
from services.submissions.domain.values import ReturnRequest

ACTOR = "service:submissions"


def listen(returns: AgencyReturns, handing_over: HandingOver, pool: Pool) -> EventDoor:
    """An agency that takes part is asked for its return, once; returns follow the clock and the lead."""

    async def on_agency_involved(told: Told) -> None:
        involved: AgencyInvolved = told.event
        request = ReturnRequest(
            case_id=involved.case_id,
            partnership=involved.partnership,
            reference=involved.reference,
            agency=involved.agency,
            through=involved.through,
            requested_on=involved.involved_on,
            due_on=involved.return_due_on,
            rule_pack=involved.rule_pack,
        )
        await returns.request(told.cause(ACTOR), request)

    async def on_clock_restated(told: Told) -> None:
        event: ClockRestated = told.event
        for one in event.returns:
            await returns.restate_due(
                told.cause(ACTOR), one.agency, one.due_on, restated_on=event.restated_on
            )

    async def on_lead_transferred(told: Told) -> None:
        event: LeadTransferred = told.event
        await handing_over.follow(
            told.cause(ACTOR), former=event.former, lead=event.partnership,
            parts=event.contributing_partnerships,
        )  # fmt: skip

    effects: dict[type[CaseEvent], Effect] = {
        AgencyInvolved: on_agency_involved,
        ClockRestated: on_clock_restated,
        LeadTransferred: on_lead_transferred,
    }
    return EventDoor("submissions", ("review",), effects, pool)
