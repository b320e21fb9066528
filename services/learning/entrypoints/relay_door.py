"""What the world is told of learning: codes and dates, never what was written or who checked it."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields
from contracts.events import learning as told
from contracts.events.base import CaseEvent
from services.learning.domain import action_events as action
from services.learning.domain import case_recommendations, learning_briefing

ALIKE: Mapping[type[Event], type[CaseEvent]] = {
    learning_briefing.LearningEventHeld: told.LearningEventHeld,
    action.ActionStarted: told.ActionStarted,
    action.ActionEvidenced: told.ActionEvidenced,
    action.ActionClosed: told.ActionClosed,
    action.ActionRevised: told.ActionRevised,
    action.ActionDeclined: told.ActionDeclined,
    action.ActionMerged: told.ActionMerged,
    action.ActionImpactChecked: told.ActionImpactChecked,
    case_recommendations.ThemeRepeated: told.ThemeRepeated,
}
"""Events whose published fields have the names that they have here; no other field leaves."""


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
        case _ if type(event) in ALIKE:
            published = ALIKE[type(event)]
            names = published.model_fields.keys() - case.keys()
            return published(**case, **{name: getattr(event, name) for name in names})
        case learning_briefing.LearningAudited():
            answers = [one.answer for one in event.answers]
            return told.LearningAudited(
                **case,
                audited_on=event.audited_on,
                met=answers.count("met"),
                partly_met=answers.count("partly_met"),
                not_met=answers.count("not_met"),
            )
        case _:
            return None
