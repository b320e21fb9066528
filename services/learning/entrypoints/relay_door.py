"""What the world is told of learning: codes and dates, never what was written or who checked it."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.doors.relay import CaseFields
from contracts.events import learning as told
from contracts.events.base import CaseEvent
from services.learning.domain import action, learning_briefing


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; what we know of recommendations stays private."""
    match event:
        case learning_briefing.BriefingDrafted():
            return told.BriefingDrafted(
                **case, kind=event.kind, drafted_on=event.drafted_on, themes=event.themes
            )
        case learning_briefing.BriefingPublished():
            return told.BriefingPublished(
                **case, kind=event.kind, published_on=event.published_on, themes=event.themes
            )
        case action.ActionAgreed():
            return told.ActionAgreed(
                **case,
                action_id=event.action_id,
                recommendation_id=event.recommendation_id,
                owner=event.owner,
                agreed_on=event.agreed_on,
                due_on=event.due_on,
            )
        case action.ActionEvidenced():
            return told.ActionEvidenced(
                **case, action_id=event.action_id, evidenced_on=event.evidenced_on
            )
        case action.ActionClosed():
            return told.ActionClosed(**case, action_id=event.action_id, closed_on=event.closed_on)
        case _:
            return None
